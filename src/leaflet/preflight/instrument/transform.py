"""Transforms of the plane as a PDF has them: six numbers a, b, c, d, e, f (ISO 32000-1, 8.3.3)."""

from __future__ import annotations

from collections.abc import Iterable

PageTransform = tuple[float, float, float, float, float, float]
IDENTITY: PageTransform = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def combined(first: PageTransform, then: PageTransform) -> PageTransform:
    """The transform that does `first` and `then` the other."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def transformed(points: Iterable[tuple[float, float]], by: PageTransform) -> list[tuple[float, float]]:
    """Each of `points` where the transform puts it."""
    a, b, c, d, e, f = by
    return [(a * x + c * y + e, b * x + d * y + f) for x, y in points]


def corners(left: float, bottom: float, right: float, top: float) -> tuple[tuple[float, float], ...]:
    """The four corners of a rectangle, one after the other."""
    return (left, bottom), (right, bottom), (right, top), (left, top)
