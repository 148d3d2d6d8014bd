"""Transforms of a drawing, as matrices (SVG 1.1, 7.6)."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

_FUNCTION = re.compile(r"\s*,?\s*(\w+)\s*\(([^()]*)\)")
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?", re.IGNORECASE)
MAX_TURN = 0.02
"""Sine of the angle that a line may be off; preflight's own."""
MAX_STRETCH = 1.1
"""How much wider than high, or higher than wide, a letter may be drawn; preflight's own."""


@dataclass(frozen=True)
class Transform:
    """x' = a·x + c·y + e; y' = b·x + d·y + f."""

    a: float = 1
    b: float = 0
    c: float = 0
    d: float = 1
    e: float = 0
    f: float = 0

    def __matmul__(self, inner: Transform) -> Transform:
        """`inner` first, then this one."""
        return Transform(
            self.a * inner.a + self.c * inner.b,
            self.b * inner.a + self.d * inner.b,
            self.a * inner.c + self.c * inner.d,
            self.b * inner.c + self.d * inner.d,
            self.a * inner.e + self.c * inner.f + self.e,
            self.b * inner.e + self.d * inner.f + self.f,
        )

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where the point goes."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    @property
    def is_upright(self) -> bool:
        """Do letters stay upright, unslanted and in shape?"""
        straight = self.a > 0 and self.d > 0 and abs(self.b) <= MAX_TURN * self.a and abs(self.c) <= MAX_TURN * self.d
        return straight and self.a <= MAX_STRETCH * self.d and self.d <= MAX_STRETCH * self.a


class TransformError(Exception):
    """What is written isn't a transform."""


def matrix_of(transform: str) -> Transform:
    """The matrix of an attribute `transform`. Raises TransformError."""
    matrix, end = Transform(), 0
    while transform[end:].strip():
        match = _FUNCTION.match(transform, end)
        if match is None:
            raise TransformError
        matrix, end = matrix @ _function(match[1], [float(n) for n in _NUMBER.findall(match[2])]), match.end()
    return matrix


def _function(name: str, values: list[float]) -> Transform:
    try:
        return _MAKERS[name](*values)
    except (KeyError, TypeError) as error:
        raise TransformError from error


def _rotation(angle: float, x: float = 0, y: float = 0) -> Transform:
    cosine, sine = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    return Transform(e=x, f=y) @ Transform(cosine, sine, -sine, cosine) @ Transform(e=-x, f=-y)


def _six(*values: float) -> Transform:
    if len(values) != 6:
        raise TransformError
    return Transform(*values)


_MAKERS: Mapping[str, Callable[..., Transform]] = {
    "matrix": _six,
    "translate": lambda x, y=0: Transform(e=x, f=y),
    "scale": lambda x, y=None: Transform(a=x, d=x if y is None else y),
    "rotate": _rotation,
    "skewX": lambda angle: Transform(c=math.tan(math.radians(angle))),
    "skewY": lambda angle: Transform(b=math.tan(math.radians(angle))),
}
