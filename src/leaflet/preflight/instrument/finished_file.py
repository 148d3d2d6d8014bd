"""The finished file as the laws see it: its pages, its objects, and where each required text was found."""

from __future__ import annotations

import io
import logging
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property, partial

import pikepdf

from leaflet.editions.edition import Edition
from leaflet.language.formats import is_right_to_left
from leaflet.language.normalization import normalized
from leaflet.model import KIND_NAMES, ClinicBox, Placement
from leaflet.preflight.instrument.barcodes import Barcode, barcodes_on
from leaflet.preflight.instrument.commands import drawn_pages
from leaflet.preflight.instrument.document import Document, read_document
from leaflet.preflight.instrument.drawn_page import PageDrawing
from leaflet.preflight.instrument.geometry import Box, bounding_box
from leaflet.preflight.instrument.letter_appearance import Appearance, PageAppearance, page_appearance
from leaflet.preflight.instrument.lined_up import LinedUp, line_up
from leaflet.preflight.instrument.locate import locate
from leaflet.preflight.instrument.open_file import OpenPage, UnreadablePdfError, open_pages
from leaflet.preflight.instrument.page import Glyph, Page
from leaflet.preflight.instrument.page_content import NO_CONTENT, PageContent, read_page_content
from leaflet.preflight.instrument.page_keys import PageKey, page_keys
from leaflet.preflight.instrument.page_proofs import PageProofs
from leaflet.preflight.instrument.pages import read_page
from leaflet.preflight.instrument.passage import Match, Passage
from leaflet.preflight.instrument.structure import ContentId, Element, Structure, read_structure
from leaflet.preflight.instrument.text_only import text_only
from leaflet.preflight.instrument.typesetting import LIST_SIGNS, ORNAMENTS, Typesetting
from leaflet.problem import Problem, Span, thing

PHOTOCOPIED_KINDS = ("disclaimer", "claim")
"""Kinds of required texts that must survive photocopying."""

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
    pages: tuple[Page, ...]
    matches: tuple[Match, ...]
    """One for each required text; one for each page where it must be on every page."""
    structure: Structure
    exit_stack: ExitStack
    """Closes what the laws opened."""
    document: Document | None = None
    """The composed document that was set."""
    keys: tuple[PageKey, ...] = ()
    """What each page draws and says; nothing where no proofs are kept."""
    asides: Mapping[int, tuple[bytes, ...]] = field(default_factory=dict)
    """By page number: the text objects that alone are looked at, where the rest of the page is proven."""
    box: Box | None = None
    """The clinic's box of a copy, mm; None where it isn't known."""
    proven_codes: tuple[Barcode, ...] | None = None
    """The codes on all pages, where they are known."""

    @property
    def elements(self) -> tuple[Element, ...]:
        """The structure tree, one element before those in it."""
        return self.structure.elements

    @property
    def reading_order(self) -> Mapping[ContentId, int]:
        """The position of every marked content in the structure tree; empty where the file has none."""
        return self.structure.reading_order

    @cached_property
    def drawn_pages(self) -> tuple[PageDrawing, ...]:
        """What the commands of each page draw. Raises UnreadablePdfError."""
        return drawn_pages(self.pdf)

    @cached_property
    def lined_up(self) -> LinedUp | None:
        """The glyphs beside the document's texts; None where the document isn't at hand."""
        if self.document is None:
            return None
        return line_up(self.document, self.drawn_pages, self.structure, self.typesetting)

    @cached_property
    def typesetting(self) -> Typesetting:
        """How the edition's layout sets it."""
        return _typesetting(self.edition)

    def text_span(self, text: int | None) -> Span:
        """Where the required text is written that the document's `text` stands in, or the nearest before it."""
        spans: dict[tuple[str, str], Span] = {(t.kind, t.id): t.span for t in self.edition.required.texts}
        for number in range(text if self.document and text is not None else -1, -1, -1):
            assert self.document
            for element in self.document.ancestors(self.document.texts[number].element):
                mark = self.document.elements[element].mark
                if mark and (span := spans.get(mark)):
                    return span
        return self.edition.span()

    def showing(
        self,
        pages: Sequence[Page],
        matches: Sequence[Match],
        asides: Mapping[int, tuple[bytes, ...]],
        windows: Mapping[int, Box],
    ) -> FinishedFile:
        """The same file with these `pages` and `matches` alone; only the `windows` of some are drawn."""
        sheets = tuple(
            sheet.narrowed(windows[number]) if number in windows else sheet
            for number, sheet in enumerate(self.open_pages, 1)
        )
        return replace(self, pages=tuple(pages), matches=tuple(matches), asides=asides, open_pages=sheets)

    @cached_property
    def contents(self) -> tuple[PageContent, ...]:
        """What the content streams of each page use and mark; nothing of one that isn't among `pages`."""
        return tuple(self._content(number, page) for number, page in enumerate(self.pdf.pages, 1))

    def _content(self, number: int, page: pikepdf.Page) -> PageContent:
        if number not in self._wanted:
            return NO_CONTENT
        kept = self._wanted[number]
        return read_page_content(page, None if kept is None else self.pdf.make_stream(b"\n".join(kept)))

    @cached_property
    def _wanted(self) -> Mapping[int, tuple[bytes, ...] | None]:
        """By the number of each of `pages`: the text objects that are looked at, None for all."""
        return {page.number: self.asides.get(page.number) for page in self.pages}

    @property
    def codes(self) -> tuple[Barcode, ...]:
        """The codes on its pages."""
        if self.proven_codes is not None:
            return self.proven_codes
        return tuple(code for codes in self.barcodes.values() for code in codes)

    @cached_property
    def barcodes(self) -> Mapping[int, tuple[Barcode, ...]]:
        """By page number: the codes that are read on each of `pages` but those of which little is looked at."""
        pages = (page for page in self.pages if page.number not in self.asides)
        return {page.number: barcodes_on(self.open_pages[page.number - 1], page) for page in pages}

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

    def page_thing(self, page: Page) -> str:
        """The thing that is what stands on `page`, and where: a text too many or turned upsets it."""
        return thing("page", str(page.number), self.edition.id)

    def letters_thing(self, page: Page) -> str:
        """The thing that is the letters of `page`, each free of the others."""
        return thing("letters", str(page.number), self.edition.id)

    @cached_property
    def appearances(self) -> Mapping[tuple[int, int], Appearance]:
        """How every letter of a required text looks, by its page and its number there."""
        return {
            (page, n): appearance
            for page, page_appearance in self._page_appearances.items()
            for n, appearance in page_appearance.appearances.items()
        }

    @cached_property
    def lost_on_copy(self) -> Mapping[int, frozenset[int]]:
        """By page, the numbers of letters of statements and claims that are lost on a copy at 71 %."""
        return {page: page_appearance.lost_on_copy for page, page_appearance in self._page_appearances.items()}

    @cached_property
    def _page_appearances(self) -> Mapping[int, PageAppearance]:
        return {page.number: self._page_appearance(page) for page in self.pages}

    def _page_appearance(self, page: Page) -> PageAppearance:
        measured, must_survive_copy = self.required_glyphs(page, KIND_NAMES), self.photocopied_glyphs(page)
        return page_appearance(*self.layers(page), measured=measured, must_survive_copy=must_survive_copy)

    def layers(self, page: Page) -> tuple[OpenPage, OpenPage]:
        """`page` to render, and the same page with its letters alone."""
        return self.open_pages[page.number - 1], self._letters_alone[page.number - 1]

    @cached_property
    def _letters_alone(self) -> tuple[OpenPage, ...]:
        """The pages of the file with its text only. Raises UnreadablePdfError."""
        return self.exit_stack.enter_context(open_pages(text_only(self.data, self._wanted)))

    def photocopied_glyphs(self, page: Page) -> list[Glyph]:
        """The glyphs on `page` that must survive photocopying."""
        return [glyph for glyph in self.required_glyphs(page, PHOTOCOPIED_KINDS) if normalized(glyph.char)]

    def required_glyphs(self, page: Page, kinds: Container[str]) -> list[Glyph]:
        """The glyphs on `page` of required texts of `kinds`, each once."""
        passages = (
            passage
            for match in self.matches
            if match.required.kind in kinds
            for passage in match.passages
            if passage.page is page
        )
        return list({glyph.char_index: glyph for passage in passages for glyph in passage.inked_glyphs}.values())

    def found_texts(self) -> tuple[Placement, ...]:
        """Where each required text was found."""
        return tuple(_as_found(match) for match in self.matches if match.is_complete and match.passages)


def _typesetting(edition: Edition) -> Typesetting:
    symbols = {edition.ladder.contested_symbol, *(level.symbol for level in edition.ladder.levels)}
    return Typesetting(
        str(edition.locale),
        is_right_to_left(edition.locale),
        (LIST_SIGNS | (ORNAMENTS if edition.layout.allows("ornament") else frozenset())) - symbols,
        has_ornaments=edition.layout.allows("ornament"),
        has_page_numbers=edition.layout.allows("page-numbers"),
        has_figures=edition.layout.allows("figures"),
    )


@contextmanager
def open_finished_file(
    pdf: bytes,
    edition: Edition,
    document_html: str | None = None,
    proofs: PageProofs | None = None,
    box: ClinicBox | None = None,
) -> Iterator[FinishedFile]:
    """Read `pdf` and locate the required texts of `edition` in it. Raises UnreadablePdfError.

    With `proofs` each page gets a key, and one that is the same as before isn't read again. `box` is a copy's.
    """
    with ExitStack() as stack:
        sheets = stack.enter_context(open_pages(pdf))
        objects = stack.enter_context(open_objects(pdf))
        structure = read_structure(objects)
        fingerprint, box_page = edition.short_fingerprint, box.page if box else None
        keys = page_keys(objects, structure.elements, fingerprint, box_page) if proofs else ()
        pages = tuple(_pages(sheets, proofs, keys))
        matches = locate(pages, edition.required.texts)
        area = box.area_mm if box else None
        document = None if document_html is None else read_document(document_html)
        yield FinishedFile(edition, pdf, objects, sheets, pages, matches, structure, stack, document, keys, box=area)


def _pages(sheets: Sequence[OpenPage], proofs: PageProofs | None, keys: Sequence[PageKey]) -> Iterator[Page]:
    for number, sheet in enumerate(sheets, 1):
        read = partial(read_page, number, sheet)
        yield proofs.once((keys[number - 1].shown, number), read) if proofs else read()


@contextmanager
def open_objects(pdf: bytes) -> Iterator[pikepdf.Pdf]:
    """The objects of `pdf`. Raises UnreadablePdfError, also where the block finds a damaged object."""
    try:
        with pikepdf.open(io.BytesIO(pdf)) as objects:
            yield objects
    except (pikepdf.PdfError, pikepdf.PasswordError, pikepdf.DataDecodingError, UnicodeDecodeError) as error:
        raise UnreadablePdfError(str(error)) from error


def _as_found(match: Match) -> Placement:
    passages = match.passages
    first = passages[0].page
    box = bounding_box([line for passage in passages if passage.page is first for line in passage.lines])
    return Placement(match.required.kind, match.required.id, first.number, box, smallest_type(passages))


def smallest_type(passages: tuple[Passage, ...]) -> float:
    """The smallest type size in `passages`, pt."""
    return min(glyph.pt for passage in passages for glyph in passage.glyphs)
