"""A line of running text as it is printed: the same tree, with the language's quotation marks in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from leaflet.running_text.quotes import printed_marks
from leaflet.running_text.tree import Inline, Line, LineBreak, Words


def printed_line(line: Line, marks: tuple[str, str]) -> Line:
    """`line` with what is printed for each of its signs; straight quotation marks become `marks`."""
    signs = [(sign, words.is_literal) for words in _words(line) for sign in words.text]
    text = "".join(sign for sign, _ in signs)
    return _printed(line, iter(printed_marks(text, [is_literal for _, is_literal in signs], marks)))


def _words(line: Line) -> Iterator[Words]:
    """The words of a line, whatever they stand in."""
    for inline in line:
        if isinstance(inline, Words):
            yield inline
        elif isinstance(inline, LineBreak):
            yield Words("\n")
        else:
            yield from _words(inline.inside)


def _printed(line: Line, printed: Iterator[str]) -> Line:
    return tuple(_printed_inline(inline, printed) for inline in line)


def _printed_inline(inline: Inline, printed: Iterator[str]) -> Inline:
    if isinstance(inline, Words):
        return replace(inline, text="".join(islice(printed, len(inline.text))))
    if isinstance(inline, LineBreak):
        next(printed)
        return inline
    return replace(inline, inside=_printed(inline.inside, printed))
