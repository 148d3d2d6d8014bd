"""What a finished file says besides its pages is what its document says: whatever is changed in it, is told."""

from __future__ import annotations

import io
import os
import random
from collections import Counter, defaultdict

import pikepdf
import pytest
from honest_changes import TODAY, TOPIC
from violations.files import FileCase, changed_file
from violations.sayings import saying_edits
from violations.whole_file import note_edits

from leaflet.compose.document import compose
from leaflet.editions.from_library import editions
from leaflet.preflight import LAWS
from leaflet.preflight.instrument.finished_file import open_finished_file
from leaflet.preflight.instrument.open_file import UnreadablePdfError
from leaflet.read.sources import read_library
from leaflet.render.document import render

LAYOUTS = ("clinician-handout", "large-print", "one-page", "trifold", "uncertainty-checklist")
LANGUAGES = ("nl-NL", "en-NL")
OF_THE_FILE = [law for law in LAWS if hasattr(law, "check")]
"""Laws of the whole file; what a page draws isn't changed here."""
SOME_OF_A_KIND = int(os.environ.get("LEAFLET_LAW_CASES", "3"))
"""So many of each kind are drawn in each layout and language; by the quick test one."""


@pytest.fixture(scope="module")
def prints(repository):
    """A function that gives an edition of the project, its document and its file."""
    library, _ = read_library(repository)
    by_id = {edition.id: edition for edition in editions(library, TODAY)}

    def made(name):
        edition = by_id[f"{TOPIC}/{name}"]
        html = compose(edition)
        return edition, html, render(html, edition.layout.folder).pdf

    return made


def sayings(pdf, printed):
    """What a reader gets from the tags of `pdf`: those with something in them, and what they say."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        numbers = {page.obj.objgen: number for number, page in enumerate(opened.pages, 1)}
        return said(opened.Root.StructTreeRoot.K, None, numbers, printed)


def said(kid, page, numbers, printed):
    """The same of one kid; None where there is nothing in it."""
    if isinstance(kid, pikepdf.Array):
        return tuple(one for one in (said(k, page, numbers, printed) for k in kid) if one is not None)
    if isinstance(kid, int):
        return (page, kid) if (page, kid) in printed else None
    page = numbers.get(kid.get("/Pg", kid).objgen, page)
    if kid.get("/Type") == "/OBJR":
        return "link"
    inside = said(kid.get("/K", pikepdf.Array()), page, numbers, printed)
    if not inside and kid.get("/S") not in ("/TD", "/TH"):
        return None
    own = {key: value.unparse() for key, value in kid.items() if key not in ("/K", "/P", "/Pg", "/Type")}
    has_texts = any(isinstance(one, tuple) and isinstance(one[0], int) for one in inside)
    if own.get("/S") == b"/Div" or (own.get("/S") == b"/Span" and not has_texts):
        own["/S"] = b"/NonStruct"  # none of the three says anything of what is in it
    links = [one for one in inside if one == "link"]
    return tuple(sorted(own.items())), links, tuple(one for one in inside if one != "link")


def is_told(edition, html, pdf):
    """Does a law tell of `pdf`?"""
    try:
        with open_finished_file(pdf, edition, html) as file:
            return any(True for law in OF_THE_FILE for _ in law.check(file))
    except UnreadablePdfError:
        return True


def cases(pdf, of_each):
    """Violations of each kind, the same on each run."""
    by_kind = defaultdict(list)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for name, edit in (*saying_edits(opened), *note_edits(opened)):
            by_kind["/".join(name.split("/")[:2])].append(FileCase(name, edit))
    chosen = random.Random(4)
    return [case for kind in by_kind.values() for case in chosen.sample(kind, min(of_each, len(kind)))]


def untold(made, of_each):
    """How many violations there are, and which of them nothing tells though the file says something else."""
    edition, html, pdf = made
    with open_finished_file(pdf, edition, html) as file:
        drawings = (content for e in file.elements if e.tag == "Figure" for content in e.content_ids)
        printed = {*file.tagged.rows, *drawings}  # more than spaces
    original, missed, count = sayings(pdf, printed), [], Counter()
    for case in cases(pdf, of_each):
        changed = changed_file(pdf, case)
        if case.kind.startswith("tags/") and case.kind != "tags/parent-other" and sayings(changed, printed) == original:
            continue
        count[case.kind] += 1
        if not is_told(edition, html, changed):
            missed.append(case.name)
    return count, missed


@pytest.mark.parametrize("name", ["clinician-handout/nl-NL", "trifold/en-NL"])
def test_whatever_a_file_says_else_is_told(prints, name):
    count, missed = untold(prints(name), 1)
    assert missed == []
    assert len(count) >= 30


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_whatever_a_file_of_each_layout_and_language_says_else_is_told(prints, layout, language):
    count, missed = untold(prints(f"{layout}/{language}"), SOME_OF_A_KIND)
    assert missed == []
    assert sum(count.values()) > 60
