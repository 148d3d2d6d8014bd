"""Help lines."""

from __future__ import annotations

from datetime import date
from typing import Literal

from leaflet.model.record import Id, NonEmptyStr, PrintedName, Record, Text


class Contact(Record):
    """A help line. Read from `sources/contacts.yaml`."""

    id: Id
    country: str
    kind: Literal["emergency", "crisis", "urgent-care"]
    name: Text
    number: PrintedName | None
    """As printed; null for a regional service, whose number the clinic writes in."""
    short_number: str | None = None
    """One of its numbers that its country's numbering plan, as `phonenumbers` has it, doesn't know: `113`."""
    what_for: Text
    hours: Text | None = None
    source: NonEmptyStr
    """Where the number was found."""
    checked: date
    expires: date
    verified: bool
    """Was the number read on the service's own page or an official one? Otherwise it is not printed."""
