"""Sides that a style sheet names by the paper (`margin-left`), where leaflet's own name them by the line of writing.

A layout of a house's own comes after leaflet's sheet, or after that of the layout that it extends. In WeasyPrint their
`margin-inline-start` holds against its `margin-left`, or `margin`, although that comes later: it would be lost without
a word. And a sheet without left and right serves a language that is written from the right.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any

import tinycss2

from leaflet.problem import Problem, Span
from leaflet.read.text_file import TextFile

_SIDES = {"top": "block-start", "bottom": "block-end", "left": "inline-start", "right": "inline-end"}
_PARTS = ("", "-width", "-style", "-color")
_ONE_SIDE = {
    **{side: f"inset-{logical}" for side, logical in _SIDES.items()},
    **{f"{box}-{side}": f"{box}-{logical}" for box, (side, logical) in product(("margin", "padding"), _SIDES.items())},
    **{f"border-{side}{part}": f"border-{_SIDES[side]}{part}" for side, part in product(_SIDES, _PARTS)},
}
_ALL_SIDES = {
    **{box: (f"{box}-block", f"{box}-inline") for box in ("margin", "padding", "inset")},
    **{f"border{part}": (f"border-block{part}", f"border-inline{part}") for part in _PARTS},
}
_KEYWORDS = {
    "text-align": {"left": "start", "right": "end"},
    **{name: {"left": "inline-start", "right": "inline-end"} for name in ("float", "clear")},
}

_THREE = 3
"""As many values leave out the left side, which is like the right one then."""


def side_faults(sheet: TextFile) -> Iterator[Problem]:
    """A problem for each declaration of `sheet` that names sides of the paper. Margins of a page are the paper's."""
    for found in _declarations(tinycss2.parse_stylesheet(sheet.text, skip_comments=True, skip_whitespace=True)):
        values = _values(found)
        if instead := _written_logically(found.lower_name, values) if values else "":
            message = f"`{found.lower_name}: {' '.join(values)}` names sides of the paper; it is lost where a "
            message += "sheet before this one names the same by the line of writing"
            place = Span(sheet.path, found.source_line, found.source_column)
            yield Problem("side-of-paper", message, f"write `{instead}`", place)


def _declarations(nodes: Sequence[Any], *, of_page: bool = False) -> Iterator[Any]:
    """All of them, also those of rules within rules; without what `@page` itself says."""
    for node in nodes:
        if node.type == "declaration" and not of_page:
            yield node
        elif node.type in ("qualified-rule", "at-rule") and node.content:
            is_page = node.type == "at-rule" and node.lower_at_keyword == "page"
            yield from _declarations(tinycss2.parse_blocks_contents(node.content), of_page=is_page)


def _values(declaration: Any) -> list[str]:
    return [value.serialize() for value in declaration.value if value.type not in ("whitespace", "comment")]


def _written_logically(name: str, values: Sequence[str]) -> str:
    """What to write instead; nothing where no side of the paper is named."""
    text = " ".join(values)
    if name in _ONE_SIDE:
        return f"{_ONE_SIDE[name]}: {text}"
    if name in _ALL_SIDES:
        block, inline = _ALL_SIDES[name]
        of_block, of_inline = (text, text) if name == "border" else _by_axis(values)
        return f"{block}: {of_block}; {inline}: {of_inline}"
    keyword = _KEYWORDS.get(name, {}).get(text.lower())
    return f"{name}: {keyword}" if keyword else ""


def _by_axis(values: Sequence[str]) -> tuple[str, str]:
    """Of one to four values in the order top, right, bottom, left: those of the block's axis, those of the line's."""
    top, right, bottom, left = (*values, values[1]) if len(values) == _THREE else (list(values) * 4)[:4]
    return " ".join(dict.fromkeys((top, bottom))), " ".join(dict.fromkeys((left, right)))
