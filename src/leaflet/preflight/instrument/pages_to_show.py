"""Which pages of a file are to be shown: those without a proof, and of a proven one what is set aside.

The laws of pages see nothing but what a page's key holds: what it draws and says, where the required texts stand on it,
and what its layout asks for. What is set aside is shown anew: its letters alone, in the room that was found to be free
of everything else when the whole page was shown.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from leaflet.language.normalization import has_ink
from leaflet.model import CLINIC_BOX, RequiredText
from leaflet.preflight.instrument.barcodes import Barcode
from leaflet.preflight.instrument.finished_file import FinishedFile
from leaflet.preflight.instrument.geometry import Box, bounding_box
from leaflet.preflight.instrument.locate import locate
from leaflet.preflight.instrument.page import Glyph, Page
from leaflet.preflight.instrument.page_keys import PageKey
from leaflet.preflight.instrument.page_proofs import PageProof, PageProofs
from leaflet.preflight.instrument.pages import with_glyphs
from leaflet.preflight.instrument.passage import Match

_IDENTITY = "identity"
"""The required text that says the content hash."""
_ABOVE_MM = 0.5
"""How far above and below a text that is set aside nothing else may be drawn."""
_BESIDE_MM = (4.0, 2.0, 1.0)
"""How far beside it, the first that is free: other digits may make a line so much longer."""
_KEEPS_MM = 0.5
"""How far beside another text in its place."""


@dataclass(frozen=True)
class _Candidate:
    """A page, its keys in the proofs, and what is known of it."""

    page: Page
    key: PageKey
    shown: str
    """With all that it shows."""
    drawn: str
    """Without what is set aside."""
    whole: PageProof | None
    but_aside: PageProof | None


@dataclass(frozen=True)
class PagesToShow:
    """What the laws of pages look at, and what is known of all others."""

    file: FinishedFile
    """The file with those pages, texts and glyphs alone that aren't proven."""
    candidates: tuple[_Candidate, ...]

    def prove(self, proofs: PageProofs) -> None:
        """Keep in `proofs` that nothing is wrong with any page."""
        for candidate in self.candidates:
            known, number = candidate.whole or candidate.but_aside, candidate.page.number
            barcodes = known.barcodes if known else self.file.barcodes[number]
            proofs.put(candidate.shown, PageProof(barcodes))
            if rooms := _rooms(candidate) if known is None and not candidate.key.has_box else ():
                proofs.put(candidate.drawn, PageProof(barcodes, rooms))


def pages_to_show(file: FinishedFile, proofs: PageProofs) -> PagesToShow:
    """What of `file` is not in `proofs`."""
    seen = partial(_seen, file, proofs.state)
    candidates = tuple(
        _candidate(page, key, proofs, file.box, seen) for page, key in zip(file.pages, file.keys, strict=True)
    )
    unknown = {c.page.number for c in candidates if not c.whole and not c.but_aside}
    pages, matches = [page for page in file.pages if page.number in unknown], [*_on_pages(file.matches, unknown)]
    asides: dict[int, tuple[bytes, ...]] = {}
    windows: dict[int, Box] = {}
    for candidate in candidates:
        if candidate.but_aside and not candidate.whole:
            page = _aside_page(candidate.page, _aside_glyphs(candidate.page, candidate.key))
            pages.append(page)
            matches += locate((page,), _texts_aside(file, candidate.key))
            asides[page.number] = candidate.key.aside
            windows[page.number] = bounding_box(candidate.but_aside.rooms)
    return PagesToShow(file.showing(pages, matches, asides, windows), candidates)


def proven_barcodes(file: FinishedFile, shown: PagesToShow) -> tuple[Barcode, ...]:
    """The codes on all pages of `file`, read now or when the page was shown."""
    known = {c.page.number: (c.whole or c.but_aside) for c in shown.candidates}
    now = shown.file.barcodes
    by_page = {number: proof.barcodes if proof else now[number] for number, proof in known.items()}
    return tuple(replace(code, page=number) for number, codes in by_page.items() for code in codes)


def _candidate(
    page: Page, key: PageKey, proofs: PageProofs, box: Box | None, seen: Callable[[Page, str], str]
) -> _Candidate:
    drawn_key = key.drawn if key.has_box else f"aside {key.drawn}"
    shown = _digest(key.shown, seen(page, ""))
    drawn = _digest(drawn_key, seen(page, CLINIC_BOX if key.has_box else ""))
    whole = proofs.get(shown)
    but_aside = proofs.get(drawn) if key.aside else None
    if but_aside and key.has_box:
        but_aside = replace(but_aside, rooms=(box,) * len(key.aside_texts)) if box else None
    if but_aside and not _is_in_place(page, key, but_aside.rooms):
        but_aside = None
    return _Candidate(page, key, shown, drawn, whole, but_aside)


def _digest(key: str, seen: str) -> str:
    return hashlib.sha256(f"{key}\n{seen}".encode()).hexdigest()


def _seen(file: FinishedFile, state: str, page: Page, but: str) -> str:
    """What a law sees beside the page itself; the required text `but` is left out."""
    edition = file.edition
    rules = edition.layout.model_dump(mode="json", exclude={"folder", "origin"})
    texts = [
        (match.required.kind, match.required.min_pt, match.required.every_page, number, passage.start, passage.end)
        for match in file.matches
        for number, passages in enumerate(match.passages_by_part)
        for passage in passages
        if passage.page is page and match.required.id != but
    ]
    return json.dumps([state, str(edition.locale), rules, texts], sort_keys=True)


def _texts_aside(file: FinishedFile, key: PageKey) -> list[RequiredText]:
    name = CLINIC_BOX if key.has_box else _IDENTITY
    return [text for text in file.edition.required.texts if text.kind == "block" and text.id == name]


def _on_pages(matches: Sequence[Match], numbers: set[int]) -> Iterator[Match]:
    """`matches` with their passages on the pages `numbers` only, where they have any there."""
    for match in matches:
        kept = tuple(tuple(p for p in found if p.page.number in numbers) for found in match.passages_by_part)
        if any(kept):
            yield replace(match, passages_by_part=kept)


def _aside_glyphs(page: Page, key: PageKey) -> tuple[Glyph, ...]:
    """The glyphs of the text objects that are set aside; none where they can't be told from others."""
    if key.has_box:
        return _last_glyphs(page, "".join(key.aside_texts))
    runs = {text: _runs_that_read(page, text) for text in key.aside_texts}
    if any(len(found) != key.aside_texts.count(text) for text, found in runs.items()):
        return ()
    return tuple(glyph for text in key.aside_texts for glyph in runs[text].pop(0))


def _runs_that_read(page: Page, text: str) -> list[tuple[Glyph, ...]]:
    """Each way to read `text`, all of it, from glyphs of the page that follow one another."""
    raw, wanted = "".join(glyph.char if len(glyph.char) == 1 else "\0" for glyph in page.glyphs), text.strip()
    starts = [n for n in range(len(raw)) if raw.startswith(wanted, n)] if wanted else []
    return [page.glyphs[start : start + len(wanted)] for start in starts]


def _last_glyphs(page: Page, text: str) -> tuple[Glyph, ...]:
    """The glyphs that are drawn last, where they read `text` but for its spaces; none where they don't."""
    wanted = "".join(text.split())
    first = len(page.glyphs)
    read = ""
    while first and len(read) < len(wanted):
        first -= 1
        read = page.glyphs[first].char.strip() + read
    return page.glyphs[first:] if read == wanted else ()


def _aside_page(page: Page, glyphs: tuple[Glyph, ...]) -> Page:
    return with_glyphs(replace(page, graphics=()), glyphs)


def _is_in_place(page: Page, key: PageKey, rooms: tuple[Box, ...]) -> bool:
    """Do the texts that are set aside stand in the `rooms` that were free for them?"""
    glyphs = _aside_glyphs(page, key)
    if key.has_box:
        return bool(glyphs and rooms) and _fill_room(page, glyphs, rooms[0])
    boxes = _lines(glyphs, key)
    return len(boxes) == len(rooms) > 0 and all(
        _holds(room, _wider(box, _KEEPS_MM, _ABOVE_MM / 2)) for room, box in zip(rooms, boxes, strict=True)
    )


def _fill_room(page: Page, glyphs: Sequence[Glyph], room: Box) -> bool:
    """Do `glyphs` stand in `room`, and no others of the page?"""
    around = _wider(room, _KEEPS_MM, _ABOVE_MM)
    numbers = {glyph.char_index for glyph in glyphs}
    inked = [glyph for glyph in page.glyphs if has_ink(glyph.char)]
    return all(_holds(around, g.box) if g.char_index in numbers else not _touches(room, g.box) for g in inked)


def _lines(glyphs: Sequence[Glyph], key: PageKey) -> list[Box]:
    """The box of each text that is set aside."""
    boxes, start = [], 0
    for text in key.aside_texts if glyphs else ():
        own = [g.box for g in glyphs[start : start + len(text.strip())] if has_ink(g.char)]
        boxes += [bounding_box(own)] if own else []
        start += len(text.strip())
    return boxes


def _rooms(candidate: _Candidate) -> tuple[Box, ...]:
    """The free room around each text that is set aside; nothing where something else is drawn there."""
    page = candidate.page
    glyphs = _aside_glyphs(page, candidate.key)
    numbers = {glyph.char_index for glyph in glyphs}
    others = [g.box for g in page.glyphs if g.char_index not in numbers and has_ink(g.char)]
    drawings = [graphic.box for graphic in page.graphics]
    rooms = []
    for box in _lines(glyphs, candidate.key):
        around = (_wider(box, beside, _ABOVE_MM) for beside in _BESIDE_MM)
        room = next((room for room in around if _is_free(room, others, drawings)), None)
        if room is None:
            return ()
        rooms.append(room)
    return tuple(rooms)


def _is_free(room: Box, texts: Sequence[Box], drawings: Sequence[Box]) -> bool:
    """Is nothing in `room` but grounds that reach beyond it?"""
    return not any(_touches(room, box) for box in texts) and all(
        _holds(box, room) or not _touches(room, box) for box in drawings
    )


def _wider(box: Box, beside: float, above: float) -> Box:
    return box[0] - beside, box[1] - above, box[2] + beside, box[3] + above


def _holds(outer: Box, inner: Box) -> bool:
    return outer[0] <= inner[0] and outer[1] <= inner[1] and inner[2] <= outer[2] and inner[3] <= outer[3]


def _touches(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
