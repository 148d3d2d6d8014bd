"""A translation denies what its source doesn't, or the other way round.

Why: a “not” that is lost turns advice into its opposite, and no reader of the translation can see it. Denials stand in
words (not, never, few, unless), in parts of words (unsafe, painless) and in verbs (avoid, stop), which each language
chooses for itself: “unclear” is “niet duidelijk”. What they are in a language is in its file in `languages/`.

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

NAME = "altered-denial"


def check(library: Library, today: date) -> Iterator[Problem]:
    """Translations with a sentence that denies more or less than its source, and no answer."""
    return unanswered(library, NAME, suspicions)


def suspicions(pair: TranslationPair) -> Iterator[str]:
    """The first sentence that is denied in one language and not in the other."""
    return first_in_sentences(pair, _change)


def _change(difference: StanceDifference) -> str:
    return f"{'adds' if difference.denies > 0 else 'lacks'} a denial" if difference.denies else ""
