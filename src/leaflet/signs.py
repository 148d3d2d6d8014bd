"""What is wrong with the signs of a text, wherever it comes from: each must have a font, and be what it looks like."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from leaflet.fonts.printable_signs import printable_signs

UNPRINTABLE = "unprintable-sign"
MIXED_SCRIPTS = "mixed-scripts"
MIXED_DIRECTIONS = "mixed-directions"
INVISIBLE_SIGNS = frozenset("\t\n\u00ad\u200b\u200c\u200d\u2060")
"""What has no drawing of its own: line ends, places where a word may break or where letters join."""
MAX_MARKS = 2
"""Marks that a letter may carry beside those that Unicode has made one sign with it: so much is drawn in its line."""
SCRIPTS = frozenset(
    {"LATIN", "GREEK", "CYRILLIC", "ARMENIAN", "CHEROKEE", "COPTIC", "GEORGIAN", "LISU", "MATHEMATICAL"}
)
"""Scripts with letters that look like another's, by the first word of their letters' names in Unicode."""
GREEK_LOOKALIKES = frozenset("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹͿ" + "αγικνορτυχωϲϳ")
"""Greek letters that are taken for Latin ones (Unicode's confusables, UTS 39)."""
_WORD = re.compile(r"[^\W\d_]+")
_RTL_WORD = re.compile(r"\S+")


@dataclass(frozen=True)
class SignFault:
    """A sign or word that can't be printed as it is."""

    rule: str
    text: str
    """The sign, or the word, as it stands in the text."""
    start: int
    """Where it first begins in the text."""
    message: str
    hint: str


def sign_faults(text: str) -> tuple[SignFault, ...]:
    """What is wrong with the signs of `text`, in NFC: each sign and word once, where it first stands."""
    if text.isascii() and (text.isprintable() or text.replace("\n", "").replace("\t", "").isprintable()):
        return ()
    unprintable = tuple(_unprintable(text))
    # A sign that was told has neither script nor direction: it is told once.
    printable = text.translate({ord(fault.text): "\ufffd" for fault in unprintable})
    faults = (*unprintable, *_piled(text), *_mixed_words(printable), *_mixed_directions(printable))
    return tuple({(fault.rule, fault.text): fault for fault in reversed(faults)}.values())[::-1]


def described(sign: str) -> str:
    """“😀” (U+1F600, grinning face); a sign that can't be shown alone by its number and name only."""
    name = unicodedata.name(sign, "a sign without a name").lower()
    is_shown = unicodedata.category(sign)[0] in "LNPS"
    return f"“{sign}” (U+{ord(sign):04X}, {name})" if is_shown else f"the sign U+{ord(sign):04X} ({name})"


def _unprintable(text: str) -> Iterator[SignFault]:
    for start, sign in enumerate(text):
        if sign not in printable_signs() and sign not in INVISIBLE_SIGNS:
            message = f"{described(sign)} is in none of the fonts that leaflets are set in"
            yield SignFault(UNPRINTABLE, sign, start, message, "write it in words, or with a sign that every book has")


def _piled(text: str) -> Iterator[SignFault]:
    """Marks that strike a letter through, stand on none, or are more than it can carry."""
    carrier, marks = "", 0
    for start, sign in enumerate(text):
        if unicodedata.category(sign)[0] != "M":
            carrier, marks = sign, 0
            continue
        marks += 1
        if _is_stroke(sign):
            message = f"{described(sign)} is drawn over the letter before it, which then reads as another"
        elif not carrier.isalpha():
            message = f"{described(sign)} belongs on a letter, and none stands before it"
        elif marks > MAX_MARKS:
            message = f"“{carrier}” must not carry more than {MAX_MARKS} marks; {described(sign)} is one too many"
        else:
            continue
        yield SignFault(UNPRINTABLE, sign, start, message, "type the word again without it")


@cache
def _is_stroke(mark: str) -> bool:
    """Is it an overlay (class 1 of Unicode), a sign that encloses another, or one made for symbols?"""
    return unicodedata.combining(mark) == 1 or unicodedata.category(mark) == "Me" or "\u20d0" <= mark <= "\u20ff"


def _mixed_words(text: str) -> Iterator[SignFault]:
    for word in _WORD.finditer(text):
        stray = None if word[0].isascii() else _stray_letter(word[0])
        if stray:
            message = f"“{word[0]}” mixes letters of two scripts: {described(stray)} looks like another letter"
            hint = "type the word again, all of it on the keyboard of its own language"
            yield SignFault(MIXED_SCRIPTS, word[0], word.start(), message, hint)


def _stray_letter(word: str) -> str | None:
    """The first letter of `word` that isn't of its script; None where all are, or only say what science writes.

    Science writes Greek letters beside Latin ones: `µg`, `kΩ`, `TNFα`, `hν`, `ΔG`. Such a letter is refused only where
    it looks like a Latin one: a capital always, a small one beside another small letter in a word of some length.
    """
    scripts = [_script(letter) for letter in word]
    found = set(scripts) - {""}
    if len(found) < 2:
        return None
    main = max(sorted(found), key=scripts.count)
    if found != {"LATIN", "GREEK"}:
        return next(letter for letter, script in zip(word, scripts, strict=True) if script not in ("", main))
    greek = (n for n, script in enumerate(scripts) if script == "GREEK")
    return next((word[n] for n in greek if _is_mistakable(word, n, scripts.count("LATIN"))), None)


def _is_mistakable(word: str, at: int, latin: int) -> bool:
    """May the Greek letter at `at` be taken for a Latin one in a word with so many of these?"""
    letter = unicodedata.normalize("NFD", word[at])[0]
    neighbours = word[max(at - 1, 0) : at] + word[at + 1 : at + 2]
    is_inside_small_letters = latin > 1 and any(n.islower() and _script(n) == "LATIN" for n in neighbours)
    return letter in GREEK_LOOKALIKES and (letter.isupper() or is_inside_small_letters)


@cache
def _script(letter: str) -> str:
    """The script of a letter that may be mistaken for another's; '' for every other one."""
    script = unicodedata.name(letter, "").partition(" ")[0]
    return script if script in SCRIPTS else ""


def _mixed_directions(text: str) -> Iterator[SignFault]:
    """Text in which a reader, and preflight, can't tell the order of what runs to the left and what to the right."""
    directions = [unicodedata.bidirectional(sign) for sign in text]
    if not {"R", "AL"} & set(directions) or _is_in_order(text, directions):
        return
    word = next(word for word in _RTL_WORD.finditer(text) if _is_leftward(word[0]))
    message = "text that mixes directions can't be printed in its order: words from right to left among others"
    hint = "write it in one direction; one word of the other, without a number beside it, may stand in a sentence"
    yield SignFault(MIXED_DIRECTIONS, word[0], word.start(), message, hint)


def _is_leftward(text: str) -> bool:
    return any(unicodedata.bidirectional(sign) in ("R", "AL") for sign in text)


def _is_in_order(text: str, directions: list[str]) -> bool:
    """Is it right to left from its first sign to its last, or one such word alone between words from left to right?"""
    words = list(_RTL_WORD.finditer(text))
    leftward = [n for n, word in enumerate(words) if _is_leftward(word[0])]
    if "L" not in directions and (_is_leftward(words[0][0][0]) or len(words) == 1):
        return True
    number = leftward[0]
    beside = "".join(
        (text[: words[number].start()].rstrip(" –—-(«“")[-1:], text[words[number].end() :].lstrip(" –—-)»”")[:1])
    )
    digits = any(sign.isdigit() for sign in beside + words[number][0])
    return len(leftward) == 1 and "L" in directions and not digits
