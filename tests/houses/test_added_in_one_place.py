"""Whatever a house adds, it adds in one place, and finds it on its pages; nobody changes the program for it."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from textwrap import indent

import pypdfium2
import pytest
from babel.messages.pofile import read_po, write_po
from samples import TODAY

from leaflet.build.options import BuildOptions, Selection
from leaflet.build.pipeline import build, check
from leaflet.model import Locale
from leaflet.problem import has_errors
from leaflet.read.languages import PACKAGE
from leaflet.scaffold.house import FIRST_TOPICS, HouseSettings, new_house
from leaflet.translate.catalogs import translate

pytestmark = pytest.mark.slow
SENTENCE = "Ask your travel clinic which water is fit to drink."
PLACES = {
    "category": "sources/categories/travel.yaml",
    "subject": "sources/subjects.yaml",
    "statement": "sources/disclaimers.yaml",
    "layout": "layouts/pocket-card",
    "language": "sources/languages/fr.yaml",
    "topic": "sources/topics/safe-water",
}
"""What is added, and the one file or folder that it is added in."""
NAMED_IN = {"language": "sources/house.yaml"}
"""Where what is added is asked for by its name, by whoever wants it printed."""
CATEGORY = "id: travel\nlabel: What people do on a journey\nsubjects: [whom-to-ask-abroad]\n"
SUBJECT = """
- id: whom-to-ask-abroad
  label: Whom a traveller can ask.
  owed_by: category
  why: what is right differs from place to place
"""
STATEMENT = f"""
- id: ask-abroad
  kind: advice
  subject: whom-to-ask-abroad
  text: {SENTENCE}
  why: what is right differs from place to place
  when: {{ categories: [travel] }}
  min_pt: 9
"""
LAYOUT = """\
id: pocket-card
extend: large-print
title: The same in large print, with other words
says: { In short: What to remember }
"""
TOPIC = """\
id: safe-water
title: Safe water on a journey
subtitle: How to boil it
for_whom: For everybody who travels.
in_short: [Boil water before you drink it.]
version: "0.1"
date: 2026-11-24
categories: [travel]
layouts: [trifold, pocket-card]
authors: [Leaflet project]
"""
TEXT = """\
## How do I boil it? {: #how for="patient" role="preparation" }

1. Let the water boil.
2. Let it cool under a lid.
"""
MARK = "(fr)"
"""What each text of the made-up translation ends with: it stands for French."""


def _quiet(*_):
    """Progress that nobody reads."""


def _append(file: Path, text: str) -> None:
    file.write_text(file.read_text("utf-8") + text, "utf-8")


def _state(root: Path) -> dict[str, bytes]:
    """Every file of the house but catalogs, which `leaflet translate` writes beside what they translate."""
    files = (file for file in root.rglob("*") if file.is_file() and file.suffix != ".po")
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in files}


def _add_category(root: Path) -> None:
    (root / "sources/categories/travel.yaml").write_text(CATEGORY, "utf-8")


def _add_subject(root: Path) -> None:
    _append(root / "sources/subjects.yaml", SUBJECT)


def _add_statement(root: Path) -> None:
    _append(root / "sources/disclaimers.yaml", STATEMENT)


def _add_layout(root: Path) -> None:
    (root / "layouts/pocket-card").mkdir()
    (root / "layouts/pocket-card/layout.yaml").write_text(LAYOUT, "utf-8")


def _add_topic(root: Path) -> None:
    (root / "sources/topics/safe-water").mkdir()
    (root / "sources/topics/safe-water/topic.yaml").write_text(TOPIC, "utf-8")
    (root / "sources/topics/safe-water/text.md").write_text(TEXT, "utf-8")


def _add_language(root: Path) -> None:
    """English rules and words under another name, which fit the made-up translation; then the house asks for it."""
    english = indent((PACKAGE / "wording/en.yaml").read_text("utf-8"), "  ")
    ladder = (root / "sources/evidence.yaml").read_text("utf-8")
    levels = re.findall(r"^  - id: (\S+)$", ladder, re.MULTILINE)
    rungs = "".join(f"  {level}: {{ needs: [shown], may_not: [proved] }}\n" for level in levels)
    (root / "sources/languages").mkdir()
    text = (PACKAGE / "languages/en.yaml").read_text("utf-8")
    (root / "sources/languages/fr.yaml").write_text(f"{text}\nwording:\n{english}\nlevels:\n{rungs}", "utf-8")
    house = root / "sources/house.yaml"
    house.write_text(house.read_text("utf-8").replace("[en-GB]", "[en-GB, fr-GB]"), "utf-8")


ADD = {
    "category": _add_category,
    "subject": _add_subject,
    "statement": _add_statement,
    "layout": _add_layout,
    "topic": _add_topic,
    "language": _add_language,
}


def _translate(root: Path) -> None:
    """Fill in the catalogs that `leaflet translate` has written."""
    for report in translate(root, "fr")[0]:
        file = root / report.path
        catalog = read_po(BytesIO(file.read_bytes()), locale="fr")
        for message in catalog:
            if message.id and not message.string:
                is_name = (message.context or "").endswith("/term")  # its texts are marked with one of its forms
                message.string = "palms" if is_name else f"{message.id} {MARK}"
        with file.open("wb") as opened:
            write_po(opened, catalog, width=0)


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """(folder of a new house to which all of it was added, the files that each addition changed)."""
    root = tmp_path_factory.mktemp("added") / "house"
    settings = HouseSettings(Locale.parse("en-GB"), publisher="The practice", feedback_address="post@house.example")
    new_house(root, settings, TODAY, "0.2.0")
    changed = {}
    for what, add in ADD.items():
        before = _state(root)
        add(root)
        after = _state(root)
        assert before.keys() <= after.keys()
        changed[what] = {path for path, content in after.items() if before.get(path) != content}
    _translate(root)
    return root, changed


def test_each_is_added_in_one_file_or_folder(house):
    for what, files in house[1].items():
        place = PLACES[what]
        outside = {file for file in files if file != place and not file.startswith(f"{place}/")}
        assert outside == ({NAMED_IN[what]} if what in NAMED_IN else set()), what


@pytest.fixture(scope="module")
def pages(house, tmp_path_factory):
    """The text of each PDF of that house, by its path."""
    out = tmp_path_factory.mktemp("added") / "output"
    _, problems = build(house[0], out, TODAY, Selection(), _quiet, BuildOptions())
    assert not has_errors(problems), problems
    texts = {}
    for file in sorted(out.rglob("*.pdf")):
        with pypdfium2.PdfDocument(file) as document:
            words = " ".join(page.get_textpage().get_text_bounded() for page in document)
        texts[file.relative_to(out).as_posix()] = " ".join(words.split())
    return texts


def test_the_layout_the_topic_and_the_language_are_pieces_of_the_house(pages):
    layouts = {"trifold": None, "large-print": FIRST_TOPICS["en"], "pocket-card": None}
    topics = (FIRST_TOPICS["en"], "safe-water")
    assert set(pages) == {
        f"{topic}/{locale}/{layout}.pdf"
        for topic in topics
        for locale in ("en-GB", "fr-GB")
        for layout, only in layouts.items()
        if only in (None, topic)
    }


def test_the_topics_own_words_are_on_its_pages(pages):
    for name, text in pages.items():
        assert ("Safe water on a journey" in text) == name.startswith("safe-water/"), name


def test_the_layout_says_its_own_words_and_the_one_that_it_extends_keeps_its(pages):
    for name, text in pages.items():
        assert ("What to remember" in text) == name.endswith("pocket-card.pdf"), name


def test_what_the_category_owes_is_said_by_its_topics_and_by_no_other(pages):
    for name, text in pages.items():
        assert (SENTENCE in text) == name.startswith("safe-water/"), name


def test_every_text_in_the_language_is_the_translation(pages):
    for name, text in pages.items():
        assert (f"{SENTENCE} {MARK}" in text) == name.startswith("safe-water/fr-GB/"), name
        assert (text.count(MARK) > 10) == ("/fr-GB/" in name), name


@pytest.mark.parametrize(
    ("taken_out", "rule"),
    [("statement", "missing-subject"), ("subject", "unknown-subject"), ("category", "unknown-category")],
)
def test_whoever_takes_one_out_again_is_told(house, taken_out, rule):
    file = house[0] / PLACES[taken_out]
    whole = file.read_text("utf-8")
    try:
        shorter = whole.replace(SUBJECT, "").replace(STATEMENT, "")
        file.unlink() if taken_out == "category" else file.write_text(shorter, "utf-8")
        assert rule in {problem.rule for problem in check(house[0], TODAY)[1]}
    finally:
        file.write_text(whole, "utf-8")


@pytest.mark.parametrize(
    ("key", "rule"), [("wording", "missing-word-list"), ("levels", "missing-word-list")], ids=["words", "rungs"]
)
def test_a_language_without_its_words_is_told(house, key, rule):
    file = house[0] / PLACES["language"]
    whole = file.read_text("utf-8")
    try:
        file.write_text(re.sub(rf"^{key}:\n(?:[ #].*\n|\n)+", "", whole, flags=re.MULTILINE), "utf-8")
        assert rule in {problem.rule for problem in check(house[0], TODAY)[1]}
    finally:
        file.write_text(whole, "utf-8")


@pytest.mark.parametrize(
    ("lines", "rule"),
    [("levels: { human-tial: {} }\n", "unknown-level"), ("substances: { paracetamoll: [x] }\n", "unknown-substance")],
)
def test_a_language_that_misspells_a_rung_or_a_substance_is_told(house, lines, rule):
    file = house[0] / PLACES["language"]
    whole = file.read_text("utf-8")
    try:
        file.write_text(re.sub(r"^levels:\n(?: .*\n)+", "", whole, flags=re.MULTILINE) + lines, "utf-8")
        (found,) = [p for p in check(house[0], TODAY)[1] if p.rule == rule]
        assert found.span.path == PLACES["language"]
    finally:
        file.write_text(whole, "utf-8")
