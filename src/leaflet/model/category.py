"""What kind of topic a topic is, and what that kind owes its readers."""

from __future__ import annotations

from typing import Literal

from leaflet.model.record import Id, NonEmptyStr, Record

AskedField = Literal["certainty", "funding", "conflicts", "search", "readers", "changes", "uncertainties"]
"""A field of a topic, (`certainty`) of its claims on rungs that are graded, or (`uncertainties`) its open questions."""


class Category(Record):
    """One kind of topic. Read from `sources/categories/<id>.yaml`."""

    id: Id
    label: NonEmptyStr
    """What its topics are about."""
    subjects: tuple[Id, ...] = ()
    """What its topics must say, beside what each topic must: subjects that are owed by a category or by an agent."""
    agents: NonEmptyStr = "substances"
    """What the things are called that its topics list under `substances:`, in the plural: medicines, devices."""
    asks: tuple[AskedField, ...] = ()
    """What its topics must say of how they were made, and of what is open; each is printed, asked for or not."""
    groups: tuple[Id, ...] = ()
    """Groups of rules (`groups:` in wording.yaml) that its topics are under."""
