"""Finding the words of many lists in a sentence at once: each place belongs to the longest word that is there."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

_TOKEN = re.compile(r"['’][a-z](?!\w)|[\w*]+(?:['’.][\w*]+)*|\S")
"""A word, with what an apostrophe or a stop inside holds together; or any other sign."""

Tag = TypeVar("Tag", bound=Hashable)


@dataclass(frozen=True)
class Token:
    """A word or a sign of a sentence."""

    word: str
    """Casefolded, with straight apostrophes."""
    start: int
    end: int
    is_joined: bool
    """Is there a hyphen right before it?"""


def tokens(text: str) -> tuple[Token, ...]:
    """The words and signs of `text` (NFKC); hyphens between words are no signs."""
    found: list[Token] = []
    for match in _TOKEN.finditer(text):
        if match[0] not in "-‐‑":
            is_joined = match.start() > 0 and text[match.start() - 1] in "-‐‑"
            word = match[0].casefold().replace("’", "'")
            found.append(Token(word, match.start(), match.end(), is_joined))
    return tuple(found)


@dataclass(frozen=True)
class FoundWord(Generic[Tag]):
    """A place where a word of the lists is."""

    tags: frozenset[Tag]
    first: int
    """Number of its first token."""
    after: int
    """Number of the first token that is not in it."""


class WordTable(Generic[Tag]):
    """Lists of words, each with a tag."""

    def __init__(self, lists: Iterable[tuple[Iterable[str], Tag]], *, merged: bool = False) -> None:
        """`merged`: a word has the tags of all listed words of which it is a form, not of the longest only."""
        self._merged = merged
        tagged: dict[tuple[str, ...], set[Tag]] = {}
        for words, tag in lists:
            for word in words:
                form = tuple(token.word for token in tokens(unicodedata.normalize("NFKC", word)))
                tagged.setdefault(form, set()).add(tag)
        self._by_start: dict[str, list[tuple[tuple[str, ...], frozenset[Tag]]]] = {}
        for form in sorted(tagged, key=lambda words: (-len(words), -sum(map(len, words)), words)):
            key = "*" if form[0].startswith("*") else form[0]
            self._by_start.setdefault(key, []).append((form, frozenset(tagged[form])))
        self._lengths = sorted({len(key) - 1 for key in self._by_start if key.endswith("*")} - {0}, reverse=True)
        """How many letters a key `forget*` has."""

    def find(self, sentence: tuple[Token, ...]) -> Iterator[FoundWord[Tag]]:
        """Every word of the lists in `sentence`, in order; none overlaps another."""
        n = 0
        while n < len(sentence):
            found = self._at(sentence, n)
            if found:
                yield found
            n = found.after if found else n + 1

    def _at(self, sentence: tuple[Token, ...], n: int) -> FoundWord[Tag] | None:
        word = sentence[n].word
        starts = [f"{word[:length]}*" for length in self._lengths if length <= len(word)]
        keys = [key for key in (word, *starts, "*") if key in self._by_start]
        fitting = [entry for key in keys for entry in self._by_start[key] if _fits(entry[0], sentence, n)]
        if not fitting:
            return None
        form, tags = max(fitting, key=lambda entry: (len(entry[0]), sum(map(len, entry[0]))))
        if self._merged:
            tags = frozenset().union(*(other for words, other in fitting if len(words) == len(form)))
        return FoundWord(tags, n, n + len(form))


def _fits(form: tuple[str, ...], sentence: tuple[Token, ...], n: int) -> bool:
    if len(form) == 1:  # as most are, and each word of a text is compared with many
        return _is_form(form[0], sentence[n].word)
    there = sentence[n : n + len(form)]
    return len(there) == len(form) and all(_is_form(word, token.word) for word, token in zip(form, there, strict=True))


def _is_form(word: str, found: str) -> bool:
    if word.startswith("*"):
        return found.endswith(word[1:])
    return found.startswith(word[:-1]) if word.endswith("*") else word == found
