"""A piece lacks a statement on a subject that it must cover.

Why: what a piece must carry is computed from `sources/disclaimers.yaml`. If a statement is deleted there, or waits
for a condition that never holds, nothing later could miss it: the page would be printed without its warning.

Fix: put the statement back, or write one with that `subject:` whose `when:` holds for the piece that is named. What
must be said of each substance is in `sources/substances.yaml`; where a subject does not concern a substance, say
so there under `without:` with the reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from leaflet.editions.from_library import editions
from leaflet.editions.statements import SubjectOwed, subjects_owed
from leaflet.messages import backtick_list
from leaflet.model import Library, Statement
from leaflet.problem import Problem, Span, thing

NAME = "missing-subject"
FILE = "sources/disclaimers.yaml"


_Lacking = list[tuple[str, str, str]]
"""Of each edition and subject that it lacks: the subject, the substance or '', the edition."""


def facts(library: Library, today: date) -> _Lacking:
    """Subjects that its editions must cover and none of their statements does."""
    return [
        (*owed, edition.id)
        for edition in editions(library, today)
        for owed in subjects_owed(edition, reviewed=edition.reviewed)
        if not any(_covers(statement, owed) for statement in edition.statements)
    ]


def conclude(library: Library, facts: Sequence[_Lacking], today: date) -> Iterator[Problem]:
    """One problem for each subject, whichever topics lack it."""
    lacking: dict[SubjectOwed, list[str]] = {}
    for subject, substance, edition in (row for rows in facts for row in rows):
        lacking.setdefault((subject, substance), []).append(edition)
    for owed, edition_ids in sorted(lacking.items()):
        yield _problem(owed, tuple(edition_ids))


def _covers(statement: Statement, owed: SubjectOwed) -> bool:
    subject, substance = owed
    condition = statement.when.substances
    return statement.subject == subject and (not substance or not condition or substance in condition)


def _edition_list(edition_ids: tuple[str, ...]) -> str:
    more = len(edition_ids) - 2
    return backtick_list(edition_ids) if more <= 1 else f"{backtick_list(edition_ids[:2])} and {more} more pieces"


def _problem(owed: SubjectOwed, edition_ids: tuple[str, ...]) -> Problem:
    subject, substance = owed
    for_substance = f" for `{substance}`" if substance else ""
    condition = (
        f" and whose `when:` holds for `{substance}`" if substance else " and whose `when:` holds for these pieces"
    )
    return Problem(
        NAME,
        f"no required statement covers `{subject}`{for_substance} in {_edition_list(edition_ids)}",
        f"put back what was deleted, or write a statement with `subject: {subject}`{condition}",
        Span(FILE),
        editions=edition_ids,
        rests_on=frozenset({thing("substance", substance), thing("subject", subject)}),
    )
