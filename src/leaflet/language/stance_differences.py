"""Where a sentence and its translation deny or compare otherwise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from leaflet.language.polarity import PolarityGrammar, Stance
from leaflet.model import Contrast


class SideChange(NamedTuple):
    """A contrast on which a translation takes another side."""

    contrast: str
    source: tuple[str, ...]
    """The sides that the source takes."""
    translated: tuple[str, ...]

    @property
    def is_flip(self) -> bool:
        """Does it take the opposite, as a denial would?"""
        return len(self.source) == len(self.translated) == 1


class StanceDifference(NamedTuple):
    """What is otherwise in a translated sentence."""

    denies: int
    """1 where the translation denies more, −1 where it denies less, 0 where it may deny the same."""
    changes: tuple[SideChange, ...]


def stance_difference(source: tuple[str, PolarityGrammar], translated: tuple[str, PolarityGrammar]) -> StanceDifference:
    """How a translated sentence differs from its source in what it denies and compares.

    The opposite of a denied word is the same as the word: “not safe” is “dangerous”.
    """
    (text, grammar), (other_text, other) = source, translated
    ours, theirs = grammar.stance(text), other.stance(other_text)
    denies = _denial_difference(ours, theirs)
    is_denied = bool(ours.denials or theirs.denials)
    changes = tuple(
        change
        for name, contrast in grammar.rules.contrasts.items()
        if name in other.rules.contrasts and (contrast.under_denial or not is_denied)
        for change in _side_changes(name, contrast, ours, theirs)
    )
    made_of_denials = ours.denied_sides | theirs.denied_sides
    flips = tuple(change for change in changes if change.is_flip and change.contrast not in made_of_denials)
    if len(flips) == 1 and abs(ours.denials - theirs.denials) == 1:
        return StanceDifference(0, tuple(change for change in changes if change is not flips[0]))
    return StanceDifference(denies, changes)


def _denial_difference(ours: Stance, theirs: Stance) -> int:
    one, other = _times(ours, theirs), _times(theirs, ours)
    if one & other:
        return 0
    return 1 if theirs.denials > ours.denials else -1


def _times(stance: Stance, other: Stance) -> frozenset[int]:
    """How many times a sentence may deny something, a word that only may deny counting where the other has none."""
    may_deny = max(0, stance.may_deny - other.may_deny)
    times = set(range(stance.denials, stance.denials + stance.listed + may_deny + 1))
    if stance.may_cancel or (stance.may_turn and other.may_deny):
        times |= {n - 2 for n in times if n >= 2}
    return frozenset(times)


def _side_changes(name: str, contrast: Contrast, ours: Stance, theirs: Stance) -> Iterator[SideChange]:
    one, other = ours.sides.get(name, ()), theirs.sides.get(name, ())
    may_one, may_other = (stance.may_take.get(name, frozenset()) for stance in (ours, theirs))
    if one and other:
        if ours.denials or theirs.denials:
            one, other = _amounting(one, other, contrast), _amounting(other, one, contrast)
        if _is_other(one, other, may_one, may_other):
            yield SideChange(name, one, other)
        return
    kept = {side for side, said in contrast.sides.items() if said.kept}
    never_added = {side for side in kept if not contrast.sides[side].may_be_added}
    if (set(one) & kept) - may_other or (set(other) & never_added) - may_one:
        yield SideChange(name, one, other)


def _amounting(one: tuple[str, ...], other: tuple[str, ...], contrast: Contrast) -> tuple[str, ...]:
    """The sides of a sentence that denies, as those of the `other` that they amount to."""
    targets = {side: next((t for t in contrast.sides[side].when_denied if t in other), side) for side in one}
    return tuple(side if side in other else targets[side] for side in one)


def _is_other(one: tuple[str, ...], other: tuple[str, ...], may_one: frozenset[str], may_other: frozenset[str]) -> bool:
    """Are these sides not the same?"""
    if len(one) != len(other):
        return not set(one) & (set(other) | may_other) and not set(other) & (set(one) | may_one)
    lacking, added = Counter(one) - Counter(other), Counter(other) - Counter(one)
    if lacking or added:
        return bool(set(lacking) - may_other or set(added) - may_one)
    return one != other and not may_one and not may_other
