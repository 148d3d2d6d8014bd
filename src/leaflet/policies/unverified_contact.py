"""A help line's number was not verified at its source.

Why: numbers from third-party lists are often old. A wrong number in an emergency harms more than none.

Fix: read the number on the service's own or an official page, note it under `source:` and set `verified: true`; or
take the contact out.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leaflet.model import Library
from leaflet.policies.printed_editions import editions_with
from leaflet.problem import Problem

NAME = "unverified-contact"


def check(library: Library, today: date) -> Iterator[Problem]:
    """Printed contacts with `verified: false`."""
    for contact in library.contacts:
        printing = () if contact.verified else editions_with(library, contact, today)
        if printing:
            yield Problem(
                NAME,
                f"contact `{contact.id}` was not verified with the service itself",
                "read the number on the service's own or an official page and set `verified: true`, or take it out",
                contact.span("verified"),
                editions=printing,
            )
