"""A subject that every piece needs isn't owed by every piece any more.

Why: which subjects a piece must cover is the house's own list, but for two. The mark of a draft and the emergency
number stand on each piece, and the program looks at their words. With one of them gone from the list, a statement that
somebody deletes would not be missed.

Fix: put the subject back into `sources/subjects.yaml` with `owed_by: topic`. Of `not-reviewed`, `when:` is
`{ reviewed: false }`; `emergency-call` has no `when:`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from leaflet.model import EMERGENCY_CALL, NOT_REVIEWED, Conditions, Library, OwedBy, Subject
from leaflet.problem import Problem, Span, thing

NAME = "weakened-subject"
FILE = "sources/subjects.yaml"
_WHEN: Mapping[str, Conditions] = {NOT_REVIEWED: Conditions(reviewed=False), EMERGENCY_CALL: Conditions()}
"""When each is owed, by every topic."""
_FIX: Mapping[str, str] = {
    NOT_REVIEWED: "write `when: { reviewed: false }`",
    EMERGENCY_CALL: "take the `when` out",
}


def check(library: Library, today: date) -> Iterator[Problem]:
    """Where one of the two isn't owed by each topic, whenever it must be."""
    subjects = {subject.id: subject for subject in library.subjects}
    for name in _WHEN:
        yield from _weakened(subjects[name]) if name in subjects else (_missing(name),)


def _missing(name: str) -> Problem:
    message = f"the subject `{name}`, which every piece needs, isn't in the list"
    return Problem(NAME, message, f"put `id: {name}` back, with `owed_by: topic`", Span(FILE), spoils=_spoilt(name))


def _weakened(subject: Subject) -> Iterator[Problem]:
    name = subject.id
    if subject.owed_by is not OwedBy.TOPIC:
        message = f"the subject `{name}`, which every piece needs, is owed by {subject.owed_by}"
        yield Problem(NAME, message, "write `owed_by: topic`", subject.span("owed_by"), spoils=_spoilt(name))
    if subject.when.model_dump() != _WHEN[name].model_dump():  # wherever they were read
        message = f"the subject `{name}` isn't owed by all pieces that need it"
        yield Problem(NAME, message, _FIX[name], subject.span("when"), spoils=_spoilt(name))


def _spoilt(name: str) -> frozenset[str]:
    return frozenset({thing("subject", name)})
