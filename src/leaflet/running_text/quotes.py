"""Straight quotation marks and apostrophes of a line → those that are printed, sign by sign."""

from __future__ import annotations

import re
from collections.abc import Sequence

DOUBLE, SINGLE = '"', "'"
APOSTROPHE, OPENING_SINGLE = "’", "‘"
BEFORE_A_WORD = "([{-–—/«„“‘¿¡"
"""Signs besides space behind which a word begins."""
RUN = re.compile(r"''+")
PAIR = re.compile(r"'(?=[^\s'])(?:[^'\n]|(?<=\w)'(?=\w))*?(?<=[^\s'])'(?!\w)")
"""From a mark at a word's beginning to the nearest one at a word's end, on one line."""
ELISION = re.compile(
    r"""'(?:
        [^\W\d_aeiouyáéíóúàèùäëïöüåøæœA-ZÀ-ÖØ-Þ]{1,2}\b(?!')    # a small word without a vowel: 's avonds, 't, 'k, 'ns
      | n\b                                            # rock 'n' roll
      | \d\d['’]?s\b(?!')                              # the '90s
      | (?:[Tt](?:is|was|were|will|would|wixt|ween)|em|im|ie|ne[mnrs]?|nen|neath|gainst|nuff|cos|coz)\b(?!')
    )""",
    re.VERBOSE,
)
"""A mark for letters left out at a word's beginning, whatever closes behind it. Small letters: 'T cells' is quoted."""


def printed_marks(text: str, literal: Sequence[bool], double: tuple[str, str]) -> list[str]:
    """What is printed for each sign of `text`, a line; a `literal` one, which was escaped, stays as it is.

    A single mark opens a quotation only where another closes it at a word's end. Everywhere else it is an apostrophe
    where it touches a letter, and stays as it is behind a digit (5'10", 52°5'N, 5'-AMP) or a mark like itself.
    """
    plain = "".join("\x00" if is_kept else sign for sign, is_kept in zip(text, literal, strict=True))
    opening, closing = _pairs(plain)
    runs = {at for run in RUN.finditer(plain) for at in range(*run.span())}
    printed = list(text)
    is_open = False
    for at, sign in enumerate(plain):
        if sign == SINGLE and at not in runs:
            printed[at] = OPENING_SINGLE if at in opening else APOSTROPHE if at in closing else _single(text, at)
        elif sign == DOUBLE and (is_open or not _before(text, at).isdigit()):
            printed[at] = _double(text, at, double)
            is_open = not is_open
    return printed


def _pairs(text: str) -> tuple[set[int], set[int]]:
    """Where the single marks stand that open a quotation, and those that close it."""
    opening, closing = set(), set()
    end = 0
    for at, sign in enumerate(text):
        if sign != SINGLE or at < end or not _begins_word(text, at) or ELISION.match(text, at):
            continue
        pair = PAIR.match(text, at)
        if pair:
            opening.add(at)
            closing.add(pair.end() - 1)
            end = pair.end()
    return opening, closing


def _single(text: str, at: int) -> str:
    """An apostrophe, or the straight mark where it is none."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if before.isdigit() or before == "°":
        return APOSTROPHE if re.match(r"s\b", text[at + 1 :]) else SINGLE
    return APOSTROPHE if after.isalnum() or (before and not _begins_word(text, at)) else SINGLE


def _double(text: str, at: int, marks: tuple[str, str]) -> str:
    """The language's mark; a straight one between spaces stays."""
    if not _begins_word(text, at):
        return marks[1]
    after = text[at + 1 : at + 2]
    return marks[0] if after and not after.isspace() else DOUBLE


def _begins_word(text: str, at: int) -> bool:
    """Does what follows the mark at `at` begin a word?"""
    before = _before(text, at)
    return not before or before.isspace() or before in BEFORE_A_WORD


def _before(text: str, at: int) -> str:
    """The sign before the mark at `at`, and before other marks that touch it; '' at the line's beginning."""
    return text[:at].rstrip(DOUBLE + SINGLE)[-1:]
