"""What must be said: required statements, what each is about, and when one is required."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from pydantic import Field

from leaflet.model.audience import Audience
from leaflet.model.record import Id, NonEmptyStr, Record, Text


class StatementKind(StrEnum):
    """What a required statement is about; a layout gives each kind its place."""

    DRAFT = "draft"
    """Not clinically reviewed: on each page of each piece without a valid review."""
    ADVICE = "advice"
    """Not medical advice, no guarantee."""
    EVIDENCE = "evidence"
    """What the evidence levels mean and don't."""
    SAFETY = "safety"
    """Who should not, interactions, medicines."""
    EMERGENCY = "emergency"
    """Emergency signs and the number to call."""
    HELP = "help"
    """Difficulties that last, and where to find help."""
    LEGAL = "legal"
    """Legal status, with its date."""
    COLOPHON = "colophon"
    """Conflicts, sales links, sources."""


class Subject(StrEnum):
    """What a required statement says, one thing each: no piece may leave one out."""

    NOT_REVIEWED = "not-reviewed"
    """Nobody with clinical training has reviewed the text: while no review is valid."""
    NOT_MEDICAL_ADVICE = "not-medical-advice"
    """Information, not medical advice."""
    NO_GUARANTEE = "no-guarantee"
    """No outcome is guaranteed."""
    EVIDENCE_LEVELS = "evidence-levels"
    """What the evidence levels on the page mean."""
    STUDIES_DISAGREE = "studies-disagree"
    """What the mark of a contested claim means: where the topic has one."""
    NO_WARNING_NOT_SAFE = "no-warning-not-safe"
    """The absence of a warning is not the absence of danger."""
    WHO_SHOULD_NOT_PSYCHOSIS = "who-should-not-psychosis"
    """Who should not use it: psychosis, bipolar disorder or mania, in the person or the family."""
    WHO_SHOULD_NOT_HEART = "who-should-not-heart"
    """Who should not use it: heart and blood-vessel disease."""
    INTERACTION_LITHIUM = "interaction-lithium"
    """Together with lithium: seizures were reported."""
    INTERACTION_MAO = "interaction-mao"
    """Together with MAO inhibitors, ayahuasca included."""
    INTERACTION_SEROTONERGIC = "interaction-serotonergic"
    """Together with medicines that act on serotonin."""
    DO_NOT_STOP_MEDICINE = "do-not-stop-medicine"
    """No medicine is stopped without its prescriber."""
    EMERGENCY_SIGNS = "emergency-signs"
    """What an emergency looks like."""
    EMERGENCY_CALL = "emergency-call"
    """The number to call."""
    DIFFICULTIES_CAN_LAST = "difficulties-can-last"
    """Difficulties afterwards can last."""
    FIND_HELP = "find-help"
    """Where to find help."""
    LEGAL_STATUS = "legal-status"
    """Approved or not, legal or not, in the piece's country and as of a date; or that the piece doesn't say."""
    APPROVAL_DECLINED = "approval-declined"
    """An application to approve it as a medicine was declined."""
    NO_SALES_LINKS = "no-sales-links"
    """No sales or sign-up links."""
    OTHER = "other"
    """Something the house adds; no piece has to say it."""


SUBSTANCE_SUBJECTS = frozenset(
    {
        Subject.WHO_SHOULD_NOT_PSYCHOSIS,
        Subject.WHO_SHOULD_NOT_HEART,
        Subject.INTERACTION_LITHIUM,
        Subject.INTERACTION_MAO,
        Subject.INTERACTION_SEROTONERGIC,
        Subject.DIFFICULTIES_CAN_LAST,
        Subject.LEGAL_STATUS,
        Subject.APPROVAL_DECLINED,
    }
)
"""Subjects that must be covered for each substance of a topic; all others, once for the piece."""


class Conditions(Record):
    """When a statement is required: every condition that is given must hold; none given means always."""

    audiences: tuple[Audience, ...] = ()
    substances: tuple[Id, ...] = ()
    """Any of these is among the topic's."""
    countries: tuple[str, ...] = ()
    """The edition's country is one of these."""
    levels: tuple[Id, ...] = ()
    """Any claim of the topic is on one of these rungs."""
    contested: bool | None = None
    """Any claim of the topic is contested."""
    reviewed: bool | None = None
    """The edition has (true) or lacks (false) a review that still holds."""


class Statement(Record):
    """One required statement, atomic. Read from `sources/disclaimers.yaml`."""

    id: Id
    kind: StatementKind
    subject: Subject
    text: Text
    why: NonEmptyStr
    when: Conditions = Conditions()
    expires: date | None = None
    """The last day on which it holds unless somebody looks at it again: of what changes with time, such as the law."""
    min_pt: float = Field(ge=9)
    """The smallest type it may be set in, pt; never under 9 (EU readability guideline 2009)."""
    every_page: bool = False
    """Must it be on each page, or somewhere in the piece? One of kind `draft` is on each, whatever stands here."""
