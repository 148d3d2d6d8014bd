"""What a sentence denies, and which side it takes, by the rules of its language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

from leaflet.language.word_table import FoundWord, Token, WordTable, tokens
from leaflet.model import LanguageRules

_CANCEL_WORDS = 4
"""Two denials with at most so many words from one to the other may make an affirmation: “not at all uncommon”."""
_CLAUSE_END = frozenset(",;:()—–")
_MIN_STEM = 3
"""Letters that an ending or a beginning that denies must leave: “un-do” does not."""
_DENIES, _MAY_DENY, _LISTED, _NEUTRAL = "denies", "may deny", "listed", "neutral"


class SideWord(NamedTuple):
    """What a word of a contrast says."""

    contrast: str
    side: str
    is_sure: bool
    """Does it say so, or may it?"""
    is_kept: bool = False
    """Must a translation say it, too?"""


@dataclass(frozen=True)
class Stance:
    """What the words of a sentence say of it."""

    denials: int
    """How many words deny."""
    may_deny: int
    """How many words may deny."""
    listed: int
    """How many more deny, which another language may leave out."""
    may_cancel: bool
    """May two of the denials make an affirmation?"""
    may_turn: bool
    """May they do so in another language that says “only”? (Not, unless.)"""
    sides: Mapping[str, tuple[str, ...]]
    """By contrast, the sides that its words take, in their order; “never fails” takes none."""
    may_take: Mapping[str, frozenset[str]]
    """By contrast, the sides that it may take as well."""
    denied_sides: frozenset[str]
    """Contrasts on which a word that denies takes a side: “never”, “stop”."""


class PolarityGrammar:
    """The denials and contrasts of one language."""

    def __init__(self, rules: LanguageRules, without_dates: Callable[[str], str]) -> None:
        """`without_dates` takes dates out of a text: “6 May” is no “may”."""
        self.rules, self._without_dates = rules, without_dates
        denials, sides = rules.denials, tuple(_side_words(rules))
        negations = frozenset(rules.negations)
        known = {*negations, *denials.words, *denials.not_denials, *denials.listing}
        phrases = (w for words, _ in sides for w in words if " " in w and w not in known and negations & {*w.split()})
        self._denials: WordTable[str] = WordTable(
            (
                (denials.not_denials, _NEUTRAL),
                ((*rules.negations, *denials.words), _DENIES),
                ((*denials.may_deny, *phrases), _MAY_DENY),
                (denials.listing, _LISTED),
            )
        )
        self._spreading = frozenset(denials.spreading)
        self._not_made: WordTable[str] = WordTable([(denials.not_denials, _NEUTRAL)])
        self._sides: WordTable[SideWord] = WordTable(sides, merged=True)
        self.stance = lru_cache(10_000)(self._stance)

    def _stance(self, sentence: str) -> Stance:
        words = tokens(self._without_dates(sentence))
        found = tuple(self._found_denials(words))
        denying = tuple(word for word in found if word.tags & {_DENIES, _LISTED})
        listed = sum(_LISTED in word.tags for word in denying[1:])
        plain = tuple(
            w for w in denying if _LISTED not in w.tags and words[w.first].word not in self.rules.denials.reversing
        )
        spread = sum(token.word in self._spreading for token in words[denying[0].after :]) if denying else 0
        cancelling = tuple(pair for pair in pairwise(plain) if _is_near(words, *pair))
        sure, may_take = self._sided(words, _places(word for pair in cancelling for word in pair))
        places = _places(denying)
        return Stance(
            denials=len(denying) - listed,
            may_deny=sum(_MAY_DENY in word.tags for word in found),
            listed=listed + spread,
            may_cancel=bool(cancelling),
            may_turn=len(plain) < len(denying) - listed,
            sides={
                name: tuple(t.side for t, _ in sure if t.contrast == name) for name in {t.contrast for t, _ in sure}
            },
            may_take={t.contrast: frozenset(o.side for o in may_take if o.contrast == t.contrast) for t in may_take},
            denied_sides=frozenset(tag.contrast for tag, word in sure if places & _places((word,))),
        )

    def _sided(
        self, words: tuple[Token, ...], cancelled: set[int]
    ) -> tuple[list[tuple[SideWord, FoundWord[SideWord]]], set[SideWord]]:
        """What its words say for sure, with the words, and what they may say: so does “never” in “never fails”."""
        sided = [(tag, word) for word in self._sides.find(words) for tag in sorted(word.tags)]
        sure = [(tag, word) for tag, word in sided if tag.is_sure and (tag.is_kept or not cancelled & _places((word,)))]
        return sure, {tag for tag, word in sided if (tag, word) not in sure}

    def _found_denials(self, words: tuple[Token, ...]) -> Iterator[FoundWord[str]]:
        """The listed words, and those that are made with a prefix or suffix that denies."""
        listed = {word.first: word for word in self._denials.find(words)}
        taken = {n for word in listed.values() for n in range(word.first, word.after)}
        for n, token in enumerate(words):
            if n in listed and (_NEUTRAL not in listed[n].tags or not self._is_joined_suffix(token)):
                yield listed[n]
            elif (n not in taken or n in listed) and self._is_made(token):
                yield FoundWord(frozenset({_DENIES}), n, n + 1)

    def _is_made(self, token: Token) -> bool:
        """Has the word a beginning or an ending that denies?"""
        denials, word = self.rules.denials, token.word
        if self._is_joined_suffix(token):
            return True
        if any(self._not_made.find((token,))):
            return False
        return any(word.startswith(p) and len(word) >= len(p) + _MIN_STEM for p in denials.prefixes) or any(
            word.endswith(s) and len(word) >= len(s) + _MIN_STEM for s in denials.suffixes
        )

    def _is_joined_suffix(self, token: Token) -> bool:
        return token.is_joined and token.word in self.rules.denials.suffixes


def _places(found: Iterable[FoundWord[Any]]) -> set[int]:
    return {n for word in found for n in range(word.first, word.after)}


def _side_words(rules: LanguageRules) -> Iterator[tuple[tuple[str, ...], SideWord]]:
    for name, contrast in rules.contrasts.items():
        for side, said in contrast.sides.items():
            yield said.words, SideWord(name, side, is_sure=True, is_kept=said.kept)
            yield said.may_say, SideWord(name, side, is_sure=False)


def _is_near(words: tuple[Token, ...], one: FoundWord[str], other: FoundWord[str]) -> bool:
    """Are these denials in one clause, and close to each other?"""
    between = words[one.after : other.first]
    return len(between) <= _CANCEL_WORDS and not any(token.word in _CLAUSE_END for token in between)
