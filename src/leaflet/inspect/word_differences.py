"""The words of a file that differ from those of today's print."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from leaflet.inspect.dots import excerpt
from leaflet.inspect.page import Page
from leaflet.inspect.pages import read_pages
from leaflet.inspect.record_comparison import continuous_text

_BREAK_CHARS = r"\s\-\u00ad\u2010"
"""What a line break adds and takes."""
_NUMBER = rf"[^{_BREAK_CHARS}]*\d[^{_BREAK_CHARS}]*"
"""A number with its signs: 2.5 is not .25."""
_LONGEST_LIGATURE = 4
"""Letters that one glyph may stand for: ffi, and one more."""
_LOST_LETTERS = (
    "letters that are joined in print can't be read out, searched or copied any more, as after saving with "
    "Ghostscript: “{}” where “{}” was printed{}"
)


def words_not_in(pages: Sequence[Page], current_pdf: bytes) -> tuple[tuple[int, str], ...]:
    """(page, words) for each run of words in `pages` that `current_pdf` lacks."""
    return tuple((page, words) for page, words, _ in _word_changes(pages, read_pages(current_pdf)) if words)


def page_differences(submitted: Sequence[Page], current: Sequence[Page]) -> tuple[str, ...]:
    """What differs where a file has more or fewer pages, in sentences."""
    return tuple(_page_differences(submitted, current))


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


def word_differences(submitted: Sequence[Page], current: Sequence[Page]) -> tuple[str, ...]:
    """Which words differ in files of as many pages, in sentences."""
    submitted_texts, current_texts = [_one_line(page) for page in submitted], [_one_line(page) for page in current]
    if submitted_texts != current_texts and sorted(submitted_texts) == sorted(current_texts):
        return ("its pages are in another order",)
    changes = tuple(_word_changes(submitted, current)) if submitted_texts != current_texts else ()
    if not changes:
        return ()
    known = {char for page in current for char in page.raw_text}
    lost = [change for change in changes if _has_lost_letters(*change[1:], known)]
    others = () if _reflowed(submitted, current) else (change for change in changes if change not in lost)
    return (*_lost_letters(lost), *map(_reworded, others))


def _has_lost_letters(words: str, current_words: str, known: set[str]) -> bool:
    """Are they the same words, but for signs that stand nowhere else instead of a few letters?"""
    runs = re.split(f"[^{re.escape(''.join(sorted(known)))}]+", words)
    pattern = f".{{1,{_LONGEST_LIGATURE}}}".join(map(re.escape, runs))
    return len(runs) > 1 and re.fullmatch(pattern, current_words) is not None


def _lost_letters(lost: Sequence[tuple[int, str, str]]) -> Iterator[str]:
    if lost:
        _, words, current_words = lost[0]
        more = f", and so in {len(lost) - 1} more places" if lost[1:] else ""
        yield _LOST_LETTERS.format(words, current_words, more)


def _reworded(change: tuple[int, str, str]) -> str:
    page, submitted_words, current_words = change
    if not current_words:
        return f"page {page}: “{submitted_words}” was added"
    if not submitted_words:
        return f"page {page}: “{current_words}” is gone"
    return f"page {page}: “{submitted_words}” stands where “{current_words}” was printed"


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
            yield page, _quoted(submitted_words[a:b]), _quoted(current_words[c:d])


def _words_by_page(pages: Sequence[Page]) -> list[tuple[int, str]]:
    return [(page.number, word) for page in pages for word in page.raw_text.split()]


def _quoted(words: Sequence[tuple[int, str]]) -> str:
    return excerpt([word for _, word in words])


def _one_line(page: Page) -> str:
    return re.sub(r"\s+", " ", page.raw_text)
