"""What a page has drawn so far, and the graphics state, while its commands are run."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from leaflet.lengths import MM_PER_PT
from leaflet.preflight.instrument.content_streams import CommandReader
from leaflet.preflight.instrument.drawn_fonts import FontList
from leaflet.preflight.instrument.drawn_page import NO_CONTENT, DrawnImage, Painting
from leaflet.preflight.instrument.geometry import Box
from leaflet.preflight.instrument.open_file import UnreadablePdfError
from leaflet.preflight.instrument.painted_paths import EVERYWHERE, DrawnPath, PathExtent, shared_extent
from leaflet.preflight.instrument.pdf_objects import as_dictionary
from leaflet.preflight.instrument.shown_text import ShownText, TextState
from leaflet.preflight.instrument.transform import IDENTITY, PageTransform

MAX_DEPTH = 8
"""Forms in forms."""
Operator = Callable[["Drawing", Any], object]
Colour = tuple[float, ...] | str | None
BLACK: Colour = (0.0,)


@dataclass(slots=True)
class GraphicsState:
    """What `q` keeps and `Q` brings back (ISO 32000-1, 8.4)."""

    transform: PageTransform = IDENTITY
    text: TextState = field(default_factory=TextState)
    colours: dict[str, Colour] = field(default_factory=lambda: {"fill": BLACK, "stroke": BLACK})
    opacities: dict[str, float] = field(default_factory=lambda: {"fill": 1.0, "stroke": 1.0})
    group_opacity: float = 1.0
    """Of the groups that it draws in, together: what a group sets itself comes on top."""
    line_width: float = 1.0
    clip: PathExtent = EVERYWHERE
    has_shaped_clip: bool = False

    def copy(self) -> GraphicsState:
        kept = copy.copy(self)
        kept.text, kept.colours, kept.opacities = copy.copy(self.text), dict(self.colours), dict(self.opacities)
        return kept


@dataclass
class Drawing:
    """All that one page draws, while its commands are run."""

    reader: CommandReader
    operators: Mapping[str, Operator]
    """What to do for each."""
    left: float
    top: float
    resources: pikepdf.Dictionary
    fonts: FontList
    state: GraphicsState = field(default_factory=GraphicsState)
    kept: list[GraphicsState] = field(default_factory=list)
    shown: ShownText = field(default_factory=ShownText)
    path: DrawnPath = field(default_factory=DrawnPath)
    clips: bool = False
    """Does the current path become a clip when it has been painted?"""
    contents: list[tuple[int, int]] = field(default_factory=lambda: [(NO_CONTENT, 0)])
    """Marked contents that are open: content and sequence, as in `DrawnGlyphs`."""
    sequences: int = 0
    paintings: list[Painting] = field(default_factory=list)
    marked: list[tuple[str, pikepdf.Dictionary]] = field(default_factory=list)
    hidden_text: set[str] = field(default_factory=set)
    looked_into: set[tuple[int, int]] = field(default_factory=set)
    depth: int = 0

    def run(self, *streams: object) -> None:
        """Run the commands of `streams`. Raises UnreadablePdfError."""
        for instruction in self.reader.read(*streams):
            operator, operands = str(instruction.operator), instruction.operands
            handler = self.operators.get(operator)
            if handler is None:
                raise UnreadablePdfError(f"its drawing commands are damaged: `{operator[:20]}`")
            try:
                handler(self, operands)
            except (IndexError, TypeError, ValueError, ArithmeticError, AttributeError) as error:
                raise UnreadablePdfError(f"its drawing commands are damaged: {error}") from error

    def resource(self, kind: str, name: object) -> pikepdf.Object | None:
        return as_dictionary(self.resources.get(kind)).get(str(name))

    def paint(  # noqa: PLR0913, PLR0917
        self,
        kind: str,
        extent: PathExtent,
        colours: Mapping[str, Colour],
        opacity: str,
        image: DrawnImage | None = None,
        hole: PathExtent | None = None,
    ) -> None:
        """Note what was painted, as far as the clip lets it be seen."""
        state = self.state
        left, bottom, right, top = shared_extent(extent, state.clip)
        if left > right or bottom > top:
            return
        self.paintings.append(
            Painting(
                kind,
                self._on_paper((left, bottom, right, top)),
                colours.get("fill"),
                colours.get("stroke"),
                state.opacities[opacity] * state.group_opacity,
                state.has_shaped_clip,
                *self.contents[-1],
                image,
                hole and self._on_paper(hole),
            )
        )

    def _on_paper(self, extent: PathExtent) -> Box:
        left, bottom, right, top = (side * MM_PER_PT for side in extent)
        across, down = self.left * MM_PER_PT, self.top * MM_PER_PT
        return left - across, down - top, right - across, down - bottom

    def look_into(self, stream: object, kind: str) -> None:
        """See whether a pattern or a mask shows text."""
        if isinstance(stream, pikepdf.Stream) and stream.objgen not in self.looked_into:
            self.looked_into.add(stream.objgen)
            if self.depth >= MAX_DEPTH:
                raise UnreadablePdfError("its drawings are nested too deeply")
            inner = Drawing(
                self.reader,
                self.operators,
                0,
                0,
                as_dictionary(stream.get("/Resources", self.resources)),
                self.fonts,
                looked_into=self.looked_into,
                marked=self.marked,
                hidden_text=self.hidden_text,
                depth=self.depth + 1,
            )
            inner.run(stream)
            self.hidden_text |= {kind} if inner.shown.rows else set()
