"""Which sentences of a translation are the translation of which."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf, log

_STEPS = {(1, 1): 0.0, (1, 2): 0.4, (2, 1): 0.4, (1, 3): 0.9, (3, 1): 0.9, (2, 2): 0.8, (1, 0): 3.0, (0, 1): 3.0}
"""How many sentences of each side may belong together, and what that costs beside the logarithm of their ratio."""
_SMOOTHING = 5
"""Letters added to each length, so that short sentences count less."""


def aligned(source: Sequence[str], translated: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """(sentences, their translation), in order, by their lengths (after Gale and Church, 1993)."""
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    for n in range(len(source) + 1):
        for m in range(len(translated) + 1):
            options = (
                (best[n - i, m - j][0] + price + _difference(source[n - i : n], translated[m - j : m]), (i, j))
                for (i, j), price in _STEPS.items()
                if (n - i, m - j) in best and (n, m) != (0, 0)
            )
            best[n, m] = min((best.get((n, m), (inf, (0, 0))), *options))
    return tuple(reversed(_path(source, translated, best)))


def _difference(source: Sequence[str], translated: Sequence[str]) -> float:
    lengths = (sum(map(len, sentences)) + _SMOOTHING for sentences in (source, translated))
    one, other = lengths
    return abs(log(one / other))


def _path(
    source: Sequence[str], translated: Sequence[str], best: dict[tuple[int, int], tuple[float, tuple[int, int]]]
) -> list[tuple[str, str]]:
    """The pairs on the cheapest way, the last one first."""
    pairs, n, m = [], len(source), len(translated)
    while (n, m) != (0, 0):
        i, j = best[n, m][1]
        pairs.append((" ".join(source[n - i : n]), " ".join(translated[m - j : m])))
        n, m = n - i, m - j
    return pairs
