"""Finds the required texts on the pages: which glyphs are which part of which text.

A glyph belongs to one mark at most. That is what makes a lost piece noticeable although the same words stand elsewhere:
of five claims "in animals" of which one was printed without its level, each takes the words nearest to it, and one
goes without.
"""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from leaflet.language.normalization import digit_gaps, has_ink, normalized
from leaflet.model import RequiredText
from leaflet.preflight.instrument.pages import Box, Glyph, Page

NEAR_MM = 60.0
"""A short part, such as the name of a level, stands this near to the rest of its text."""
ALONG_LINE_WEIGHT = 0.3
"""A millimetre along the line counts as so much: the eye follows a line or a table's row."""
AMBIGUOUS_LENGTH = 24
"""Letters up to which a part may well stand elsewhere by chance."""
IDENTIFYING_LENGTH = 12
"""Letters from which a part identifies its text when the longer parts are missing."""
ACCENT_MM = 1.5
"""How far above or below its line's ink an accent may stand."""
_MIN_PART_LENGTH = 8
"""Letters of a paragraph that must stand on each page when it runs on: fewer may be there by chance."""


@dataclass(frozen=True)
class Passage:
    """A run of text on a page."""

    page: Page
    start: int
    end: int
    """Indices into `page.text`."""

    @cached_property
    def glyphs(self) -> tuple[Glyph, ...]:
        """Its glyphs, in order."""
        indices = dict.fromkeys(self.page.glyph_at[self.start : self.end])
        return tuple(self.page.glyphs[index] for index in indices)

    @cached_property
    def inked_glyphs(self) -> tuple[Glyph, ...]:
        """All its glyphs that leave ink: letters, the punctuation among them, and accents, which are drawn apart."""
        first, last = self.page.glyph_at[self.start], self.page.glyph_at[self.end - 1]
        run = [glyph for glyph in self.page.glyphs[first : last + 1] if has_ink(glyph.char)]
        accents = (glyph for glyph in self.page.accents if any(_is_over(glyph.box, line) for line in self.lines))
        return tuple({glyph.char_index: glyph for glyph in (*run, *accents)}.values())

    @cached_property
    def lines(self) -> tuple[Box, ...]:
        """One box a line, mm."""
        lines: list[Box] = []
        for glyph in self.glyphs:
            if lines and _same_line(lines[-1], glyph.box):
                lines[-1] = bounding_box((lines[-1], glyph.box))
            else:
                lines.append(glyph.box)
        return tuple(lines)


@dataclass(frozen=True)
class Match:
    """A required text, and where each of its parts was found."""

    required: RequiredText
    page: int | None
    """The page that it must stand on; None where any will do."""
    passages_by_part: tuple[tuple[Passage, ...], ...]
    """For each part of the text: nothing where it was not found, two passages where it is split over two pages."""

    @property
    def is_complete(self) -> bool:
        """Was every piece found?"""
        return all(self.passages_by_part)

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Every place, in the order of the pieces."""
        return tuple(place for places in self.passages_by_part for place in places)

    def missing_parts(self) -> tuple[str, ...]:
        """The pieces that were not found."""
        return tuple(
            piece for piece, places in zip(self.required.parts, self.passages_by_part, strict=True) if not places
        )


def locate(pages: Sequence[Page], required_texts: Sequence[RequiredText]) -> tuple[Match, ...]:
    """Look for every required text; one that must be on every page gives a match for each.

    Longer texts choose before shorter ones, and among those who want the same text the nearest gets it. A piece that
    is too far from the others is tried again when more of them were found, as the labels of a long drawing are.
    """
    pending = [want for mark in required_texts for want in _pending_texts(mark, pages)]
    search = _Search(pages, pending)
    texts = sorted({text for want in pending for text in want.texts}, key=_search_order)
    missing = -1
    while missing != (missing := sum(want.missing_count for want in pending)):
        for text in texts:
            search.assign(text)
    return tuple(Match(want.mark, want.page, tuple(want.passages_by_part)) for want in pending)


def crosses_pages(pages: Sequence[Page], piece: str) -> bool:
    """Does `piece` begin on a page and end on the next?"""
    return bool(_Search(pages, ()).split_over_pages(normalized(piece)))


def readable_start(pages: Sequence[Page], piece: str) -> str:
    """The first words of `piece` that can be read on some page, '' where fewer than three can."""
    words = piece.split()
    low, high = 0, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        text = normalized(" ".join(words[:middle]))
        low, high = (middle, high) if any(text in page.text for page in pages) else (low, middle - 1)
    return " ".join(words[:low]) if low >= 3 else ""


def bounding_box(boxes: Sequence[Box]) -> Box:
    """The smallest box around `boxes`; there must be one."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


@dataclass
class _PendingText:
    """A mark to look for, while the search goes on."""

    mark: RequiredText
    page: int | None
    texts: tuple[str, ...]
    passages_by_part: list[tuple[Passage, ...]]

    @property
    def missing_count(self) -> int:
        """How many pieces have no place yet."""
        return sum(not places for places in self.passages_by_part)

    def open_parts(self, text: str, is_shared: bool) -> Iterator[int]:
        """Numbers of the pieces that read `text` and have no place yet, where it may be looked for.

        It must be near the longer pieces; while none of them was found, only a text that is long enough, and `shared`
        with no other mark, says which mark it belongs to.
        """
        longest = max((len(own) for own in self.texts), default=0)
        if self.passages() or len(text) == longest or (len(text) >= IDENTIFYING_LENGTH and not is_shared):
            yield from (n for n, own in enumerate(self.texts) if own == text and not self.passages_by_part[n])

    def passages(self) -> list[Passage]:
        return [place for places in self.passages_by_part for place in places]


def _pending_texts(mark: RequiredText, pages: Sequence[Page]) -> list[_PendingText]:
    texts = tuple(normalized(piece) for piece in mark.parts)
    numbers: list[int | None] = [page.number for page in pages] if mark.every_page else [None]
    return [_PendingText(mark, number, texts, [()] * len(texts)) for number in numbers]


class _Search:
    def __init__(self, pages: Sequence[Page], pending: Sequence[_PendingText]) -> None:
        self.pages = pages
        self.wants = pending
        self.used: dict[int, set[int]] = {page.number: set() for page in pages}
        self.seen: dict[tuple[int, str], tuple[Passage, ...]] = {}
        self.gaps: dict[str, frozenset[int]] = {}
        for piece in (piece for want in pending for piece in want.mark.parts):
            text = normalized(piece)
            self.gaps[text] = self.gaps.get(text, frozenset()) | digit_gaps(piece)

    def assign(self, text: str) -> None:
        """Give every mark that wants `text` a place of its own, as far as there are any."""
        candidates = [want for want in self.wants if text in want.texts]
        shared = len({want.mark.id for want in candidates}) > 1
        open_parts = [(want, n) for want in candidates for n in want.open_parts(text, shared)]
        spots = [occurrence for page in self.pages for occurrence in self._occurrences(page, text)]
        ranked = sorted(
            (cost, w, s)
            for w, (want, _) in enumerate(open_parts)
            for s, spot in enumerate(spots)
            for cost in self._cost(want, spot, text)
        )
        for _, w, s in ranked:
            want, number = open_parts[w]
            if not want.passages_by_part[number] and self._is_free(spots[s]):
                self._take(want, number, (spots[s],))
        for want, number in open_parts:
            if (
                not spots
                and not want.passages_by_part[number]
                and want.mark.kind == "block"
                and len(text) >= AMBIGUOUS_LENGTH
            ):
                self._take(want, number, self.split_over_pages(text))

    def _occurrences(self, page: Page, text: str) -> tuple[Passage, ...]:
        """Every place on `page` that reads `text`, from the beginning to the end of words."""
        key = (page.number, text)
        if key not in self.seen:
            starts = (m.start() for m in re.finditer(f"(?={re.escape(text)})", page.text)) if text else ()
            runs = ((start, start + len(text)) for start in starts)
            self.seen[key] = tuple(Passage(page, *run) for run in runs if self._is_whole(page, text, *run))
        return self.seen[key]

    def _is_whole(self, page: Page, text: str, start: int, end: int) -> bool:
        """Does it begin and end with words, and is no number in it broken where `text` does not break it?"""
        if start not in page.word_starts or end not in page.word_starts:
            return False
        broken = {n - start for n in page.digit_starts if start < n < end}
        return broken <= self.gaps.get(text, frozenset())

    def _cost(self, want: _PendingText, occurrence: Passage, text: str) -> Iterator[tuple[float, int, float]]:
        """How badly `spot` fits, in the order of what weighs most; nothing where it does not fit at all.

        mm from what was found already, then how many other pieces its page lacks, then mm from those that it has.
        """
        if want.page not in (None, occurrence.page.number) or not self._is_free(occurrence):
            return
        places = want.passages()
        gap = min((_distance(occurrence, place) for place in places if place.page is occurrence.page), default=None)
        if not places:
            yield math.inf, *self._context_cost(want, occurrence, text)
        elif gap is not None and (len(text) >= AMBIGUOUS_LENGTH or gap <= NEAR_MM):
            yield gap, 0, 0
        elif (
            gap is None
            and want.mark.kind == "block"
            and len(text) >= AMBIGUOUS_LENGTH
            and _is_on_adjacent_page(occurrence, places)
        ):
            yield math.inf, 0, 0

    def _context_cost(self, want: _PendingText, occurrence: Passage, text: str) -> tuple[int, float]:
        """How many of the mark's other pieces are not on the page of `spot`, and how far the others are away, mm."""
        others = [self._occurrences(occurrence.page, other) for other in want.texts if other != text]
        gaps = [min(_distance(occurrence, place) for place in places) for places in others if places]
        return len(others) - len(gaps), round(sum(gaps), 1)

    def _is_free(self, place: Passage) -> bool:
        return self.used[place.page.number].isdisjoint(range(place.start, place.end))

    def _take(self, want: _PendingText, number: int, places: tuple[Passage, ...]) -> None:
        want.passages_by_part[number] = places
        for place in places:
            self.used[place.page.number].update(range(place.start, place.end))

    def split_over_pages(self, text: str) -> tuple[Passage, ...]:
        """The two places of a paragraph that runs on over the page; a statement or a claim may not."""
        for page, following in itertools.pairwise(self.pages):
            for cut in _page_breaks(page, following, text):
                halves = (self._occurrences(page, text[:cut]), self._occurrences(following, text[cut:]))
                for head, tail in itertools.product(*halves):
                    if self._is_free(head) and self._is_free(tail):
                        return head, tail
        return ()


def _page_breaks(page: Page, following: Page, text: str) -> Iterator[int]:
    """Where `text` may be cut for its head to stand on `page` and its tail on `following`."""
    for cut in range(_MIN_PART_LENGTH, len(text) - _MIN_PART_LENGTH + 1):
        if text[:cut] not in page.text:
            return
        if text[cut:] in following.text:
            yield cut


def _search_order(text: str) -> tuple[int, bool, str]:
    """Sort key, most distinctive first: a word says more than a number of the same length."""
    return -len(text), text.isdigit(), text


def _is_on_adjacent_page(occurrence: Passage, places: Sequence[Passage]) -> bool:
    return any(abs(occurrence.page.number - place.page.number) == 1 for place in places)


def _is_over(accent: Box, line: Box) -> bool:
    """Does the middle of `accent` stand in `line`, or just above or below it?"""
    across, down = (accent[0] + accent[2]) / 2, (accent[1] + accent[3]) / 2
    return line[0] <= across <= line[2] and line[1] - ACCENT_MM <= down <= line[3] + ACCENT_MM


def _same_line(line: Box, box: Box) -> bool:
    middle = (box[1] + box[3]) / 2
    return line[1] - 1 <= middle <= line[3] + 1 and box[0] >= line[0] and box[0] <= line[2] + 10


def _distance(one: Passage, other: Passage) -> float:
    return min(_gap(a, b) for a in one.lines for b in other.lines)


def _gap(a: Box, b: Box) -> float:
    across = ALONG_LINE_WEIGHT * max(0.0, a[0] - b[2], b[0] - a[2])
    down = max(0.0, a[1] - b[3], b[1] - a[3])
    return float((across**2 + down**2) ** 0.5)
