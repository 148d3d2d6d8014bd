"""Words of a language's rules as regular expressions."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

GAP = r"[\s\-‐‑]+"
"""What may stand where a rule has a space."""


def any_of(words: Iterable[str]) -> str:
    """The expression for any of `words`, the longest first; it matches nothing where there are none.

    `*` is any ending, an apostrophe stands for both kinds; a word with a capital is found only with it.
    """
    return _any_of(tuple(words))


@lru_cache(500)  # the same few lists are asked for with each sentence
def _any_of(words: tuple[str, ...]) -> str:
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    exact = [_pattern(word) for word in ordered if any(c.isupper() for c in word)]
    others = [_pattern(word) for word in ordered if not any(c.isupper() for c in word)]
    alternatives = (*exact, *([f"(?i:{'|'.join(others)})"] if others else ()))
    return f"(?:{'|'.join(alternatives)})" if ordered else "(?!)"


def _pattern(word: str) -> str:
    parts = (re.escape(part) for part in unicodedata.normalize("NFKC", word).split())
    return GAP.join(part.replace(r"\*", r"\w*").replace("'", "['’]") for part in parts)


def whole(pattern: str) -> str:
    """`pattern` as whole words: no letter or digit beside it."""
    return rf"(?<!\w)(?:{pattern})(?!\w)"
