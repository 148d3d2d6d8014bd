"""A link leads elsewhere than the source says, is on the wrong words, is missing, or isn't in the source.

Why: a reader who clicks goes where the file sends them, whatever is printed. One changed letter sends them to somebody
else.

Fix: let the layout set the links that the source has: those of the running text, the DOI of each reference where the
edition has a full list, and the address of the status page. A file whose links were changed must be built again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self
from urllib.parse import quote

import numpy as np
import numpy.typing as npt
import pikepdf

from leaflet.language.normalization import normalized
from leaflet.lengths import MM_PER_PT
from leaflet.preflight.instrument.drawn_page import PageDrawing
from leaflet.preflight.instrument.finished_file import FinishedFile
from leaflet.preflight.instrument.geometry import Box
from leaflet.preflight.instrument.patches import Ints
from leaflet.preflight.instrument.pdf_objects import as_dictionary, as_number
from leaflet.problem import Problem

NAME = "wrong-link"
_Coordinates = npt.NDArray[np.float64]
_UNQUOTED = "%/:=&?~#+!$,;'@()*[]"
"""What an address keeps when it is written into a file; all else that is not plain is written as %XX."""


@dataclass(frozen=True)
class _ClickArea:
    """A part of a page that can be clicked."""

    page: int
    target: str
    alternative: str
    """What a screen reader says of it."""
    glyphs: frozenset[int]
    """What is printed under it: rows of `LinedUp.glyphs`."""


def check(file: FinishedFile) -> Iterator[Problem]:
    """Compare the links of every page with the source's."""
    areas_by_target: defaultdict[str, list[_ClickArea]] = defaultdict(list)
    for page, pdf_page in zip(file.drawn_pages, file.pdf.pages, strict=True):
        for area in _areas(_GlyphCentres.from_page(file, page), pdf_page.obj):
            areas_by_target[area.target].append(area)
    words_by_target: defaultdict[str, list[str]] = defaultdict(list)
    for link in file.edition.required.links:
        words_by_target[_address(link.target)].append(link.text)
    for target in dict.fromkeys((*words_by_target, *areas_by_target)):
        for fault in (
            *_announcement_faults(words_by_target[target], areas_by_target[target]),
            *_faults(file, target, words_by_target[target], areas_by_target[target]),
        ):
            yield _problem(file, fault)


def _faults(file: FinishedFile, target: str, words: list[str], areas: list[_ClickArea]) -> Iterator[str]:
    """Give each of the `words` its areas: one a line."""
    if not words:
        yield f"has a link on page {areas[0].page} that the source lacks: {target or 'to nowhere'}"
        return
    unlinked, text_so_far = list(words), ""
    for text in _texts(file, areas):
        text_so_far += text
        matched = next((one for one in unlinked if normalized(one) == text_so_far), None)
        if matched is not None:
            unlinked.remove(matched)
            text_so_far = ""
    for one in unlinked:
        yield f"has no link to {target} on the words “{one}”"
    if (text_so_far and not unlinked) or not all(area.glyphs for area in areas):
        yield f"has a link to {target} where it does not belong"


def _announcement_faults(words: list[str], areas: list[_ClickArea]) -> Iterator[str]:
    for area in areas:
        if area.alternative and area.alternative not in (area.target, *words):
            yield f"announces a link on page {area.page} as “{area.alternative}”; it leads to {area.target}"


def _texts(file: FinishedFile, areas: list[_ClickArea]) -> Iterator[str]:
    """The letters under each area but for those under an earlier one: words set apart inside a link have their own."""
    counted: defaultdict[int, set[int]] = defaultdict(set)
    for area in areas:
        fresh = area.glyphs - counted[area.page]
        counted[area.page] |= fresh
        yield normalized(file.lined_up.glyphs.words(np.array(sorted(fresh, key=file.lined_up.sign.__getitem__), int)))


@dataclass(frozen=True)
class _GlyphCentres:
    """Where the glyphs of a page have their middles; spaces don't count."""

    page: int
    indices: Ints
    """Rows of `LinedUp.glyphs`."""
    across: _Coordinates
    down: _Coordinates
    """mm from the paper's top left corner."""

    @classmethod
    def from_page(cls, file: FinishedFile, page: PageDrawing) -> Self:
        rows = np.flatnonzero((file.lined_up.glyphs.page == page.number) & ~np.isnan(file.lined_up.glyphs.ink[:, 0]))
        left, top, right, bottom = file.lined_up.glyphs.ink[rows].T
        return cls(page.number, rows, (left + right) / 2, (top + bottom) / 2)

    def under(self, box: Box) -> frozenset[int]:
        """The glyphs whose middle lies in `box`."""
        left, top, right, bottom = box
        inside = (left <= self.across) & (self.across <= right) & (top <= self.down) & (self.down <= bottom)
        return frozenset(self.indices[inside].tolist())


def _areas(page: _GlyphCentres, page_object: pikepdf.Object) -> Iterator[_ClickArea]:
    annotations = page_object.get("/Annots")
    for annotation in list(annotations) if isinstance(annotations, pikepdf.Array) else ():
        link = as_dictionary(annotation)
        if link.get("/Subtype") == "/Link" and "/Dest" not in link:
            target = _address(str(as_dictionary(link.get("/A")).get("/URI", "")))
            yield _ClickArea(page.page, target, str(link.get("/Contents", "")), page.under(_box(page_object, link)))


def _address(target: str) -> str:
    return quote(target, safe=_UNQUOTED)


def _box(page_object: pikepdf.Object, annotation: pikepdf.Dictionary) -> Box:
    """The annotation's rectangle, mm from the paper's top left corner; nothing where it is none."""
    edges = annotation.get("/Rect")
    paper = page_object.get("/MediaBox")
    if not (isinstance(edges, pikepdf.Array) and len(edges) == 4):
        return (0, 0, 0, 0)
    left, top = (as_number(paper[0], 0), as_number(paper[3], 0)) if isinstance(paper, pikepdf.Array) else (0, 0)
    across = sorted((as_number(edges[n], 0) - left) * MM_PER_PT for n in (0, 2))
    down = sorted((top - as_number(edges[n], 0)) * MM_PER_PT for n in (1, 3))
    return across[0], down[0], across[1], down[1]


def _problem(file: FinishedFile, fault: str) -> Problem:
    return file.problem(
        NAME,
        f"the PDF of {file.edition.id} {fault}",
        "the layout must set the source's links and no others; a file that was changed must be built again",
    )
