"""Library, today → what of the sources holds until a day, and which editions print it.

Whatever gets a last day (`DATED`) is warned of in time, and listed by `leaflet due`, by being named here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from leaflet.editions.content import colophon_texts
from leaflet.editions.edition import Edition
from leaflet.editions.from_library import editions
from leaflet.editions.making import making_texts
from leaflet.editions.own_texts import own_texts
from leaflet.editions.reviews import last_review
from leaflet.model import Contact, Library
from leaflet.problem import Span

_Editions = tuple[Edition, ...]


class ExpiryKind(StrEnum):
    """What it is that holds until a day."""

    CONTACT = "contact"
    REVIEW = "review"
    STATEMENT = "statement"


@dataclass(frozen=True)
class Expiry:
    """Something that editions print, and the last day on which it holds."""

    last_day: date
    span: Span
    """Where that day is written."""
    kind: ExpiryKind
    id: str
    """What it is called: the same on each day, and as long as it is the same thing."""
    about: str
    """What it is, in words, of which messages say that it expires."""
    editions: tuple[str, ...]
    """The ids of those that print it; never none."""

    def days_left(self, today: date) -> int:
        """Days from `today` to the last one: 0 on that day itself, less than 0 once it has expired."""
        return (self.last_day - today).days


def expiries(library: Library, today: date, until: date = date.max) -> tuple[Expiry, ...]:
    """What an edition of `library` prints on the day `today` and holds at most `until`; what ends first, in front."""
    made = editions(library, today)
    found = (expiry for dated in DATED for expiry in dated(library, made, until))
    return tuple(sorted((e for e in found if e.editions), key=lambda e: (e.last_day, e.span, e.id)))


def ids_of(found: Iterable[Edition]) -> tuple[str, ...]:
    """Their ids."""
    return tuple(edition.id for edition in found)


def prints_contact(edition: Edition, contact: Contact) -> bool:
    """Does it list `contact`, or give one of its numbers in any text?

    A number of three digits may be a count as well. Then rather one edition too many than an old number in print.
    """
    if edition.locale.country != contact.country:
        return False
    return any(c.id == contact.id for c in edition.contacts) or _gives_number(edition, contact.number or "")


def _gives_number(edition: Edition, numbers: str) -> bool:
    own = [re.escape(number.strip()) for number in numbers.split("/") if number.strip()]
    if not own:
        return False
    number = re.compile(rf"(?<!\w)(?<!\d-)(?:{'|'.join(own)})(?!\w|-\d)")
    return any(number.search(text) for text in _texts(edition))


def _texts(edition: Edition) -> Iterator[str]:
    """Every text in which a number may stand."""
    yield from (statement.text for statement in edition.statements)
    yield from own_texts(edition)
    yield from (text for _, text in (*colophon_texts(edition), *making_texts(edition)))
    yield from (text for contact in edition.contacts for text in (contact.what_for, contact.hours) if text)
    yield from (edition.layout_translations.get(text, text) for text in edition.layout.texts)


def _contacts(library: Library, made: _Editions, until: date) -> Iterator[Expiry]:
    for contact in library.contacts:
        if contact.expires <= until:
            printing = ids_of(edition for edition in made if prints_contact(edition, contact))
            about, span = f"contact `{contact.id}`", contact.span("expires")
            yield Expiry(contact.expires, span, ExpiryKind.CONTACT, contact.id, about, printing)


def _statements(library: Library, made: _Editions, until: date) -> Iterator[Expiry]:
    for statement in library.statements:
        if statement.expires and statement.expires <= until:
            printing = ids_of(e for e in made if any(s.id == statement.id for s in e.statements))
            about, span = f"statement `{statement.id}`", statement.span("expires")
            yield Expiry(statement.expires, span, ExpiryKind.STATEMENT, statement.id, about, printing)


def _reviews(library: Library, made: _Editions, until: date) -> Iterator[Expiry]:
    """Each record with the editions that stay reviewed by it the longest."""
    for topic in library.topics:
        ending = [record for record in topic.reviews if record.expires <= until]
        latest = [(e, last_review(e)) for e in made if ending and e.topic.id == topic.id]
        for record in ending:
            covered = ids_of(edition for edition, last in latest if last == record)
            name = "/".join((topic.id, record.locale, str(record.date), record.name, *sorted(record.fingerprints)))
            about = f"the review of `{topic.id}` ({record.locale}) by {record.name}"
            yield Expiry(record.expires, record.span("expires"), ExpiryKind.REVIEW, name, about, covered)


DATED: tuple[Callable[[Library, _Editions, date], Iterator[Expiry]], ...] = (_contacts, _statements, _reviews)
"""One function for each kind: the day until which a search of the literature holds belongs here, too."""
