"""What a file says of itself: which edition it is, which issue of it, and a digest of everything that it prints.

It stands in the file's keywords, so that a leaflet that comes back after a year can be held against the sources of
today, and against itself: the sources of then are gone.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from leaflet.language.normalization import letters
from leaflet.model import Edition, Mark
from leaflet.required.texts import marks

DRAFT = "draft"
"""The review of a piece that nobody has reviewed, or whose review no longer holds."""
_KINDS = ("disclaimer", "claim", "block")
_NAME = r"[a-z0-9]+(?:-[a-z0-9]+)*"
EDITION = rf"{_NAME}/{_NAME}/[a-z]{{2}}-[A-Z]{{2}}"
"""Pattern of `topic/layout/locale`."""
_PIECE = re.compile(r"(\d{1,6})-([0-9a-f]{8})")
_MARK = re.compile(r"([\w.-]+):([0-9a-f]{8}):([0-9a-f+-]*)", re.ASCII)
_DOCUMENT = "document:000000000000"
"""Stands in the document's place while its digest is taken."""

Name = tuple[str, str]
"""Kind and id of a mark."""


@dataclass(frozen=True)
class Piece:
    """A text of a mark, known by its digest only."""

    length: int
    """Its letters, as `letters` counts them; with the digest it lets the text be found again on a page."""
    digest: str
    """The first eight hexadecimal digits of SHA-256 of its letters."""


@dataclass(frozen=True)
class Trace:
    """What is kept of a mark."""

    exact_digest: str
    """Digest of its text to the last sign: `letters` takes 2.5 for 25."""
    parts: tuple[Piece, ...]


@dataclass(frozen=True)
class Imprint:
    """What a file says of itself in its keywords; '' or nothing where it does not say it."""

    edition: str
    """`topic/layout/locale`."""
    version: str = ""
    date: str = ""
    """Of the version, as `2026-11-24`."""
    fingerprint: str = ""
    """SHA-256 (hex) of the topic's content in every language."""
    review: str = ""
    """`draft`, or the day of the review and how long it holds, as `2026-11-24/2027-11-24`."""
    document: str = ""
    """The first twelve hexadecimal digits of SHA-256 of the document that was set, with its layout's files."""
    texts: Mapping[Name, Trace] = field(default_factory=lambda: MappingProxyType({}))
    """Everything that the file must carry."""


def imprint_of(edition: Edition) -> Imprint:
    """What a file of `edition` says of itself; its document is not known yet."""
    meta = edition.topic.meta
    return Imprint(
        edition.id,
        meta.version,
        meta.date.isoformat(),
        edition.fingerprint,
        _review(edition),
        texts={(mark.kind, mark.id): _trace(mark) for mark in marks(edition)},
    )


def as_keywords(imprint: Imprint) -> str:
    """`imprint` as keywords of a document whose digest is still to be filled in, by `sealed`."""
    keywords = (
        f"leaflet:{imprint.edition}",
        f"version:{imprint.version}",
        f"date:{imprint.date}",
        f"fingerprint:{imprint.fingerprint}",
        f"review:{imprint.review}",
        _DOCUMENT,
    )
    return ", ".join((*keywords, *(_mark_as_keyword(name, trace) for name, trace in imprint.texts.items())))


def sealed(html: str, folder: Path) -> str:
    """`html`, which has `as_keywords` in it, with its own digest; it covers the files in `folder` that it names."""
    own = hashlib.sha256(html.encode())
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = file.relative_to(folder).as_posix()
        if f"asset:{name}" in html:
            own.update(name.encode() + b"\0" + file.read_bytes())
    return html.replace(_DOCUMENT, f"document:{own.hexdigest()[:12]}", 1)


def from_keywords(keywords: str) -> Imprint | None:
    """The imprint in `keywords`, or None where they don't name an edition. What can't be read is left out."""
    said = [word.strip().partition(":") for word in keywords.split(",")]
    values = {key: value for key, _, value in reversed(said)}
    if not re.fullmatch(EDITION, values.get("leaflet", "")):
        return None
    own = {key: values.get(key, "") for key in ("version", "date", "fingerprint", "review", "document")}
    return Imprint(values["leaflet"], **own, texts=dict(_marks(said)))


def digest(text: str) -> str:
    """The first eight hexadecimal digits of SHA-256 of `text`."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def _review(edition: Edition) -> str:
    record = edition.topic.review
    return f"{record.date}/{record.expires}" if edition.reviewed and record else DRAFT


def _trace(mark: Mark) -> Trace:
    texts = [letters(piece) for piece in mark.parts]
    pieces = tuple(Piece(len(text), digest(text)) for text in texts)
    return Trace(digest("\n".join(mark.parts)), pieces)


def _mark_as_keyword(name: Name, trace: Trace) -> str:
    pieces = "+".join(f"{piece.length}-{piece.digest}" for piece in trace.parts)
    return ":".join((*name, trace.exact_digest, pieces))


def _marks(fields: list[tuple[str, str, str]]) -> Iterator[tuple[Name, Trace]]:
    for kind, _, value in fields:
        found = _MARK.fullmatch(value)
        if kind in _KINDS and found:
            pieces = tuple(Piece(int(m[1]), m[2]) for m in _PIECE.finditer(found[3]))
            yield (kind, found[1]), Trace(found[2], pieces)
