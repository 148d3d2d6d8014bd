"""Lengths and type sizes of a drawing, in its own units (CSS pixels; SVG 1.1, 7.10)."""

from __future__ import annotations

import re
from collections.abc import Mapping

_LENGTH = re.compile(r"\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)\s*([a-z%]*)\s*", re.IGNORECASE)
_UNITS: Mapping[str, float] = {"": 1, "px": 1, "pt": 4 / 3, "pc": 16, "in": 96, "cm": 96 / 2.54, "mm": 9.6 / 2.54}
_RELATIVE: Mapping[str, float] = {"em": 1, "ex": 0.5, "%": 0.01}
"""In the size of the type; a percentage is one of it only where a type size is meant."""
_KEYWORDS: Mapping[str, float] = {
    "xx-small": 9,
    "x-small": 10,
    "small": 13,
    "medium": 16,
    "large": 18,
    "x-large": 24,
    "xx-large": 32,
}
"""Type sizes by name, at CSS's usual medium size."""
MEDIUM = 16.0
"""The type size where a drawing names none."""


def length(value: str, type_size: float = MEDIUM) -> float | None:
    """The first length in `value`; None where there is none, or one of another kind (a percentage, a word)."""
    match = _LENGTH.match(value)
    if match is None:
        return None
    number, unit = float(match[1]), match[2].lower()
    if unit in _RELATIVE and unit != "%":
        return number * _RELATIVE[unit] * type_size
    return number * _UNITS[unit] if unit in _UNITS else None


def type_size(value: str, inherited: float) -> float | None:
    """The type size that `value` means inside text of the size `inherited`; None where it means none."""
    word = value.strip().lower()
    relative = {"smaller": inherited / 1.2, "larger": inherited * 1.2, "rem": MEDIUM}
    if word in relative or word in _KEYWORDS:
        return relative.get(word) or _KEYWORDS[word]
    match = _LENGTH.fullmatch(word)
    if match and match[2] == "%":
        return float(match[1]) / 100 * inherited
    if match and match[2] == "rem":
        return float(match[1]) * MEDIUM
    return length(word, inherited) if match else None


def is_absolute(value: str) -> bool:
    """Is it a length that doesn't depend on what is around it?"""
    match = _LENGTH.fullmatch(value)
    return match is not None and match[2].lower() in _UNITS


def fraction(value: str) -> float:
    """A share of one, written as a number or a percentage; 1 where it is neither."""
    match = _LENGTH.fullmatch(value)
    return float(match[1]) * (0.01 if match[2] == "%" else 1) if match else 1.0


def is_translucent(colour: str) -> bool:
    """Does something shine through the colour (CSS Color 4)? `rgba(…, 0.5)`, `#rrggbbaa`, `transparent`."""
    word = colour.strip().lower()
    if word.startswith("#"):
        return len(word) in (5, 9) and set(word[-1 if len(word) == 5 else -2 :]) != {"f"}
    alpha = re.search(r"[,/]\s*([\d.]+%?)\s*\)$", word) if word.count(",") == 3 or "/" in word else None
    return word == "transparent" or (alpha is not None and fraction(alpha[1]) < 1)


def number(value: float) -> str:
    """A length as it is written: at most four decimals."""
    return f"{value:.4f}".rstrip("0").rstrip(".") or "0"
