"""What a PDF says of itself: in its keywords, and in the identity line that stands on its pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pikepdf

from leaflet.editions.imprint import EDITION_PATTERN, Imprint, from_keywords
from leaflet.inspect.page import Page
from leaflet.inspect.pages import read_pages
from leaflet.preflight.instrument.finished_file import open_objects
from leaflet.preflight.instrument.open_file import UnreadablePdfError

_IDENTITY_LINE = re.compile(
    rf"({EDITION_PATTERN})\s*·\s*v(\d+\.\d+)\s*·\s*([0-9a-f]{{12}})\b(?:\s*·\s*([^·]{{4,40}}?)\s*·\s*(\w+))?"
)
"""The identity line: edition, version, content hash, date in words, review state."""


@dataclass(frozen=True)
class IdentityLine:
    """The identity line as it is printed."""

    edition: str
    """`topic/layout/locale`."""
    version: str
    """As printed, `1.0`."""
    fingerprint: str
    """Twelve hexadecimal digits."""
    date: str
    """In words; '' where it can't be read."""
    review_state: str
    """The first word of the review state; '' where it can't be read."""


@dataclass(frozen=True)
class FileIdentity:
    """What a file says it is, by its keywords or its pages; at least one of them is there."""

    imprint: Imprint | None
    """From its keywords. Printing to a PDF loses them."""
    lines: tuple[IdentityLine, ...]
    """From its pages, each different one once."""

    @property
    def edition(self) -> str:
        """`topic/layout/locale`."""
        return self.imprint.edition if self.imprint else self.lines[0].edition

    @property
    def version(self) -> str:
        """As printed, `1.0`; '' where the file doesn't say."""
        return next((line.version for line in self.lines), self.imprint.version if self.imprint else "")

    @property
    def date(self) -> str:
        """Of the version: `2026-11-24`, or in words; '' where the file doesn't say."""
        return (self.imprint.date if self.imprint else "") or next((line.date for line in self.lines), "")

    @property
    def fingerprint(self) -> str:
        """The twelve digits of the content hash that are printed; '' where the file doesn't say."""
        recorded = self.imprint.fingerprint[:12] if self.imprint else ""
        return next((line.fingerprint for line in self.lines), recorded)

    @property
    def review(self) -> str:
        """`draft`, or day and end of the review, or the word that is printed; '' where the file doesn't say."""
        return (self.imprint.review if self.imprint else "") or next((line.review_state for line in self.lines), "")


def read_identity(pdf: bytes, pages: Sequence[Page]) -> FileIdentity | None:
    """What `pdf`, whose pages are `pages`, says of itself, or None where it says nothing. Raises UnreadablePdfError."""
    imprint = read_imprint(pdf)
    lines = tuple(dict.fromkeys(line for page in pages for line in _identity_lines(page)))
    return FileIdentity(imprint, lines) if imprint or lines else None


def identify(pdf: bytes) -> str | None:
    """The edition (`topic/layout/locale`) that `pdf` says that it is, or None."""
    try:
        imprint = read_imprint(pdf)
        identity = None if imprint else read_identity(pdf, read_pages(pdf))
    except UnreadablePdfError:
        return None
    return imprint.edition if imprint else identity.edition if identity else None


def read_imprint(pdf: bytes) -> Imprint | None:
    """The imprint in the keywords of `pdf`, or None where it has none. Raises UnreadablePdfError."""
    with open_objects(pdf) as objects:
        return from_keywords(str(objects.docinfo.get("/Keywords", ""))) or from_keywords(_xmp(objects))


def _xmp(pdf: pikepdf.Pdf) -> str:
    return str(pdf.open_metadata().get("pdf:Keywords", ""))


def _identity_lines(page: Page) -> Iterator[IdentityLine]:
    for line in _IDENTITY_LINE.finditer(re.sub(r"\s+", " ", page.raw_text)):
        yield IdentityLine(line[1], line[2], line[3], line[4] or "", line[5] or "")
