"""The list of laws: each has the name of its file, explains itself, and has a fault that it catches."""

from __future__ import annotations

from pathlib import Path

import pytest
import test_look
import test_misprinted_text
import test_parts_of_running_text
import test_preflight
import test_untrusted_glyph
import test_whole_file
import test_wrong_picture
from tests.laws import test_fact_boxes

from leaflet import preflight
from leaflet.preflight import DOCUMENT_LAWS, LAWS
from leaflet.preflight.laws import nonconforming_pdf, unreadable_pdf

FAULTED = {case.rule for case in (*test_preflight.FAULTS, *test_whole_file.FAULTS)}
FAULTED |= {test_untrusted_glyph.RULE, test_misprinted_text.RULE, test_wrong_picture.RULE, test_fact_boxes.RULE}
FAULTED |= {law.NAME for law in test_look.LAWS} | {*test_parts_of_running_text.OWN_LAWS}
FOLDER = Path(preflight.__file__).parent / "laws"


def test_every_law_is_listed():
    files = {p.stem for p in FOLDER.glob("*.py") if "\nNAME = " in p.read_text("utf-8")}
    assert files == {law.NAME.replace("-", "_") for law in (*DOCUMENT_LAWS, *LAWS, nonconforming_pdf, unreadable_pdf)}


@pytest.mark.parametrize("law", (*LAWS, nonconforming_pdf, unreadable_pdf), ids=lambda law: law.NAME)
def test_a_law_explains_itself(law):
    assert "\n\nWhy: " in law.__doc__
    assert "\n\nFix: " in law.__doc__


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.NAME)
def test_a_law_has_a_fault_that_it_catches(law):
    assert law.NAME in FAULTED
