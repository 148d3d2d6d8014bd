"""A house's brand on its pages: style rules, name and logo, and the files that a document asks for by it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from markupsafe import Markup

from leaflet.colours import Oklch, SrgbColour, colour_of, oklch, tint, with_lightness
from leaflet.editions.accent import ACCENT, colour_named, recoloured
from leaflet.editions.brand import printed_logo, printed_name
from leaflet.editions.edition import Edition
from leaflet.model import Brand, FontChoice
from leaflet.pixels import data_address

_SYMBOLS = '"Leaflet Levels", "Noto Sans Symbols2", "Noto Sans Math", "Noto Sans Symbols"'
_HEADINGS = "h1, h2, h3, caption"
_TINT, _LINE = 0.965, 0.79
"""How light a ground for text is, and a rule between rows."""
_HUE = 0.5
"""Radians: how far the tints of one colour lie apart."""
_WIDEST = 4.0
"""How wide a logo is printed, as a part of the height that the layout gives it."""
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}\b")


def brand_context(edition: Edition) -> dict[str, object]:
    """What a template is given of the brand."""
    return {"brand": brand_mark(edition), "brand_css": brand_css(edition)}


def brand_css(edition: Edition) -> str:
    """What the brand changes of the layouts' tokens, as rules that stand behind theirs; '' where it changes nothing."""
    brand = edition.house.brand
    tokens = "; ".join(f"--{name}: {value}" for name, value in _tokens(brand))
    rules = [*(f":root {{ {tokens} }}" for _ in range(bool(tokens))), *_font_rules(brand)]
    return "\n".join(("", *rules, "")) if rules else ""


def _tokens(brand: Brand) -> Iterator[tuple[str, str]]:
    accent, alarm = (colour_of(text) for text in (brand.accent, brand.alarm))
    if accent:
        # Where the hollow shapes of the ladder are in a light colour, a photocopy loses them.
        yield from (("accent", str(accent)), ("sign", "var(--ink)"))
        yield from (("tint", str(tint(accent, _TINT, 0.1))), ("rule", str(_lightened(accent, _LINE, 0.4))))
    if alarm:
        yield ("alarm", str(alarm))


def _lightened(colour: SrgbColour, lightness: float, chroma: float) -> SrgbColour:
    seen = oklch(colour)
    return with_lightness(Oklch(lightness, seen.chroma * chroma, seen.hue), max(lightness, seen.lightness))


def _font_rules(brand: Brand) -> Iterator[str]:
    chosen: dict[str, FontChoice] = dict(brand.choices)
    for choice in {choice.css_family: choice for choice in chosen.values()}.values():
        for name, font in choice.assets:
            family = f'font-family: "{choice.css_family}"; font-weight: {font.weight}'
            yield f'@font-face {{ {family}; src: url("asset:{name}") }}'
    if "text" in chosen:
        yield f'html {{ font-family: "{chosen["text"].css_family}", {_SYMBOLS} }}'
    if "headings" in chosen:
        yield f'{_HEADINGS} {{ font-family: "{chosen["headings"].css_family}", {_SYMBOLS} }}'


def brand_mark(edition: Edition) -> dict[str, object] | None:
    """{name, logo} that the page has a place for: the name or '', the logo's markup or ''; None for neither."""
    name, logo = printed_name(edition), printed_logo(edition)
    if logo is None or logo.mark is None:
        return {"name": name, "logo": ""} if name else None
    width = min(logo.mark.ratio, _WIDEST)
    address = data_address(logo.mark.media_type, logo.mark.data)
    size = f"width: calc(var(--logo) * {width:.4f})"
    return {"name": name, "logo": Markup('<img src="{}" alt="{}" style="{}">').format(address, logo.alt, size)}


def brand_files(edition: Edition) -> Mapping[str, bytes]:
    """The files that the brand gives a document, by the name behind `asset:`: fonts, and drawings in its colours."""
    brand = edition.house.brand
    fonts = {name: font.data for _, choice in brand.choices for name, font in choice.assets}
    drawings = (path for folder in reversed(edition.layout.folders) for path in sorted(folder.glob("*.svg")))
    return {**{path.name: _in_accent(path, brand) for path in drawings if brand.accent}, **fonts}


def _in_accent(path: Path, brand: Brand) -> bytes:
    """A layout's own drawing: all that is near in hue to the layouts' accent becomes the brand's."""
    text = path.read_text("utf-8")
    base = oklch(colour_named(ACCENT))
    near = {found for found in _COLOUR.findall(text) if _is_near(oklch(colour_named(found)), base)}
    return recoloured(text, brand, tuple(near)).encode()


def _is_near(seen: Oklch, base: Oklch) -> bool:
    apart = abs(seen.hue - base.hue) % math.tau
    return seen.chroma > 0.004 and min(apart, math.tau - apart) < _HUE and seen.lightness >= base.lightness
