"""A claim says another number in its text than in its numbers.

Why: the text says 37 of 100, the drawing beside it shows 36. One of them is wrong, and nobody can tell which.

Fix: look the number up in the study, and write the same one in the claim's wording and under `numbers:`. A share that
is near to a count and isn't it (36%, where 37 of 100 are drawn) is a warning, for it may be about something else.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from leaflet.language.grammar import grammar
from leaflet.language.quantities import Quantity
from leaflet.model import Audience, Claim, FactBox, LanguageRules, Library
from leaflet.problem import Problem, Severity

NAME = "contradicted-count"
_ROUNDED = Fraction(1, 2)
"""A share that rounds to a count says the same."""
_NEAR = Fraction(3, 100)
"""How far a share may be from a count, as a part of the whole, to be taken for the same thing."""


class _Share(NamedTuple):
    """A part of a whole, as a text says it."""

    text: str
    of_all: Fraction
    """0 to 1."""
    whole: Fraction | None
    """Of how many; None for a percentage."""


def check(library: Library, today: date) -> Iterator[Problem]:
    """Wordings in the source's language; a translation that says other numbers is told as such."""
    for topic in library.topics:
        rules = library.languages.get(library.source_language(topic.id))
        for claim in topic.claims if rules else ():
            for audience in Audience if claim.numbers else ():
                yield from _wording(claim, claim.numbers, audience, rules)  # type: ignore[arg-type]


def _wording(claim: Claim, box: FactBox, audience: Audience, rules: LanguageRules) -> Iterator[Problem]:
    text: str | None = getattr(claim, audience)
    for share in _shares(text or "", rules):
        amount = share.of_all * box.per
        near = min((row.count for row in box.counts), key=lambda count: abs(count - amount))
        is_same = near == amount if share.whole == box.per else abs(near - amount) <= _ROUNDED
        if is_same or (share.whole != box.per and abs(near - amount) > _NEAR * box.per):
            continue
        yield Problem(
            NAME,
            f"claim `{claim.id}` says “{share.text}” to a {audience}, and its numbers have {near} of {box.per}",
            "look it up, and write the same number in both places",
            claim.span(audience),
            Severity.ERROR if share.whole == box.per else Severity.WARNING,
        )


def _shares(text: str, rules: LanguageRules) -> Iterator[_Share]:
    """What `text` says of a whole: “37 of 100”, “37%”."""
    found = grammar(rules).quantities.find(text)
    for part, whole in pairwise(found):
        for part_number, whole_number in zip(sorted(part.numbers), sorted(whole.numbers), strict=False):
            if whole.is_whole and part.end < whole.start and 0 <= part_number <= whole_number != 0:
                yield _Share(f"{part.text} of {whole.text}", part_number / whole_number, whole_number)
    yield from (share for quantity in found if (share := _percentage(quantity)))


def _percentage(quantity: Quantity) -> _Share | None:
    amounts = (value.amount for value in quantity.readings if value.measure == "percent")
    return next((_Share(quantity.text, a / 100, None) for a in amounts if isinstance(a, Fraction)), None)
