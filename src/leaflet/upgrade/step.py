"""What a step is, and what it gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Protocol

from leaflet.problem import Span
from leaflet.read.text_file import Problems
from leaflet.upgrade.house_files import HouseFiles

OUTDATED = "outdated-format"
"""The rule of whatever only a person can change."""


UNCHANGED = "nothing to change"
"""A note on a file that a step has looked at; it isn't told where another step changes the file."""


@dataclass(frozen=True)
class Note:
    """Something that a person should know; nothing must be done for the house to be read."""

    span: Span
    text: str


@dataclass(frozen=True)
class StepResult:
    """What one step did."""

    texts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """The new text of each file that it changes, by path."""
    notes: tuple[Note, ...] = ()
    problems: Problems = ()
    """What is left for a person, and files that can't be read."""
    is_undecided: bool = False
    """Must nothing be rewritten, since a review of an earlier version can't be judged yet, and could not any more?"""


class Step(Protocol):
    """A module for one change of a format; its docstring says what changed, and why.

    The docstring's first line is shown to whoever upgrades a house.
    """

    VERSION: str
    """The first version that has the new format."""

    def upgraded(self, house: HouseFiles) -> StepResult:
        """`house` in the new format; the files that are in it already are left out."""
