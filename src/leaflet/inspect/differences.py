"""What a reader sees in a file that differs from the one that would be printed today.

First its words; where all of them stand in their places, its looks too: a white box, a drawing or a note over a
sentence leaves the words in the file and hides them from the reader.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from difflib import SequenceMatcher
from itertools import groupby

import numpy as np
import pikepdf
import pypdfium2

from leaflet.inspect.record_comparison import continuous_text
from leaflet.lengths import MM_PER_INCH
from leaflet.preflight.instrument.finished_file import open_objects
from leaflet.preflight.instrument.geometry import Box
from leaflet.preflight.instrument.page import Page
from leaflet.preflight.instrument.pages import read_pages
from leaflet.preflight.instrument.pdf_objects import as_dictionary
from leaflet.preflight.instrument.raster import Mode, render_page

_MAX_SHIFT_MM = 0.3
"""A glyph that stands farther from its place was typeset anew: then looks can't be compared."""
_DPI = 72
_MIN_SHADE_STEP = 48
"""Steps of 255 by which a pixel must differ: programs that save a file again smooth edges slightly differently."""
_MIN_PIXELS = 4
"""Fewer differing pixels in a row of the page are noise."""
_MM_PER_PIXEL = MM_PER_INCH / _DPI
_BREAK_CHARS = r"\s\-\u00ad\u2010"
"""What a line break adds and takes."""
_NUMBER = rf"[^{_BREAK_CHARS}]*\d[^{_BREAK_CHARS}]*"
"""A number with its signs: 2.5 is not .25."""
_MAX_WORDS = 24
"""Words that are quoted for one difference."""


def differences(pdf: bytes, current_pdf: bytes) -> tuple[str, ...]:
    """What differs between the pages of `pdf` and `current_pdf`, in words for a reader. Raises UnreadablePdfError."""
    submitted, current = read_pages(pdf), read_pages(current_pdf)
    words = tuple(
        _page_differences(submitted, current)
        if len(submitted) != len(current)
        else _word_differences(submitted, current)
    )
    looks = (
        ()
        if words or not _has_same_layout(submitted, current)
        else tuple(_visual_differences(pdf, current_pdf, current))
    )
    return (*words, *looks, *_link_differences(pdf, current_pdf))


def added_annotations(pdf: bytes) -> tuple[str, ...]:
    """The annotations of `pdf` that aren't links: a leaflet is printed with links only."""
    with open_objects(pdf) as objects:
        return tuple(_annotations(objects))


def words_not_in(pages: Sequence[Page], current_pdf: bytes) -> tuple[tuple[int, str], ...]:
    """(page, words) for each run of words in `pages` that `current_pdf` lacks."""
    return tuple((page, words) for page, words, _ in _word_changes(pages, read_pages(current_pdf)) if words)


def _page_differences(submitted: Sequence[Page], current: Sequence[Page]) -> Iterator[str]:
    yield f"it has {_page_count(len(submitted))}; it was printed with {_page_count(len(current))}"
    submitted_texts, current_texts = [_one_line(page) for page in submitted], [_one_line(page) for page in current]
    yield from (
        f"page {n} is missing, or changed" for n, text in enumerate(current_texts, 1) if text not in submitted_texts
    )
    yield from (
        f"its page {n} does not belong to it" for n, text in enumerate(submitted_texts, 1) if text not in current_texts
    )


def _page_count(pages: int) -> str:
    return f"{pages} page{'' if pages == 1 else 's'}"


def _word_differences(submitted: Sequence[Page], current: Sequence[Page]) -> Iterator[str]:
    submitted_texts, current_texts = [_one_line(page) for page in submitted], [_one_line(page) for page in current]
    if submitted_texts != current_texts and sorted(submitted_texts) == sorted(current_texts):
        yield "its pages are in another order"
    elif not _reflowed(submitted, current):
        yield from _reworded(submitted, current)


def _reworded(submitted: Sequence[Page], current: Sequence[Page]) -> Iterator[str]:
    for page, submitted_words, current_words in _word_changes(submitted, current):
        if not current_words:
            yield f"page {page}: “{submitted_words}” was added"
        elif not submitted_words:
            yield f"page {page}: “{current_words}” is gone"
        else:
            yield f"page {page}: “{submitted_words}” stands where “{current_words}” was printed"


def _reflowed(submitted: Sequence[Page], current: Sequence[Page]) -> bool:
    """Are they the same words in the same order, only broken into other lines and pages?"""
    return (
        continuous_text(submitted).text == continuous_text(current).text
        and _count_matches(submitted, rf"[^{_BREAK_CHARS}]") == _count_matches(current, rf"[^{_BREAK_CHARS}]")
        and _count_matches(submitted, _NUMBER) == _count_matches(current, _NUMBER)
    )


def _count_matches(pages: Sequence[Page], pattern: str) -> Counter[str]:
    return Counter(found for page in pages for found in re.findall(pattern, page.raw_text))


def _word_changes(submitted: Sequence[Page], current: Sequence[Page]) -> Iterator[tuple[int, str, str]]:
    """(page, words in `submitted`, words in `current`) wherever they differ."""
    submitted_words, current_words = _words_by_page(submitted), _words_by_page(current)
    matcher = SequenceMatcher(None, [w for _, w in submitted_words], [w for _, w in current_words], autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind != "equal":
            page = [*submitted_words[a : a + 1], *current_words[c : c + 1], (len(current), "")][0][0]
            yield page, _excerpt(submitted_words[a:b]), _excerpt(current_words[c:d])


def _words_by_page(pages: Sequence[Page]) -> list[tuple[int, str]]:
    return [(page.number, word) for page in pages for word in page.raw_text.split()]


def _excerpt(words: Sequence[tuple[int, str]]) -> str:
    return " ".join(word for _, word in words[:_MAX_WORDS]) + (" …" if len(words) > _MAX_WORDS else "")


def _one_line(page: Page) -> str:
    return re.sub(r"\s+", " ", page.raw_text)


def _has_same_layout(submitted: Sequence[Page], current: Sequence[Page]) -> bool:
    return all(
        one.text == other.text and _size(one) == _size(other) and not any(_are_shifted(one, other))
        for one, other in zip(submitted, current, strict=True)
    )


def _size(page: Page) -> tuple[int, int]:
    return round(page.width_mm), round(page.height_mm)


def _are_shifted(one: Page, other: Page) -> Iterator[bool]:
    for a, b in zip(one.glyph_at, other.glyph_at, strict=True):
        pairs = zip(one.glyphs[a].box, other.glyphs[b].box, strict=True)
        yield max(abs(x - y) for x, y in pairs) > _MAX_SHIFT_MM


def _visual_differences(pdf: bytes, current_pdf: bytes, current: Sequence[Page]) -> Iterator[str]:
    """One sentence for each band of a page that looks different, on a screen or on paper."""
    with (
        closing(pypdfium2.PdfDocument(pdf)) as submitted_document,
        closing(pypdfium2.PdfDocument(current_pdf)) as current_document,
    ):
        for page in current:
            pair = submitted_document[page.number - 1], current_document[page.number - 1]
            bands = dict.fromkeys(band for mode in Mode for band in _bands(*pair, mode))
            yield from dict.fromkeys(_describe_band(page, band) for band in bands)


def _describe_band(page: Page, band: Box) -> str:
    words = _excerpt([(page.number, word) for word in _words_in(page, band)])
    what = f"“{words}”" if words else f"what stands {band[1]:.0f} mm below the upper edge"
    return f"page {page.number}: {what} doesn't look as it was printed"


def _bands(submitted_page: pypdfium2.PdfPage, current_page: pypdfium2.PdfPage, mode: Mode) -> Iterator[Box]:
    """The parts of the page where pixels differ, one for each run of rows, mm."""
    submitted, current = (
        render_page(page, _DPI, mode)[:, :, :3].astype(np.int16) for page in (submitted_page, current_page)
    )
    if submitted.shape != current.shape:
        return  # less than a pixel in a page's size, which a law of its own checks
    differs = np.abs(submitted - current).max(axis=2) > _MIN_SHADE_STEP
    rows = differs.sum(axis=1) >= _MIN_PIXELS
    for band in np.split(np.arange(len(rows)), np.flatnonzero(np.diff(rows)) + 1):
        if rows[band[0]]:
            columns = np.flatnonzero(differs[band].any(axis=0))
            edges = (columns[0], band[0], columns[-1] + 1, band[-1] + 1)
            left, top, right, bottom = (float(edge) * _MM_PER_PIXEL for edge in edges)
            yield left, top, right, bottom


def _words_in(page: Page, band: Box) -> list[str]:
    """The words that `band` touches."""
    words = [list(run) for blank, run in groupby(page.glyphs, key=lambda g: not g.char.strip()) if not blank]
    return ["".join(g.char for g in word) for word in words if any(_touches(g.box, band) for g in word)]


def _touches(box: Box, band: Box) -> bool:
    return box[0] < band[2] and band[0] < box[2] and box[1] < band[3] and band[1] < box[3]


def _annotations(pdf: pikepdf.Pdf) -> Iterator[str]:
    for number, page in enumerate(pdf.pages, 1):
        for kind in _kinds(page.obj.get("/Annots")):
            yield f"page {number}: somebody put a note, stamp, field or drawing on it ({kind.removeprefix('/')})"


def _kinds(annotations: object) -> Iterator[str]:
    for annotation in annotations if isinstance(annotations, pikepdf.Array) else ():
        kind = str(as_dictionary(annotation).get("/Subtype", "unknown"))
        if kind != "/Link":
            yield kind


def _link_differences(pdf: bytes, current_pdf: bytes) -> Iterator[str]:
    submitted, current = _targets(pdf), _targets(current_pdf)
    yield from (f"a link leads to {target}; it wasn't printed with that link" for target in sorted(submitted - current))


def _targets(pdf: bytes) -> set[str]:
    with open_objects(pdf) as objects:
        lists = [page.obj.get("/Annots") for page in objects.pages]
        links = [as_dictionary(link) for links in lists if isinstance(links, pikepdf.Array) for link in links]
        return {
            str(as_dictionary(link.get("/A")).get("/URI")) for link in links if "/URI" in as_dictionary(link.get("/A"))
        }
