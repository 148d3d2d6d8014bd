"""How a build of editions is reported: a line for each, and one for the end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from leaflet.cli.problem_text import counted, problem_counts
from leaflet.cli.report import relative
from leaflet.problem import Problem, has_errors

if TYPE_CHECKING:
    from leaflet.build.outcomes import EditionOutcome


def edition_line(outcome: EditionOutcome, done: int, total: int) -> str:
    """`1/8 topic/layout/locale: 2 pages`."""
    return f"{done}/{total} {outcome.edition}: {_outcome_text(outcome)}"


def _outcome_text(outcome: EditionOutcome) -> str:
    if not outcome.path:
        return "not written"
    return counted(outcome.pages, "page") + (", up to date" if outcome.is_up_to_date else "")


def file_name(outcome: EditionOutcome) -> str:
    """The file of an edition that was written, as a person in the current folder would write it."""
    return str(relative(outcome.path or Path()))


def file_rows(outcomes: Iterable[EditionOutcome]) -> list[dict[str, object]]:
    """What JSON says of each edition that has a file."""
    return [
        {"edition": o.edition, "file": file_name(o), "pages": o.pages, "new": not o.is_up_to_date}
        for o in outcomes
        if o.path
    ]


def build_summary(outcomes: Sequence[EditionOutcome], problems: Sequence[Problem]) -> str:
    """How it ended, in a line: what was written, and what was not."""
    stopped = [outcome.edition for outcome in outcomes if not outcome.path]
    ended = _written_summary([outcome for outcome in outcomes if outcome.path])
    if stopped and ended:
        ended = f"{ended}; {len(stopped)} not written: {', '.join(stopped)}; their last good files stay"
    elif stopped or has_errors(problems):
        ended = ended or "nothing was written; the last good files stay"
    return ": ".join(part for part in (problem_counts(problems) if problems else "", ended) if part)


def _written_summary(outcomes: Sequence[EditionOutcome]) -> str:
    """`8 editions written`, `1 edition written, 7 up to date`."""
    if not outcomes:
        return ""
    new = sum(not outcome.is_up_to_date for outcome in outcomes)
    kept = f"{len(outcomes) - new} up to date" if new else f"{counted(len(outcomes), 'edition')} up to date"
    parts = ([f"{counted(new, 'edition')} written"] if new else []) + ([kept] if len(outcomes) > new else [])
    return ", ".join(parts)
