"""A piece is longer or shorter than its kind should be.

Why: a leaflet that is too long is not read, and one that is too short leaves out what matters. Each layout says how
many words of its own it should hold; required statements do not count.

Fix: shorten or add text in the topic. It is a warning only; where the length is right as it is, allow it in
topic.yaml under `allow:` with the reason, at the layout's id.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leaflet.editions.edition import Edition
from leaflet.editions.from_library import editions
from leaflet.editions.own_texts import own_texts
from leaflet.language.readability import words
from leaflet.model import Library
from leaflet.policies.policy import waiver_target
from leaflet.problem import Problem, Severity, thing

NAME = "wrong-length"


def check(library: Library, today: date) -> Iterator[Problem]:
    """Editions whose own words are outside their layout's bounds."""
    for edition in editions(library, today):
        count = own_word_count(edition)
        bounds = edition.layout.words
        if not bounds.at_least <= count <= bounds.at_most:
            yield _problem(edition, count)


def own_word_count(edition: Edition) -> int:
    """How many words of its own `edition` has."""
    return sum(len(words(text)) for text in own_texts(edition))


def _problem(edition: Edition, count: int) -> Problem:
    bounds = edition.layout.words
    comparison = f"more than {bounds.at_most}" if count > bounds.at_most else f"fewer than {bounds.at_least}"
    return Problem(
        NAME,
        f"{edition.id} has {count} words of its own, {comparison}",
        "shorten the text" if count > bounds.at_most else "say more, or lower the layout's `at_least`",
        edition.topic.meta.span("id"),
        Severity.WARNING,
        editions=(edition.id,),
        waiver_target=waiver_target(edition.topic, edition.layout.id),
        rests_on=frozenset({thing("words", edition.topic.id), thing("words", edition.id)}),
    )
