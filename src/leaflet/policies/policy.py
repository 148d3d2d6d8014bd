"""What a policy is, and which of them an editor may allow an exception from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Protocol

from leaflet.model import Exception_, Library, Topic
from leaflet.problem import Problem


class Policy(Protocol):
    """A module that holds one rule for the content; its docstring says what it is, *Why*, and how to *Fix* a breach."""

    NAME: str
    """In kebab-case; the `rule` of its problems."""

    def check(self, library: Library, today: date) -> Iterator[Problem]:
        """Every breach of the rule in `library` on the day `today`."""


def subject(topic: Topic, name: str) -> str:
    """What an exception for the thing called `name` in `topic` is compared with."""
    return f"{topic.id}/{name}"


def allows(topic: Topic, waiver: Exception_, problem: Problem) -> bool:
    """Is `exception`, which stands in `topic`, for `problem`?"""
    return waiver.policy == problem.rule and subject(topic, waiver.at) == problem.waiver_target
