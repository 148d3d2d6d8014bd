"""A help line has not been checked for too long.

Why: numbers change. A wrong number in an emergency harms more than none.

Fix: open the service's own page, compare number and hours, and set new dates for `checked:` and `expires:`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leaflet.model import Library
from leaflet.policies.printed_editions import edition_ids
from leaflet.problem import Problem

NAME = "expired-contact"


def check(library: Library, today: date) -> Iterator[Problem]:
    """Contacts of the built countries that expired before `today`."""
    for contact in library.contacts:
        locales = [locale for locale in library.locales if locale.country == contact.country]
        if contact.expires < today and locales:
            yield Problem(
                NAME,
                f"contact `{contact.id}` was valid until {contact.expires}; it was last checked on {contact.checked}",
                "look at the service's own page, then set `checked:` to today and `expires:` to a day some months away",
                contact.span("expires"),
                editions=edition_ids(library, locales=locales),
            )
