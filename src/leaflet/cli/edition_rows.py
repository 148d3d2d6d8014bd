"""What `leaflet list` says of each edition: state, pages, scores, hash and file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from leaflet.editions.edition import Edition
    from leaflet.model import Library
    from leaflet.publish.manifest import ManifestEntries

HARDEST = 3
"""Sentences of an edition that are told as its hardest."""
_HEAD = ("", "pages", "state", "until", "own", "required", "hash", "file")
_GAP = "  "
_NONE = "–"


def edition_rows(
    library: Library, editions: Sequence[Edition], out: Path, entries: ManifestEntries
) -> Sequence[Mapping[str, Any]]:
    """A row for each edition; `entries` are the manifest's of the output folder `out`."""
    return [_row(library, edition, out, entries) for edition in editions]


def _row(library: Library, edition: Edition, out: Path, entries: ManifestEntries) -> Mapping[str, Any]:
    from leaflet.publish.publish import publish_path

    place = publish_path(edition).as_posix()
    entry = entries.get(place, {}) if (out / place).is_file() else {}
    is_current = bool(entry) and edition.can_be_made and _is_of(edition, entry)
    return {
        "id": edition.id,
        "about": "reviewed" if edition.reviewed else "draft",
        "review": edition.review_state.value,
        "reviewed_until": str(edition.review.expires) if edition.review else None,
        "fingerprint": edition.fingerprint if edition.can_be_made else None,
        "file": (out / place).as_posix() if entry else None,
        "file_state": ("current" if is_current else "outdated") if entry else "missing",
        "pages": entry.get("pages"),
        "readability": _readability(library, edition),
    }


def _is_of(edition: Edition, entry: Mapping[str, Any]) -> bool:
    """Is the file what the sources say today? (A build looks at more: fonts, programs, the file's own bytes.)"""
    today = (edition.fingerprint, edition.layout.look, edition.review_state.value, edition.topic.meta.version)
    return today == tuple(entry.get(name) for name in ("fingerprint", "look", "review", "version"))


def _readability(library: Library, edition: Edition) -> Mapping[str, Any] | None:
    """How hard its own text and its required statements are, and the hardest sentences; None without a scale."""
    from leaflet.editions.own_texts import own_texts
    from leaflet.language.reading_scales import SCALES
    from leaflet.policies.hard_statement import abbreviations

    scale = SCALES.get(edition.locale.language)
    if scale is None:
        return None
    short = abbreviations(library, edition.locale.language)
    own, required = "\n".join(own_texts(edition)), "\n".join(s.text for s in edition.statements)
    hardest = scale.hardest_sentences(f"{own}\n{required}", short, HARDEST)
    return {
        "scale": scale.name,
        "limit": scale.limit,
        "own_text": round(scale.score(own, short), 1),
        "required_statements": round(scale.score(required, short), 1),
        "hardest_sentences": [{"text": text, "score": round(scale.score(text, short), 1)} for text in hardest],
    }


def edition_lines(rows: Sequence[Mapping[str, Any]], width: int | None) -> Iterator[str]:
    """A table of `rows`, or a few lines for each where one line of the table is wider than the terminal's `width`."""
    cells = [_cells(row) for row in rows]
    widths = [max(map(len, column)) for column in zip(_HEAD, *cells, strict=True)]
    table = [_GAP.join(f"{cell:<{size}}" for cell, size in zip(row, widths, strict=True)) for row in (_HEAD, *cells)]
    if width is None or max(map(len, table)) + len(_GAP) <= width:
        yield from (f"{_GAP}{line}".rstrip() for line in table)
    else:
        for row, scale in zip(cells, (row["readability"] for row in rows), strict=True):
            yield from _block(row, scale["scale"] if scale else "")


def _cells(row: Mapping[str, Any]) -> tuple[str, ...]:
    scores, pages = row["readability"] or {}, "" if row["pages"] is None else str(row["pages"])
    return (
        row["id"],
        f"{pages} (old)" if row["file_state"] == "outdated" else pages or _NONE,
        row["about"],
        row["reviewed_until"] or _NONE,
        str(scores.get("own_text", _NONE)),
        str(scores.get("required_statements", _NONE)),
        (row["fingerprint"] or _NONE)[:12],
        row["file"] or "not built",
    )


def _block(cells: tuple[str, ...], scale: str) -> Iterator[str]:
    """An edition in lines of less than 80 columns."""
    name, pages, state, until, own, required, digest, file = cells
    yield f"  {name}"
    yield f"    {state}{f' until {until}' if until != _NONE else ''}, pages {pages}, hash {digest}"
    if scale:
        yield f"    {scale}: own text {own}, required statements {required}"
    yield f"    {file}"
