"""Which edition a PDF says that it is."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pikepdf

from leaflet.preflight.pages import UnreadablePdfError, read_pages
from leaflet.preflight.proof import opened

_NAME = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_EDITION = rf"{_NAME}/{_NAME}/[a-z]{{2}}-[A-Z]{{2}}"
_KEYWORD = re.compile(rf"leaflet:({_EDITION})")
_LINE = re.compile(rf"({_EDITION})\s*·\s*v(\d+\.\d+)\s*·\s*([0-9a-f]{{12}})\b")
"""The first three pieces of the identity line that stands on every page."""


@dataclass(frozen=True)
class Imprint:
    """What a file says about itself."""

    edition: str
    """`topic/layout/locale`."""
    version: str | None
    """As printed, `1.0`; None where no page shows it."""
    fingerprint: str | None
    """The twelve hexadecimal digits that are printed; None where no page shows them."""


def imprint(pdf: bytes) -> Imprint | None:
    """What `pdf` says that it is, or None where it says nothing or is no PDF.

    The name comes from the file's keywords, and where they don't hold it (printing to a PDF loses them) from the
    identity line on its pages; version and fingerprint come from that line.
    """
    try:
        keyword = _keyword(pdf)
        printed = next((m for page in read_pages(pdf) if (m := _LINE.search(_one_line(page.plain)))), None)
    except UnreadablePdfError:
        return None
    if keyword is None and printed is None:
        return None
    version, fingerprint = (printed[2], printed[3]) if printed else (None, None)
    return Imprint(keyword or (printed[1] if printed else ""), version, fingerprint)


def identify(pdf: bytes) -> str | None:
    """The edition (`topic/layout/locale`) that `pdf` says that it is, or None."""
    said = imprint(pdf)
    return said.edition if said else None


def _keyword(pdf: bytes) -> str | None:
    with opened(pdf) as objects:
        info = str(objects.docinfo.get("/Keywords", ""))
        found = _KEYWORD.search(info) or _KEYWORD.search(_xmp(objects))
    return found[1] if found else None


def _xmp(pdf: pikepdf.Pdf) -> str:
    return str(pdf.open_metadata().get("pdf:Keywords", ""))


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text)
