"""Colours: how much one stands out against another, and what the same colour is lighter or darker."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

TEXT_CONTRAST = 4.5
"""To 1, of text against its ground (WCAG 2.2, 1.4.3)."""
_HEX = re.compile(r"#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_STEPS = 40
"""Halvings of an interval: finer than a colour of 8 bits can tell."""
_STEP = 0.001
"""In lightness, smaller than one of 255 steps of grey."""


@dataclass(frozen=True)
class SrgbColour:
    """A colour of sRGB in 8 bits."""

    red: int
    green: int
    blue: int

    def __str__(self) -> str:
        return f"#{self.red:02x}{self.green:02x}{self.blue:02x}"

    @property
    def luminance(self) -> float:
        """0 for black, 1 for white (WCAG 2.2, relative luminance)."""
        red, green, blue = (_linear(part / 255) for part in (self.red, self.green, self.blue))
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue


WHITE = SrgbColour(255, 255, 255)


@dataclass(frozen=True)
class Oklch:
    """The same as people see it (OKLCH: B. Ottosson, 2020): equal steps look equal, and hue stays when it darkens."""

    lightness: float
    """0 for black, 1 for white."""
    chroma: float
    hue: float
    """Radians."""


def colour_of(text: str) -> SrgbColour | None:
    """The colour that CSS writes as `#0f5c63` or `#06c`; None where `text` is written otherwise."""
    found = _HEX.fullmatch(text)
    if not found:
        return None
    digits = found[1] if len(found[1]) == 6 else "".join(digit * 2 for digit in found[1])
    return SrgbColour(*bytes.fromhex(digits))


def contrast(one: SrgbColour, other: SrgbColour) -> float:
    """How much they stand out against one another: 1 for the same brightness, 21 for black and white (WCAG 2.2)."""
    bright, dark = sorted((one.luminance, other.luminance), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def readable(colour: SrgbColour, ground: SrgbColour = WHITE, needed: float = TEXT_CONTRAST) -> SrgbColour:
    """`colour`, or the lightest darker one of its hue that stands out against a light `ground` as much as is `needed`.

    Where `ground` isn't light enough for any, that is black.
    """
    if contrast(colour, ground) >= needed:
        return colour
    seen = oklch(colour)
    dark, light = 0.0, seen.lightness
    for _ in range(_STEPS):
        middle = (dark + light) / 2
        is_enough = contrast(with_lightness(seen, middle), ground) >= needed
        dark, light = (middle, light) if is_enough else (dark, middle)
    return with_lightness(seen, dark)


def tint(colour: SrgbColour, lightness: float, chroma: float) -> SrgbColour:
    """A pale ground for text in `colour`: of its hue, so light or lighter that the text stands out against it.

    `chroma` is a part of that of `colour`. White where nothing else is light enough.
    """
    seen = oklch(colour)
    while lightness < 1:
        # What a screen can show of a very light hue is little: no more than is left to white.
        pale = with_lightness(Oklch(lightness, seen.chroma * chroma, seen.hue), lightness)
        if contrast(colour, pale) >= TEXT_CONTRAST:
            return pale
        lightness += _STEP
    return WHITE


def with_lightness(seen: Oklch, lightness: float) -> SrgbColour:
    """The colour of that hue and `lightness`, as strong as it was, or as sRGB can show it."""
    weak, strong = 0.0, seen.chroma
    if not _is_in_gamut(_linear_rgb(lightness, strong, seen.hue)):
        for _ in range(_STEPS):
            middle = (weak + strong) / 2
            is_inside = _is_in_gamut(_linear_rgb(lightness, middle, seen.hue))
            weak, strong = (middle, strong) if is_inside else (weak, middle)
        strong = weak
    return SrgbColour(*(_in_8_bits(part) for part in _linear_rgb(lightness, strong, seen.hue)))


def oklch(colour: SrgbColour) -> Oklch:
    """`colour` as people see it."""
    red, green, blue = (_linear(part / 255) for part in (colour.red, colour.green, colour.blue))
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    return Oklch(lightness, math.hypot(a, b), math.atan2(b, a))


def _linear_rgb(lightness: float, chroma: float, hue: float) -> tuple[float, float, float]:
    a, b = chroma * math.cos(hue), chroma * math.sin(hue)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )


def _is_in_gamut(parts: tuple[float, float, float]) -> bool:
    return all(-1e-4 <= part <= 1 + 1e-4 for part in parts)


def _linear(part: float) -> float:
    """IEC 61966-2-1."""
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def _in_8_bits(part: float) -> int:
    part = min(max(part, 0.0), 1.0)
    return round(255 * (part * 12.92 if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055))
