"""Every evasion is detected and every control passes: all of evasions.yaml and controls.yaml, in every language."""

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

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("sabotage")]  # the table reuses the results of the other tests

HERE = Path(__file__).parent
DOCS = HERE.parents[1] / "docs" / "preflight.md"
BEGIN, END = "<!-- table of evasions -->\n", "<!-- end of the table -->\n"


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


EVASIONS = _attempts("evasions.yaml")
CONTROLS = _attempts("controls.yaml")


def parts(language: str) -> Mapping[str, str]:
    """The parts of the document that an entry may name in braces."""
    words, document = WORDS[language], html(language)
    _, key, after = words.warning
    paragraph = {name: _element(document, f'<p class="{name}"') for name in ("target", "publisher")}
    blocks = {name: _element(document, f'<div class="claim {name}"') for name in ("growth", "binding")}
    questions = {name: f'<div class="question" data-block="uncertainty.{name}"' for name in ("long", "whom")}
    return {
        **paragraph,
        **blocks,
        **{name: _element(document, opening) for name, opening in questions.items()},
        "fingerprint": sabotaged_edition(language).short_fingerprint,
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
    """The laws by which preflight refuses it beside the document that it goes by, in their order.

    An evasion goes by the untouched document, whatever was done to print it; a control by its own.
    """
    document = _document(attempt, language)
    pdf = printed(document)
    if attempt.edit:
        pdf = _edited(pdf, attempt.edit)
    found, _ = preflight(pdf, sabotaged_edition(language), document if attempt in CONTROLS else html(language))
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


@pytest.mark.parametrize(("attempt", "language"), _pairs(EVASIONS))
def test_an_evasion_is_detected(attempt, language):
    assert problems(attempt, language)


@pytest.mark.parametrize(("attempt", "language"), _pairs(CONTROLS))
def test_a_control_passes(attempt, language):
    assert problems(attempt, language) == ()


def test_the_suite_is_large_enough():
    assert len(EVASIONS) >= 90
    assert len(CONTROLS) >= 40


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
    rows = (f"| {evasion.family} | {evasion.does} | {_detected_by(evasion)} |\n" for evasion in EVASIONS)
    missed, refused = (not found for found in _found(EVASIONS)), (bool(found) for found in _found(CONTROLS))
    return (
        f"{len(EVASIONS)} evasions in {len(_found(EVASIONS))} documents: {sum(missed)} undetected. "
        f"{len(CONTROLS)} controls in {len(_found(CONTROLS))} documents: {sum(refused)} refused.\n\n"
        f"| family | what it does | detected by |\n|---|---|---|\n{''.join(rows)}"
    )


def _found(attempts: tuple[Attempt, ...]) -> list[tuple[str, ...]]:
    return [problems(attempt, n) for attempt in attempts for n in LANGUAGES if n not in attempt.not_in]


def _detected_by(evasion: Attempt) -> str:
    """The laws that detect it in every language."""
    found = [problems(evasion, language) for language in LANGUAGES if language not in evasion.not_in]
    always = [rule for rule in found[0] if all(rule in rules for rules in found)]
    return ", ".join(f"`{rule}`" for rule in always or dict.fromkeys(rule for rules in found for rule in rules))
