"""A country has no emergency number.

Why: every piece names emergency signs; without the number to call they are of no use.

Fix: add the country's emergency number to `sources/contacts.yaml` with `kind: emergency`, read on an official page.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leaflet.model import Library
from leaflet.policies.printed_editions import edition_ids
from leaflet.problem import Problem, thing

NAME = "no-emergency-contact"


def check(library: Library, today: date) -> Iterator[Problem]:
    """Built locales whose country has no emergency contact with a number."""
    covered = {c.country for c in library.contacts if c.kind == "emergency" and c.number}
    for n, locale in enumerate(library.locales):
        if locale.country not in covered:
            yield Problem(
                NAME,
                f"there is no emergency number for {locale.country}, the country of `{locale}`",
                f"add a contact with `country: {locale.country}` and `kind: emergency` to sources/contacts.yaml",
                library.house.span("locales", n),
                editions=edition_ids(library, locales=(locale,)),
                rests_on=frozenset({thing("contact", "emergency")}),
            )
