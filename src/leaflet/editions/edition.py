"""topic × layout × locale: one printed piece in one language.

What an edition must say is worked out once, when it is first asked for, and kept: `content`, `statements`,
`fingerprint`, `review`, `required` and `expected_texts` never change, since nothing in an edition does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date as Date  # noqa: N812 -- an edition has a `date`
from functools import cached_property
from types import MappingProxyType

from leaflet.editions.content import Content, content
from leaflet.editions.expected import ExpectedText, expected_texts
from leaflet.editions.fingerprint import fingerprint
from leaflet.editions.required import Required, required
from leaflet.editions.reviews import review_state, valid_review
from leaflet.editions.statements import statements
from leaflet.model import (
    Audience,
    Block,
    Category,
    Claim,
    Clinic,
    Contact,
    EditionName,
    EvidenceLevel,
    House,
    Ladder,
    Layout,
    Locale,
    Reference,
    ReviewRecord,
    ReviewState,
    Section,
    Statement,
    Subject,
    Substance,
    Topic,
    Uncertainty,
)
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
    house_subjects: tuple[Subject, ...]
    """Every subject of the house; `subjects_owed` are those that this edition must cover."""
    house_statements: tuple[Statement, ...]
    """Every statement of the house, localized; `statements` are those that this edition needs."""
    sections: tuple[Section, ...]
    """The running text to print, in order."""
    claims: tuple[Claim, ...]
    """The claims to print, in the order of `claims.yaml`."""
    uncertainties: tuple[Uncertainty, ...]
    contacts: tuple[Contact, ...]
    """Those to print, by country and topic, in the order of `contacts.yaml`; none where the layout shows none."""
    emergency_contacts: tuple[Contact, ...]
    """The country's emergency contacts, whatever the layout shows: the number of the first stands for `{emergency}`."""
    references: tuple[Reference, ...]
    """In the order of first citation by `claims`; number = index + 1."""
    today: Date
    """The day on which a review must hold."""
    categories: tuple[Category, ...] = ()
    """What kind of topic it is of, as far as the house knows it."""
    substances: tuple[Substance, ...] = ()
    """What the topic is about, as far as the house knows it."""
    layout_translations: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """The layouts' own words: source text → text in the edition's language."""
    clinic: Clinic | None = None
    """The clinic whose copy this is; None leaves the box empty."""

    @property
    def id(self) -> str:
        """`topic/layout/locale`."""
        return self.name.id

    @property
    def name(self) -> EditionName:
        """Which topic, layout and locale."""
        return EditionName(self.topic.id, self.layout.id, str(self.locale))

    def span(self) -> Span:
        """Where to report a fault of the whole piece: at its layout, or for a clinic's copy at the clinic."""
        return self.clinic.span() if self.clinic else self.layout.span()

    @property
    def version(self) -> str:
        """The topic's version in this locale."""
        return self.topic.meta.version_in(str(self.locale))

    @property
    def date(self) -> Date:
        """The date of that version."""
        return self.topic.meta.date_in(str(self.locale))

    @cached_property
    def can_be_made(self) -> bool:
        """Do the levels and references of its claims exist? Otherwise policies say so, and nothing is worked out."""
        known = {reference.id for reference in self.references}
        return all(self.ladder.level(claim.level) and known.issuperset(claim.references) for claim in self.claims)

    @cached_property
    def content(self) -> Content:
        """What it prints, whoever has reviewed it."""
        return content(self)

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 (hex) of what it prints; what a review is bound to."""
        return fingerprint(self)

    @cached_property
    def review(self) -> ReviewRecord | None:
        """The review that covers its content and look today; None makes it a draft."""
        return valid_review(self, self.today)

    @property
    def review_state(self) -> ReviewState:
        """What is known about reviews of it."""
        return review_state(self, self.today)

    @property
    def reviewed(self) -> bool:
        """Does a review hold?"""
        return self.review is not None

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """The required statements that it must carry, in the house's order."""
        return statements(self, reviewed=self.reviewed)

    @cached_property
    def required(self) -> Required:
        """All that the finished PDF must carry."""
        return required(self)

    @cached_property
    def expected_texts(self) -> tuple[ExpectedText, ...]:
        """Every text of its document, in the order of reading."""
        return expected_texts(self)

    @property
    def short_fingerprint(self) -> str:
        """The twelve hexadecimal digits that are printed."""
        return self.fingerprint[:12]

    @property
    def status_url(self) -> str | None:
        """Address of the status page of this very print, or None where the house names no base URL.

        `BASE/topic/locale/layout/version/fingerprint`, in the order of the folders in `output/`.
        """
        if not self.house.base_url:
            return None
        parts = (self.topic.id, str(self.locale), self.layout.id, self.version, self.short_fingerprint)
        return "/".join((self.house.base_url.rstrip("/"), *parts))

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
