"""A piece lacks a statement on a subject that it must cover.

Why: what a piece must carry is computed from `sources/disclaimers.yaml`. If a statement is deleted there, or waits
for a condition that never holds, nothing later could miss it: the page would be printed without its warning.

Fix: put the statement back, or write one with that `subject:` whose `when:` holds for the piece that is named. What
must be said of each substance is in `sources/substances.yaml`; where a subject does not concern a substance, say
so there under `without:` with the reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leaflet.editions.edition import Edition
from leaflet.editions.from_library import editions
from leaflet.editions.required import statements
from leaflet.model import SUBSTANCE_SUBJECTS, Library, Statement, Subject
from leaflet.policies.messages import backtick_list
from leaflet.problem import Problem, Span

NAME = "missing-subject"
FILE = "sources/disclaimers.yaml"

SubjectGap = tuple[Subject, str]
"""A subject, and the substance for which it is missing; '' where it concerns the whole piece."""


def check(library: Library, today: date) -> Iterator[Problem]:
    """Subjects that editions must cover and none of their statements does."""
    lacking: dict[SubjectGap, list[str]] = {}
    for edition in editions(library, today):
        carried = statements(edition)
        for gap in _required_subjects(library, edition):
            if not any(_covers(statement, gap) for statement in carried):
                lacking.setdefault(gap, []).append(edition.id)
    for gap, ids in sorted(lacking.items()):
        yield _problem(gap, tuple(ids))


def _required_subjects(library: Library, edition: Edition) -> Iterator[SubjectGap]:
    unneeded = {Subject.OTHER}
    unneeded |= {Subject.NOT_REVIEWED} if edition.reviewed else set()
    unneeded |= set() if any(c.contested for c in edition.topic.claims) else {Subject.STUDIES_DISAGREE}
    yield from ((subject, "") for subject in Subject if subject not in SUBSTANCE_SUBJECTS | unneeded)
    for substance in library.substances:
        if substance.id in edition.topic.meta.substances:
            yield from ((subject, substance.id) for subject in substance.required_subjects)


def _covers(statement: Statement, gap: SubjectGap) -> bool:
    subject, substance = gap
    condition = statement.when.substances
    return statement.subject is subject and (not substance or not condition or substance in condition)


def _edition_list(edition_ids: tuple[str, ...]) -> str:
    more = len(edition_ids) - 2
    return backtick_list(edition_ids) if more <= 1 else f"{backtick_list(edition_ids[:2])} and {more} more pieces"


def _problem(gap: SubjectGap, edition_ids: tuple[str, ...]) -> Problem:
    subject, substance = gap
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
    )
