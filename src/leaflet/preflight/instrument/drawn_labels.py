"""The labels of drawings on the page: what is wrong with one is to be changed in its drawing, not in the layout."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from leaflet.editions.edition import Edition
from leaflet.model import Figure
from leaflet.preflight.instrument.page import Glyph
from leaflet.preflight.instrument.passage import Match, Passage
from leaflet.problem import Span


@dataclass(frozen=True)
class DrawnLabel:
    """A label of a drawing, and where it was found."""

    text: str
    drawing: str
    """The drawing's path from the topic's folder."""
    span: Span
    """Where the label is in the drawing's file."""
    passages: tuple[Passage, ...]
    """Nothing where it was not found."""

    @property
    def name(self) -> str:
        """As a message names it."""
        return f"the label “{self.text}” of the drawing `{self.drawing}`"


def drawn_labels(edition: Edition, match: Match) -> tuple[DrawnLabel, ...]:
    """The labels that `match` is about, in their order; none where it isn't a drawing's."""
    figure = next((b for b in edition.blocks() if isinstance(b, Figure) and b.id == match.required.id), None)
    if figure is None or match.required.kind != "block":
        return ()
    hidden = len(figure.strings) - len(figure.labels)
    pairs = enumerate(zip(figure.labels, match.passages_by_part, strict=True), hidden)
    return tuple(DrawnLabel(text, figure.file, figure.span("strings", n), found) for n, (text, found) in pairs)


def label_with(edition: Edition, matches: Iterable[Match], glyph: Glyph) -> DrawnLabel | None:
    """The label of a drawing that `glyph` is a letter of; None where it belongs to none."""
    labels = (label for match in matches for label in drawn_labels(edition, match))
    return next((label for label in labels if any(glyph in passage.glyphs for passage in label.passages)), None)
