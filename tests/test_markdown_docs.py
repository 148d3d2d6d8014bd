"""What docs/editors.md says about Markdown, against the code: accepted and refused so, and nothing is missing."""

from __future__ import annotations

import re

import pytest

from leaflet.read.prose import read_prose
from leaflet.read.text_file import TextFile
from leaflet.running_text import block, constructs, listing, quoted, source_lines, table
from leaflet.running_text.constructs import Construct

MODULES = (block, constructs, listing, quoted, source_lines, table)
CONSTRUCTS = {
    construct.name: construct
    for module in MODULES
    for value in vars(module).values()
    for construct in (value if isinstance(value, tuple) else (value,))
    if isinstance(construct, Construct)
}
HEAD = '## Title {: #an-id for="patient" role="background" }\n\n'
CODE = re.compile(r"``\s(.+?)\s``|`([^`]+)`")


def rows(page, heading):
    """The cells of each row of the table that begins with `heading`."""
    lines = page.split(f"| {heading} |", 1)[1].split("\n\n", 1)[0].splitlines()[2:]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]


def code(cell):
    """What stands in code in `cell`, as an editor types it."""
    found = [(double or single).replace(r"\|", "|") for double, single in CODE.findall(cell)]
    return [text.replace(" ↵ ", "\n").replace(" ↵", "\n") for text in found]


def faults(text):
    """(rule, message) of each problem of a text.md that holds `text`."""
    file = TextFile("text.md", text if text.startswith("## ") else HEAD + text)
    return [(p.rule, p.message) for p in read_prose(file, lambda *_: (None, ()))[1]]


@pytest.fixture(scope="module")
def page(repository):
    return (repository / "docs/editors.md").read_text("utf-8")


def test_all_that_is_refused_is_listed(page):
    assert sorted(name for name, *_ in rows(page, "it would be")) == sorted(CONSTRUCTS)


def test_what_is_listed_as_refused_is_refused_for_that_reason(page):
    for name, examples, _ in rows(page, "it would be"):
        for example in code(examples):
            message = CONSTRUCTS[name].message
            assert [rule for rule, said in faults(example) if said.startswith(message)] == [CONSTRUCTS[name].rule], (
                name,
                example,
                faults(example),
            )


def test_what_is_listed_as_allowed_is_accepted(page):
    allowed = [example for cell, _ in rows(page, "you write") for example in code(cell)]
    assert len(allowed) > 15
    assert not [(example, faults(example)) for example in allowed if example != ">" and faults(example)]
    table_example = re.search(r"(?:^    \|.*\n)+", page, re.MULTILINE)
    assert table_example
    assert not faults(re.sub("^    ", "", table_example[0], flags=re.MULTILINE))
