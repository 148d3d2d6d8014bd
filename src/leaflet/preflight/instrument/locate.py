"""Finds the required texts on the pages: which glyphs are which part of which text.

A glyph belongs to one required text at most. So a missing part is noticed although the same words stand elsewhere: of
five claims "in animals" of which one was printed without its level, each takes the words nearest to it, and one gets
none.
"""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from leaflet.language.normalization import digit_gaps, normalized
from leaflet.model import RequiredText
from leaflet.preflight.instrument.geometry import Box
from leaflet.preflight.instrument.page import Page
from leaflet.preflight.instrument.passage import Match, Passage

NEAR_MM = 60.0
"""A short part, such as the name of a level, stands this near to the rest of its text."""
ALONG_LINE_WEIGHT = 0.3
"""A millimetre along the line counts as so much: the eye follows a line or a table's row."""
AMBIGUOUS_LENGTH = 24
"""Letters up to which a part may well stand elsewhere by chance."""
IDENTIFYING_LENGTH = 12
"""Letters from which a part identifies its text when the longer parts are missing."""
_MIN_PART_LENGTH = 8
"""Letters of a paragraph that must stand on each page when it runs on: fewer may be there by chance."""


def locate(pages: Sequence[Page], required_texts: Sequence[RequiredText]) -> tuple[Match, ...]:
    """Look for every required text; one that must be on every page gives a match for each.

    Longer texts are assigned before shorter ones, and where several required texts need the same words, the nearest
    gets them. A part that is too far from the others is tried again when more of them were found: the labels of a long
    drawing are found one by one.
    """
    pending = [pending_text for required in required_texts for pending_text in _pending_texts(required, pages)]
    search = _Search(pages, pending)
    texts = sorted({text for pending_text in pending for text in pending_text.texts}, key=_search_order)
    missing = -1
    while missing != (missing := sum(pending_text.missing_count for pending_text in pending)):
        for text in texts:
            search.assign(text)
    return tuple(
        Match(pending_text.required, pending_text.page, tuple(pending_text.passages_by_part))
        for pending_text in pending
    )


def crosses_pages(pages: Sequence[Page], part: str) -> bool:
    """Does `part` begin on a page and end on the next?"""
    return bool(_Search(pages, ()).split_over_pages(normalized(part)))


def readable_start(pages: Sequence[Page], part: str) -> str:
    """The first words of `part` that can be read on some page, '' where fewer than three can."""
    words = part.split()
    low, high = 0, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        text = normalized(" ".join(words[:middle]))
        low, high = (middle, high) if any(text in page.text for page in pages) else (low, middle - 1)
    return " ".join(words[:low]) if low >= 3 else ""


@dataclass
class _PendingText:
    """A required text, while the search for it goes on."""

    required: RequiredText
    page: int | None
    texts: tuple[str, ...]
    passages_by_part: list[tuple[Passage, ...]]

    @property
    def missing_count(self) -> int:
        """How many parts have no passage yet."""
        return sum(not passages for passages in self.passages_by_part)

    def open_parts(self, text: str, is_shared: bool) -> Iterator[int]:
        """Numbers of the parts that read `text`, have no passage yet and may be looked for.

        A part must be near the longer parts. While none of them was found, only a text that is long enough, and not
        shared with another required text, tells which required text it belongs to.
        """
        longest = max((len(part_text) for part_text in self.texts), default=0)
        if self.passages() or len(text) == longest or (len(text) >= IDENTIFYING_LENGTH and not is_shared):
            yield from (
                n for n, part_text in enumerate(self.texts) if part_text == text and not self.passages_by_part[n]
            )

    def passages(self) -> list[Passage]:
        return [passage for passages in self.passages_by_part for passage in passages]


def _pending_texts(required: RequiredText, pages: Sequence[Page]) -> list[_PendingText]:
    texts = tuple(normalized(part) for part in required.parts)
    numbers: list[int | None] = [page.number for page in pages] if required.every_page else [None]
    return [_PendingText(required, number, texts, [()] * len(texts)) for number in numbers]


class _Search:
    def __init__(self, pages: Sequence[Page], pending: Sequence[_PendingText]) -> None:
        self.pages = pages
        self.pending = pending
        self.taken: dict[int, set[int]] = {page.number: set() for page in pages}
        self.seen: dict[tuple[int, str], tuple[Passage, ...]] = {}
        self.gaps: dict[str, frozenset[int]] = {}
        for part in (part for pending_text in pending for part in pending_text.required.parts):
            text = normalized(part)
            self.gaps[text] = self.gaps.get(text, frozenset()) | digit_gaps(part)

    def assign(self, text: str) -> None:
        """Give every required text that has `text` a passage of its own, as far as there are any."""
        candidates = [pending_text for pending_text in self.pending if text in pending_text.texts]
        is_shared = len({pending_text.required.id for pending_text in candidates}) > 1
        open_parts = [
            (pending_text, n) for pending_text in candidates for n in pending_text.open_parts(text, is_shared)
        ]
        occurrences = [occurrence for page in self.pages for occurrence in self._occurrences(page, text)]
        ranked = sorted(
            (cost, w, s)
            for w, (pending_text, _) in enumerate(open_parts)
            for s, occurrence in enumerate(occurrences)
            for cost in self._cost(pending_text, occurrence, text)
        )
        for _, w, s in ranked:
            pending_text, number = open_parts[w]
            if not pending_text.passages_by_part[number] and self._is_free(occurrences[s]):
                self._take(pending_text, number, (occurrences[s],))
        for pending_text, number in open_parts:
            if (
                not occurrences
                and not pending_text.passages_by_part[number]
                and pending_text.required.kind == "block"
                and len(text) >= AMBIGUOUS_LENGTH
            ):
                self._take(pending_text, number, self.split_over_pages(text))

    def _occurrences(self, page: Page, text: str) -> tuple[Passage, ...]:
        """Every passage on `page` that reads `text`, from the beginning of a word to the end of one."""
        key = (page.number, text)
        if key not in self.seen:
            starts = (m.start() for m in re.finditer(f"(?={re.escape(text)})", page.text)) if text else ()
            runs = ((start, start + len(text)) for start in starts)
            self.seen[key] = tuple(Passage(page, *run) for run in runs if self._is_whole(page, text, *run))
        return self.seen[key]

    def _is_whole(self, page: Page, text: str, start: int, end: int) -> bool:
        """Does it begin and end with words, and is each number in it whole, and apart from the next, as in `text`?"""
        if start not in page.word_starts or end not in page.word_starts:
            return False
        broken = {n - start for n in page.digit_starts if start < n < end}
        return broken == {gap for gap in self.gaps.get(text, frozenset()) if 0 < gap < end - start}

    def _cost(self, pending_text: _PendingText, occurrence: Passage, text: str) -> Iterator[tuple[float, int, float]]:
        """How badly `occurrence` fits, in the order of what weighs most; nothing where it doesn't fit at all.

        mm from what was found already, then how many other parts its page lacks, then mm from those that it has.
        """
        if pending_text.page not in (None, occurrence.page.number) or not self._is_free(occurrence):
            return
        passages = pending_text.passages()
        gap = min(
            (_distance(occurrence, passage) for passage in passages if passage.page is occurrence.page), default=None
        )
        if not passages:
            yield math.inf, *self._context_cost(pending_text, occurrence, text)
        elif gap is not None and (len(text) >= AMBIGUOUS_LENGTH or gap <= NEAR_MM):
            yield gap, 0, 0
        elif pending_text.required.kind == "block" and any(_runs_on(occurrence, passage) for passage in passages):
            yield NEAR_MM, 0, 0
        elif (
            gap is None
            and pending_text.required.kind == "block"
            and len(text) >= AMBIGUOUS_LENGTH
            and _is_on_adjacent_page(occurrence, passages)
        ):
            yield math.inf, 0, 0

    def _context_cost(self, pending_text: _PendingText, occurrence: Passage, text: str) -> tuple[int, float]:
        """How many of the other parts aren't on the page of `occurrence`, and how far away the rest are, mm."""
        others = [self._occurrences(occurrence.page, other) for other in pending_text.texts if other != text]
        gaps = [min(_distance(occurrence, passage) for passage in passages) for passages in others if passages]
        return len(others) - len(gaps), round(sum(gaps), 1)

    def _is_free(self, passage: Passage) -> bool:
        return self.taken[passage.page.number].isdisjoint(range(passage.start, passage.end))

    def _take(self, pending_text: _PendingText, number: int, passages: tuple[Passage, ...]) -> None:
        pending_text.passages_by_part[number] = passages
        for passage in passages:
            self.taken[passage.page.number].update(range(passage.start, passage.end))

    def split_over_pages(self, text: str) -> tuple[Passage, ...]:
        """The two passages of a paragraph that is split over two pages; a statement or a claim must not be."""
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


def _is_on_adjacent_page(occurrence: Passage, passages: Sequence[Passage]) -> bool:
    return any(abs(occurrence.page.number - passage.page.number) == 1 for passage in passages)


def _runs_on(occurrence: Passage, passage: Passage) -> bool:
    """Does one follow the other at the top of the next column, as the items of a list may?"""
    first, second = sorted((occurrence, passage), key=lambda found: found.start)
    if first.page is not second.page or first.end != second.start:
        return False
    end, start = first.lines[-1], second.lines[0]
    return start[3] < end[1] and (start[0] > end[2] or start[2] < end[0])


def _distance(one: Passage, other: Passage) -> float:
    return min(_gap(a, b) for a in one.lines for b in other.lines)


def _gap(a: Box, b: Box) -> float:
    across = ALONG_LINE_WEIGHT * max(0.0, a[0] - b[2], b[0] - a[2])
    down = max(0.0, a[1] - b[3], b[1] - a[3])
    return float((across**2 + down**2) ** 0.5)
