"""A translation compares otherwise: less for more, sometimes for always, after for before.

Why: “at most” that became “minstens”, “may help” that became “helpt”, a study of mice that became one of people: each
word is right by itself, and the sentence says something else. Which words take which side is in the file of each
language in `languages/`.

Fix: correct the translation in the catalog (`.po`). Where the language says the same in other words, answer in the file
that the hint names, with the line that it shows and your reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leaflet.language.stance_differences import StanceDifference
from leaflet.model import Library
from leaflet.policies.suspicions import first_in_sentences, unanswered
from leaflet.policies.translation_pairs import TranslationPair
from leaflet.problem import Problem

NAME = "altered-comparison"


def check(library: Library, today: date) -> Iterator[Problem]:
    """Translations with a sentence that takes another side than its source, and no answer."""
    return unanswered(library, NAME, suspicions)


def suspicions(pair: TranslationPair) -> Iterator[str]:
    """The first sentence that takes another side."""
    return first_in_sentences(pair, _change)


def _change(difference: StanceDifference) -> str:
    """`says before where the source says after`; '' where it takes the same sides."""
    if not difference.changes:
        return ""
    ours, theirs = (" and ".join(sides) for sides in (difference.changes[0].source, difference.changes[0].translated))
    if not theirs:
        return f"lacks the word for `{ours}`"
    return f"says `{theirs}` where its source says `{ours}`" if ours else f"adds a word for `{theirs}`"
