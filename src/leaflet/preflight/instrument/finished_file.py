"""The finished file as the laws see it: its pages, its objects, and where each required text was found."""

from __future__ import annotations

import io
import logging
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TypeVar

import pikepdf

from leaflet.language.normalization import normalized
from leaflet.model import Edition, Placement
from leaflet.preflight.instrument.letter_appearance import Appearance, PageAppearance, page_appearance
from leaflet.preflight.instrument.locate import Match, Passage, bounding_box, locate
from leaflet.preflight.instrument.page_cache import PageCache, page_keys
from leaflet.preflight.instrument.page_content import PageContent, read_page_content
from leaflet.preflight.instrument.pages import Glyph, OpenPage, Page, UnreadablePdfError, open_pages, read_page
from leaflet.preflight.instrument.structure import ContentId, Element, elements, reading_order
from leaflet.preflight.instrument.text_only import text_only
from leaflet.problem import Problem, Span
from leaflet.required.texts import required_texts

T = TypeVar("T")
KINDS = ("disclaimer", "claim", "block")
"""Kinds of required texts."""
PHOTOCOPIED_KINDS = ("disclaimer", "claim")
"""Kinds of required texts that must survive photocopying."""

logging.getLogger("pikepdf").setLevel(logging.CRITICAL)
"""It logs damaged metadata with a traceback; a law reports it as a problem."""


@dataclass(frozen=True)
class FinishedFile:
    """A finished PDF that was read, with the edition that it should be."""

    edition: Edition
    data: bytes
    """The file as it is."""
    pdf: pikepdf.Pdf
    open_pages: tuple[OpenPage, ...]
    """The file's pages, open."""
    pages: tuple[Page, ...]
    matches: tuple[Match, ...]
    """One for each required text; one for each page where it must be on every page."""
    reading_order: Mapping[ContentId, int]
    """The place of every marked content in the structure tree; empty where the file has none."""
    exit_stack: ExitStack
    """What is closed when all tests are done."""
    page_cache: PageCache | None = None
    cache_keys: tuple[str, ...] = ()
    """The pages' keys in `memory`."""

    @cached_property
    def elements(self) -> tuple[Element, ...]:
        """The structure tree, one element before those in it."""
        return elements(self.pdf)

    @cached_property
    def contents(self) -> tuple[PageContent, ...]:
        """What the drawing commands of each page use and mark."""
        return tuple(read_page_content(page) for page in self.pdf.pages)

    def problem(self, rule: str, message: str, hint: str, span: Span | None = None) -> Problem:
        """A problem that stops this edition; without `span` it concerns the whole edition and points to its layout."""
        return Problem(rule, message, hint, span or self.edition.span(), editions=(self.edition.id,))

    @cached_property
    def appearances(self) -> Mapping[tuple[int, int], Appearance]:
        """How every letter of a mark looks, by its page and its number there."""
        return {
            (page, n): look for page, sight in self._page_appearances.items() for n, look in sight.appearances.items()
        }

    @cached_property
    def lost_on_copy(self) -> Mapping[int, frozenset[int]]:
        """By page, the numbers of letters of statements and claims that are lost on a copy at 71 %."""
        return {page: sight.lost_on_copy for page, sight in self._page_appearances.items()}

    @cached_property
    def _page_appearances(self) -> Mapping[int, PageAppearance]:
        return {page.number: self._page_appearance(page) for page in self.pages}

    def _page_appearance(self, page: Page) -> PageAppearance:
        wanted, copied = self.required_glyphs(page, KINDS), self.photocopied_glyphs(page)
        return self.cached(
            page,
            "sight",
            (*wanted, *copied),
            lambda: page_appearance(*self.layers(page), measured=wanted, must_survive_copy=copied),
        )

    def layers(self, page: Page) -> tuple[OpenPage, OpenPage]:
        """`page` to draw, and its letters alone."""
        return self.open_pages[page.number - 1], self._letters_alone[page.number - 1]

    def cached(self, page: Page, kind: str, glyphs: Sequence[Glyph], find: Callable[[], T]) -> T:
        """What `compute` returns for `glyphs` of `page`; called once where the result may be cached."""
        if self.page_cache is None:
            return find()
        key = (self.cache_keys[page.number - 1], page.number, kind, tuple(glyph.char_index for glyph in glyphs))
        return self.page_cache.get(key, find)

    @cached_property
    def _letters_alone(self) -> tuple[OpenPage, ...]:
        """The pages of the file's `stencil`. Raises UnreadablePdfError."""
        return self.exit_stack.enter_context(open_pages(text_only(self.data)))

    def photocopied_glyphs(self, page: Page) -> list[Glyph]:
        """The glyphs on `page` that must survive photocopying."""
        return [glyph for glyph in self.required_glyphs(page, PHOTOCOPIED_KINDS) if normalized(glyph.char)]

    def required_glyphs(self, page: Page, kinds: Container[str]) -> list[Glyph]:
        """The glyphs on `page` of marks of `kinds`, each once."""
        places = (p for s in self.matches if s.required.kind in kinds for p in s.passages if p.page is page)
        return list({glyph.char_index: glyph for place in places for glyph in place.inked_glyphs}.values())

    def found_texts(self) -> tuple[Placement, ...]:
        """Where each required text was found."""
        return tuple(_as_found(sighting) for sighting in self.matches if sighting.is_complete and sighting.passages)


@contextmanager
def open_finished_file(pdf: bytes, edition: Edition, memory: PageCache | None = None) -> Iterator[FinishedFile]:
    """Read `pdf` and look for the marks of `edition` in it. Raises UnreadablePdfError."""
    with ExitStack() as stack:
        opened_pages = stack.enter_context(open_pages(pdf))
        objects = stack.enter_context(open_objects(pdf))
        keys = page_keys(objects) if memory else ()
        pages = tuple(_pages(opened_pages, memory, keys))
        matches = locate(pages, required_texts(edition))
        yield FinishedFile(
            edition, pdf, objects, opened_pages, pages, matches, reading_order(objects), stack, memory, keys
        )


def _pages(opened_pages: Sequence[OpenPage], memory: PageCache | None, keys: Sequence[str]) -> Iterator[Page]:
    for number, sheet in enumerate(opened_pages, 1):
        read = partial(read_page, number, sheet)
        yield memory.get((keys[number - 1], number), read) if memory else read()


@contextmanager
def open_objects(pdf: bytes) -> Iterator[pikepdf.Pdf]:
    """The objects of `pdf`. Raises UnreadablePdfError, also where the block finds a damaged object."""
    try:
        with pikepdf.open(io.BytesIO(pdf)) as objects:
            yield objects
    except (pikepdf.PdfError, pikepdf.PasswordError, pikepdf.DataDecodingError, UnicodeDecodeError) as error:
        raise UnreadablePdfError(str(error)) from error


def _as_found(sighting: Match) -> Placement:
    places = sighting.passages
    first = places[0].page
    box = bounding_box([line for place in places if place.page is first for line in place.lines])
    return Placement(sighting.required.kind, sighting.required.id, first.number, box, smallest_type(places))


def smallest_type(places: tuple[Passage, ...]) -> float:
    """The smallest type size in `places`, pt."""
    return min(glyph.pt for place in places for glyph in place.glyphs)
