"""The widths of a composite font's glyphs, as the file gives them: `/W` (ISO 32000-1, 9.7.4.3)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pikepdf

from leaflet.preflight.instrument.pdf_objects import as_number

_LAST_GLYPH = 0xFFFF
"""A forged file may name a longer range than a font can have glyphs."""


def glyph_widths(descendant: pikepdf.Dictionary) -> Mapping[int, float]:
    """By glyph: its width in thousandths of the type size; without those that have the font's default width."""
    return dict(_widths(descendant.get("/W")))


def _widths(given: object) -> Iterator[tuple[int, float]]:
    """(glyph, width): a first glyph and a list of widths, or a first, a last and one width for all."""
    items = list(given) if isinstance(given, pikepdf.Array) else []
    while len(items) > 1:
        first = int(as_number(items.pop(0), 0))
        following = items.pop(0)
        if isinstance(following, pikepdf.Array):
            yield from ((first + n, as_number(width, 0)) for n, width in enumerate(list(following)))
        elif items:
            width = as_number(items.pop(0), 0)
            last = min(int(as_number(following, 0)), _LAST_GLYPH)
            yield from ((glyph, width) for glyph in range(first, last + 1))
