"""An editor's remarks in running text, `<!-- … -->`: left out before anything else is read, so that none is printed."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from leaflet.problem import Problem, Span
from leaflet.read.text_file import Problems, TextFile

BEGIN = re.compile(r"(?<!\\)<!--")
END = re.compile(r"-->")
DOUBTFUL = re.compile(r"\A-?>|<!--|--!>")
"""In a remark: browsers see an end in the first and the last, and the middle one means that an end is missing."""
SPACE = re.compile(r"[ \t]*")


@dataclass(frozen=True)
class TextWithoutRemarks(TextFile):
    """A file's text without remarks; places are still those in the file."""

    original: str = ""
    kept: tuple[tuple[int, int], ...] = ((0, 0),)
    """(offset here, offset in the file) of where each kept stretch begins."""

    def span(self, offset: int) -> Span:
        """The place in the file of the character at `offset` of this text."""
        here, there = self.kept[bisect_right(self.kept, (offset, len(self.original))) - 1]
        return TextFile(self.path, self.original).span(there + offset - here)


def without_remarks(file: TextFile) -> tuple[TextWithoutRemarks, Problems]:
    """`file` without its remarks, and a problem for each whose end isn't clear. Such a one is left out to the end.

    What stands alone on its lines takes them along, so that a paragraph goes on; else the space before it goes, where
    space follows.
    """
    problems: list[Problem] = []
    pieces: list[str] = []
    kept, length, at, is_line_begun = [(0, 0)], 0, 0, False
    for start, end in _remarks(file, problems):
        piece = file.text[at:start]
        is_line_begun = bool(piece.rpartition("\n")[2].strip()) or (is_line_begun and "\n" not in piece)
        space = SPACE.match(file.text, end)
        after = space.end() if space else end
        ends_line = after == len(file.text) or file.text[after] == "\n"
        pieces.append(piece.rstrip(" \t") if ends_line or after > end else piece)
        length += len(pieces[-1])
        at = end if is_line_begun or not ends_line else min(after + 1, len(file.text))
        kept.append((length, at))
    text = "".join(pieces) + file.text[at:]
    return TextWithoutRemarks(file.path, text, file.text, tuple(kept)), tuple(problems)


def _remarks(file: TextFile, problems: list[Problem]) -> Iterator[tuple[int, int]]:
    """Where each remark begins and ends."""
    at = 0
    while begin := BEGIN.search(file.text, at):
        end = END.search(file.text, begin.end())
        inside = file.text[begin.end() : end.start() if end else len(file.text)]
        if not end or DOUBTFUL.search(inside):
            message = "it isn't clear where this remark ends"
            hint = "end it with `-->`, and write neither `<!--` nor `--!>` in it"
            problems.append(Problem("unsupported-prose", message, hint, file.span(begin.start())))
        at = end.end() if end else len(file.text)
        yield begin.start(), at
