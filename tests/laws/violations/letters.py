"""Violations of one letter, digit, sign, gap or word of a text. Which one is chosen by the text's own name."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from functools import partial

from violations.document_tree import DocumentCase, Place, Tree

LOOK_ALIKES = {
    "a": "а", "c": "с", "e": "е", "o": "о", "p": "р", "x": "х", "i": "і", "A": "А", "B": "В", "E": "Е", "M": "М",
    "T": "Т", "0": "O", "1": "l", "-": "‐", "’": "ʼ",
}  # fmt: skip
SIGNS = '*?!†"“”()[]–…'
"""Signs that are put where none was."""
OTHERS = {
    ".": ",?!", ",": ".;", "?": ".", "!": ".", ":": ".;", ";": ",", "-": "–", "–": "-", "’": "", "“": "”", "”": "“",
    "(": "", ")": "", "/": "-", "%": "‰", "·": ",", ">": "<", "<": ">", "=": "≠", "±": "+", "°": "",
}  # fmt: skip
"""What a sign is replaced by."""
STROKES = {"acute": "\u0301", "overlay": "\u0338", "bar": "\u0336", "dot-below": "\u0323", "ring": "\u20dd"}
DENIALS = re.compile(
    r"\b(?:not?|never|none|nobody|nothing|without|niet|geen|nooit|niemand|niets|zonder)\b", re.IGNORECASE
)

Choice = tuple[str, int, int, str]
"""What is done, and from where to where which text takes the place of what stood there."""


def letter_cases(tree: Tree) -> Iterator[DocumentCase]:
    """All of them, for each text of the body."""
    for place in tree.texts():
        name, text = tree.name_of(place), tree.get(place)
        chosen = random.Random(name)
        for kind, start, end, new in _choices(text, chosen):
            if text[:start] + new + text[end:] != text:
                edit = partial(_apply, place=place, start=start, end=end, new=new)
                yield DocumentCase(f"letters/{kind}/{name}", _around(text, start, end), edit)


def _apply(tree: Tree, place: Place, start: int, end: int, new: str) -> None:
    text = tree.get(place)
    tree.put(place, text[:start] + new + text[end:])


def _around(text: str, start: int, end: int) -> str:
    return " ".join(text[max(0, start - 30) : end + 30].split())


def _choices(text: str, chosen: random.Random) -> Iterator[Choice]:
    yield from _letters(text, chosen)
    yield from _digits(text, chosen)
    yield from _signs(text, chosen)
    yield from _gaps(text, chosen)
    yield from _words(text, chosen)


def _at(pattern: str, text: str, chosen: random.Random) -> re.Match[str] | None:
    """One of the matches."""
    found = list(re.finditer(pattern, text))
    return chosen.choice(found) if found else None


def _letters(text: str, chosen: random.Random) -> Iterator[Choice]:
    letter = _at(r"[^\W\d_]", text, chosen)
    if letter:
        start, end, own = letter.start(), letter.end(), letter[0]
        yield "letter-dropped", start, end, ""
        yield "letter-doubled", start, end, own * 2
        yield "letter-changed", start, end, chosen.choice("abdefghklmnoprstuvwz".replace(own.lower(), ""))
        yield "case-changed", start, end, own.swapcase()
        for kind, stroke in STROKES.items():
            yield f"stroke-{kind}", end, end, stroke
    pair = _at(r"([^\W\d_])(?!\1)([^\W\d_])", text, chosen)
    if pair:
        yield "letters-turned", pair.start(), pair.end(), pair[0][::-1]
    alike = _at(f"[{re.escape(''.join(LOOK_ALIKES))}]", text, chosen)
    if alike:
        yield "look-alike", alike.start(), alike.end(), LOOK_ALIKES[alike[0]]


def _digits(text: str, chosen: random.Random) -> Iterator[Choice]:
    digit = _at(r"\d", text, chosen)
    if digit:
        start, end = digit.span()
        yield "digit-dropped", start, end, ""
        yield "digit-doubled", start, end, digit[0] * 2
        yield "digit-changed", start, end, str((int(digit[0]) + chosen.randint(1, 9)) % 10)
        yield "digit-raised", start, end, "⁰¹²³⁴⁵⁶⁷⁸⁹"[int(digit[0])]
    pair = _at(r"(\d)(?!\1)(\d)", text, chosen)
    if pair:
        yield "digits-turned", pair.start(), pair.end(), pair[0][::-1]
    point = _at(r"(\d)([.,])(\d)", text, chosen)
    if point:
        yield "point-dropped", point.start(), point.end(), point[1] + point[3]
        yield "point-moved", point.start(), point.end(), point[1] + point[3] + point[2]
        yield "point-changed", point.start(), point.end(), point[1] + {".": ",", ",": "."}[point[2]] + point[3]


def _signs(text: str, chosen: random.Random) -> Iterator[Choice]:
    for sign in sorted({one for one in text if not one.isalnum() and not one.isspace()}):
        match = _at(re.escape(sign), text, chosen)
        assert match
        yield f"sign-dropped/{ord(sign):04x}", match.start(), match.end(), ""
        yield f"sign-doubled/{ord(sign):04x}", match.start(), match.end(), sign * 2
        for other in OTHERS.get(sign, ""):
            yield f"sign-changed/{ord(sign):04x}-{ord(other):04x}", match.start(), match.end(), other
    stop = len(text.rstrip())
    for sign in SIGNS:
        yield f"sign-added/{ord(sign):04x}", stop, stop, sign
    word = _at(r"\w+", text, chosen)
    if word:
        yield "word-quoted", word.start(), word.end(), f"“{word[0]}”"
        yield "word-in-brackets", word.start(), word.end(), f"({word[0]})"
        yield "word-struck", word.start(), word.end(), "".join(f"{one}\u0336" for one in word[0])


def _gaps(text: str, chosen: random.Random) -> Iterator[Choice]:
    gap = _at(r"(?<=\S) (?=\S)", text, chosen)
    if gap:
        yield "gap-closed", gap.start(), gap.end(), ""
        yield "gap-hyphen", gap.start(), gap.end(), "-"
        yield "gap-zero-width", gap.start(), gap.end(), "\u200b"
    inside = _at(r"(?<=\w)(?=\w)", text, chosen)
    if inside:
        yield "gap-torn", inside.start(), inside.start(), " "
        yield "direction-turned", inside.start(), inside.start(), "\u202e"


def _words(text: str, chosen: random.Random) -> Iterator[Choice]:
    word = _at(r"\w+", text, chosen)
    if word and len(text.split()) > 1:
        yield "word-dropped", word.start(), word.end(), ""
        yield "word-doubled", word.start(), word.end(), f"{word[0]} {word[0]}"
    denial = _at(DENIALS.pattern, text, chosen) or _at(DENIALS.pattern.title(), text, chosen)
    if denial:
        yield "denial-dropped", denial.start(), denial.end(), ""
        yield "denial-doubled", denial.start(), denial.end(), f"{denial[0]} {denial[0]}"
    pair = _at(r"(\w+) (?!\1\b)(\w+)", text, chosen)
    if pair:
        yield "words-turned", pair.start(), pair.end(), f"{pair[2]} {pair[1]}"
