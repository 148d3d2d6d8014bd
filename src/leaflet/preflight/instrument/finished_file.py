"""The finished file as the tests see it: its pages, its objects, and where each mark of its edition was found."""

from __future__ import annotations

import io
import logging
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TypeVar

import pikepdf

from leaflet.language.normalization import letters
from leaflet.model import Edition, Found
from leaflet.preflight.instrument.letter_appearance import Look, PageSight, page_sight
from leaflet.preflight.instrument.locate import Place, Sighting, around, sight
from leaflet.preflight.instrument.page_cache import Memory, page_keys
from leaflet.preflight.instrument.page_content import Drawn, drawn
from leaflet.preflight.instrument.pages import Glyph, Page, Sheet, UnreadablePdfError, read_sheet, sheets
from leaflet.preflight.instrument.structure import Content, Element, elements, reading_order
from leaflet.preflight.instrument.text_only import stencil
from leaflet.problem import Problem, Span
from leaflet.required.texts import marks

T = TypeVar("T")
MARKS = ("disclaimer", "claim", "block")
"""Kinds of marks."""
COPIED = ("disclaimer", "claim")
"""Kinds of marks that must be there on a photocopy, too."""

logging.getLogger("pikepdf").setLevel(logging.CRITICAL)
"""It logs damaged metadata with a traceback; a test tells it as a problem."""


@dataclass(frozen=True)
class Proof:
    """A finished PDF, read, beside the edition that it should be."""

    edition: Edition
    data: bytes
    """The file as it is."""
    pdf: pikepdf.Pdf
    open_pages: tuple[Sheet, ...]
    """The file's pages, open."""
    pages: tuple[Page, ...]
    matches: tuple[Sighting, ...]
    """One for every mark of the edition; one for each page where the mark must be on each."""
    reading_order: Mapping[Content, int]
    """The place of every marked content in the structure tree; empty where the file has none."""
    exit_stack: ExitStack
    """What is closed when all tests are done."""
    page_cache: Memory | None = None
    cache_keys: tuple[str, ...] = ()
    """The pages' keys in `memory`."""

    @cached_property
    def elements(self) -> tuple[Element, ...]:
        """The structure tree, one element before those in it."""
        return elements(self.pdf)

    @cached_property
    def contents(self) -> tuple[Drawn, ...]:
        """What the drawing commands of each page use and mark."""
        return tuple(drawn(page) for page in self.pdf.pages)

    def problem(self, rule: str, message: str, hint: str, span: Span | None = None) -> Problem:
        """A problem that stops this edition; without `span` it is one of the whole piece, told at its layout."""
        return Problem(rule, message, hint, span or self.edition.span(), editions=(self.edition.id,))

    @cached_property
    def appearances(self) -> Mapping[tuple[int, int], Look]:
        """How every letter of a mark looks, by its page and its number there."""
        return {(page, n): look for page, sight in self._page_appearances.items() for n, look in sight.appearances.items()}

    @cached_property
    def lost_on_copy(self) -> Mapping[int, frozenset[int]]:
        """By page, the numbers of letters of statements and claims that are lost on a copy at 71 %."""
        return {page: sight.lost_on_copy for page, sight in self._page_appearances.items()}

    @cached_property
    def _page_appearances(self) -> Mapping[int, PageSight]:
        return {page.number: self._page_appearance(page) for page in self.pages}

    def _page_appearance(self, page: Page) -> PageSight:
        wanted, copied = self.required_glyphs(page, MARKS), self.photocopied_glyphs(page)
        return self.cached(
            page, "sight", (*wanted, *copied), lambda: page_sight(*self.layers(page), measured=wanted, must_survive_copy=copied)
        )

    def layers(self, page: Page) -> tuple[Sheet, Sheet]:
        """`page` to draw, and its letters alone."""
        return self.open_pages[page.number - 1], self._letters_alone[page.number - 1]

    def cached(self, page: Page, kind: str, glyphs: Sequence[Glyph], find: Callable[[], T]) -> T:
        """What `find` finds out about `glyphs` of `page`; where it may be remembered, it is asked once."""
        if self.page_cache is None:
            return find()
        key = (self.cache_keys[page.number - 1], page.number, kind, tuple(glyph.char_index for glyph in glyphs))
        return self.page_cache.get(key, find)

    @cached_property
    def _letters_alone(self) -> tuple[Sheet, ...]:
        """The pages of the file's `stencil`. Raises UnreadablePdfError."""
        return self.exit_stack.enter_context(sheets(stencil(self.data)))

    def photocopied_glyphs(self, page: Page) -> list[Glyph]:
        """The glyphs on `page` that must be there on a photocopy, too."""
        return [glyph for glyph in self.required_glyphs(page, COPIED) if letters(glyph.char)]

    def required_glyphs(self, page: Page, kinds: Container[str]) -> list[Glyph]:
        """The glyphs on `page` of marks of `kinds`, each once."""
        places = (p for s in self.matches if s.required.kind in kinds for p in s.passages if p.page is page)
        return list({glyph.char_index: glyph for place in places for glyph in place.inked_glyphs}.values())

    def found_texts(self) -> tuple[Found, ...]:
        """Where each mark that is there stands."""
        return tuple(_found(sighting) for sighting in self.matches if sighting.is_complete and sighting.passages)


@contextmanager
def proof_of(pdf: bytes, edition: Edition, memory: Memory | None = None) -> Iterator[Proof]:
    """Read `pdf` and look for the marks of `edition` in it. Raises UnreadablePdfError."""
    with ExitStack() as stack:
        opened_pages = stack.enter_context(sheets(pdf))
        objects = stack.enter_context(opened(pdf))
        keys = page_keys(objects) if memory else ()
        pages = tuple(_pages(opened_pages, memory, keys))
        matches = sight(pages, marks(edition))
        yield Proof(edition, pdf, objects, opened_pages, pages, matches, reading_order(objects), stack, memory, keys)


def _pages(opened_pages: Sequence[Sheet], memory: Memory | None, keys: Sequence[str]) -> Iterator[Page]:
    for number, sheet in enumerate(opened_pages, 1):
        read = partial(read_sheet, number, sheet)
        yield memory.get((keys[number - 1], number), read) if memory else read()


@contextmanager
def opened(pdf: bytes) -> Iterator[pikepdf.Pdf]:
    """The objects of `pdf`. Raises UnreadablePdfError, also where the block finds a damaged object."""
    try:
        with pikepdf.open(io.BytesIO(pdf)) as objects:
            yield objects
    except (pikepdf.PdfError, pikepdf.PasswordError, pikepdf.DataDecodingError, UnicodeDecodeError) as error:
        raise UnreadablePdfError(str(error)) from error


def _found(sighting: Sighting) -> Found:
    places = sighting.passages
    first = places[0].page
    box = around([line for place in places if place.page is first for line in place.lines])
    return Found(sighting.required.kind, sighting.required.id, first.number, box, size(places))


def size(places: tuple[Place, ...]) -> float:
    """The smallest type size in `places`, pt."""
    return min(glyph.pt for place in places for glyph in place.glyphs)
