"""References as they are printed: in the Vancouver style of the National Library of Medicine, or short."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from leaflet.editions.citation_style import formatted
from leaflet.editions.csl_items import printable_item
from leaflet.editions.marks import CitationPart, decoded
from leaflet.model import Reference, RequiredLink
from leaflet.reference_markup import plain_text

_IN_A_PATH = "/:;()@!$&'*+,=~-._"
_IN_AN_ADDRESS = f"{_IN_A_PATH}?#[]%"
"""Signs that may stand in an address as they are (RFC 3986)."""


@dataclass(frozen=True)
class PrintedReference:
    """A reference as it is printed, without its number."""

    parts: tuple[CitationPart, ...]

    @property
    def text(self) -> str:
        """Its letters."""
        return "".join(part.text for part in self.parts)

    @property
    def links(self) -> tuple[RequiredLink, ...]:
        """The addresses that it leads to, on the words that say them."""
        return tuple(RequiredLink(part.text, link_target(part)) for part in self.parts if part.field)


def link_target(part: CitationPart) -> str:
    """The address that a DOI or a URL leads to, percent-encoded; '' of any other part."""
    if part.field == "DOI":
        return f"https://doi.org/{quote(part.text, safe=_IN_A_PATH)}"
    return quote(part.text, safe=_IN_AN_ADDRESS) if part.field else ""


def vancouver_citations(references: Sequence[Reference]) -> tuple[PrintedReference, ...]:
    """One text per reference, in the order given.

    Vancouver is an English-language style: what the style itself writes is English in every edition.
    """
    items = (json.dumps(printable_item(reference.csl), sort_keys=True) for reference in references)
    return tuple(PrintedReference(tuple(decoded(formatted(item)))) for item in items)


def short_citation(reference: Reference) -> PrintedReference:
    """First author, journal and year, as `Moliner et al., Nature Neuroscience 2023`; its title in place of both."""
    csl = reference.csl
    names = list(csl.get("author") or csl.get("editor") or ())
    others = " et al." if len(names) > 1 else ""
    where = plain_text(str(csl.get("container-title") or ("" if names else csl["title"])))
    published = f"{where} {_year(csl.get('issued') or {})}".strip()
    words = ", ".join((*(f"{_last_name(first)}{others}" for first in names[:1]), published))
    return PrintedReference((CitationPart(words),))


def _last_name(name: Mapping[str, Any]) -> str:
    if name.get("literal"):
        return plain_text(str(name["literal"]))
    parts = (name.get("non-dropping-particle"), name.get("family") or name.get("given"))
    return " ".join(plain_text(str(part)) for part in parts if part)


def _year(issued: Mapping[str, Any]) -> str:
    parts = issued.get("date-parts") or ((),)
    return str(parts[0][0]) if parts[0] else plain_text(str(issued.get("literal") or issued.get("raw") or ""))
