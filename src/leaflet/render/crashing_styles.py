"""Which rule of the style sheets makes WeasyPrint fail, where it fails on a document.

It says what it couldn't do, not for which rule. So the document is set with ever fewer of its rules: the first one from
which on it fails is the one that it fails on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import tinycss2

from leaflet.render.document import NOTHING_GIVEN, render


def crashing_rule(html: str, *folders: Path, given: Mapping[str, bytes] = NOTHING_GIVEN) -> tuple[int, int] | None:
    """Line and column, from 1, in the style element of `html` of the rule on which rendering it fails.

    None where it fails without any rule.
    """
    before, tag, rest = html.partition("<style>")
    style, end, after = rest.partition("</style>")
    places = [
        (node.source_line, node.source_column)
        for node in tinycss2.parse_stylesheet(style, skip_comments=True, skip_whitespace=True)
    ]
    lines = style.splitlines(keepends=True)
    offsets = [sum(map(len, lines[: line - 1])) + column - 1 for line, column in places]

    def fails(count: int) -> bool:
        first = style[: offsets[count]] if count < len(offsets) else style
        return _fails(f"{before}{tag}{first}{end}{after}", given, *folders)

    return None if not places or fails(0) else places[_first(fails, len(places)) - 1]


def _first(fails: Callable[[int], bool], most: int) -> int:
    """The smallest number for which it `fails`: not for 0, but for `most`."""
    good, bad = 0, most
    while bad - good > 1:
        middle = (good + bad) // 2
        good, bad = (good, middle) if fails(middle) else (middle, bad)
    return bad


def _fails(html: str, given: Mapping[str, bytes], *folders: Path) -> bool:
    try:
        render(html, *folders, given=given)
    except Exception:  # noqa: BLE001 -- whatever it is, that is what is asked
        return True
    return False
