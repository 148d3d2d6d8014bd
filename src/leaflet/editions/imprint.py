"""What a file records about itself: which edition and version it is, and digests of everything that it prints.

It is in the file's keywords, so that a leaflet submitted a year later can be compared with the sources of
today, and with itself: the sources of that time are gone.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from leaflet.editions.edition import Edition
from leaflet.language.normalization import normalized
from leaflet.model import ID_PATTERN, KIND_NAMES, RequiredText, TextKey

NO_REVIEW = "draft"
"""The review of a piece that nobody has reviewed, or whose review no longer holds."""
EDITION_PATTERN = rf"{ID_PATTERN}/{ID_PATTERN}/[a-z]{{2}}-[A-Z]{{2}}"
"""Pattern of `topic/layout/locale`."""
_PART_PATTERN = re.compile(r"(\d{1,6})-([0-9a-f]{8})")
_TEXT_PATTERN = re.compile(r"([\w.-]+):([0-9a-f]{8}):([0-9a-f+-]*)", re.ASCII)
_DOCUMENT_PLACEHOLDER = "document:000000000000"
"""Stands in for the document's digest while that is computed."""


@dataclass(frozen=True)
class PartDigest:
    """The digest of one part of a required text."""

    length: int
    """Length of its normalized text; with the digest it lets the text be found on a page."""
    digest: str
    """The first eight hexadecimal digits of SHA-256 of its normalized text."""


@dataclass(frozen=True)
class TextDigest:
    """The digests of a required text."""

    exact_digest: str
    """Digest of its exact text: `normalized` takes 2.5 for 25."""
    parts: tuple[PartDigest, ...]


@dataclass(frozen=True)
class Imprint:
    """What a file's keywords record; '' or empty where they don't."""

    edition: str
    """`topic/layout/locale`."""
    version: str = ""
    date: str = ""
    """Of the version, as `2026-11-24`."""
    fingerprint: str = ""
    """SHA-256 (hex) of what the edition prints."""
    review: str = ""
    """`draft`, or the day of the review and how long it holds, as `2026-11-24/2027-11-24`."""
    document: str = ""
    """The first twelve hexadecimal digits of SHA-256 of the document that was set, with its layout's files."""
    texts: Mapping[TextKey, TextDigest] = field(default_factory=lambda: MappingProxyType({}))
    """Everything that the file must carry."""


def imprint_of(edition: Edition) -> Imprint:
    """The imprint of `edition`, without the document's digest."""
    return Imprint(
        edition.id,
        edition.version,
        edition.date.isoformat(),
        edition.fingerprint,
        _review(edition),
        texts={(text.kind, text.id): _text_digest(text) for text in edition.required.texts},
    )


def as_keywords(imprint: Imprint) -> str:
    """`imprint` as keywords of a document whose digest `with_document_digest` fills in."""
    keywords = (
        f"leaflet:{imprint.edition}",
        f"version:{imprint.version}",
        f"date:{imprint.date}",
        f"fingerprint:{imprint.fingerprint}",
        f"review:{imprint.review}",
        _DOCUMENT_PLACEHOLDER,
    )
    return ", ".join((*keywords, *(_as_keyword(name, trace) for name, trace in imprint.texts.items())))


def with_document_digest(html: str, *folders: Path) -> str:
    """`html`, which has `as_keywords` in it, with its own digest; it covers the files in `folders` that it names."""
    own = hashlib.sha256(html.encode())
    for folder in folders:
        for file in sorted(path for path in folder.rglob("*") if path.is_file()):
            name = file.relative_to(folder).as_posix()
            if f"asset:{name}" in html:
                own.update(name.encode() + b"\0" + file.read_bytes())
    return html.replace(_DOCUMENT_PLACEHOLDER, f"document:{own.hexdigest()[:12]}", 1)


def from_keywords(keywords: str) -> Imprint | None:
    """The imprint in `keywords`, or None where they don't name an edition. What can't be read is left out."""
    said = [word.strip().partition(":") for word in keywords.split(",")]
    values = {key: value for key, _, value in reversed(said)}
    if not re.fullmatch(EDITION_PATTERN, values.get("leaflet", "")):
        return None
    own = {key: values.get(key, "") for key in ("version", "date", "fingerprint", "review", "document")}
    return Imprint(values["leaflet"], **own, texts=dict(_parsed_texts(said)))


def short_digest(text: str) -> str:
    """The first eight hexadecimal digits of SHA-256 of `text`."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def _review(edition: Edition) -> str:
    record = edition.review
    return f"{record.date}/{record.expires}" if record else NO_REVIEW


@lru_cache(4096)  # whoever writes a document and whoever checks it ask for the same
def _text_digest(mark: RequiredText) -> TextDigest:
    texts = [normalized(piece) for piece in mark.parts]
    pieces = tuple(PartDigest(len(text), short_digest(text)) for text in texts)
    return TextDigest(short_digest("\n".join(mark.parts)), pieces)


def _as_keyword(name: TextKey, trace: TextDigest) -> str:
    pieces = "+".join(f"{piece.length}-{piece.digest}" for piece in trace.parts)
    return ":".join((*name, trace.exact_digest, pieces))


def _parsed_texts(fields: list[tuple[str, str, str]]) -> Iterator[tuple[TextKey, TextDigest]]:
    for kind, _, value in fields:
        found = _TEXT_PATTERN.fullmatch(value)
        if kind in KIND_NAMES and found:
            pieces = tuple(PartDigest(int(m[1]), m[2]) for m in _PART_PATTERN.finditer(found[3]))
            yield (kind, found[1]), TextDigest(found[2], pieces)
