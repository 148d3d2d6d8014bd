"""What a reader sees differently in a file than in the one that would be printed today.

First its words; where all of them stand in their places, its looks too: a white box, a drawing or a note over a
sentence leaves the words in the file and takes them from the reader.
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

from leaflet.inspect.record_comparison import flow
from leaflet.preflight.instrument.finished_file import opened
from leaflet.preflight.instrument.pages import Box, Page, read_pages
from leaflet.preflight.instrument.pdf_objects import dictionary
from leaflet.preflight.instrument.raster import Mode, draw

_APART_MM = 0.3
"""A glyph that stands farther from its place was set anew: then looks can't be compared."""
_DPI = 72
_SHADE = 48
"""Steps of 255 by which a dot must differ: programs that save a file anew smooth its edges a little otherwise."""
_DOTS = 4
"""Fewer differing dots in a row of the page are noise."""
_MM = 25.4 / _DPI
_BREAKS = r"\s\-\u00ad\u2010"
"""What a line break adds and takes."""
_NUMBER = rf"[^{_BREAKS}]*\d[^{_BREAKS}]*"
"""A number with its signs: 2.5 is not .25."""
_WORDS = 24
"""Words that are told of one difference."""


def differences(pdf: bytes, today: bytes) -> tuple[str, ...]:
    """What differs between the pages of `pdf` and of `today`, in words for a reader. Raises UnreadablePdfError."""
    own, printed = read_pages(pdf), read_pages(today)
    words = tuple(_pages(own, printed) if len(own) != len(printed) else _words(own, printed))
    looks = () if words or not _in_place(own, printed) else tuple(_looks(pdf, today, printed))
    return (*words, *looks, *_links(pdf, today))


def additions(pdf: bytes) -> tuple[str, ...]:
    """What somebody has put on the pages of `pdf` or into it: a leaflet is printed with links only."""
    with opened(pdf) as objects:
        return tuple(_annotations(objects))


def strange_words(pages: Sequence[Page], today: bytes) -> tuple[tuple[int, str], ...]:
    """(page, words) for each run of words in `pages` that the file `today` does not have."""
    return tuple((page, words) for page, words, _ in _changes(pages, read_pages(today)) if words)


def _pages(own: Sequence[Page], printed: Sequence[Page]) -> Iterator[str]:
    yield f"it has {_count(len(own))}; it was printed with {_count(len(printed))}"
    mine, theirs = [_plain(page) for page in own], [_plain(page) for page in printed]
    yield from (f"page {n} is missing, or changed" for n, text in enumerate(theirs, 1) if text not in mine)
    yield from (f"its page {n} does not belong to it" for n, text in enumerate(mine, 1) if text not in theirs)


def _count(pages: int) -> str:
    return f"{pages} page{'' if pages == 1 else 's'}"


def _words(own: Sequence[Page], printed: Sequence[Page]) -> Iterator[str]:
    mine, theirs = [_plain(page) for page in own], [_plain(page) for page in printed]
    if mine != theirs and sorted(mine) == sorted(theirs):
        yield "its pages stand in another order"
    elif not _reflowed(own, printed):
        yield from _reworded(own, printed)


def _reworded(own: Sequence[Page], printed: Sequence[Page]) -> Iterator[str]:
    for page, mine, theirs in _changes(own, printed):
        if not theirs:
            yield f"page {page}: “{mine}” was put in"
        elif not mine:
            yield f"page {page}: “{theirs}” is gone"
        else:
            yield f"page {page}: “{mine}” stands where “{theirs}” was printed"


def _reflowed(own: Sequence[Page], printed: Sequence[Page]) -> bool:
    """Are they the same words in the same order, only broken into other lines and pages?"""
    return (
        flow(own).text == flow(printed).text
        and _counted(own, rf"[^{_BREAKS}]") == _counted(printed, rf"[^{_BREAKS}]")
        and _counted(own, _NUMBER) == _counted(printed, _NUMBER)
    )


def _counted(pages: Sequence[Page], pattern: str) -> Counter[str]:
    return Counter(found for page in pages for found in re.findall(pattern, page.plain))


def _changes(own: Sequence[Page], printed: Sequence[Page]) -> Iterator[tuple[int, str, str]]:
    """(page, words in `own`, words in `printed`) wherever they are not the same."""
    mine, theirs = _numbered(own), _numbered(printed)
    matcher = SequenceMatcher(None, [w for _, w in mine], [w for _, w in theirs], autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind != "equal":
            page = [*mine[a : a + 1], *theirs[c : c + 1], (len(printed), "")][0][0]
            yield page, _short(mine[a:b]), _short(theirs[c:d])


def _numbered(pages: Sequence[Page]) -> list[tuple[int, str]]:
    return [(page.number, word) for page in pages for word in page.plain.split()]


def _short(words: Sequence[tuple[int, str]]) -> str:
    return " ".join(word for _, word in words[:_WORDS]) + (" …" if len(words) > _WORDS else "")


def _plain(page: Page) -> str:
    return re.sub(r"\s+", " ", page.plain)


def _in_place(own: Sequence[Page], printed: Sequence[Page]) -> bool:
    return all(
        one.text == other.text and _size(one) == _size(other) and not any(_moved(one, other))
        for one, other in zip(own, printed, strict=True)
    )


def _size(page: Page) -> tuple[int, int]:
    return round(page.width_mm), round(page.height_mm)


def _moved(one: Page, other: Page) -> Iterator[bool]:
    for a, b in zip(one.glyph_at, other.glyph_at, strict=True):
        pairs = zip(one.glyphs[a].box, other.glyphs[b].box, strict=True)
        yield max(abs(x - y) for x, y in pairs) > _APART_MM


def _looks(pdf: bytes, today: bytes, printed: Sequence[Page]) -> Iterator[str]:
    """One sentence for each band of a page that looks otherwise, on a screen or on paper."""
    with closing(pypdfium2.PdfDocument(pdf)) as own, closing(pypdfium2.PdfDocument(today)) as theirs:
        for page in printed:
            pair = own[page.number - 1], theirs[page.number - 1]
            bands = dict.fromkeys(band for mode in Mode for band in _bands(*pair, mode))
            yield from dict.fromkeys(_otherwise(page, band) for band in bands)


def _otherwise(page: Page, band: Box) -> str:
    words = _short([(page.number, word) for word in _within(page, band)])
    place = f"“{words}”" if words else f"what stands {band[1]:.0f} mm below the upper edge"
    return f"page {page.number}: {place} does not look as it was printed"


def _bands(own: pypdfium2.PdfPage, theirs: pypdfium2.PdfPage, mode: Mode) -> Iterator[Box]:
    """The parts of the page where dots differ, one for each run of rows, mm."""
    mine, printed = (draw(page, _DPI, mode)[:, :, :3].astype(np.int16) for page in (own, theirs))
    if mine.shape != printed.shape:
        return  # less than a dot in a page's size, which a test of its own looks at
    differs = np.abs(mine - printed).max(axis=2) > _SHADE
    rows = differs.sum(axis=1) >= _DOTS
    for band in np.split(np.arange(len(rows)), np.flatnonzero(np.diff(rows)) + 1):
        if rows[band[0]]:
            columns = np.flatnonzero(differs[band].any(axis=0))
            edges = (columns[0], band[0], columns[-1] + 1, band[-1] + 1)
            left, top, right, bottom = (float(edge) * _MM for edge in edges)
            yield left, top, right, bottom


def _within(page: Page, band: Box) -> list[str]:
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
        kind = str(dictionary(annotation).get("/Subtype", "unknown"))
        if kind != "/Link":
            yield kind


def _links(pdf: bytes, today: bytes) -> Iterator[str]:
    own, printed = _targets(pdf), _targets(today)
    yield from (f"a link leads to {target}; it was not printed with it" for target in sorted(own - printed))


def _targets(pdf: bytes) -> set[str]:
    with opened(pdf) as objects:
        lists = [page.obj.get("/Annots") for page in objects.pages]
        links = [dictionary(link) for links in lists if isinstance(links, pikepdf.Array) for link in links]
        return {str(dictionary(link.get("/A")).get("/URI")) for link in links if "/URI" in dictionary(link.get("/A"))}
