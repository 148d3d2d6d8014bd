"""The signs that the fonts can print, as `printable_signs.txt` lists them: ranges of code points in hexadecimal."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

_LIST = Path(__file__).with_suffix(".txt")


@cache
def printable_signs() -> frozenset[str]:
    """Every sign that a leaflet may show: letters, accents, digits, punctuation, symbols and spaces."""
    return frozenset(_read_list())


def _read_list() -> Iterator[str]:
    for line in _LIST.read_text("ascii").splitlines():
        if not line.startswith("#"):
            first, _, last = line.partition("-")
            yield from map(chr, range(int(first, 16), int(last or first, 16) + 1))
