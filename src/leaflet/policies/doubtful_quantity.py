"""A translation may say another quantity: it is in words, or two have changed places.

Why: “three” that became “vier” is as wrong as 3 that became 4, but words such as “second” or “een” mean other things as
well, and a language may put the smaller number first. Here a person must decide.

Fix: correct the translation in the catalog (`.po`). Where it is right, answer in the file that the hint names, with the
line that it shows and your reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from leaflet.language.calendar_dates import DATE
from leaflet.language.quantities import Quantity, swapped
from leaflet.messages import backtick_list, excerpt
from leaflet.model import Library
from leaflet.policies.altered_quantity import altered, unpaired
from leaflet.policies.suspicions import unanswered
from leaflet.policies.translation_pairs import TranslationPair
from leaflet.problem import Problem

NAME = "doubtful-quantity"
_WHILES = frozenset({"second", "month", "night"})
"""What days, weeks, years and nights are counted in."""


def check(library: Library, today: date) -> Iterator[Problem]:
    """Translations with quantities that may not be those of their source, and no answer."""
    return unanswered(library, NAME, suspicions)


def suspicions(pair: TranslationPair) -> Iterator[str]:
    """What is to be doubted, as a message says it after “the translation”."""
    lacking, added = unpaired(pair)
    if altered(pair):
        return  # an error, whatever else there is
    soft = tuple(_other_whiles(pair))
    lacking, added = (*lacking, *(q for q, _ in soft)), (*added, *(q for _, q in soft))
    changes = (("may lack", lacking), ("may add", added))
    difference = " and ".join(f"{verb} {backtick_list(q.text for q in found)}" for verb, found in changes if found)
    if difference:
        yield f"{difference}: {excerpt(pair.text.source)}"
    for one, other in pair.quantities.pairs:
        if is_ambiguous_date(one) and _digits(one.text) != _digits(other.text):
            yield f"reads `{one.text}` as `{other.text}`, and the day may be the month: {excerpt(pair.text.source)}"
    for one, other in list(swapped(_firm_pairs(pair)))[:1]:
        yield f"has `{one.text}` and `{other.text}` in the other order: {excerpt(pair.text.source)}"


def is_ambiguous_date(quantity: Quantity) -> bool:
    """May it be two dates, as 5/6/2021?"""
    return sum(value.measure == DATE for value in quantity.readings) > 1


def _digits(text: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", text)]


def _firm_pairs(pair: TranslationPair) -> tuple[tuple[Quantity, Quantity], ...]:
    return tuple((a, b) for a, b in pair.quantities.pairs if a.strength and b.strength)


def _other_whiles(pair: TranslationPair) -> Iterator[tuple[Quantity, Quantity]]:
    """“An hour” that is “een dag”: one of the same measure on each side, neither with a partner."""
    soft = (tuple(q for q in side if not q.strength and not q.is_bare) for side in pair.quantities[:2])
    ours, theirs = soft
    for one in ours:
        if any(value.measure in _WHILES for value in one.readings):
            yield from ((one, other) for other in theirs if any(v.measure in _WHILES for v in other.readings))
