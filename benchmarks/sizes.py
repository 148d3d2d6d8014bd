"""How much is measured."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.library import LOCALES


@dataclass(frozen=True)
class Sizes:
    """Of all workloads; what `make bench` does."""

    rounds: int = 5
    topics: int = 50
    locales: tuple[str, ...] = LOCALES
    sample: int = 24
    """Files of each fifth of the library that the `weasyprint` command renders."""
    clinics: int = 1000
    clinics_grow: tuple[int, ...] = (10, 100, 1000, 10_000)
    pages_grow: tuple[int, ...] = (1, 2, 4, 8, 16, 32)
    topics_grow: tuple[int, ...] = (1, 50, 200, 1000)
    topics_rounds: int = 3
    """Rounds of what reads a thousand topics, which takes minutes."""
    compared: int = 2
    """Which of these is compared with the first."""
    short_rounds: int = 7
    """Rounds of commands that take milliseconds."""


QUICK = Sizes(1, 2, ("en-GB",), 2, 3, (2, 3), (1, 2), (1, 2), 1, 1, 1)
"""Shows that the benchmark works. The figures mean nothing."""
