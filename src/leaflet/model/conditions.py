"""When something must be said."""

from __future__ import annotations

from leaflet.model.audience import Audience
from leaflet.model.record import Id, Record


class Conditions(Record):
    """When a statement or a subject is required: every condition given must hold; none given means always."""

    audiences: tuple[Audience, ...] = ()
    substances: tuple[Id, ...] = ()
    """Any of these is among the topic's."""
    topics: tuple[Id, ...] = ()
    """It is one of these."""
    categories: tuple[Id, ...] = ()
    """The topic is of any of these."""
    countries: tuple[str, ...] = ()
    """The edition's country is one of these."""
    levels: tuple[Id, ...] = ()
    """Any claim of the topic is on one of these rungs."""
    claims: bool | None = None
    """The piece prints claims (true), or none."""
    contested: bool | None = None
    """Any claim of the topic is contested."""
    reviewed: bool | None = None
    """The edition has (true) or lacks (false) a review that still holds."""
