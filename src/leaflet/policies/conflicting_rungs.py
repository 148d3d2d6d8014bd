"""The rungs that a topic's claims may stand on can't be told apart, or have no order.

Why: a reader takes the evidence from a shape and its words, and the legend goes from the weakest to the strongest. Two
rungs with one shape, or with the same words, are one to the reader; and where one category puts trials above reports
and another below them, nobody can say which of the two is worth more.

Fix: give one of the two rungs another shape or other words. Where the categories of a topic disagree on the order, put
the rungs that both have into one order, in their `rungs:`, or let the topic name one of them only.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from graphlib import CycleError

from leaflet.messages import backtick_list
from leaflet.model import Ladder, Library, Topic, united_rungs
from leaflet.problem import Problem

NAME = "conflicting-rungs"


def check(library: Library, today: date) -> Iterator[Problem]:
    """Shapes and labels that two rungs of a ladder have, and categories that order their rungs differently."""
    for topic in library.topics:
        yield from _order(library, topic)
        yield from _alike(library.ladder_of(topic))


def _order(library: Library, topic: Topic) -> Iterator[Problem]:
    ladders = library.ladders_of(topic)
    try:
        united_rungs(ladders)
    except CycleError as error:
        rungs = tuple(dict.fromkeys(error.args[1]))
        own = [category.id for category in library.categories if category.id in topic.meta.categories]
        message = f"the categories {backtick_list(own)} have the rungs {backtick_list(rungs)} in different orders"
        hint = "put these into one order in `rungs:` of the categories, or name one category"
        yield Problem(NAME, message, hint, topic.meta.span("categories"))


def _alike(ladder: Ladder) -> Iterator[Problem]:
    for field, what in (("symbol", "shape"), ("label", "label")):
        first = {getattr(ladder, f"contested_{field}").casefold(): "what is contested"}
        for level in ladder.levels:
            own = getattr(level, field)
            other = first.setdefault(own.casefold(), f"the rung `{level.id}`")
            if other != f"the rung `{level.id}`":
                message = f"the rung `{level.id}` has the same {what} as {other}: “{own}”"
                yield Problem(NAME, message, f"give one of the two another {what}", level.span(field))
