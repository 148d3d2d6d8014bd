"""What a policy is, and how a waiver matches its problems."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Protocol

from leaflet.model import Library, Topic, Waiver
from leaflet.problem import Problem


class Policy(Protocol):
    """A module that holds one rule for the content; its docstring says what it is, *Why*, and how to *Fix* a breach."""

    NAME: str
    """In kebab-case; the `rule` of its problems."""

    def check(self, library: Library, today: date) -> Iterator[Problem]:
        """Every breach of the rule in `library` on the day `today`."""


class PolicyOverTopics(Protocol):
    """A policy that draws a conclusion from all topics: each gives facts by itself, and no more of it is needed."""

    NAME: str

    def facts(self, library: Library, today: date) -> Any:
        """What the conclusion needs to know of `library`, a part with one topic: values as JSON has them."""

    def conclude(self, library: Library, facts: Sequence[Any], today: date) -> Iterator[Problem]:
        """Every breach of the rule, from what topics share, and from the `facts` of each topic in turn."""


def waiver_target(topic: Topic, name: str) -> str:
    """What a waiver for the thing called `name` in `topic` is compared with."""
    return f"{topic.id}/{name}"


def waives(topic: Topic, waiver: Waiver, problem: Problem) -> bool:
    """Does `waiver`, from `topic`, cover `problem`?"""
    return waiver.policy == problem.rule and waiver_target(topic, waiver.at) == problem.waiver_target
