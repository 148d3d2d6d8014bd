"""What a drawing may have: elements here, attributes and styles as `vocabulary.toml` lists them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

_LISTS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))

SHAPES = frozenset({"rect", "circle", "ellipse", "line", "path", "polygon", "polyline"})
TEXTS = frozenset({"text", "tspan"})
HEADINGS = frozenset({"title", "desc"})
GRADIENTS = frozenset({"linearGradient", "radialGradient"})
ELEMENTS = SHAPES | TEXTS | HEADINGS | GRADIENTS | {"svg", "g", "switch", "defs", "clipPath", "stop", "style", "use"}
"""What is kept, or resolved into what is kept."""
DROPPED_ELEMENTS = frozenset({"metadata", "color-profile", "view"})
"""What draws nothing, wherever it stands."""
UNUSED_DEFINITIONS = frozenset({"filter", "marker", "mask", "pattern", "symbol", "solidColor", "hatch"})
"""What draws nothing where it stands in <defs>: only by a reference, which is refused."""
PAINTS = frozenset({"fill", "stroke", "clip-path"})
"""What may name something in <defs>."""

GEOMETRY: frozenset[str] = frozenset(_LISTS["geometry"])
"""Attributes that say where and how large something is."""
PROPERTIES: frozenset[str] = frozenset(_LISTS["properties"])
"""What may be an attribute or a style, and draws."""
IGNORED: frozenset[str] = frozenset(_LISTS["ignored"])
"""What has no ink of its own: left out."""
AS_IF_ABSENT: Mapping[str, str] = _LISTS["as_if_absent"]
"""What can't be kept, and the values (as regular expressions) with which it may be left out."""
HINTS: Mapping[str, str] = _LISTS["hints"]
"""What to do about an element or a style that can't be printed."""

SAFE_VALUE = re.compile(r"(?!.*url)[\w\s#.,%()'\"+-]*", re.IGNORECASE | re.DOTALL)
"""No colon, slash or backslash: neither an address nor a style fits in."""
REFERENCE = re.compile(r"url\(\s*([\"']?)#(?P<id>[^\s\"'()\\]+)\1\s*\)\s*(?P<fallback>[\w#.,%() ]*)", re.IGNORECASE)
"""A place in the drawing itself, `url(#id)`, and the colour where it isn't there."""
