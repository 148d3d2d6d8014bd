"""Factual statements with their evidence, and open questions."""

from __future__ import annotations

from leaflet.model.audience import Audience
from leaflet.model.evidence import Certainty
from leaflet.model.fact_box import FactBox
from leaflet.model.record import Id, Record, Text
from leaflet.model.reference import CitationKey


class Claim(Record):
    """One factual statement, with its evidence. Read from a topic's `claims.yaml`."""

    id: Id
    patient: Text | None = None
    """Wording for patients; a claim without one is printed for clinicians only."""
    clinician: Text
    level: str
    """Id of an evidence level."""
    contested: bool = False
    """Do studies disagree about it?"""
    studied: Text
    """What was studied: whom or what, how many."""
    supported_by: tuple[CitationKey, ...] = ()
    disputed_by: tuple[CitationKey, ...] = ()
    does_not_show: Text | None = None
    certainty: Certainty | None = None
    numbers: FactBox | None = None
    """How many people had the benefit, and how many the harm: drawn in a fact box."""

    @property
    def references(self) -> tuple[str, ...]:
        """Ids of the references of both sides."""
        return self.supported_by + self.disputed_by

    def wording_for(self, audience: Audience) -> str:
        """What it says to `audience`."""
        return self.patient if audience is Audience.PATIENT and self.patient else self.clinician


class Uncertainty(Record):
    """An open question. Read from a topic's `uncertainties.yaml`."""

    id: Id
    question: Text
    why_open: Text
    ask: Text
    """What to ask a clinician, or oneself."""
    claims: tuple[Id, ...] = ()
    """The claims that it arises from."""
