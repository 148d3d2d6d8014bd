"""One line of Markdown → its tree, and every sign in it that would be printed otherwise than it is written."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Literal

from leaflet.running_text.constructs import EMPHASIS, PICTURE, TOKEN, Construct, refused
from leaflet.running_text.tree import Emphasis, Hyperlink, Inline, Line, LineBreak, MarkedTerm, Words

KINDS: dict[int, tuple[Literal["em", "strong"], ...]] = {1: ("em",), 2: ("strong",), 3: ("strong", "em")}
"""What as many asterisks or underscores mean."""


@dataclass(frozen=True)
class MarkupFault:
    """Signs that can't stand where they stand."""

    construct: Construct
    offset: int
    """Of their first character in the text."""
    signs: str


@dataclass(frozen=True)
class TermPlace:
    """Where a term is marked in a text."""

    term: str
    start: int
    """Offset of its opening bracket."""
    end: int
    """Offset behind its closing parenthesis."""
    after: int
    """Offset at which its explanation can follow: behind emphasis that ends with it."""


@dataclass(frozen=True)
class ParsedLine:
    """A line, and what is wrong with it."""

    line: Line
    faults: tuple[MarkupFault, ...]
    markup: tuple[tuple[int, str], ...] = ()
    """(offset, signs) of what is meant as markup: escapes, links, terms, emphasis."""
    terms: tuple[TermPlace, ...] = ()


def parse_line(text: str) -> ParsedLine:
    """The tree of `text`, in which a line feed is a line break that was asked for. What is faulty stays words."""
    return _LineParser(text).parse()


@dataclass
class _OpenEmphasis:
    """Emphasis whose end wasn't reached yet; the outermost is the line itself."""

    signs: str
    offset: int
    inside: list[Inline] = field(default_factory=list)


class _LineParser:
    def __init__(self, text: str, offset: int = 0) -> None:
        self.text = text
        self.offset = offset
        """Of `text` in the line that it is part of."""
        self.open = [_OpenEmphasis("", 0)]
        self.faults: list[MarkupFault] = []
        self.markup: list[tuple[int, str]] = []
        self.terms: list[TermPlace] = []

    def parse(self) -> ParsedLine:
        end = 0
        for match in TOKEN.finditer(self.text):
            self.add_words(self.text[end : match.start()])
            self.read_token(match, str(match.lastgroup))
            end = match.end()
        self.add_words(self.text[end:])
        while len(self.open) > 1:
            self.refuse(EMPHASIS, self.open[-1].offset, self.open[-1].signs)
            self.give_up()
        return ParsedLine(tuple(self.open[0].inside), tuple(self.faults), tuple(self.markup), tuple(self.terms))

    def read_token(self, match: re.Match[str], kind: str) -> None:
        if kind == "run":
            self.read_run(match)
        elif kind == "link":
            self.read_link(match)
        elif kind == "term":
            self.read_term(match)
        elif kind == "break":
            self.open[-1].inside.append(LineBreak())
        elif kind == "escape":
            self.markup.append((self.offset + match.start(), match[0]))
            self.open[-1].inside.append(Words(match["sign"], is_literal=True))
        else:
            self.add_words(match[0])
            self.markup += [(self.offset + match.start(), match[0])] if kind == "address" else []
            construct = refused(match) if kind.startswith("refused") else PICTURE if kind == "picture" else None
            if construct:
                self.refuse(construct, match.start(), match[0])

    def read_link(self, match: re.Match[str]) -> None:
        self.markup.append((self.offset + match.start(), match[0]))
        if match["bare"]:
            self.open[-1].inside.append(Hyperlink((Words(match["bare"], is_literal=True),), match["bare"]))
            return
        inside = _LineParser(match["words"], self.offset + match.start("words")).parse()
        self.faults += inside.faults
        self.open[-1].inside.append(Hyperlink(inside.line, match["target"]))

    def read_term(self, match: re.Match[str]) -> None:
        start, end = self.offset + match.start(), self.offset + match.end()
        self.markup.append((start, match[0]))
        inside = _LineParser(match["marked"], self.offset + match.start("marked")).parse()
        self.faults += inside.faults
        self.terms.append(TermPlace(match["term_id"], start, end, end))
        self.open[-1].inside.append(MarkedTerm(inside.line, match["term_id"]))

    def read_run(self, match: re.Match[str]) -> None:
        """Asterisks or underscores: between letters, or between spaces, they are signs."""
        before = self.text[match.start() - 1] if match.start() else " "
        after = self.text[match.end()] if match.end() < len(self.text) else " "
        begins = not before.isalnum() and not after.isspace()
        ends = not after.isalnum() and not before.isspace()
        if ends and match[0] == self.open[-1].signs:
            self.close()
            self.follow_terms(match)
        elif begins and self.may_open(match[0]):
            self.open.append(_OpenEmphasis(match[0], match.start()))
        else:
            self.add_words(match[0])
            if begins or ends:
                self.refuse(EMPHASIS, match.start(), match[0])

    def may_open(self, signs: str) -> bool:
        """Is it a kind of emphasis that isn't begun already? (`***` is both.)"""
        kinds = {kind for emphasis in self.open for kind in KINDS.get(len(emphasis.signs), ())}
        return len(signs) in KINDS and kinds.isdisjoint(KINDS[len(signs)])

    def close(self) -> None:
        emphasis = self.open.pop()
        self.markup.append((self.offset + emphasis.offset, emphasis.signs))
        inside = tuple(emphasis.inside)
        for kind in reversed(KINDS[len(emphasis.signs)]):
            inside = (Emphasis(kind, inside),)
        self.open[-1].inside += inside

    def follow_terms(self, run: re.Match[str]) -> None:
        """What explains a term that ends with emphasis follows that."""
        if self.terms and self.terms[-1].after == self.offset + run.start():
            self.terms[-1] = replace(self.terms[-1], after=self.offset + run.end())

    def give_up(self) -> None:
        """Take emphasis that never ends for words."""
        emphasis = self.open.pop()
        self.add_words(emphasis.signs)
        self.open[-1].inside += emphasis.inside

    def refuse(self, construct: Construct, offset: int, signs: str) -> None:
        self.faults.append(MarkupFault(construct, self.offset + offset, signs))

    def add_words(self, text: str) -> None:
        inside = self.open[-1].inside
        if inside and isinstance(inside[-1], Words) and not inside[-1].is_literal:
            inside[-1] = Words(inside[-1].text + text)
        elif text:
            inside.append(Words(text))
