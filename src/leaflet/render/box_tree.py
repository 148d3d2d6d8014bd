"""WeasyPrint's tree of laid-out boxes, and how to walk it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def unwrapped(box: Any) -> Any:
    """The box itself where `box` is the placeholder of an absolutely positioned one."""
    return getattr(box, "_box", box)


def children(box: Any) -> Iterator[Any]:
    """The boxes directly in `box`, in document order."""
    return (unwrapped(child) for child in getattr(box, "children", ()))


def descendants(box: Any) -> Iterator[Any]:
    """Every box under `box`, in document order."""
    for child in children(box):
        yield child
        yield from descendants(child)
