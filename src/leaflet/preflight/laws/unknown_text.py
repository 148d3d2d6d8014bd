"""Something is printed that the source doesn't say: it belongs to no required text and isn't the layout's own.

Why: “The following is not true:” before a warning takes it back, and so does a word that somebody wrote beside it. All
words of the warning are still there. So what is left on a page, when all that must be there has been found, may only be
the layout's own words: headings, labels, the identity line.

Fix: take the words that the message names out of the layout's template, or mark them there for translation with
`_("…")`: then they are the layout's own. A file that somebody wrote in must be built again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from leaflet.language.normalization import normalized
from leaflet.preflight.instrument.finished_file import FinishedFile
from leaflet.preflight.instrument.page import Page
from leaflet.problem import Problem

NAME = "unknown-text"
_MAX_EXCERPT = 60
"""Characters of a message, at most."""


def check(file: FinishedFile) -> Iterator[Problem]:
    """Read what belongs to no required text."""
    known = _known(file)
    for page in file.pages:
        for start, end in _unmatched_runs(file, page):
            fault = start + _readable_length(page.text[start:end], known)
            if fault < end:
                yield file.problem(
                    NAME,
                    f"“{_excerpt(page, fault, end)}” on page {page.number} of {file.edition.id} is not in the source",
                    f"take it out of the template of `{file.edition.layout.id}`, or mark it for translation there; "
                    "build a file again that was changed afterwards",
                    spoils={file.page_thing(page)},
                )


def _known(file: FinishedFile) -> tuple[str, ...]:
    """What may be printed again or of its own: parts of required texts and the layout's own words; longest first.

    A number alone may not: it would mean something else in another place.
    """
    parts = (part for match in file.matches for part in match.required.parts)
    texts = {normalized(text) for text in (*parts, *file.edition.required.layout_texts)} - {""}
    line = normalized("".join(file.edition.required.identity))  # as a whole: its content hash may be all digits
    return tuple(sorted({line, *(text for text in texts if not text.isdigit())}, key=len, reverse=True))


def _unmatched_runs(file: FinishedFile, page: Page) -> Iterator[tuple[int, int]]:
    """The runs of `page.text` that belong to no required text: where each begins and ends."""
    is_free = [True] * len(page.text)
    for passage in (matched for match in file.matches for matched in match.passages if matched.page is page):
        is_free[passage.start : passage.end] = [False] * (passage.end - passage.start)
    start = None
    for index, flag in enumerate([*is_free, False]):
        if flag and start is None:
            start = index
        elif not flag and start is not None:
            yield start, index
            start = None


def _readable_length(text: str, known: Sequence[str]) -> int:
    """How far `text` can be read as known texts one after the other; its length where all of it can."""
    reached = {0}
    for start in range(len(text)):
        if start in reached:
            reached |= {start + len(one) for one in known if text.startswith(one, start)}
    return max(reached)


def _excerpt(page: Page, start: int, end: int) -> str:
    glyphs = page.glyphs[page.glyph_at[start] : page.glyph_at[end - 1] + 1]
    text = " ".join("".join(glyph.char for glyph in glyphs).split())
    return text if len(text) <= _MAX_EXCERPT else f"{text[:_MAX_EXCERPT]}…"
