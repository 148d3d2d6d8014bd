"""Clinics → copies: the lines of most boxes are set without the renderer, the others by it, many in one document."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pikepdf

from leaflet.clinics.overlay import Overlay, OverlayLine, make_overlay
from leaflet.clinics.shaping import CannotShapeError, ShapedLine, shape_line
from leaflet.compose.brand import brand_files
from leaflet.compose.document import compose_clinic_boxes
from leaflet.editions.edition import Edition
from leaflet.editions.required import clinic_lines
from leaflet.lengths import MM_PER_PX
from leaflet.model import Clinic, ClinicBox, ClinicLine
from leaflet.render.document import render

LineKinds = tuple[str, ...]
"""The kinds of the lines of a box."""


@dataclass(frozen=True, eq=False)
class Original:
    """A finished edition whose clinic's box is empty."""

    edition: Edition
    pdf: bytes
    box: ClinicBox
    proofs: bytes = b""
    """What its build has shown of its pages; nothing where none is kept."""


@dataclass(frozen=True, eq=False)
class CopyTemplate:
    """An original, prepared for copies."""

    original: Original
    overlays: Mapping[LineKinds, Overlay]


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
    """A clinic's details don't fit the box, or can't be set; the message says why."""


def prepare(original: Original, clinics: Sequence[Clinic]) -> CopyTemplate:
    """Prepare copies for `clinics`: an overlay for each kind of box, whose fonts have all letters that they need."""
    first_clinics = {
        line_kinds(original.edition, clinic): clinic for clinic in reversed(clinics) if clinic.logo is None
    }
    if not first_clinics:
        return CopyTemplate(original, {})
    plain = _overlays(original, first_clinics, ())
    fonts = {kind: line for kinds, overlay in plain.items() for kind, line in zip(kinds, overlay.lines, strict=True)}
    return CopyTemplate(original, _overlays(original, first_clinics, _needed_letters(original.edition, clinics, fonts)))


def line_kinds(edition: Edition, clinic: Clinic) -> LineKinds:
    """The kinds of the lines of the box of `clinic`."""
    return tuple(line.kind for line in clinic_lines(edition, clinic))


def _overlays(
    original: Original, first_clinics: Mapping[LineKinds, Clinic], letters: Sequence[ClinicLine]
) -> Mapping[LineKinds, Overlay]:
    """One for each kind of box that the renderer sets in as many lines as it has."""
    html = compose_clinic_boxes(original.edition, first_clinics.values(), original.box, letters)
    rendered = render(html, *original.edition.layout.folders, given=brand_files(original.edition))
    with pikepdf.open(io.BytesIO(rendered.pdf)) as boxes:
        found = {
            kinds: make_overlay(original.pdf, original.box, boxes, page) for page, kinds in enumerate(first_clinics)
        }
    return {kinds: overlay for kinds, overlay in found.items() if len(overlay.lines) == len(kinds)}


def _needed_letters(
    edition: Edition, clinics: Iterable[Clinic], fonts: Mapping[str, OverlayLine]
) -> tuple[ClinicLine, ...]:
    """Every letter and ligature that a line of `clinics` needs, once for each kind of line."""
    needed: dict[str, dict[str, None]] = {kind: {} for kind in fonts}
    for line in (line for clinic in clinics for line in clinic_lines(edition, clinic) if line.kind in fonts):
        try:
            needed[line.kind] |= dict.fromkeys(_shape(line, fonts[line.kind], edition).clusters)
        except CannotShapeError:
            continue
    lines = ((kind, " ".join(sorted(filter(str.strip, clusters)))) for kind, clusters in needed.items())
    return tuple(ClinicLine(kind, text) for kind, text in lines if text)  # type: ignore[arg-type]


def _shape(line: ClinicLine, overlay_line: OverlayLine, edition: Edition) -> ShapedLine:
    return shape_line(line.text, overlay_line.font, overlay_line.size, edition.locale.language)


def shape_copy(template: CopyTemplate, clinic: Clinic) -> tuple[Copy, Overlay]:
    """The copy of `clinic`, set without the renderer, and its overlay. Raises CannotShapeError."""
    edition, box = template.original.edition, template.original.box
    lines = clinic_lines(edition, clinic)
    overlay = template.overlays.get(tuple(line.kind for line in lines))
    if overlay is None or clinic.logo:
        raise CannotShapeError("its box has a logo, or a text that takes more than one line")
    shaped_lines = [
        _shape_to_fit(line, overlay_line, edition, box) for line, overlay_line in zip(lines, overlay.lines, strict=True)
    ]
    return Copy(overlay.head, overlay.tail([line.array for line in shaped_lines])), overlay


def _shape_to_fit(line: ClinicLine, overlay_line: OverlayLine, edition: Edition, box: ClinicBox) -> ShapedLine:
    shaped = _shape(line, overlay_line, edition)
    if shaped.width * overlay_line.size * MM_PER_PX > box.width_mm:
        raise CannotShapeError("a line is wider than the box")
    return shaped


def render_copies(original: Original, clinics: Sequence[Clinic]) -> Iterator[Copy | BoxFullError]:
    """The copies of `clinics`, in order, their boxes set by the renderer; for one that does not fit, why."""
    html = compose_clinic_boxes(original.edition, clinics, original.box)
    rendered = render(html, *original.edition.layout.folders, given=brand_files(original.edition))
    if len(clinics) > 1 and (rendered.log or rendered.page_count != len(clinics)):
        for clinic in clinics:  # it isn't known which of them it is
            yield from render_copies(original, (clinic,))
        return
    too_full = {
        overflow.page: f"they exceed its {overflow.side} edge by {overflow.overflow_mm:.1f} mm"
        for overflow in rendered.overflows
    }
    if rendered.log or rendered.page_count != len(clinics):
        too_full = {1: "; ".join(rendered.log) or "they run over to another page"}
    with pikepdf.open(io.BytesIO(rendered.pdf)) as boxes:
        for page in range(len(clinics)):
            yield (
                BoxFullError(too_full[page + 1])
                if page + 1 in too_full
                else _rendered_copy(make_overlay(original.pdf, original.box, boxes, page))
            )


def _rendered_copy(overlay: Overlay) -> Copy:
    return Copy(overlay.head, overlay.tail([line.array for line in overlay.lines]))
