"""Where a word may be broken at the end of a line, by the rules of its language."""

from __future__ import annotations

from functools import lru_cache

import pyphen


@lru_cache(4096)
def may_break(word: str, at: int, locale: str) -> bool:
    """May a hyphen stand in `word` before its character `at`? `locale` is a language tag; without rules nowhere."""
    language = pyphen.language_fallback(locale)
    return language is not None and at in pyphen.Pyphen(lang=language).positions(word)
