"""Numbers in digits and in words, by a language's rules, as fractions."""

from __future__ import annotations

import re
from fractions import Fraction

from leaflet.language.word_patterns import any_of, whole
from leaflet.model import NumberRules

_DIGITS = r"(?:[1-9]\d{0,2}(?: \d{3})+(?!\d)|\d+)(?:[.,]\d+)*|(?<![\w.,])[.,]\d+"
"""In the form of Unicode (NFKC) in which every space is one."""
_RATIO = r"(?P<over>1)/(?P<under>[2-9]|10)(?![\d/])|(?P<over3>[23])/(?P<under3>[345])(?![\d/])"
"""1/2, 3/4: any other two numbers with a stroke between them are two numbers."""
_SEPARATOR = r"[\s-]?"


class NumberGrammar:
    """The numbers of one language."""

    def __init__(self, rules: NumberRules) -> None:
        self.rules = rules
        self._values = {_form(word): Fraction(value) for word, value in rules.words.items()}
        self._values |= {_form(word): Fraction(1) for word in (*rules.one, *rules.articles)}
        units, tens = (any_of(_between(rules, *bounds)) for bounds in ((1, 9), (20, 90)))
        forms = (re.escape(form).replace(r"\{unit\}", "U").replace(r"\{ten\}", "T") for form in rules.compounds)
        self._compounds = tuple(
            re.compile(form.replace("U", f"(?P<unit>{units})").replace("T", f"(?P<ten>{tens})")) for form in forms
        )
        compound = "|".join(re.sub(r"\?P<\w+>", "?:", form.pattern) for form in self._compounds)
        self.words = f"(?:{compound}|{any_of((*rules.words, *rules.one, *rules.articles))})"
        """The expression for what is said in a word."""
        multiplier, joint = any_of(rules.multipliers), any_of(rules.joints)
        after = rf"(?:{_SEPARATOR}(?:{joint}{_SEPARATOR})?(?:{compound}|{any_of(rules.words)}))?"
        words = rf"(?:{self.words}{_SEPARATOR})?{multiplier}{after}|{self.words}"
        half = rf"(?P<and_a_half>{_SEPARATOR}{any_of(rules.and_a_half)})?"
        digits = rf"(?:{_DIGITS})(?:{_SEPARATOR}{multiplier})?"
        self.pattern = rf"(?:(?:(?P<whole>\d+) )?(?:{_RATIO})|(?P<number>{digits}|{words}){half})"
        self._whole = re.compile(self.pattern)
        self._digits = re.compile(_DIGITS)
        self._pieces = re.compile(f"{multiplier}|{self.words}")

    def value(self, match: re.Match[str]) -> Fraction | None:
        """What a match of `pattern` means; None for digits that are no number in this language."""
        over, under = match["over"] or match["over3"], match["under"] or match["under3"]
        if over:
            return Fraction(match["whole"] or 0) + Fraction(int(over), int(under))
        value = self._value(match["number"])
        return value + Fraction(1, 2) if value is not None and match["and_a_half"] else value

    def match_value(self, text: str) -> Fraction | None:
        """The number at the beginning of `text`, or None."""
        match = self._whole.match(text)
        return self.value(match) if match else None

    def is_article(self, text: str) -> bool:
        """Is it “a”, which means one only before a unit?"""
        return text.casefold() in self.rules.articles

    def _value(self, text: str) -> Fraction | None:
        digits = self._digits.match(text)
        total, current = Fraction(0), digits_value(digits[0], self.rules) if digits else Fraction(0)
        if current is None:
            return None
        for piece in self._pieces.finditer(text, digits.end() if digits else 0):
            word = piece[0].casefold()
            if word in self.rules.multipliers:
                total, current = total + (current or 1) * self.rules.multipliers[word], Fraction(0)
            else:
                current += self._word_value(piece[0])
        return total + current

    def _word_value(self, word: str) -> Fraction:
        for form in self._compounds:
            match = form.fullmatch(word)
            if match:
                return self._values[_form(match["unit"])] + self._values[_form(match["ten"])]
        return self._values[_form(word)]


def _form(word: str) -> str:
    return re.sub(r"[\s\-‐‑]+", " ", word).casefold()


def _between(rules: NumberRules, low: int, high: int) -> tuple[str, ...]:
    """The words for whole numbers from `low` to `high`; of tens where these are."""
    words = (word for word, value in rules.words.items() if low <= value <= high and value == int(value))
    return (*words, *((*rules.one, *rules.articles) if low == 1 else ()))


def digits_value(text: str, rules: NumberRules) -> Fraction | None:
    """`1,500.5` as a number where it is one by these rules, else None."""
    plain = text.replace(" ", "")
    group, decimal = "".join(map(re.escape, rules.groups)), re.escape(rules.decimal)
    if not re.fullmatch(rf"(?:\d{{1,3}}(?:[{group}]\d{{3}})+|\d*)(?:{decimal}\d+)?", plain):
        return None
    return Fraction(re.sub(f"[{group}]", "", plain).replace(rules.decimal, "."))


def fraction_pattern(rules: NumberRules, number: str) -> str:
    """The expression for a part in words: `two thirds`, with the `number` of parts."""
    return whole(rf"(?P<parts>{number})[\s-]?(?P<part>{any_of(rules.fractions)})")
