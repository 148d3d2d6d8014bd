"""What the glyphs of a trusted font look like and read, all of them at once, by their numbers in the font's file."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt
from fontTools.ttLib import TTFont

from leaflet.language.normalization import plain_signs
from leaflet.preflight.instrument.outlines import FontFile, trusted_font

LIGATURES = frozenset({"liga", "clig", "ccmp", "rlig"})
"""OpenType features that draw letters as one glyph or take them apart, as every reader expects."""
JOINED_FORMS = frozenset({"init", "medi", "fina", "isol"})
"""Features by which the letters of a joined script take the form of their place in a word."""
FIGURES = frozenset({"onum", "lnum", "tnum", "pnum", "case"})
"""Features for other figures; a layout declares them."""
_MAX_READINGS = 16
"""Texts that one glyph may stand for; a ligature's are all combinations of its parts' texts."""

_MAX_OWN = 8
"""Font files of houses that are kept open."""


@dataclass(frozen=True, eq=False)
class TrustedGlyphs:
    """The glyphs of a trusted font."""

    file: FontFile

    @cached_property
    def boxes(self) -> npt.NDArray[np.float64]:
        """(n, 4): left, bottom, right, top of each outline in em; nan for one without ink."""
        font = self.file.font
        offsets = np.asarray(list(font["loca"].locations), np.int64)
        table = np.frombuffer(font.reader["glyf"], np.uint8)
        has_ink = offsets[1:] > offsets[:-1]
        rows = offsets[:-1][has_ink, None] + np.arange(2, 10)  # after the number of contours: xMin, yMin, xMax, yMax
        boxes = np.full((len(has_ink), 4), np.nan)
        boxes[has_ink] = np.ascontiguousarray(table[rows]).view(">i2") / self.file.units_per_em
        return boxes

    @cached_property
    def weight(self) -> int:
        """How bold it is: 400 for regular, 700 for bold (OpenType, `OS/2`)."""
        return int(self.file.font["OS/2"].usWeightClass)

    def readings(self, number: int, with_figures: bool = False) -> tuple[str, ...]:
        """What the glyph `number` reads, the likeliest first: its own characters, or those that are drawn as it.

        Nothing for a form that no ordinary text has: a raised or a fractional figure, an ornament, a swash.
        """
        return self._readings(with_figures).get(number, ())

    @cache  # noqa: B019 -- a trusted font lives as long as the program
    def _readings(self, with_figures: bool) -> Mapping[int, tuple[str, ...]]:
        font = self.file.font
        own: defaultdict[str, set[str]] = defaultdict(set)
        for code, name in font.getBestCmap().items():
            own[name].add(plain_signs(chr(code)))
        features = LIGATURES | JOINED_FORMS | (FIGURES if with_figures else frozenset())
        formed = _closure(own, tuple(_substitutions(font, features)))
        number = font.getGlyphID
        return {
            number(name): tuple(sorted(own[name] or texts, key=_likelihood)) for name, texts in formed.items() if texts
        }


OwnFonts = Mapping[str, bytes]
"""Files of fonts that a house trusts beside leaflet's, by their PostScript names."""
NO_FONTS: OwnFonts = MappingProxyType({})


def trusted_glyphs(name: str, own: OwnFonts = NO_FONTS) -> TrustedGlyphs | None:
    """The glyphs of the trusted font with the PostScript name `name`; None where neither machine nor house has it."""
    return _glyphs_in(own[name]) if name in own else _trusted_glyphs(name)


@cache
def _trusted_glyphs(name: str) -> TrustedGlyphs | None:
    file = trusted_font(name)
    return TrustedGlyphs(file) if file else None


@lru_cache(_MAX_OWN)
def _glyphs_in(data: bytes) -> TrustedGlyphs:
    return TrustedGlyphs(FontFile(data))


def _likelihood(text: str) -> tuple[int, str]:
    return len(text), text


def _closure(own: Mapping[str, set[str]], rules: tuple[tuple[tuple[str, ...], str], ...]) -> defaultdict[str, set[str]]:
    """By glyph name: the texts that become it, `rules` applied until nothing new comes of them."""
    texts: defaultdict[str, set[str]] = defaultdict(set, {name: set(found) for name, found in own.items()})
    has_grown = True
    while has_grown:
        has_grown = False
        for parts, result in rules:
            combinations = itertools.islice(itertools.product(*(sorted(texts[part]) for part in parts)), _MAX_READINGS)
            new = {"".join(combination) for combination in combinations} - texts[result]
            if new and len(texts[result]) < _MAX_READINGS:
                texts[result] |= new
                has_grown = True
    return texts


def _substitutions(font: TTFont, features: frozenset[str]) -> Iterator[tuple[tuple[str, ...], str]]:
    """(glyphs, the glyph that they become) of each rule that one of `features` leads to."""
    if "GSUB" not in font:
        return
    table = font["GSUB"].table
    lookups = table.LookupList.Lookup
    pending = [
        n for f in table.FeatureList.FeatureRecord if f.FeatureTag in features for n in f.Feature.LookupListIndex
    ]
    seen: set[int] = set()
    while pending:
        number = pending.pop()
        if number not in seen:
            seen.add(number)
            for subtable in (getattr(outer, "ExtSubTable", outer) for outer in lookups[number].SubTable):
                pending += [record.LookupListIndex for record in _chained(subtable)]
                yield from _rules(subtable)


def _chained(subtable: Any) -> Iterator[Any]:
    """The records of a rule that looks at what stands around; they lead to other rules."""
    yield from getattr(subtable, "SubstLookupRecord", None) or ()
    for kind in ("ChainSubRuleSet", "ChainSubClassSet", "SubRuleSet", "SubClassSet"):
        for rules in getattr(subtable, kind, None) or ():
            for one in (
                r
                for name in ("ChainSubRule", "ChainSubClassRule", "SubRule", "SubClassRule")
                for r in getattr(rules, name, ())
            ):
                yield from one.SubstLookupRecord


def _rules(subtable: Any) -> Iterator[tuple[tuple[str, ...], str]]:
    """One glyph for another, or for several; one that only chooses among others has none."""
    for given, result in getattr(subtable, "mapping", {}).items():
        if isinstance(result, str):
            yield (given,), result
    for first, ligatures in getattr(subtable, "ligatures", {}).items():
        yield from (((first, *ligature.Component), ligature.LigGlyph) for ligature in ligatures)
