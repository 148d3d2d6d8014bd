"""Names and texts as messages show them."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from textwrap import shorten


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """`did you mean x? ` for the nearest of `known`, or '' where none is near."""
    near = get_close_matches(name, tuple(known), n=1, cutoff=0.75)
    return f"did you mean `{near[0]}`? " if near else ""


def backtick_list(names: Iterable[str]) -> str:
    """`a`, `b`, `c`: names as messages show them."""
    return ", ".join(f"`{name}`" for name in names)


def excerpt(text: str) -> str:
    """`text` in quotation marks, on one line, cut after about eighty characters."""
    return f"“{shorten(text, 80, placeholder=' …')}”"
