"""Clinics → copies: the lines of most boxes are set at once, the others by the renderer, many to a document."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pikepdf

from leaflet.clinics.overlay import Line, Stamp, stamp
from leaflet.clinics.shaping import CannotShapeError, Shaped, shaped
from leaflet.compose.document import compose_boxes
from leaflet.model import Box, Clinic, ClinicLine, Edition
from leaflet.render.document import render
from leaflet.required.texts import clinic_lines

Shape = tuple[str, ...]
"""The kinds of the lines of a box."""


@dataclass(frozen=True, eq=False)
class Piece:
    """A finished piece whose box is empty."""

    edition: Edition
    pdf: bytes
    box: Box


@dataclass(frozen=True, eq=False)
class Press:
    """A piece, made ready for copies."""

    piece: Piece
    stamps: Mapping[Shape, Stamp]


@dataclass(frozen=True)
class Copy:
    """A copy: the bytes that others share, and its own."""

    head: bytes
    tail: bytes

    @property
    def pdf(self) -> bytes:
        """The file."""
        return self.head + self.tail


class BoxFullError(Exception):
    """What a clinic says doesn't fit its box, or can't be set; the message says why."""


def prepare(piece: Piece, clinics: Sequence[Clinic]) -> Press:
    """Make ready for copies that say what `clinics` say: a stamp for each shape of a box, with all letters."""
    firsts = {shape(piece.edition, clinic): clinic for clinic in reversed(clinics) if clinic.logo is None}
    if not firsts:
        return Press(piece, {})
    plain = _stamps(piece, firsts, ())
    fonts = {kind: line for own, each in plain.items() for kind, line in zip(own, each.lines, strict=True)}
    return Press(piece, _stamps(piece, firsts, _letters(piece.edition, clinics, fonts)))


def shape(edition: Edition, clinic: Clinic) -> Shape:
    """The kinds of the lines of the box of `clinic`."""
    return tuple(line.kind for line in clinic_lines(edition, clinic))


def _stamps(piece: Piece, firsts: Mapping[Shape, Clinic], letters: Sequence[ClinicLine]) -> Mapping[Shape, Stamp]:
    """One for each shape that the renderer sets in as many lines as it has."""
    html = compose_boxes(piece.edition, firsts.values(), piece.box, letters)
    rendered = render(html, piece.edition.layout.folder)
    with pikepdf.open(io.BytesIO(rendered.pdf)) as boxes:
        found = {own: stamp(piece.pdf, piece.box, boxes, page) for page, own in enumerate(firsts)}
    return {own: each for own, each in found.items() if len(each.lines) == len(own)}


def _letters(edition: Edition, clinics: Iterable[Clinic], fonts: Mapping[str, Line]) -> tuple[ClinicLine, ...]:
    """Every letter and ligature that a line of `clinics` needs, once for each kind of line."""
    needed: dict[str, dict[str, None]] = {kind: {} for kind in fonts}
    for line in (line for clinic in clinics for line in clinic_lines(edition, clinic) if line.kind in fonts):
        try:
            needed[line.kind] |= dict.fromkeys(_shaped(line, fonts[line.kind], edition).clusters)
        except CannotShapeError:
            continue
    lines = ((kind, " ".join(sorted(filter(str.strip, clusters)))) for kind, clusters in needed.items())
    return tuple(ClinicLine(kind, text) for kind, text in lines if text)  # type: ignore[arg-type]


def _shaped(line: ClinicLine, ready: Line, edition: Edition) -> Shaped:
    return shaped(line.text, ready.font, ready.size, edition.locale.language)


def direct(press: Press, clinic: Clinic) -> tuple[Copy, Stamp]:
    """The copy of `clinic`, set without the renderer, and the stamp that it was made with. Raises CannotShapeError."""
    edition, box = press.piece.edition, press.piece.box
    lines = clinic_lines(edition, clinic)
    own = press.stamps.get(tuple(line.kind for line in lines))
    if own is None or clinic.logo:
        raise CannotShapeError("its box has a picture, or another form than a line for each text")
    set_lines = [_fitting(line, ready, edition, box) for line, ready in zip(lines, own.lines, strict=True)]
    return Copy(own.head, own.tail([line.array for line in set_lines])), own


def _fitting(line: ClinicLine, ready: Line, edition: Edition, box: Box) -> Shaped:
    found = _shaped(line, ready, edition)
    if found.width * ready.size * 25.4 / 96 > box.width_mm:
        raise CannotShapeError("a line is wider than the box")
    return found


def boxed(piece: Piece, clinics: Sequence[Clinic]) -> Iterator[Copy | BoxFullError]:
    """The copies of `clinics`, in order, their boxes set by the renderer; for one that does not fit, why."""
    rendered = render(compose_boxes(piece.edition, clinics, piece.box), piece.edition.layout.folder)
    if len(clinics) > 1 and (rendered.log or rendered.pages != len(clinics)):
        for clinic in clinics:  # which of them it is can't be told
            yield from boxed(piece, (clinic,))
        return
    full = {
        overflow.page: f"{overflow.by_mm:.1f} mm too much at its {overflow.side}" for overflow in rendered.overflows
    }
    if rendered.log or rendered.pages != len(clinics):
        full = {1: "; ".join(rendered.log) or "it goes on on another page"}
    with pikepdf.open(io.BytesIO(rendered.pdf)) as boxes:
        for page in range(len(clinics)):
            yield (
                BoxFullError(full[page + 1]) if page + 1 in full else _as_set(stamp(piece.pdf, piece.box, boxes, page))
            )


def _as_set(own: Stamp) -> Copy:
    return Copy(own.head, own.tail([line.array for line in own.lines]))
