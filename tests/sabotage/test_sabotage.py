"""No fool gets through, and nothing that is right is refused: all of fools.yaml and good.yaml, in every language."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import edits
import pikepdf
import pytest
import yaml
from documents import LANGUAGES, WORDS, html, printed, sabotaged_edition

from leaflet.preflight import preflight

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("sabotage")]  # what one test found, the table needs too

HERE = Path(__file__).parent
DOCS = HERE.parents[1] / "docs" / "preflight.md"
BEGIN, END = "<!-- table of fools -->\n", "<!-- end of the table -->\n"


@dataclass(frozen=True)
class Attempt:
    """An entry of one of the lists."""

    family: str
    does: str
    css: str
    replace: tuple[tuple[str, str], ...]
    within: str
    edit: str
    not_in: tuple[str, ...]


def _attempts(name: str) -> tuple[Attempt, ...]:
    families = yaml.safe_load((HERE / name).read_text("utf-8"))
    return tuple(_attempt(family, entry) for family, entries in families.items() for entry in entries)


def _attempt(family: str, entry: Mapping[str, Any]) -> Attempt:
    known = {"does", "css", "replace", "within", "edit", "not_in"}
    assert set(entry) <= known, entry
    return Attempt(
        family,
        entry["does"],
        entry.get("css", ""),
        tuple(entry.get("replace", {}).items()),
        entry.get("within", ""),
        entry.get("edit", ""),
        tuple(entry.get("not_in", ())),
    )


FOOLS = _attempts("fools.yaml")
GOOD = _attempts("good.yaml")


def parts(language: str) -> Mapping[str, str]:
    """The pieces of the document that an entry may name in braces."""
    words, document = WORDS[language], html(language)
    _, key, after = words.warning
    paragraph = {name: _element(document, f'<p class="{name}"') for name in ("target", "publisher")}
    blocks = {name: _element(document, f'<div class="claim {name}"') for name in ("growth", "binding")}
    questions = {name: f'<div class="question" data-block="uncertainty.{name}"' for name in ("long", "whom")}
    return {
        **paragraph,
        **blocks,
        **{name: _element(document, opening) for name, opening in questions.items()},
        "level": _element(blocks["growth"], '<p class="level"'),
        "key": f'<span class="key">{key}</span>',
        "warning": " ".join(words.warning).strip(),
        "after": after,
        "half": after[: len(after) // 2],
        "plain_target": f"<p>{' '.join(words.warning).strip()}</p>",
    }


def _element(document: str, opening: str) -> str:
    start = document.index(opening)
    closing = f"</{opening[1:].split(maxsplit=1)[0]}>"
    return document[start : document.index(closing, start) + len(closing)]


@cache
def problems(attempt: Attempt, language: str) -> tuple[str, ...]:
    """The rules by which preflight refuses it, in the order of the tests."""
    pdf = printed(_document(attempt, language))
    if attempt.edit:
        pdf = _edited(pdf, attempt.edit)
    found, _ = preflight(pdf, sabotaged_edition(language))
    return tuple(dict.fromkeys(problem.rule for problem in found))


def _document(attempt: Attempt, language: str) -> str:
    document, named = html(language, attempt.css), parts(language)
    whole = document
    if attempt.within:
        document = named[attempt.within]
    changed = document
    for old, new in attempt.replace:
        old_text, new_text = (_filled(text, named) for text in (old, new))
        assert old_text in changed, f"{attempt.does}: {old_text!r} is not in the document"
        changed = changed.replace(old_text, new_text)
    return whole.replace(document, changed)


def _filled(text: str, named: Mapping[str, str]) -> str:
    for name, value in named.items():
        text = text.replace(f"{{{name}}}", value)
    return text


def _edited(pdf: bytes, name: str) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        getattr(edits, name)(opened)
        opened.save(out)
    return out.getvalue()


def _pairs(attempts: tuple[Attempt, ...]) -> list[Any]:
    return [
        pytest.param(attempt, language, id=f"{attempt.does}-{language}")
        for attempt in attempts
        for language in LANGUAGES
        if language not in attempt.not_in
    ]


@pytest.mark.parametrize(("attempt", "language"), _pairs(FOOLS))
def test_a_fool_is_caught(attempt, language):
    assert problems(attempt, language)


@pytest.mark.parametrize(("attempt", "language"), _pairs(GOOD))
def test_what_is_right_passes(attempt, language):
    assert problems(attempt, language) == ()


def test_the_suite_is_large_enough():
    assert len(FOOLS) >= 90
    assert len(GOOD) >= 40


def test_the_table_in_the_docs_is_what_was_found(accept):
    """`pytest tests/sabotage --accept` writes it anew."""
    text = DOCS.read_text("utf-8")
    head, _, rest = text.partition(BEGIN)
    table, _, tail = rest.partition(END)
    found = _table()
    if accept:
        DOCS.write_text(f"{head}{BEGIN}{found}{END}{tail}", "utf-8")
        table = found
    assert table == found


def _table() -> str:
    rows = (f"| {fool.family} | {fool.does} | {_caught_by(fool)} |\n" for fool in FOOLS)
    missed, refused = (not found for found in _found(FOOLS)), (bool(found) for found in _found(GOOD))
    return (
        f"{len(FOOLS)} fools in {len(_found(FOOLS))} documents: {sum(missed)} undetected. "
        f"{len(GOOD)} good variations in {len(_found(GOOD))} documents: {sum(refused)} refused.\n\n"
        f"| family | what it does | caught by |\n|---|---|---|\n{''.join(rows)}"
    )


def _found(attempts: tuple[Attempt, ...]) -> list[tuple[str, ...]]:
    return [problems(attempt, n) for attempt in attempts for n in LANGUAGES if n not in attempt.not_in]


def _caught_by(fool: Attempt) -> str:
    """The tests that catch it in every language."""
    found = [problems(fool, language) for language in LANGUAGES if language not in fool.not_in]
    always = [rule for rule in found[0] if all(rule in rules for rules in found)]
    return ", ".join(f"`{rule}`" for rule in always or dict.fromkeys(rule for rules in found for rule in rules))
