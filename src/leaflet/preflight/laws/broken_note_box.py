"""A box in running text has lost its frame, shares one, holds another text, or looks like a box of another kind.

Why: a frame says what belongs to a warning, and that it is one. Where a side is missing, where two boxes have run into
one, or where a warning is framed like a tip, readers take a part for the whole or pass over it. So what is met first on
the way out of a box's own texts is its rule: over and under a tip, on all four sides of a note and of a warning, dark
enough for a copy and no farther than three times the type. In it stands no other text. As copies show them, the frames
of the kinds differ by 0.2 mm on one side at least, and a warning's is the heaviest.

Fix: look at `.note-box` in the layout's CSS: give its kinds borders in a dark colour, a `padding` of less than three
lines and a `margin` between them, and the warning the widest ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from leaflet.preflight.instrument.dots import read_dots
from leaflet.preflight.instrument.finished_file import FinishedFile
from leaflet.preflight.instrument.geometry import bounding_box
from leaflet.preflight.instrument.note_boxes import (
    NoteBoxFrame,
    NoteBoxPlace,
    frame_of,
    note_box_places,
    other_lines,
    strangers,
)
from leaflet.problem import Problem

NAME = "broken-note-box"
_MAX_EXCERPT = 40
_ALIKE_MM = 0.2
"""Frames that differ by less on each side look alike: a dot and a half of a copy."""


def check(file: FinishedFile) -> Iterator[Problem]:
    """Look at the frame of each box, and hold the kinds against each other."""
    frames = [*_frames(file, [*note_box_places(file.lines)])]
    for frame in frames:
        if what := _fault(file, frame):
            yield _problem(file, frame, what)
    if not any(frame.missing for frame in frames):
        yield from _shared(file, frames)
        yield from _mistakable(file, frames)


def _frames(file: FinishedFile, places: Sequence[NoteBoxPlace]) -> Iterator[NoteBoxFrame]:
    for page in sorted({place.page for place in places}):
        own = [place for place in places if place.page == page]
        width = file.drawn_pages[page - 1].size_mm[0]
        shown = read_dots(file.open_pages[page - 1], bounding_box([place.around(width) for place in own]))
        yield from (frame_of(place, shown, [box for _, box in other_lines(place, file.lines)]) for place in own)


def _fault(file: FinishedFile, frame: NoteBoxFrame) -> str:
    """What is wrong with one box; '' for nothing."""
    if not frame.place.is_on_one_page:
        return "is split over two pages"
    if frame.missing:
        return f"has no frame of its own that a copy shows ({', '.join(frame.missing)})"
    if frame.is_parted:
        return "has a rule between its own texts"
    others = strangers(frame, other_lines(frame.place, file.lines))
    return f"has “{_excerpt(file, others[0])}” in its frame, which isn't its own" if others else ""


def _shared(file: FinishedFile, frames: Sequence[NoteBoxFrame]) -> Iterator[Problem]:
    """Two boxes of which one's frame reaches into the other's; the first."""
    for one, other in combinations(frames, 2):
        (left, top, right, bottom), (x, y, u, v) = one.outside, other.outside
        if one.place.page == other.place.page and min(right, u) - max(left, x) > 0 < min(bottom, v) - max(top, y):
            yield _problem(file, other, f"shares its frame with “{_excerpt(file, one.place.text)}”")
            return


def _mistakable(file: FinishedFile, frames: Sequence[NoteBoxFrame]) -> Iterator[Problem]:
    """Kinds that look alike on a copy, and warnings that aren't the heaviest; the first of each kind of fault."""
    for one, other in combinations(frames, 2):
        is_same_kind = one.place.kind == other.place.kind
        is_alike = all(abs(a - b) < _ALIKE_MM for a, b in zip(one.look, other.look, strict=True))
        if is_alike and not is_same_kind:
            text = _excerpt(file, one.place.text)
            yield _problem(file, other, f"is framed like “{text}”, which is a box of another kind")
            return
    warnings = [frame for frame in frames if frame.place.kind == "warning"]
    lightest = min(warnings, key=lambda frame: frame.weight_mm, default=None)
    heavier = (f for f in frames if lightest and f.place.kind != "warning" and f.weight_mm >= lightest.weight_mm)
    if lightest and (heavy := next(heavier, None)):
        text = _excerpt(file, heavy.place.text)
        yield _problem(file, lightest, f"is a warning, and framed no heavier than “{text}”, which isn't one")


def _problem(file: FinishedFile, frame: NoteBoxFrame, what: str) -> Problem:
    place, layout = frame.place, file.edition.layout.id
    return file.problem(
        NAME,
        f"the box “{_excerpt(file, place.text)}” on page {place.page} of {file.edition.id} {what}",
        f"look at `.note-box.{place.kind}` in the CSS of `{layout}`, and at what moves texts there",
        file.text_span(place.text),
        {file.page_thing(place.page), file.drawings_thing(place.page), file.place_thing(place.text)},
    )


def _excerpt(file: FinishedFile, text: int) -> str:
    """The words of a text; of a box's own word those of the text after it, too, for many have the same."""
    texts = file.document.texts[text : text + 4]
    words = " ".join(" ".join(t.text for t in texts if t.text.strip()).split())
    return words if len(words) <= _MAX_EXCERPT else f"{words[:_MAX_EXCERPT]} …"
