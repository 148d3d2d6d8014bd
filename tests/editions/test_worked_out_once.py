"""What an edition must say is worked out once in a whole build, in whichever process."""

from __future__ import annotations

import os
from collections import Counter

import pytest
from small_house import TODAY

from leaflet.build.options import Selection
from leaflet.build.pipeline import build, check
from leaflet.editions import edition as module
from leaflet.editions.from_library import editions

pytestmark = pytest.mark.slow

PARTS = ("content", "required", "fingerprint")


@pytest.fixture
def calls(tmp_path, monkeypatch):
    """A function that gives how often each part of each edition was worked out, in this process and in forked ones."""
    log = os.open(tmp_path / "calls", os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def counted(name, real):
        def run(edition, *arguments, **options):
            os.write(log, f"{name} {edition.id}\n".encode())
            return real(edition, *arguments, **options)

        return run

    for name in PARTS:
        monkeypatch.setattr(module, name, counted(name, getattr(module, name)))
    yield lambda: Counter(tuple(line.split()) for line in (tmp_path / "calls").read_text().splitlines())
    os.close(log)


@pytest.mark.parametrize("state", ["draft", "signed"])
def test_each_part_is_worked_out_once_in_a_build(request, house, calls, state, tmp_path):
    if state == "signed":
        request.getfixturevalue("signed")
    names = {f"tiny/large-print/{locale}" for locale in ("en-NL", "nl-NL")}
    (tmp_path / "calls").write_bytes(b"")
    outcomes, problems = build(house, tmp_path / "out", TODAY, Selection(("tiny",), ("large-print",)), lambda *_: None)
    assert {outcome.edition for outcome in outcomes if outcome.path} == names, problems
    found = calls()
    assert {call: n for call, n in found.items() if n > 1} == {}
    assert {call for call in found if call[1] in names} == {(part, name) for part in PARTS for name in names}


def test_a_second_build_that_finds_all_up_to_date_works_out_once_too(house, calls, tmp_path):
    for _ in range(2):
        (tmp_path / "calls").write_bytes(b"")
        build(house, tmp_path / "out", TODAY, Selection(("tiny",), ("large-print",), ("nl-NL",)), lambda *_: None)
    assert set(calls().values()) == {1}


def test_checks_work_out_at_most_once(house, signed, calls):
    library, _ = check(house, TODAY)
    assert {edition.id for edition in editions(library, TODAY)} >= signed
    assert max(calls().values(), default=0) <= 1
