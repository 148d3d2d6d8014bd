"""Which pages of a file are to be shown: those without a proof, and of a proven one what is set aside.

The laws of pages see nothing but what a page's key holds: what it draws and says, where the required texts stand on it,
and what its layout asks for. What is set aside is shown anew: its letters alone, in the room that was found to be free
of everything else when the whole page was shown.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from leaflet.preflight.instrument.barcodes import Barcode
from leaflet.preflight.instrument.drawn_page import PageDrawing
from leaflet.preflight.instrument.finished_file import FinishedFile
from leaflet.preflight.instrument.geometry import Box, bounding_box
from leaflet.preflight.instrument.lined_up import LinedUp
from leaflet.preflight.instrument.page_keys import PageKey
from leaflet.preflight.instrument.page_proofs import PageProof, PageProofs
from leaflet.preflight.instrument.patches import Ints
from leaflet.preflight.instrument.writing_rooms import WritingRoom, writing_rooms

_NONE = np.zeros(0, np.int64)
_ABOVE_MM = 0.5
"""How far above and below a text that is set aside nothing else may be drawn."""
_BESIDE_MM = (4.0, 2.0, 1.0)
"""How far beside it, the first that is free: other digits may make a line so much longer."""
_KEEPS_MM = 0.5
"""How far beside another text in its place."""


@dataclass(frozen=True)
class _Candidate:
    """A page, its keys in the proofs, and what is known of it."""

    page: PageDrawing
    key: PageKey
    aside: Ints
    """The glyphs that are set aside, by their rows in `LinedUp.glyphs`."""
    shown: str
    """With all that it shows."""
    drawn: str
    """Without what is set aside."""
    whole: PageProof | None
    but_aside: PageProof | None

    @property
    def proof(self) -> PageProof | None:
        """What is known of it, at least but for what is set aside."""
        return self.whole or self.but_aside


@dataclass(frozen=True)
class PagesToShow:
    """What the laws of pages look at, and what is known of all others."""

    file: FinishedFile
    """The file with those pages and glyphs alone that aren't proven."""
    candidates: tuple[_Candidate, ...]

    def prove(self, proofs: PageProofs) -> None:
        """Keep in `proofs` that nothing is wrong with any page."""
        for candidate in self.candidates:
            known, number = candidate.proof, candidate.page.number
            barcodes = known.barcodes if known else self.file.barcodes[number]
            proofs.put(candidate.shown, PageProof(barcodes))
            if rooms := _rooms(self.file.lined_up, candidate) if known is None and not candidate.key.has_box else ():
                proofs.put(candidate.drawn, PageProof(barcodes, rooms))


def pages_to_show(file: FinishedFile, proofs: PageProofs) -> PagesToShow:
    """What of `file` is not in `proofs`."""
    candidates = tuple(_candidate(file, page, proofs) for page in file.drawn_pages)
    pages = [c.page for c in candidates if not c.whole]
    in_part = [(c.page.number, c, c.but_aside) for c in candidates if c.but_aside and not c.whole]
    asides = {number: candidate.key.aside for number, candidate, _ in in_part}
    rows = {number: candidate.aside for number, candidate, _ in in_part}
    windows = {number: bounding_box(proof.rooms) for number, _, proof in in_part}
    return PagesToShow(file.showing(pages, asides, rows, windows), candidates)


def proven_barcodes(file: FinishedFile, shown: PagesToShow) -> tuple[Barcode, ...]:
    """The codes on all pages of `file`, read now or when the page was shown."""
    now = shown.file.barcodes
    by_page = {c.page.number: c.proof.barcodes if c.proof else now[c.page.number] for c in shown.candidates}
    return tuple(replace(code, page=number) for number, codes in by_page.items() for code in codes)


def _candidate(file: FinishedFile, page: PageDrawing, proofs: PageProofs) -> _Candidate:
    key = file.keys[page.number - 1]
    aside = _aside_rows(file, page, key)
    drawn_key = key.drawn if key.has_box else f"aside {key.drawn}"
    seen = partial(_seen, file, page, proofs.state)
    shown = _digest(key.shown, seen(_NONE, file.writing_rooms.get(page.number, ())))
    drawn = _digest(drawn_key, seen(aside if key.has_box else _NONE, _rooms_of_original(file, page, key)))
    but_aside = proofs.get(drawn) if key.aside else None
    if but_aside and key.has_box:
        but_aside = replace(but_aside, rooms=(file.box,) * len(key.aside)) if file.box else None
    candidate = _Candidate(page, key, aside, shown, drawn, proofs.get(shown), but_aside)
    return candidate if _is_in_place(file.lined_up, candidate) else replace(candidate, but_aside=None)


def _digest(key: str, seen: bytes) -> str:
    return hashlib.sha256(key.encode() + b"\n" + seen).hexdigest()


def _rooms_of_original(file: FinishedFile, page: PageDrawing, key: PageKey) -> Sequence[WritingRoom]:
    """The room to write in on `page`: of a copy's page that of the original, whose box was still to be filled."""
    if not key.has_box:
        return file.writing_rooms.get(page.number, ())
    return [room for room in writing_rooms(file.lines, is_filled=True) if room.page == page.number]


def _seen(file: FinishedFile, page: PageDrawing, state: str, but: Ints, rooms: Sequence[WritingRoom]) -> bytes:
    """What a law sees beside the page itself: which texts its glyphs are of, but for the rows `but`, and the `rooms`
    to write in. Their groups count as they follow: the words in a clinic's box give other elements other numbers."""
    rules = file.edition.layout.model_dump(mode="json", exclude={"folder", "origin"})
    rows = np.setdiff1d(file.rows_on(page), but)
    texts, places = np.unique(file.lined_up.text[rows], return_inverse=True)
    around = [_around(file, text) for text in texts.tolist()]
    groups = list(dict.fromkeys(room.group for room in rooms))
    declared = [(room.kind, room.at, room.em, room.end, groups.index(room.group)) for room in rooms]
    seen = [state, str(file.edition.locale), rules, around, declared]
    return json.dumps(seen, sort_keys=True).encode() + places.tobytes()


def _around(file: FinishedFile, text: int) -> object:
    """All of a text, by its number, that makes a difference to a law of pages."""
    if text < 0:
        return text
    document, origins = file.document, file.origins
    tags = [document.elements[n].tag for n in document.ancestors(document.texts[text].element)]
    kinds = [(required.kind, required.id) for required in origins.required_around(text)]
    return tags, kinds, float(origins.least_pt[text]), bool(origins.is_photocopied[text])


def _aside_rows(file: FinishedFile, page: PageDrawing, key: PageKey) -> Ints:
    """The glyphs of the text objects that are set aside."""
    glyphs = file.lined_up.glyphs
    return np.flatnonzero((glyphs.page == page.number) & np.isin(glyphs.text_object, [*key.aside_numbers]))


def _text_objects(numbers: Ints) -> list[Ints]:
    """The places of each of `numbers`."""
    found = np.unique(numbers)
    order = np.argsort(numbers, kind="stable")
    return np.split(order, np.searchsorted(numbers[order], found)[1:]) if len(numbers) else []


def _is_in_place(lined_up: LinedUp, candidate: _Candidate) -> bool:
    """Do the texts that are set aside stand in the rooms that were free for them?"""
    rooms = candidate.but_aside.rooms if candidate.but_aside else ()
    if candidate.key.has_box:
        return bool(len(candidate.aside) and rooms) and _fill_room(lined_up, candidate, rooms[0])
    boxes = _boxes(lined_up, candidate.aside)
    return len(boxes) == len(rooms) > 0 and all(
        _holds(room, _wider(box, _KEEPS_MM, _ABOVE_MM / 2)) for room, box in zip(rooms, boxes, strict=True)
    )


def _fill_room(lined_up: LinedUp, candidate: _Candidate, room: Box) -> bool:
    """Do the glyphs that are set aside stand in `room`, and no others of the page?"""
    around, inked = _wider(room, _KEEPS_MM, _ABOVE_MM), _others(lined_up, candidate)
    return all(_holds(around, box) for box in _ink(lined_up, candidate.aside)) and not any(
        _touches(room, box) for box in inked
    )


def _others(lined_up: LinedUp, candidate: _Candidate) -> list[Box]:
    """The ink of the page's glyphs that aren't set aside."""
    return _ink(lined_up, np.setdiff1d(np.flatnonzero(lined_up.glyphs.page == candidate.page.number), candidate.aside))


def _ink(lined_up: LinedUp, rows: Ints) -> list[Box]:
    boxes = lined_up.glyphs.ink[rows]
    return [tuple(box) for box in boxes[~np.isnan(boxes[:, 0])].tolist()]


def _boxes(lined_up: LinedUp, rows: Ints) -> list[Box]:
    """The box of each text that is set aside."""
    parts = _text_objects(lined_up.glyphs.text_object[rows])
    return [bounding_box(ink) for part in parts if (ink := _ink(lined_up, rows[part]))]


def _rooms(lined_up: LinedUp, candidate: _Candidate) -> tuple[Box, ...]:
    """The free room around each text that is set aside; nothing where something else is drawn there."""
    others = _others(lined_up, candidate)
    drawings = [painting.box for painting in candidate.page.paintings]
    rooms = []
    for box in _boxes(lined_up, candidate.aside):
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
