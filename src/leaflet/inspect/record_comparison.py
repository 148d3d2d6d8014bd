"""Compares an old file with the record that it carries, though nobody has its sources any more.

Its imprint has length and digest of every text. A run of words on its pages with this length and this digest is that
text: so a lost or changed sentence is noticed, and the old wording of a changed sentence can be shown.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from leaflet.editions.imprint import PartDigest, TextDigest, short_digest
from leaflet.inspect.page import Page
from leaflet.language.normalization import normalized
from leaflet.model import TextKey

_WordingsByDigest = Mapping[PartDigest, Sequence[str]]
"""The wordings that were found for each part."""


@dataclass(frozen=True)
class MissingText:
    """A text that occurs less often than it was printed."""

    owners: tuple[TextKey, ...]
    """Those that it belongs to."""
    text: str
    """As it stands where it was found; '' where it was found nowhere."""
    times_printed: int
    times_found: int


@dataclass(frozen=True)
class RecordComparison:
    """Which of its recorded texts a file still has."""

    wordings: Mapping[TextKey, str]
    """The wording of every required text that was found complete."""
    missing: tuple[MissingText, ...]


@dataclass(frozen=True)
class SearchText:
    """A text to search, with the glyph of each letter."""

    text: str
    glyphs: Sequence[tuple[Page, int]]
    starts: Sequence[int]
    """Where words begin, ascending; the end is among them."""


def compare_with_record(pages: Sequence[Page], recorded: Mapping[TextKey, TextDigest]) -> RecordComparison:
    """Look in `pages` for every part of the `recorded` texts."""
    printed = Counter(part for digest in recorded.values() for part in digest.parts)
    wordings = _find_wordings([_page_text(page) for page in pages], set(printed))
    missing = {part for part in printed if part not in wordings}
    wordings = {**wordings, **_find_wordings([continuous_text(pages)], missing)}
    complete = {
        name: digest.parts for name, digest in recorded.items() if all(part in wordings for part in digest.parts)
    }
    texts = {name: _wording(parts, wordings) for name, parts in complete.items()}
    return RecordComparison(texts, tuple(_missing_texts(recorded, printed, wordings)))


def _wording(parts: Sequence[PartDigest], wordings: _WordingsByDigest) -> str:
    return " · ".join(wordings[part][0] for part in parts)


def _missing_texts(
    recorded: Mapping[TextKey, TextDigest], printed: Counter[PartDigest], wordings: _WordingsByDigest
) -> Iterator[MissingText]:
    for part, times in printed.items():
        found = wordings.get(part, ())
        if len(found) < times:
            names = tuple(name for name, digest in recorded.items() if part in digest.parts)
            yield MissingText(names, found[0] if found else "", times, len(found))


def _find_wordings(search_texts: Sequence[SearchText], wanted: set[PartDigest]) -> dict[PartDigest, list[str]]:
    """Every run of whole words that is one of `wanted`."""
    found: defaultdict[PartDigest, list[str]] = defaultdict(list)
    lengths = {part.length for part in wanted if part.length}
    for search_text in search_texts:
        ends = set(search_text.starts)
        for start, length in ((s, n) for s in search_text.starts for n in lengths if s + n in ends):
            part = PartDigest(length, short_digest(search_text.text[start : start + length]))
            if part in wanted:
                found[part].append(_words(search_text.glyphs[start : start + length]))
    return dict(found)


def _words(run: Sequence[tuple[Page, int]]) -> str:
    """The words of `run`, with spaces and signs, as they would be copied."""
    pages = {page.number: page for page, _ in run}
    text = ""
    for number, page in pages.items():
        indices = [index for glyph_page, index in run if glyph_page.number == number]
        text += " " + "".join(glyph.char for glyph in page.glyphs[indices[0] : _end(page, indices[-1])])
    return " ".join(text.split()).replace("\u2010 ", "")  # a hyphen at the end of a page


def _end(page: Page, last: int) -> int:
    """The index after the glyph `last` and the signs close to it, such as a full stop."""
    rest = enumerate(page.glyphs[last + 1 :], last + 1)
    return next((n for n, glyph in rest if normalized(glyph.char) or not glyph.char.strip()), len(page.glyphs))


def _page_text(page: Page) -> SearchText:
    return _search_text(page, 0, len(page.text))


def _search_text(page: Page, start: int, end: int) -> SearchText:
    starts = sorted(s - start for s in page.word_starts if start <= s <= end)
    return SearchText(page.text[start:end], [(page, index) for index in page.glyph_at[start:end]], starts)


def continuous_text(pages: Sequence[Page]) -> SearchText:
    """All pages as one text, without what stands at the head or foot of each: a paragraph may continue over it."""
    head, foot = (_common_length(pages, at_end=at_end) if len(pages) > 1 else 0 for at_end in (False, True))
    texts = [_search_text(page, head, max(head, len(page.text) - foot)) for page in pages]
    offsets = [sum(len(part.text) for part in texts[:n]) for n in range(len(texts))]
    starts = [offset + start for offset, part in zip(offsets, texts, strict=True) for start in part.starts]
    glyphs = list(chain.from_iterable(part.glyphs for part in texts))
    return SearchText("".join(part.text for part in texts), glyphs, sorted(set(starts)))


def _common_length(pages: Sequence[Page], *, at_end: bool) -> int:
    """How many letters, in whole words, begin every page alike, or end it."""
    shortest = min(len(page.text) for page in pages)
    return max((n for n in range(shortest + 1) if _is_common(pages, n, at_end=at_end)), default=0)


def _is_common(pages: Sequence[Page], length: int, *, at_end: bool) -> bool:
    cuts = [len(page.text) - length if at_end else length for page in pages]
    texts = {page.text[cut:] if at_end else page.text[:cut] for page, cut in zip(pages, cuts, strict=True)}
    return len(texts) == 1 and all(cut in page.word_starts for page, cut in zip(pages, cuts, strict=True))
