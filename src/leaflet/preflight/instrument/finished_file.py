"""The finished file as the laws see it: its pages, its objects, and which glyph is a sign of which text."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
import pikepdf

from leaflet.editions.edition import Edition
from leaflet.model import Aspect, ClinicBox, Placement
from leaflet.preflight.instrument.barcodes import Barcode, barcodes_on
from leaflet.preflight.instrument.commands import drawn_pages
from leaflet.preflight.instrument.document import Document, read_document
from leaflet.preflight.instrument.drawn_page import PageDrawing
from leaflet.preflight.instrument.drawn_pictures import DrawnPicture, drawn_pictures
from leaflet.preflight.instrument.geometry import Box
from leaflet.preflight.instrument.letter_appearance import PageAppearance, page_appearance
from leaflet.preflight.instrument.lined_up import LinedUp, line_up
from leaflet.preflight.instrument.open_file import OpenPage, UnreadablePdfError, open_pages
from leaflet.preflight.instrument.page_keys import PageKey, page_keys
from leaflet.preflight.instrument.patches import Flags, Ints
from leaflet.preflight.instrument.set_lines import SetLines
from leaflet.preflight.instrument.structure import ContentId, Element, Structure, read_structure
from leaflet.preflight.instrument.tagged_elements import TaggedElements, tagged_elements
from leaflet.preflight.instrument.text_only import text_only
from leaflet.preflight.instrument.text_origins import TextOrigins
from leaflet.preflight.instrument.text_rooms import TextRoom, text_rooms
from leaflet.preflight.instrument.trusted_glyphs import OwnFonts
from leaflet.preflight.instrument.typesetting import Typesetting, typesetting_of
from leaflet.preflight.instrument.writing_rooms import WritingRoom, writing_rooms
from leaflet.problem import Problem, Span, thing

IDENTITY = "identity"
"""The required text that says the content hash."""
logging.getLogger("pikepdf").setLevel(logging.CRITICAL)
"""It logs damaged metadata with a traceback; a law reports it as a problem."""


@dataclass(frozen=True)
class FinishedFile:
    """A finished PDF, opened and read, with the edition that it should be."""

    edition: Edition
    data: bytes
    """The file as it is."""
    pdf: pikepdf.Pdf
    open_pages: tuple[OpenPage, ...]
    """The file's pages, open."""
    drawn_pages: tuple[PageDrawing, ...]
    """What each of them draws."""
    structure: Structure
    lined_up: LinedUp
    """The glyphs of all pages beside the texts of the composed document."""
    exit_stack: ExitStack
    """Closes what the laws opened."""
    pages: tuple[PageDrawing, ...]
    """Those of `drawn_pages` that are looked at."""
    keys: tuple[PageKey, ...] = ()
    """What each page draws and says; nothing where no proofs are kept."""
    asides: Mapping[int, tuple[bytes, ...]] = field(default_factory=dict)
    """By page number: the text objects that alone are looked at, where the rest of the page is proven."""
    aside_rows: Mapping[int, Ints] = field(default_factory=dict)
    """By page number: the glyphs in them, by their rows in `LinedUp.glyphs`."""
    box: Box | None = None
    """The clinic's box of a copy, mm; None where it isn't known."""
    proven_codes: tuple[Barcode, ...] | None = None
    """The codes on all pages, where they are known."""

    @property
    def document(self) -> Document:
        """The composed document that was set."""
        return self.lined_up.document

    @property
    def elements(self) -> tuple[Element, ...]:
        """The structure tree, one element before those in it."""
        return self.structure.elements

    @property
    def reading_order(self) -> Mapping[ContentId, int]:
        """The position of every marked content in the structure tree; empty where the file has none."""
        return self.structure.reading_order

    @cached_property
    def typesetting(self) -> Typesetting:
        """How the edition's layout sets it."""
        return typesetting_of(self.edition)

    @cached_property
    def origins(self) -> TextOrigins:
        """Where the document's texts come from."""
        return TextOrigins(self.edition, self.document)

    @cached_property
    def lines(self) -> SetLines:
        """The lines of the document's texts."""
        widths = [page.size_mm[0] for page in self.drawn_pages]
        return SetLines(self.lined_up, widths, self.typesetting.is_right_to_left)

    @cached_property
    def writing_rooms(self) -> Mapping[int, Sequence[WritingRoom]]:
        """By page number: the places to write in that the document declares."""
        found: dict[int, list[WritingRoom]] = {}
        for room in writing_rooms(self.lines):
            found.setdefault(room.page, []).append(room)
        return found

    @cached_property
    def tagged(self) -> TaggedElements:
        """Which element of the document each of the structure tree is."""
        return tagged_elements(self.lined_up, self.structure)

    @cached_property
    def pictures(self) -> Mapping[int, Sequence[DrawnPicture]]:
        """By number of an element of the document: where that drawing or picture is drawn."""
        return drawn_pictures(self.tagged, self.drawn_pages)

    @cached_property
    def rooms(self) -> Sequence[TextRoom]:
        """The rooms of the lines that are looked at."""
        shown, aside, text = {page.number for page in self.pages}, self.aside_rows, self.lined_up.text
        rooms = (room for room in text_rooms(self.lined_up) if room.page in shown)
        return [room for room in rooms if room.page not in aside or room.text in text[aside[room.page]]]

    def text_span(self, text: int | None) -> Span:
        """Where the required text is written that the document's `text` stands in, or the nearest before it."""
        return self.origins.of(-1 if text is None else text).span

    def showing(
        self,
        pages: Iterable[PageDrawing],
        asides: Mapping[int, tuple[bytes, ...]],
        rows: Mapping[int, Ints],
        windows: Mapping[int, Box],
    ) -> FinishedFile:
        """The same file with these `pages` alone, and of some only the `asides`; of those the `windows` are drawn."""
        numbered = enumerate(self.open_pages, 1)
        sheets = tuple(sheet.narrowed(windows[n]) if n in windows else sheet for n, sheet in numbered)
        return replace(self, pages=tuple(pages), asides=asides, aside_rows=rows, open_pages=sheets)

    @property
    def codes(self) -> tuple[Barcode, ...]:
        """The codes on its pages."""
        if self.proven_codes is not None:
            return self.proven_codes
        return tuple(code for codes in self.barcodes.values() for code in codes)

    @cached_property
    def barcodes(self) -> Mapping[int, tuple[Barcode, ...]]:
        """By page number: the codes that are read on each of `pages` but those of which little is looked at."""
        numbers = (page.number for page in self.pages if page.number not in self.asides)
        return {number: barcodes_on(self.open_pages[number - 1], number) for number in numbers}

    def problem(  # noqa: PLR0913, PLR0917 -- as a problem has them
        self,
        rule: str,
        message: str,
        hint: str,
        span: Span | None = None,
        rests_on: Iterable[str] = (),
        spoils: Iterable[str] = (),
    ) -> Problem:
        """A problem that stops this edition; without `span` it concerns the whole edition and points to its layout."""
        span, editions = span or self.edition.span(), (self.edition.id,)
        return Problem(
            rule, message, hint, span, editions=editions, spoils=frozenset(spoils), rests_on=frozenset(rests_on)
        )

    def page_thing(self, page: int) -> str:
        """The thing that is what stands on `page`, and where: a text too many upsets it."""
        return thing("page", str(page), self.edition.id)

    def drawings_thing(self, page: int) -> str:
        """The thing that is what `page` draws beside its text."""
        return thing("drawings", str(page), self.edition.id)

    def signs_thing(self, text: int) -> str:
        """The thing that is which signs are printed of the `text` with that number."""
        return thing("signs", str(text), self.edition.id)

    def place_thing(self, text: int) -> str:
        """The thing that is where the document's `text` stands."""
        return thing("place", str(text), self.edition.id)

    def letters_thing(self, text: int) -> str:
        """The thing that is the letters of that `text`, each free of others and of what is drawn."""
        return thing("letters", str(text), self.edition.id)

    def look_things(self, texts: Iterable[int], aspects: Iterable[Aspect] = ("size", "setting")) -> set[str]:
        """The things that are these `aspects` of those `texts`: of a heading, of the required text under it."""
        found = {self.origins.required_from(text) for text in texts if text >= 0}
        return {text.look(aspect, self.edition.id) for text in found if text for aspect in aspects}

    def rows_on(self, page: PageDrawing) -> Ints:
        """The glyphs on `page` that leave ink and are looked at, by their rows in `LinedUp.glyphs`."""
        glyphs = self.lined_up.glyphs
        has_ink = ~np.isnan(glyphs.ink[:, 0])
        if page.number in self.aside_rows:
            rows = self.aside_rows[page.number]
            return rows[has_ink[rows]]
        return np.flatnonzero((glyphs.page == page.number) & has_ink)

    def photocopied_rows(self, page: PageDrawing) -> Ints:
        """Those of letters, digits and signs on `page` that must survive photocopying."""
        rows = self.rows_on(page)
        return rows[self._is_photocopied[rows]]

    @cached_property
    def _is_photocopied(self) -> Flags:
        text = self.lined_up.text
        is_sign = np.array([bool(name) for name in self.lined_up.glyphs.classes] or [False])
        found = (text >= 0) & is_sign[self.lined_up.glyphs.kind]
        found[found] = self.origins.is_photocopied[text[found]]
        return np.asarray(found)

    @cached_property
    def appearances(self) -> Mapping[int, PageAppearance]:
        """By page number: how the letters of `rows_on` look."""
        return {page.number: self._appearance(page) for page in self.pages}

    def _appearance(self, page: PageDrawing) -> PageAppearance:
        rows, copied = self.rows_on(page), self.photocopied_rows(page)
        return page_appearance(*self.layers(page), self.lined_up.glyphs, rows, copied)

    def layers(self, page: PageDrawing) -> tuple[OpenPage, OpenPage]:
        """`page` to render, and the same page with its letters alone."""
        return self.open_pages[page.number - 1], self._letters_alone[page.number - 1]

    @cached_property
    def _letters_alone(self) -> tuple[OpenPage, ...]:
        """The pages of the file with its text only. Raises UnreadablePdfError."""
        wanted = {page.number: self.asides.get(page.number) for page in self.pages}
        return self.exit_stack.enter_context(open_pages(text_only(self.data, wanted)))

    def found_texts(self) -> tuple[Placement, ...]:
        """Where each required text was found: its first page, and of what stands there the box and the least size."""
        return tuple(
            placement
            for required in self.edition.required.texts
            if (placement := self._placement(required.kind, required.id))
        )

    def _placement(self, kind: str, name: str) -> Placement | None:
        glyphs = self.lined_up.glyphs
        rows = self.lined_up.rows_marked(kind, name)
        if not len(rows):
            return None
        page = int(glyphs.page[rows].min())
        ink = glyphs.ink[rows[glyphs.page[rows] == page]]
        (left, top), (right, bottom) = (np.nanmin(ink[:, :2], axis=0).tolist(), np.nanmax(ink[:, 2:], axis=0).tolist())
        return Placement(kind, name, page, (left, top, right, bottom), float(glyphs.size_pt[rows].min()))


def own_fonts(edition: Edition) -> OwnFonts:
    """The fonts that the house of `edition` trusts beside leaflet's."""
    return {font.postscript_name: font.data for font in edition.house.brand.own_fonts}


@contextmanager
def open_finished_file(
    pdf: bytes, edition: Edition, document_html: str, has_keys: bool = False, box: ClinicBox | None = None
) -> Iterator[FinishedFile]:
    """Read `pdf` beside the document that was set for `edition`. Raises UnreadablePdfError.

    With `has_keys` each page gets a key. `box` is a copy's.
    """
    with ExitStack() as stack:
        sheets = stack.enter_context(open_pages(pdf))
        objects = stack.enter_context(open_objects(pdf))
        structure, pages = read_structure(objects), drawn_pages(objects, own_fonts(edition))
        lined_up = line_up(read_document(document_html), pages, structure, typesetting_of(edition))
        box_page, area = (box.page, box.area_mm) if box else (None, None)
        asides = _text_objects_of(lined_up, "block", IDENTITY) if has_keys else {}
        keys = page_keys(objects, pages, structure.elements, asides, box_page) if has_keys else ()
        yield FinishedFile(edition, pdf, objects, sheets, pages, structure, lined_up, stack, pages, keys, box=area)


def _text_objects_of(lined_up: LinedUp, kind: str, name: str) -> Mapping[int, frozenset[int]]:
    """By page number: the text objects that show that required text and nothing else, from 1."""
    rows, glyphs = lined_up.rows_marked(kind, name), lined_up.glyphs
    place = glyphs.page << 32 | glyphs.text_object
    own = np.setdiff1d(place[rows], np.delete(place, rows)).tolist()
    return {page: frozenset(p & 0xFFFFFFFF for p in own if p >> 32 == page) for page in {p >> 32 for p in own}}


@contextmanager
def open_objects(pdf: bytes) -> Iterator[pikepdf.Pdf]:
    """The objects of `pdf`. Raises UnreadablePdfError, also where the block finds a damaged object."""
    try:
        with pikepdf.open(io.BytesIO(pdf)) as objects:
            yield objects
    except (pikepdf.PdfError, pikepdf.PasswordError, pikepdf.DataDecodingError, UnicodeDecodeError) as error:
        raise UnreadablePdfError(str(error)) from error
