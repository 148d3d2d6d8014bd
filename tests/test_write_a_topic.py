"""docs/write-a-topic.md against the code, and followed word by word: it ends with a signed leaflet."""

from __future__ import annotations

import hashlib
import importlib.machinery
import importlib.util
import json
import re
import sys
from collections.abc import Iterator
from typing import get_args

import pypdfium2
import pytest

from leaflet.model import (
    Block,
    Category,
    Claim,
    Conditions,
    Contact,
    House,
    Ladder,
    ReadingNote,
    Record,
    ReviewRecord,
    Statement,
    Subject,
    Substance,
    TopicMeta,
    Uncertainty,
)
from leaflet.read.layouts import read_layouts
from leaflet.read.prose import read_prose
from leaflet.read.text_file import TextFile
from leaflet.running_text.tree import NoteKind
from leaflet.schemas.docstrings import member_docstrings

PAGE = "docs/write-a-topic.md"
TABLES = {
    "in `topic.yaml`": TopicMeta,
    "in `claims.yaml`": Claim,
    "in `uncertainties.yaml`": Uncertainty,
    "in `reading-notes.yaml`": ReadingNote,
    "in `review.yaml`": ReviewRecord,
    "in `subjects.yaml`": Subject,
    "in `categories/`": Category,
    "in `disclaimers.yaml`": Statement,
    "in `when:`": Conditions,
    "in `substances.yaml`": Substance,
    "in `contacts.yaml`": Contact,
    "in `house.yaml`": House,
    "in `evidence.yaml`": Ladder,
}
"""The first cell of a table → the model of which it has all fields."""
ELSEWHERE = {Conditions}
"""Models with a table of their own, whatever field holds one."""
DRAWN_AS = {
    "prose": "paragraph",
    "subheading": "subheading",
    "claim": "claim",
    "figure": "drawing",
    "picture": "picture",
}
"""Kind of block → what the page calls it."""
PIECES = ("clinician-handout", "large-print", "one-page", "trifold", "uncertainty-checklist")
"""The layouts in which the page's topic is built."""
MAX_BYTES = 150_000
OLD = "the pictures in docs/write-a-topic.md are old: type `make picture`, and look at them"
NOTE = (
    "Type `leaflet` as it stands after `pipx install`. After `make`, in a clone of the repository, type "
    "`.venv/bin/leaflet` for it."
)
SIGNS = ("1. ", "- ", "| Day |", "> [!TIP]", "> [!NOTE]", "> [!WARNING]", "### ", "[[", "![](", "**", "{emergency}")
"""What the example of text.md has."""


@pytest.fixture(scope="module")
def page(repository):
    """The page's text."""
    return (repository / PAGE).read_text("utf-8")


@pytest.fixture(scope="module")
def tool(repository):
    """`tools/write-a-topic`, as a module."""
    loader = importlib.machinery.SourceFileLoader("write_a_topic", str(repository / "tools/write-a-topic"))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(loader.name, loader))
    sys.modules[loader.name] = module
    sys.dont_write_bytecode, before = True, sys.dont_write_bytecode
    loader.exec_module(module)
    sys.dont_write_bytecode = before
    yield module
    del sys.modules[loader.name]


def _rows(page, heading):
    """The cells of each row of the table that begins with the cell `heading`."""
    assert page.count(f"| {heading} |") == 1, f"{PAGE} needs one table that begins with | {heading} |"
    lines = page.split(f"| {heading} |", 1)[1].split("\n\n", 1)[0].splitlines()[2:]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]


def _records(annotation) -> Iterator[type[Record]]:
    """The models in the type of a field."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        yield annotation
    for part in get_args(annotation):
        yield from _records(part)


def _fields(model, before="", *, needed=True):
    """(name, is it needed?, what the model says of it) of each field of a model and of those in its fields."""
    says = member_docstrings(model)
    for name, field in model.model_fields.items():
        if field.exclude or name == "origin":
            continue
        yield f"{before}{name}", field.is_required() and needed, says.get(name, "…")
        for inner in _records(field.annotation):
            if inner not in ELSEWHERE:
                yield from _fields(inner, f"{before}{name}.", needed=field.is_required() and needed)


@pytest.mark.parametrize("heading", TABLES)
def test_every_field_is_told_and_no_other(page, heading):
    known = {name: (needed, says) for name, needed, says in _fields(TABLES[heading])}
    told = [row[0].strip("`") for row in _rows(page, heading)]
    wide = len(_rows(page, heading)[0]) == 3
    missing = [
        f"| `{name}` | {says.splitlines()[0]} |{' yes |' if needed and wide else ' |' if wide else ''}"
        for name, (needed, says) in known.items()
        if name not in told
    ]
    assert not missing, f"add to the table “{heading}” in {PAGE}, in plainer words:\n" + "\n".join(missing)
    foreign = [name for name in told if name not in known]
    assert not foreign, f"take out of the table “{heading}” in {PAGE}, for there are no such fields: {foreign}"
    assert len(told) == len(set(told))


@pytest.mark.parametrize("heading", [heading for heading in TABLES if heading != "in `when:`"])
def test_what_is_needed_is_told_so(page, heading):
    known = {name: needed for name, needed, _ in _fields(TABLES[heading])}
    told = {row[0].strip("`"): row[2] == "yes" for row in _rows(page, heading)}
    assert told == known


def test_every_role_is_told_with_the_layouts_that_print_it(page, repository):
    layouts, _ = read_layouts(repository)
    roles = list(dict.fromkeys(role for layout in layouts for role in layout.roles))
    told = {row[0].strip("`"): set(re.findall(r"`([a-z-]+)`", row[3])) for row in _rows(page, "role")}
    taken = {role: {layout.id for layout in layouts if role in layout.roles} for role in roles}
    lines = [
        f"| `{role}` | … | … | {', '.join(f'`{name}`' for name in sorted(taken[role]))} |"
        for role in taken
        if told.get(role) != taken[role]
    ]
    assert not lines, f"the table of roles in {PAGE} must have these lines:\n" + "\n".join(lines)
    assert told.keys() <= taken.keys(), f"no layout takes these roles: {told.keys() - taken.keys()}"


def test_every_kind_of_block_and_of_box_is_told(page):
    told = {row[0]: row[1] for row in _rows(page, "what")}
    kinds = {kind for model in get_args(Block) for kind in get_args(model.model_fields["kind"].annotation)}
    new = kinds - DRAWN_AS.keys()
    assert not new, f"add the kinds of block {new} to DRAWN_AS, and a row | what it is | how it is written | to {PAGE}"
    missing = {DRAWN_AS[kind] for kind in kinds} - told.keys()
    assert not missing, f"add to the table “what” in {PAGE}: " + "; ".join(f"| {name} | … |" for name in missing)
    boxes = {f"[!{kind.upper()}]" for kind in get_args(NoteKind)}
    assert set(re.findall(r"\[![A-Z]+\]", told["box"])) == boxes, f"the row “box” must name {boxes}"


def _written(page, tool):
    (text,) = [step.text for step in tool.steps(page) if step.file.endswith("/text.md")]
    return text


def test_the_example_has_each_kind_and_nothing_that_is_refused(page, tool):
    text = _written(page, tool)
    sections, problems = read_prose(TextFile("text.md", text), lambda *_: (None, ()))
    assert [problem for problem in problems if problem.rule != "unprintable-picture"] == []
    for sign in SIGNS:
        assert sign in text, f"the example in {PAGE} lacks `{sign}`"
    assert len(sections) >= 4


def test_the_pictures_are_of_these_steps_and_small(page, repository, tool):
    record = json.loads((repository / "docs/pictures/steps.json").read_text("utf-8"))
    assert record["steps"] == tool.digest(page), OLD
    shown = re.findall(r"\]\(pictures/([^)]+)\)", page)
    drawn = {step.picture for step in tool.steps(page) if step.picture}
    assert (
        set(shown)
        == drawn
        == set(record["pictures"])
        == {file.name for file in (repository / "docs/pictures").glob("*.png")}
    )
    for name, digest in record["pictures"].items():
        content = (repository / "docs/pictures" / name).read_bytes()
        assert len(content) <= MAX_BYTES, name
        assert hashlib.sha256(content).hexdigest() == digest, OLD


def test_each_stage_has_a_picture(page):
    stages = re.findall(r"^## (\d+)\.(.*?)(?=^## \d|\Z)", page, re.MULTILINE | re.DOTALL)
    assert [int(number) for number, _ in stages] == list(range(1, len(stages) + 1))
    assert [number for number, text in stages if "](pictures/" not in text] == ["8", "9"]  # there is nothing to see


def test_nobody_is_named(page):
    named = re.findall(r"^authors: (.*)$|--name (\S+)|--role (\S+)", page, re.MULTILINE)
    assert {part for parts in named for part in parts if part} == {"[NAME]", '"NAME"', '"PROFESSION"'}


def test_a_page_with_commands_says_how_they_are_typed(repository):
    for name in ("docs/write-a-topic.md", "docs/editors.md", "docs/clinics.md", "docs/designers.md"):
        text = (repository / name).read_text("utf-8")
        assert NOTE in " ".join(text.split()), f"{name} lacks: {NOTE}"
        assert not re.findall(r"\.venv/bin/leaflet [a-z]", text.replace("`.venv/bin/leaflet` for it", "")), name
    for name in ("README.md", "CONTRIBUTING.md", "docs/developers.md", "docs/performance.md", "docs/preflight.md"):
        text = (repository / name).read_text("utf-8")
        blocks = re.findall(r"^(?:    |\$ )?leaflet [a-z]+.*$", text, re.MULTILINE)
        assert all("pipx install" in text.partition(block)[0][-200:] for block in blocks), (name, blocks)


@pytest.fixture(scope="module")
def followed(page, tool, tmp_path_factory):
    """(who has done all that the page says, what was typed last printed)."""
    someone = tool.reader(tmp_path_factory.mktemp("follow"))
    printed = {}
    for step in tool.steps(page):
        if step.typed:
            printed[step.typed] = someone.type(step.typed)
        elif step.file:
            someone.write(step)
        elif "told" in step.of:
            printed[step.picture] = someone.told(step.of.partition(": ")[2])
    return someone, printed


@pytest.mark.slow
def test_who_follows_it_ends_with_a_signed_leaflet(followed):
    someone, printed = followed
    assert "texts to write in 4 files" in printed["2-new-topic.png"]
    assert "0 errors" in printed["7-said.png"] or " error" not in printed["7-said.png"]
    folder = someone.folder / "output/reading-a-leaflet/en-GB"
    names = [f"{name}.pdf" for name in PIECES]
    assert sorted(file.name for file in folder.glob("*.pdf")) == names
    for file in folder.glob("*.pdf"):
        with pypdfium2.PdfDocument(file) as document:
            text = " ".join(page.get_textpage().get_text_bounded() for page in document)
        assert "Draft" not in text, file
        assert "NAME" in text, file


@pytest.mark.slow
def test_nothing_is_wrong_in_the_house_that_was_made(followed):
    someone, _ = followed
    assert someone.told("leaflet check") == "0 errors\n"
    states = someone.told("leaflet list")
    assert len(re.findall(r"reading-a-leaflet/\S+ .*reviewed", states)) == len(PIECES)
