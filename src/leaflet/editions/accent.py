"""Drawings in the colours of a house: what is drawn in the layouts' accent and its tints follows the house's own."""

from __future__ import annotations

import re

from leaflet.colours import WHITE, Oklch, SrgbColour, colour_of, oklch, with_lightness
from leaflet.editions.content import figure_strings
from leaflet.model import Brand, Figure
from leaflet.svg.labels import svg_with_strings

ACCENT = "#07464e"
"""What the layouts have."""
TINTS = ("#5d9ea1", "#9cc5c6", "#d3e6e6", "#eaf3f3", "#eef5f4", "#a9c3c4", "#e4f0f0", "#6f8f91")
"""The lighter colours that drawings have beside it. Any other stays: a pill is of the colour that it is."""
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}\b")


def printed_drawing(figure: Figure, brand: Brand) -> str:
    """The figure as SVG, with the edition's words and in the house's colours."""
    return svg_with_strings(recoloured(figure.svg, brand), figure_strings(figure))


def recoloured(svg: str, brand: Brand, tints: tuple[str, ...] = TINTS) -> str:
    """`svg` with the layouts' accent and its `tints` in the brand's accent; as it is where the brand has none."""
    accent = colour_of(brand.accent)
    if accent is None:
        return svg
    base, own = oklch(colour_named(ACCENT)), oklch(accent)
    replaced = {name: str(_same_step(oklch(colour_named(name)), base, own)) for name in tints} | {ACCENT: str(accent)}
    return _COLOUR.sub(lambda found: replaced.get(found[0].lower(), found[0]), svg)


def _same_step(seen: Oklch, base: Oklch, own: Oklch) -> SrgbColour:
    """The tint of `own` that is as far on the way to white as `seen` is from `base`."""
    part = min((1 - seen.lightness) / (1 - base.lightness), 1.0)
    return with_lightness(Oklch(0, own.chroma * part, own.hue), 1 - part * (1 - own.lightness))


def colour_named(text: str) -> SrgbColour:
    """`text` as a colour; it is known to be one."""
    return colour_of(text) or WHITE
