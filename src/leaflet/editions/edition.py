"""topic × layout × locale: one printed piece in one language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from leaflet.model.audience import Audience
from leaflet.model.claim import Claim, Uncertainty
from leaflet.model.clinic import Clinic
from leaflet.model.contact import Contact
from leaflet.model.evidence import EvidenceLevel, Ladder
from leaflet.model.house import House
from leaflet.model.layout import Layout
from leaflet.model.locale import Locale
from leaflet.model.prose import Block, Section
from leaflet.model.reference import Reference
from leaflet.model.review import ReviewState
from leaflet.model.statement import Statement
from leaflet.model.topic import Topic
from leaflet.problem import Span


@dataclass(frozen=True)
class Edition:
    """topic × layout × locale: one printed piece in one language, everything in it already in that language.

    It holds what *must* be printed. A layout says where things stand, never which.
    """

    topic: Topic
    layout: Layout
    locale: Locale
    house: House
    ladder: Ladder
    house_statements: tuple[Statement, ...]
    """Every disclaimer of the house, localized; `required.statements` says which of them this edition needs."""
    sections: tuple[Section, ...]
    """The running text to print, in order."""
    claims: tuple[Claim, ...]
    """The claims to print, in the order of `claims.yaml`."""
    uncertainties: tuple[Uncertainty, ...]
    contacts: tuple[Contact, ...]
    """The country's contacts to print, in the order of `contacts.yaml`; none where the layout shows none."""
    emergency_contacts: tuple[Contact, ...]
    """The country's emergency contacts, whatever the layout shows: required statements name their number."""
    references: tuple[Reference, ...]
    """In the order of first citation by `claims`; number = index + 1."""
    review_state: ReviewState
    fingerprint: str
    """SHA-256 (hex) of the topic's content in every language; what a review is bound to."""
    layout_translations: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """The layouts' own words: source text → text in the edition's language."""
    clinic: Clinic | None = None
    """The clinic whose copy this is; None leaves the box empty."""

    @property
    def id(self) -> str:
        """`topic/layout/locale`."""
        return f"{self.topic.id}/{self.layout.id}/{self.locale}"

    def span(self) -> Span:
        """Where to report a fault of the whole piece: at its layout, or for a clinic's copy at the clinic."""
        return self.clinic.span() if self.clinic else self.layout.span()

    @property
    def reviewed(self) -> bool:
        """Does a review still hold?"""
        return self.review_state is ReviewState.CURRENT

    @property
    def short_fingerprint(self) -> str:
        """The twelve hexadecimal digits that are printed."""
        return self.fingerprint[:12]

    @property
    def status_url(self) -> str | None:
        """Address of the edition's status page, or None where the house names no base URL."""
        base = self.house.base_url
        return f"{base.rstrip('/')}/{self.id}/{self.topic.meta.version}" if base else None

    @property
    def audience(self) -> Audience:
        """Whom the layout is for."""
        return self.layout.audience

    def level(self, claim: Claim) -> EvidenceLevel:
        """The claim's rung (checked before an edition is made)."""
        found = self.ladder.level(claim.level)
        assert found is not None, claim.level
        return found

    def blocks(self) -> Iterator[Block]:
        """Every block of the running text, in order."""
        for section in self.sections:
            yield from section.blocks
