"""A block of running text in which terms are explained behind their words."""

from __future__ import annotations

import re
from collections.abc import Callable

from leaflet.running_text.block import parse_block

_SIGNS = re.compile(r"[\\`*_{}\[\]<>&~=+^|!]")
"""What could mean more than itself in the middle of a line."""


def with_explanations(markdown: str, explanation: Callable[[str], str]) -> str:
    """`markdown` with what `explanation` gives for the id of each marked term, in parentheses; '' gives nothing.

    It is asked in the order of reading. The marks stay: what stood beside a word still stands beside a bracket, so
    that emphasis around it means the same.
    """
    pieces, at = [], 0
    for place in parse_block(markdown).terms:
        if words := explanation(place.term):
            pieces += [markdown[at : place.after], f" ({_SIGNS.sub(_escaped, words)})"]
            at = place.after
    return "".join((*pieces, markdown[at:]))


def without_marks(markdown: str) -> str:
    """`markdown` with the words alone of each marked term."""
    pieces, at = [], 0
    for place in parse_block(markdown).terms:
        pieces += [markdown[at : place.start], markdown[place.start + 1 : place.end - len(f"](term:{place.term})")]]
        at = place.end
    return "".join((*pieces, markdown[at:]))


def _escaped(sign: re.Match[str]) -> str:
    return f"\\{sign[0]}"
