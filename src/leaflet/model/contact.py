"""Help lines."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from leaflet.model.record import Id, NonEmptyStr, PrintedName, Record, Text
from leaflet.model.topic import TopicMeta


class Contact(Record):
    """A help line. Read from `sources/contacts.yaml`."""

    id: Id
    country: Annotated[str, Field(json_schema_extra={"pattern": "^[A-Z]{2}$"})]
    """Its two letters, as in a locale."""
    categories: tuple[Id, ...] = ()
    topics: tuple[Id, ...] = ()
    """It is printed for topics of these categories, and for these topics; for every topic where neither is given."""
    kind: Literal["emergency", "crisis", "urgent-care"]
    """An emergency number, a crisis line, or urgent medical care."""
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
    """When the number was last read there."""
    expires: date
    """After this day it must be read there again."""
    verified: bool
    """Was the number read on the service's own page or an official one? Otherwise it is not printed."""

    def is_for(self, topic: TopicMeta) -> bool:
        """Is it printed for `topic`, in its country?"""
        is_chosen = topic.id in self.topics or bool(set(self.categories) & set(topic.categories))
        return is_chosen or not (self.topics or self.categories)
