"""A file of today's content beside today's print: what differs, on paper, on a screen, for a screen reader, on a click.

It isn't asked what the file says of itself. It is current if nothing differs: no object, no word, no dot; how it is
packed and numbered, and which program saved it, makes no difference. A clinic's box may be filled.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace

import pikepdf

from leaflet.inspect.clinic_copies import reads_outside
from leaflet.inspect.dots import shortened, visual_differences
from leaflet.inspect.drawn_alike import DrawnPage, is_drawn_alike
from leaflet.inspect.notes_and_links import added_annotations, link_differences
from leaflet.inspect.object_comparison import (
    SAVING_PROGRAM_KEYS,
    ObjectComparison,
    ObjectDifference,
    comparison_of,
    object_differences,
)
from leaflet.inspect.object_sentences import sentences_of
from leaflet.inspect.page import Page
from leaflet.inspect.pages import read_open_pages, read_paints
from leaflet.inspect.word_differences import page_differences, word_differences
from leaflet.model import ClinicBox
from leaflet.preflight.instrument.finished_file import open_objects
from leaflet.preflight.instrument.open_file import OpenPage, open_pages

_LOCKED = "it is locked: programs may refuse to print it, to copy from it or to read it out"
_DAMAGED = "it is damaged, and other programs may show it differently"
_DRAWN_ANEW = "another program{} drew its pages anew: nobody can tell what that changed from what somebody did"
_READS_OUTSIDE = "a screen reader reads in its clinic's box what stands outside of it"
_NOT_SEEN = frozenset({"Annots", "StructParents", "Tabs"})
"""Entries of a page that draw nothing beyond the dots, which are compared."""
_LOOKS_THE_SAME = "it looks the same on a screen and on paper"


@dataclass(frozen=True)
class PrintComparison:
    """How a file differs from today's print."""

    differs: tuple[str, ...]
    """In sentences; nothing where it draws and says the same."""
    box_words: str = ""
    """What its clinic's box says, which is empty in today's print."""
    is_box_filled: bool = False
    saved_by: str = ""
    """The program that says it saved the file, where it isn't the one that printed it."""


@dataclass(frozen=True)
class _ComparedFile:
    """One of the two files, open."""

    sheets: tuple[OpenPage, ...]
    pages: tuple[Page, ...]
    objects: pikepdf.Pdf


def compare_with_print(
    pdf: bytes, current_pdf: bytes, box: ClinicBox | None = None, pages: tuple[Page, ...] | None = None
) -> PrintComparison:
    """Compare `pdf` with `current_pdf`, whose clinic's `box` is empty. Raises UnreadablePdfError.

    `pages` are those of `pdf`, where they were read before.
    """
    with ExitStack() as stack:
        own, current = _opened(stack, pdf, pages), _opened(stack, current_pdf)
        notes = added_annotations(own.objects)
        if len(own.pages) != len(current.pages):
            return PrintComparison((*page_differences(own.pages, current.pages), *notes, *_state(own.objects)))
        files = comparison_of(own.objects, current.objects)
        return _comparison(files, own, current, box, notes)


def _opened(stack: ExitStack, pdf: bytes, pages: tuple[Page, ...] | None = None) -> _ComparedFile:
    objects = stack.enter_context(open_objects(pdf))
    sheets = stack.enter_context(open_pages(pdf))
    return _ComparedFile(sheets, pages or read_open_pages(sheets), objects)


def _comparison(
    files: ObjectComparison, own: _ComparedFile, current: _ComparedFile, box: ClinicBox | None, notes: Sequence[str]
) -> PrintComparison:
    differences = object_differences(files)
    alike = {n for n in _pages_drawn_otherwise(differences) if _is_alike(files, own, current, n, box)}
    filled = _filled_page(own.pages, current.pages, alike, box)
    if filled:
        differences = object_differences(replace(files, has_box=True))
    seen = (*notes, *_drawn_anew(own, differences, alike), *_seen(own, current, box, filled))
    links = link_differences(own.objects, current.objects)
    rest = [
        difference for difference in differences if difference.path[1:] != ("drawn",) or _index(difference) not in alike
    ]
    others = sentences_of(tuple(_not_told(rest, (*seen, *links))))
    unseen = (*others, *links, *_state(own.objects))
    if filled and reads_outside(own.objects, current.pages[filled - 1]):
        unseen = (*unseen, _READS_OUTSIDE)
    box_words = _added_words(own.pages[filled - 1], current.pages[filled - 1]) if filled else ""
    differs = (*seen, *_after_looks(differences, seen, unseen))
    return PrintComparison(differs, box_words, bool(filled), _saved_by(own.objects, current.objects))


def _drawn_anew(own: _ComparedFile, differences: Sequence[ObjectDifference], alike: set[int]) -> Iterator[str]:
    """Is every page drawn by other commands, in other fonts, as a program does that prints to a PDF?"""
    others = set(_pages_drawn_otherwise(differences)) - alike
    if len(others) == len(own.pages) and "/StructTreeRoot" not in own.objects.Root:
        program = shortened(str(own.objects.docinfo.get("/Producer", "")))
        yield _DRAWN_ANEW.format(f", “{program}”" if program else "")


def _saved_by(own: pikepdf.Pdf, current: pikepdf.Pdf) -> str:
    names = {str(own.docinfo.get(key, "")): str(current.docinfo.get(key, "")) for key in SAVING_PROGRAM_KEYS}
    return shortened(", ".join(name for name, printed in names.items() if name and name != printed))


def _seen(own: _ComparedFile, current: _ComparedFile, box: ClinicBox | None, filled: int) -> Iterator[str]:
    """The words and dots that differ; what stands in a filled box is left out."""
    pages = [current.pages[n] if n + 1 == filled else page for n, page in enumerate(own.pages)]
    yield from word_differences(pages, current.pages)
    for n, page in enumerate(current.pages):
        yield from visual_differences(own.sheets[n], current.sheets[n], page, box if n + 1 == filled else None)


def _pages_drawn_otherwise(differences: Sequence[ObjectDifference]) -> Iterator[int]:
    """The indices of pages whose drawing commands aren't the same."""
    return (_index(difference) for difference in differences if difference.path[1:] == ("drawn",))


def _index(difference: ObjectDifference) -> int:
    """The index of the page that it is on."""
    return int(difference.path[0].removeprefix("page ")) - 1


def _is_alike(
    files: ObjectComparison, own: _ComparedFile, current: _ComparedFile, index: int, box: ClinicBox | None
) -> bool:
    submitted, printed = (
        DrawnPage(side.objects.pages[index], side.pages[index], read_paints(side.sheets[index]))
        for side in (own, current)
    )
    return is_drawn_alike(files, submitted, printed, box if box and box.page == index + 1 else None)


def _filled_page(pages: Sequence[Page], current: Sequence[Page], alike: set[int], box: ClinicBox | None) -> int:
    """The number of the page whose clinic's box is filled, and that is as it was printed otherwise; 0 for none."""
    if box is None or box.page - 1 not in alike:
        return 0
    one, other = pages[box.page - 1], current[box.page - 1]
    is_more = len(one.glyphs) > len(other.glyphs) or len(one.graphics) > len(other.graphics)
    return box.page if is_more else 0


def _added_words(page: Page, current: Page) -> str:
    return " ".join("".join(glyph.char for glyph in page.glyphs[len(current.glyphs) :]).split())


def _not_told(differences: Sequence[ObjectDifference], told: Sequence[str]) -> Iterator[ObjectDifference]:
    """Those of `differences` that none of the sentences `told` tells already."""
    are_links_told = any("link" in one or "put a note" in one for one in told)
    for difference in differences:
        is_drawn = difference.path[1:] == ("drawn",)
        if not (is_drawn and _is_told(told, difference.path[0])) and not (
            are_links_told and "Annots" in difference.path
        ):
            yield difference


def _is_told(told: Sequence[str], page: str) -> bool:
    return any(one.startswith((f"{page}:", f"{page} ")) for one in told)


def _after_looks(
    differences: Sequence[ObjectDifference], seen: Sequence[str], unseen: Sequence[str]
) -> tuple[str, ...]:
    """`unseen`; it begins with saying that the file looks the same, where that was shown."""
    on_pages = {difference.path[1] for difference in differences if difference.path[0].startswith("page")}
    if seen or not unseen or on_pages - _NOT_SEEN:
        return tuple(unseen)
    return (f"{_LOOKS_THE_SAME}, but {unseen[0]}", *unseen[1:])


def _state(objects: pikepdf.Pdf) -> Iterator[str]:
    if objects.is_encrypted:
        yield _LOCKED
    if objects.get_warnings():
        yield _DAMAGED
