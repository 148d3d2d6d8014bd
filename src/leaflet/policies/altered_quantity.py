"""A translation says another number, unit, time or date.

Why: a dose that changes on the way, mg that becomes g, an hour that is no longer the same, are errors that no reader of
the translation can see. None of them is a matter of language.

Fix: correct the translation in the catalog (`.po`). Each language writes quantities by its own rules, in digits or in
words: 0.5 is 0,5 in Dutch, 9:30 is 9.30 uur, 1,500 is 1.500 or 1500, 2½ is 2,5 or tweeënhalf, twice a day is 2 keer
per dag.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leaflet.language.quantities import Quantity, Strength
from leaflet.messages import backtick_list, excerpt
from leaflet.model import Library
from leaflet.policies.texts import only_word
from leaflet.policies.translation_pairs import TranslationPair, translation_pairs
from leaflet.problem import Problem

NAME = "altered-quantity"


def check(library: Library, today: date) -> Iterator[Problem]:
    """Translations with quantities in digits that their source does not have, or the other way round."""
    for pair in translation_pairs(library):
        if altered(pair):
            lacking, added = unpaired(pair)
            changes = (("lacks", lacking), ("adds", added))
            difference = " and ".join(
                f"{verb} {backtick_list(q.text for q in found)}" for verb, found in changes if found
            )
            foreign = tuple(q for q in added if q.is_no_number)
            if foreign:
                difference += ", with another language's signs"
            hint = f"numbers, units, times and dates are the same in each language: {_correction(pair, foreign)}"
            rests_on = only_word(pair.entry.span, [q.text for q in (*lacking, *added)])
            yield pair.problem(NAME, f"{difference}: {excerpt(pair.text.source)}", hint, rests_on)


def altered(pair: TranslationPair) -> tuple[Quantity, ...]:
    """What is wrong for sure: digits that are other digits, or that stand where the other has no number.

    Where one language has digits and the other words, a person must decide (`doubtful-quantity`).
    """
    lacking, added = unpaired(pair)
    same = {q.text for q in lacking if q.is_bare} & {q.text for q in added if q.is_bare}
    ours, theirs = (
        tuple(q for q in side if q.strength is Strength.DIGITS and q.text not in same) for side in (lacking, added)
    )
    loosely = [(a, b) for a, b in pair.quantities.pairs if Strength.SOFT in (a.strength, b.strength)]
    may_be_other = any((b if ours else a).strength is Strength.DIGITS for a, b in loosely)  # “a” taken for a 1
    if (ours and theirs) or ((ours or theirs) and may_be_other):
        return (*ours, *theirs)
    others = pair.quantities.added if ours else pair.quantities.lacking
    words = any(q.strength or _is_while(q) for q in others)
    return () if words else (*ours, *theirs)


def _is_while(quantity: Quantity) -> bool:
    """May it say how long, though it needs no partner: “the hour”?"""
    return not quantity.strength and any(value.measure in {"second", "month"} for value in quantity.readings)


def _correction(pair: TranslationPair, foreign: tuple[Quantity, ...]) -> str:
    """What to write instead of numbers with another language's signs."""
    ours, theirs = (grammar.quantities.rules.numbers for grammar in (pair.source_grammar, pair.grammar))
    signs: dict[str, str] = {ours.decimal: theirs.decimal} | dict(zip(ours.groups, theirs.groups, strict=False))
    written = backtick_list("".join(signs.get(sign, sign) for sign in q.text) for q in foreign)
    return f"write {written} in {pair.entry.span.path}" if foreign else f"correct {pair.entry.span.path}"


def unpaired(pair: TranslationPair) -> tuple[tuple[Quantity, ...], tuple[Quantity, ...]]:
    """The quantities of the text, and those of its translation, that the other doesn't have."""
    lacking, added = pair.quantities.lacking, pair.quantities.added
    return tuple(q for q in lacking if q.strength), tuple(q for q in added if q.strength)
