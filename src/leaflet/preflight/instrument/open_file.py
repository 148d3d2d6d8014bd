"""A PDF that pdfium has opened; what stands on its pages is read when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from leaflet.preflight.instrument.geometry import Box


class UnreadablePdfError(Exception):
    """The bytes aren't a PDF, or are a broken or locked one."""


@dataclass(frozen=True, eq=False)
class OpenPage:
    """A page of an open file; pdfium reads it when it is first used."""

    document: Any
    index: int
    """From 0."""
    window: Box | None = None
    """The part of the page that is drawn, mm; None for all of it."""

    def narrowed(self, window: Box) -> OpenPage:
        """The same page, of which only `window` is drawn."""
        narrow = OpenPage(self.document, self.index, window)
        narrow.__dict__.update(page=self.page, text=self.text)
        return narrow

    @cached_property
    def page(self) -> Any:
        """The open page. Raises pypdfium2.PdfiumError for one that can't be read."""
        return self.document[self.index]

    @cached_property
    def text(self) -> Any:
        """Its characters, by the number that a `Glyph` has."""
        return self.page.get_textpage()

    @contextmanager
    def without_text(self) -> Iterator[None]:
        """Inside the block, no text is drawn."""
        text_objects = [*_text_objects(self.page.raw, pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject)]
        try:
            for text_object in text_objects:
                pdfium.FPDFPageObj_SetIsActive(text_object, False)
            yield
        finally:
            for text_object in text_objects:
                pdfium.FPDFPageObj_SetIsActive(text_object, True)


def _text_objects(holder: Any, count: Callable[[Any], int], get: Callable[[Any, int], Any]) -> Iterator[Any]:
    """What shows text on a page or in a form, and in forms in it."""
    for index in range(count(holder)):
        found = get(holder, index)
        kind = pdfium.FPDFPageObj_GetType(found)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            yield found
        elif kind == pdfium.FPDF_PAGEOBJ_FORM:
            yield from _text_objects(found, pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject)


@contextmanager
def open_pages(pdf: bytes) -> Iterator[tuple[OpenPage, ...]]:
    """Every page of `pdf`: fonts and glyphs are looked up once for all that is done with them.

    Raises UnreadablePdfError, also where the block finds that a page can't be read.
    """
    try:
        with closing(pypdfium2.PdfDocument(pdf)) as document:
            yield tuple(OpenPage(document, index) for index in range(len(document)))
    except pypdfium2.PdfiumError as error:
        raise UnreadablePdfError(str(error)) from error
