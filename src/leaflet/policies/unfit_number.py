"""A help line's number costs extra, or isn't a number of its country.

Why: whoever needs a help line must not pay by the minute, and must not type a number that nobody answers.

Fix: read the number again on the service's own page and write it in the digits 0 to 9. If it is right, but too short
for the numbering plan that leaflet knows (such as 113 in the Netherlands), repeat it under `short_number:`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leaflet.model import Contact, Library
from leaflet.policies.printed_editions import edition_ids
from leaflet.problem import Problem
from leaflet.telephone import extra_cost, is_known, is_plain

NAME = "unfit-number"
HINT = "read it again on the service's own page; a short number that is right is repeated under `short_number:`"
MAX_SHORT_DIGITS = 6
"""Of what may be called a short number: European ones have three to six digits."""


def check(library: Library, today: date) -> Iterator[Problem]:
    """Numbers of contacts, one by one, that nobody should be told to call."""
    for contact in library.contacts:
        locales = tuple(locale for locale in library.locales if locale.country == contact.country)
        for number in (contact.number or "").split("/") if contact.number else ():
            if fault := _fault(number.strip(), contact):
                message = f"`{number.strip()}` of contact `{contact.id}` {fault}"
                span, editions = contact.span("number"), edition_ids(library, locales=locales)
                yield Problem(NAME, message, HINT, span, editions=editions, rests_on=frozenset({str(span)}))


def _fault(number: str, contact: Contact) -> str:
    if not is_plain(number):
        return "must be written in the digits 0 to 9 alone"
    if cost := extra_cost(number, contact.country):
        return f"is {cost}: a call may cost more than another"
    is_marked = number == contact.short_number and number.isdigit() and len(number) <= MAX_SHORT_DIGITS
    if not is_marked and not is_known(number, contact.country):
        return f"isn't a number of {contact.country}, as far as its numbering plan is known"
    return ""
