"""Which of the house's statements an edition must carry, and on which subjects it must carry one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from leaflet.model import Conditions, OwedBy, Statement, StatementKind

if TYPE_CHECKING:
    from leaflet.editions.edition import Edition

SubjectOwed = tuple[str, str]
"""A subject's id, and the substance of which it must speak; '' where it concerns the whole piece."""


def statements(edition: Edition, *, reviewed: bool) -> tuple[Statement, ...]:
    """The statements that the edition must carry, in the house's order.

    Computed from topic, claims, audience, substances, country and review, never from the layout's name. `reviewed`:
    is it printed as reviewed, or as a draft?
    """
    owed = map(as_owed, edition.house_statements)
    return tuple(s for s in owed if is_required(s.when, edition, reviewed=reviewed))


def as_owed(statement: Statement) -> Statement:
    """`statement` as it is printed: the draft mark stands on each page of each draft, whatever its record says."""
    if statement.kind is not StatementKind.DRAFT:
        return statement
    when = statement.when.model_copy(update={"reviewed": False})
    return statement.model_copy(update={"when": when, "every_page": True})


def is_required(when: Conditions, edition: Edition, *, reviewed: bool) -> bool:
    """Do all the conditions that `when` gives hold for `edition`, printed as reviewed or not?"""
    claims = edition.topic.claims
    conditions = (
        not when.audiences or edition.audience in when.audiences,
        not when.substances or bool(set(when.substances) & set(edition.topic.meta.substances)),
        not when.topics or edition.topic.id in when.topics,
        not when.categories or bool(set(when.categories) & set(edition.topic.meta.categories)),
        not when.countries or edition.locale.country in when.countries,
        not when.levels or any(c.level in when.levels for c in claims),
        when.claims is None or when.claims == bool(edition.claims),
        when.contested is None or when.contested == any(c.contested for c in claims),
        when.reviewed is None or when.reviewed == reviewed,
    )
    return all(conditions)


def subjects_owed(edition: Edition, *, reviewed: bool) -> Iterator[SubjectOwed]:
    """Each subject on which the edition must carry a statement, printed as reviewed or not."""
    named = {name for category in edition.categories for name in category.subjects}
    for subject in edition.house_subjects:
        is_named = subject.id in named
        if not is_required(subject.when, edition, reviewed=reviewed):
            continue
        if subject.owed_by is OwedBy.TOPIC or (subject.owed_by is OwedBy.CATEGORY and is_named):
            yield subject.id, ""
        if subject.owed_by is OwedBy.AGENT and is_named:
            yield from ((subject.id, s.id) for s in edition.substances if not s.is_without(subject.id))
