"""What must be said, whatever sentence says it."""

from __future__ import annotations

from enum import StrEnum

from leaflet.model.conditions import Conditions
from leaflet.model.record import Id, NonEmptyStr, Record

NOT_REVIEWED = "not-reviewed"
"""That nobody with clinical training has reviewed the text. The program prints this statement on each page of each
draft and looks at its words (`weakened-draft-mark`): no house may do without it."""
EMERGENCY_CALL = "emergency-call"
"""Which number to call. The program fills in the country's own and looks for any other (`unfit-emergency-number`)."""


class OwedBy(StrEnum):
    """Who must say something of a subject."""

    TOPIC = "topic"
    """Each topic, once."""
    CATEGORY = "category"
    """Each topic of a category that names it, once."""
    AGENT = "agent"
    """Each topic of a category that names it, of each of its substances but those that are `without` it."""
    NOBODY = "nobody"
    """Something that the house adds: no piece has to say it."""


class Subject(Record):
    """One thing that must not be left unsaid. Read from `sources/subjects.yaml`."""

    id: Id
    label: NonEmptyStr
    """What is said, in a sentence."""
    owed_by: OwedBy
    when: Conditions = Conditions()
    """What must hold of a piece that owes it."""
    why: NonEmptyStr
    source: NonEmptyStr | None = None
    """Who found that it must be said, where that isn't the house's own judgement."""
