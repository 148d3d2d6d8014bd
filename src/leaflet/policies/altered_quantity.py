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
from leaflet.policies.translation_pairs import TranslationPair, translation_pairs
from leaflet.problem import Problem

NAME = "altered-quantity"


def check(library: Library, today: date) -> Iterator[Problem]:
    """Translations with quantities in digits that their source does not have, or the other way round."""
    for pair in translation_pairs(library):
        lacking, added = unpaired(pair)
        if any(quantity.strength is Strength.DIGITS for quantity in (*lacking, *added)):
            changes = (("lacks", lacking), ("adds", added))
            difference = " and ".join(
                f"{verb} {backtick_list(q.text for q in found)}" for verb, found in changes if found
            )
            if any(quantity.is_no_number for quantity in added):
                difference += ", with another language's signs"
            hint = f"numbers, units, times and dates are the same in each language: correct {pair.entry.span.path}"
            yield pair.problem(NAME, f"{difference}: {excerpt(pair.text.source)}", hint)


def unpaired(pair: TranslationPair) -> tuple[tuple[Quantity, ...], tuple[Quantity, ...]]:
    """The quantities of the text, and those of its translation, that the other doesn't have."""
    lacking, added = pair.quantities.lacking, pair.quantities.added
    return tuple(q for q in lacking if q.strength), tuple(q for q in added if q.strength)
