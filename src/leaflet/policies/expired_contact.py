"""A help line has not been checked for too long.

Why: numbers change. A wrong number in an emergency harms more than none. Only editions that print it are stopped:
those that list it, and those that have its number in a text.

Fix: open the service's own page, compare number and hours, and set new dates for `checked:` and `expires:`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leaflet.model import Library
from leaflet.policies.printed_editions import editions_with
from leaflet.problem import Problem

NAME = "expired-contact"


def check(library: Library, today: date) -> Iterator[Problem]:
    """Printed contacts that expired before `today`."""
    for contact in library.contacts:
        printing = editions_with(library, contact, today) if contact.expires < today else ()
        if printing:
            yield Problem(
                NAME,
                f"contact `{contact.id}` was valid until {contact.expires}; it was last checked on {contact.checked}",
                "look at the service's own page, then set `checked:` to today and `expires:` to a day some months away",
                contact.span("expires"),
                editions=printing,
            )
