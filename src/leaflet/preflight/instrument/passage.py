"""Runs of text on a page, and which of them are the parts of a required text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from leaflet.language.normalization import has_ink
from leaflet.model import RequiredText
from leaflet.preflight.instrument.geometry import Box, bounding_box
from leaflet.preflight.instrument.page import Glyph, Page

ACCENT_MM = 1.5
"""How far above or below its line's ink an accent may stand."""


@dataclass(frozen=True)
class Passage:
    """A run of text on a page."""

    page: Page
    start: int
    end: int
    """Indices into `page.text`."""

    @cached_property
    def glyphs(self) -> tuple[Glyph, ...]:
        """Its glyphs, in order."""
        indices = dict.fromkeys(self.page.glyph_at[self.start : self.end])
        return tuple(self.page.glyphs[index] for index in indices)

    @cached_property
    def inked_glyphs(self) -> tuple[Glyph, ...]:
        """All its glyphs that leave ink: letters, the punctuation among them, and accents, which are drawn apart."""
        first, last = self.page.glyph_at[self.start], self.page.glyph_at[self.end - 1]
        run = [glyph for glyph in self.page.glyphs[first : last + 1] if has_ink(glyph.char)]
        accents = (glyph for glyph in self.page.accents if any(_is_over(glyph.box, line) for line in self.lines))
        return tuple({glyph.char_index: glyph for glyph in (*run, *accents)}.values())

    @cached_property
    def lines(self) -> tuple[Box, ...]:
        """One box a line, mm."""
        lines: list[Box] = []
        for glyph in self.glyphs:
            if lines and _same_line(lines[-1], glyph.box):
                lines[-1] = bounding_box((lines[-1], glyph.box))
            else:
                lines.append(glyph.box)
        return tuple(lines)


@dataclass(frozen=True)
class Match:
    """A required text, and where each of its parts was found."""

    required: RequiredText
    page: int | None
    """The page that it must stand on; None where any will do."""
    passages_by_part: tuple[tuple[Passage, ...], ...]
    """For each part of the text: nothing where it was not found, two passages where it is split over two pages."""

    @property
    def is_complete(self) -> bool:
        """Was every part found?"""
        return all(self.passages_by_part)

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Every passage, in the order of the parts."""
        return tuple(passage for passages in self.passages_by_part for passage in passages)

    def missing_parts(self) -> tuple[str, ...]:
        """The parts that were not found."""
        return tuple(
            part for part, passages in zip(self.required.parts, self.passages_by_part, strict=True) if not passages
        )


def _is_over(accent: Box, line: Box) -> bool:
    """Does the middle of `accent` stand in `line`, or just above or below it?"""
    across, down = (accent[0] + accent[2]) / 2, (accent[1] + accent[3]) / 2
    return line[0] <= across <= line[2] and line[1] - ACCENT_MM <= down <= line[3] + ACCENT_MM


def _same_line(line: Box, box: Box) -> bool:
    middle = (box[1] + box[3]) / 2
    return line[1] - 1 <= middle <= line[3] + 1 and box[0] >= line[0] and box[0] <= line[2] + 10
