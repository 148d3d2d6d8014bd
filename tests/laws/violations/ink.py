"""Violations of how a block of text is drawn: ink, mode, clip, size, matrix, gaps, glyphs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf, String

from violations.content import Commands, TextBlock, do, graphics_state, number, painted, rectangle

BlockEdit = Callable[[Pdf, Commands, TextBlock], Commands]
"""The file, the block's commands from BT to ET, the block → what takes their place."""


def block_edits(block: TextBlock) -> Iterator[tuple[str, BlockEdit]]:
    """Every way to change `block`, by its name."""
    yield from INSIDE.items()
    yield from AROUND.items()
    yield from DRAWN.items()
    if len(block.codes) > 1:
        yield from GLYPHS.items()


def _inside(*commands: Any) -> BlockEdit:
    """Commands at the beginning of the block, their effect ended with it."""
    return lambda _pdf, own, _block: [do("q"), own[0], *commands, *own[1:], do("Q")]


def _colour(red: float, green: float, blue: float) -> BlockEdit:
    return _inside(do("rg", red, green, blue))


INSIDE: dict[str, BlockEdit] = {
    **{f"ink/mode-{mode}": _inside(do("Tr", mode)) for mode in (1, 2, 3, 5, 7)},
    "ink/white": _colour(1.0, 1.0, 1.0),
    "ink/nearly-white": _colour(0.99, 0.99, 0.99),
    "ink/pale": _colour(0.72, 0.72, 0.72),
    "ink/yellow": _colour(1.0, 1.0, 0.2),
    "ink/another-dark": _colour(0.3, 0.0, 0.0),
    "gaps/letters-together": _inside(do("Tc", -0.15)),
    "gaps/letters-far-together": _inside(do("Tc", -3.0)),
    "gaps/letters-apart": _inside(do("Tc", 4.0)),
    "size/narrow": _inside(do("Tz", 60)),
    "size/wide": _inside(do("Tz", 160)),
    "place/raised": _inside(do("Ts", 5.0)),
    "place/lowered": _inside(do("Ts", -5.0)),
    "place/raised-off-the-page": _inside(do("Ts", 3000.0)),
}


def _around(make: Callable[[Pdf, TextBlock], Commands]) -> BlockEdit:
    """Commands before the block, their effect ended with it."""
    return lambda pdf, own, block: [do("q"), *make(pdf, block), *own, do("Q")]


def _state(**entries: object) -> BlockEdit:
    return _around(lambda pdf, block: [graphics_state(pdf, block.page, **entries)])


def _clip(x: float, y: float, width: float, height: float) -> BlockEdit:
    """To a part of the block's room: all four in parts of its width and of its size."""

    def clipped(_: Pdf, block: TextBlock) -> Commands:
        corner = block.x + x * block.width, block.y + (y - 1) * block.size
        return [rectangle(*corner, width * block.width, height * block.size), do("W"), do("n")]

    return _around(clipped)


def _matrix(a: float, b: float, c: float, d: float, *, right: float = 0, down: float = 0) -> BlockEdit:
    """Round the block's beginning; `right` and `down` in CSS pixels."""

    def turned(_: Pdf, block: TextBlock) -> Commands:
        e = block.x - a * block.x - c * block.y + right
        f = block.y - b * block.x - d * block.y + down
        return [do("cm", *(float(value) for value in (a, b, c, d, e, f)))]

    return _around(turned)


AROUND: dict[str, BlockEdit] = {
    "ink/alpha-0": _state(ca=0),
    "ink/alpha-20": _state(ca=number(0.2)),
    "ink/alpha-60": _state(ca=number(0.6)),
    "ink/lighten": _state(BM=Name.Lighten),
    "ink/difference": _state(BM=Name.Difference),
    "clip/all": _clip(0, 0, 0, 0),
    "clip/upper-half": _clip(-0.1, 0.5, 1.3, 1),
    "clip/first-tenth": _clip(0.1, -0.5, 1.3, 2),
    "clip/last-third": _clip(-0.1, -0.5, 0.76, 2),
    "clip/nothing": _clip(-1, -1, 3, 3),
    "size/half": _matrix(0.5, 0, 0, 0.5),
    "size/nine-tenths": _matrix(0.9, 0, 0, 0.9),
    "size/flat": _matrix(1, 0, 0, 0.4),
    "turned/upside-down": _matrix(-1, 0, 0, -1),
    "turned/by-6": _matrix(0.9945, 0.1045, -0.1045, 0.9945),
    "turned/mirrored": _matrix(-1, 0, 0, 1),
    "turned/mirrored-in-place": _matrix(1, 0, 0, -1),
    "turned/slanted": _matrix(1, 0, 0.35, 1),
    "place/right-by-20": _matrix(1, 0, 0, 1, right=20),
    "place/left-by-90": _matrix(1, 0, 0, 1, right=-90),
    "place/down-by-a-line": _matrix(1, 0, 0, 1, down=17),
    "place/up-by-half-a-line": _matrix(1, 0, 0, 1, down=-8),
    "place/by-a-hair": _matrix(1, 0, 0, 1, right=0.4),
    "place/off-the-page": _matrix(1, 0, 0, 1, right=5000),
}


def _drawn(part: tuple[float, float, float, float], grey: float, under: bool = False) -> BlockEdit:
    """A rectangle over (or under) a part of the block's room: all four in parts of its width and of its size."""

    def covered(_: Pdf, own: Commands, block: TextBlock) -> Commands:
        x, y, width, height = part
        corner = block.x + x * block.width, block.y + (y - 1) * block.size
        shape = painted([rectangle(*corner, width * block.width, height * block.size)], grey, grey, grey)
        return [*shape, *own] if under else [*own, *shape]

    return covered


def _ring(_: Pdf, own: Commands, block: TextBlock) -> Commands:
    """Four curves round the first letters (ISO 32000-1 has no circle)."""
    x, y, r = block.x + block.size / 2, block.y - block.size / 3, block.size * 0.7
    k = 0.5523 * r
    path = [
        do("m", x + r, y),
        do("c", x + r, y + k, x + k, y + r, x, y + r),
        do("c", x - k, y + r, x - r, y + k, x - r, y),
        do("c", x - r, y - k, x - k, y - r, x, y - r),
        do("c", x + k, y - r, x + r, y - k, x + r, y),
    ]
    return [*own, do("q"), do("RG", 0.8, 0.0, 0.0), do("w", 1.0), *path, do("S"), do("Q")]


def _cross(_: Pdf, own: Commands, block: TextBlock) -> Commands:
    left, right, top, foot = block.x, block.x + block.width, block.y - 0.75 * block.size, block.y
    path = [do("m", left, top), do("l", right, foot), do("m", left, foot), do("l", right, top)]
    return [*own, do("q"), do("RG", 0.8, 0.0, 0.0), do("w", 0.8), *path, do("S"), do("Q")]


DRAWN: dict[str, BlockEdit] = {
    "drawn/white-box": _drawn((-0.05, -0.2, 1.1, 1.5), 1.0),
    "drawn/black-box": _drawn((-0.05, -0.2, 1.1, 1.5), 0.0),
    "drawn/white-over-first-letters": _drawn((-0.02, -0.2, 0.2, 1.5), 1.0),
    "drawn/white-over-a-hair": _drawn((0.4, -0.2, 0.02, 1.5), 1.0),
    "drawn/strike": _drawn((0, 0.68, 1, 0.06), 0.0),
    "drawn/pale-strike": _drawn((0, 0.68, 1, 0.04), 0.85),
    "drawn/bar-before": _drawn((-0.02, 0.1, 0.01, 1), 0.0),
    "drawn/bar-at-end": _drawn((1.01, 0.1, 0.01, 1), 0.0),
    "drawn/underline": _drawn((0, 1.08, 1, 0.05), 0.0),
    "drawn/dot-after": _drawn((1.02, 0.9, 0.02, 0.1), 0.0),
    "drawn/minus-before": _drawn((-0.06, 0.66, 0.04, 0.07), 0.0),
    "drawn/tint-under": _drawn((-0.05, -0.2, 1.1, 1.5), 0.93, under=True),
    "drawn/grey-under": _drawn((-0.05, -0.2, 1.1, 1.5), 0.6, under=True),
    "drawn/half-tint-under": _drawn((0.3, -0.2, 0.4, 1.5), 0.9, under=True),
    "drawn/ring": _ring,
    "drawn/cross": _cross,
}


def _with_glyphs(change: Callable[[list[Any]], list[Any]]) -> BlockEdit:
    """What the block shows, a string or kern at a time, changed."""

    def shown(_: Pdf, own: Commands, __: TextBlock) -> Commands:
        return [do("TJ", Array(change(list(one.operands[0])))) if str(one.operator) == "TJ" else one for one in own]

    return shown


def _one_fewer(shown: list[Any]) -> list[Any]:
    """Without its middle glyph; kerns stay."""
    places = [
        (index, at) for index, one in enumerate(shown) if isinstance(one, String) for at in range(0, len(bytes(one)), 2)
    ]
    index, at = places[len(places) // 2]
    text = bytes(shown[index])
    return [*shown[:index], String(text[:at] + text[at + 2 :]), *shown[index + 1 :]]


def _twice(shown: list[Any]) -> list[Any]:
    return [*shown, *shown]


def _turned(shown: list[Any]) -> list[Any]:
    """Its glyphs in the other order."""
    return [String(b"".join(reversed(_pairs(one)))) if isinstance(one, String) else one for one in reversed(shown)]


def _pairs(text: String) -> list[bytes]:
    data = bytes(text)
    return [data[at : at + 2] for at in range(0, len(data), 2)]


def _first_for_all(shown: list[Any]) -> list[Any]:
    first = _pairs(next(one for one in shown if isinstance(one, String)))[0]
    return [String(first * len(_pairs(one))) if isinstance(one, String) else one for one in shown]


def _empty(shown: list[Any]) -> list[Any]:
    return [one if not isinstance(one, String) else String(b"") for one in shown]


def _notdef(shown: list[Any]) -> list[Any]:
    return [String(b"\0\0" * len(_pairs(one))) if isinstance(one, String) else one for one in shown]


def _nothing(_: Pdf, __: Commands, ___: TextBlock) -> Commands:
    return []


def _drawn_twice(_: Pdf, own: Commands, block: TextBlock) -> Commands:
    return [*own, do("q"), do("cm", 1, 0, 0, 1, 0.0, block.size * 1.5), *own, do("Q")]


def _as_artifact(_: Pdf, own: Commands, __: TextBlock) -> Commands:
    return [do("BMC", Name.Artifact), *own, do("EMC")]


def _read_otherwise(_: Pdf, own: Commands, __: TextBlock) -> Commands:
    return [do("BDC", Name.Span, Dictionary(ActualText=String("All is well."))), *own, do("EMC")]


GLYPHS: dict[str, BlockEdit] = {
    "glyphs/one-fewer": _with_glyphs(_one_fewer),
    "glyphs/twice": _with_glyphs(_twice),
    "glyphs/turned": _with_glyphs(_turned),
    "glyphs/first-for-all": _with_glyphs(_first_for_all),
    "glyphs/none": _with_glyphs(_empty),
    "glyphs/notdef": _with_glyphs(_notdef),
    "glyphs/removed": _nothing,
    "glyphs/drawn-twice": _drawn_twice,
    "tags/artifact": _as_artifact,
    "tags/actual-text-in-stream": _read_otherwise,
}
