"""Translations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from leaflet.model.answer import Answer
from leaflet.problem import Span


@dataclass(frozen=True)
class CatalogEntry:
    """One translation: where it is, and whether it must be reviewed."""

    text: str
    """Empty where it is missing."""
    fuzzy: bool
    span: Span


@dataclass(frozen=True)
class Catalog:
    """Translations into one language out of one `.po` file."""

    span: Span
    """The file (which may not exist: then there are no entries)."""
    language: str
    entries: Mapping[tuple[str, str], CatalogEntry] = field(default_factory=dict)
    """By (context, source text). The context is the path of the field, e.g. `claim/walking/patient`."""
    answers: tuple[Answer, ...] = ()
    """What the translator answers to suspicions, out of the file beside it."""
