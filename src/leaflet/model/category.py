"""What kind of topic a topic is, and what that kind owes its readers."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import model_validator

from leaflet.model.evidence import EvidenceLevel
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
    levels: tuple[EvidenceLevel, ...] = ()
    """Rungs of its own, weakest first, as `evidence.yaml` has them. No other rung of the house has their ids."""
    rungs: tuple[Id, ...] = ()
    """What its topics' claims may stand on, weakest first: rungs of the house's ladder, and all of its own. Without it,
    its own; the house's ladder where it has none."""

    @model_validator(mode="after")
    def _rungs_once(self) -> Self:
        """A rung stands in one place of a ladder, and one that is on none would never be printed."""
        if twice := [name for n, name in enumerate(self.rungs) if name in self.rungs[:n]]:
            raise ValueError(f"`rungs` names `{twice[0]}` twice: take one of the two out")
        if left := [level.id for level in self.levels if self.rungs and level.id not in self.rungs]:
            raise ValueError(f"its own level `{left[0]}` isn't among its `rungs`: name it there, in its place")
        return self
