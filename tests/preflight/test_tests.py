"""The list of tests: each is named as its file, explains itself, and is tried by a fault."""

from __future__ import annotations

from pathlib import Path

import pytest
import test_font_outlines
import test_preflight
import test_whole_file

from leaflet import preflight
from leaflet.preflight import LAWS
from leaflet.preflight.laws import nonconforming_pdf as standards
from leaflet.preflight.laws import unreadable_pdf

TRIED = {case.rule for case in (*test_preflight.FAULTS, *test_whole_file.FAULTS)} | {test_font_outlines.RULE}
FOLDER = Path(preflight.__file__).parent


def test_every_test_is_listed():
    files = {p.stem for p in FOLDER.glob("*.py") if "\nNAME = " in p.read_text("utf-8")}
    assert files == {test.NAME.replace("-", "_") for test in (*LAWS, standards, unreadable_pdf)}


@pytest.mark.parametrize("test", (*LAWS, standards, unreadable_pdf), ids=lambda test: test.NAME)
def test_a_test_explains_itself(test):
    assert "\n\nWhy: " in test.__doc__
    assert "\n\nFix: " in test.__doc__


@pytest.mark.parametrize("test", LAWS, ids=lambda test: test.NAME)
def test_a_test_has_a_fault_that_it_catches(test):
    assert test.NAME in TRIED
