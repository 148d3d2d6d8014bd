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

from leaflet.language.stance_differences import SideChange
from leaflet.messages import excerpt
from leaflet.model import Library
from leaflet.policies.suspicions import unanswered
from leaflet.policies.translation_pairs import TranslationPair
from leaflet.problem import Problem

NAME = "altered-comparison"


def check(library: Library, today: date) -> Iterator[Problem]:
    """Translations with a sentence that takes another side than its source, and no answer."""
    return unanswered(library, NAME, suspicions)


def suspicions(pair: TranslationPair) -> Iterator[str]:
    """The first sentence that takes another side."""
    for sentence, difference in pair.stances:
        if difference.changes:
            yield f"{_change(difference.changes[0])}: {excerpt(sentence.source)} is {excerpt(sentence.translated)}"
            return


def _change(change: SideChange) -> str:
    """`says before where the source says after`."""
    ours, theirs = (" and ".join(sides) for sides in (change.source, change.translated))
    if not theirs:
        return f"lacks the word for `{ours}`"
    return f"says `{theirs}` where its source says `{ours}`" if ours else f"adds a word for `{theirs}`"
