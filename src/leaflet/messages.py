"""Names and texts as messages show them: each kind of thing looks the same in every room's messages."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from textwrap import shorten

_NEAR = 0.6
"""How alike two words are (0 to 1, as difflib counts) of which one may be meant for the other: `wbe` for `web`."""


def nearest(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """The one of `known` that may be meant by `name`, none where none is near."""
    return tuple(get_close_matches(name, tuple(known), n=1, cutoff=_NEAR))


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """`did you mean x? ` for the nearest of `known`, or '' where none is near."""
    near = nearest(name, known)
    return f"did you mean `{near[0]}`? " if near else ""


def backtick_list(names: Iterable[str]) -> str:
    """`a`, `b`, `c`: names as messages show them."""
    return ", ".join(f"`{name}`" for name in names)


def excerpt(text: str, width: int = 80) -> str:
    """`text` in quotation marks, on one line, cut at a word after at most `width` characters."""
    return f"“{shorten(text, width, placeholder=' …')}”"
