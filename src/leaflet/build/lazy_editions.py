"""Editions that are worked out when they are asked for, so that those of one topic at most are held at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Generic, TypeVar, overload

from leaflet.build.checked import CheckedLibrary
from leaflet.build.source_states import stamp
from leaflet.editions.edition import Edition
from leaflet.editions.from_library import editions
from leaflet.model import EditionName
from leaflet.problem import Problem, Span
from leaflet.read.parts import read_part

T = TypeVar("T")


class ChangedMeanwhileError(Exception):
    """A topic isn't what it was when it was checked."""


@dataclass(frozen=True)
class LazySequence(Sequence[T], Generic[T]):
    """What `make` gives of each of `names`, anew each time that it is asked for."""

    names: Sequence[EditionName]
    make: Callable[[EditionName], T]

    def __len__(self) -> int:
        return len(self.names)

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> LazySequence[T]: ...
    def __getitem__(self, index: int | slice) -> T | LazySequence[T]:
        if isinstance(index, slice):
            return LazySequence(self.names[index], self.make)
        return self.make(self.names[index])


def edition_called(checked: CheckedLibrary, today: date, name: EditionName) -> Edition:
    """The edition called `name`, of the sources as they were checked. Raises ChangedMeanwhileError."""
    try:
        return _editions_of(checked, today, name.topic)[name]
    except KeyError as error:
        raise ChangedMeanwhileError(name.topic) from error


@lru_cache(maxsize=1)  # those of one topic are made one after the other
def _editions_of(checked: CheckedLibrary, today: date, topic: str) -> Mapping[EditionName, Edition]:
    assert checked.shared is not None, topic
    part, _ = read_part(checked.shared, topic, checked.languages)
    found = {edition.name: edition for edition in editions(part, today)}
    if checked.stamps[topic] != stamp(checked.shared.root, topic):
        raise ChangedMeanwhileError(topic)
    return found


def changed_problem(name: EditionName, span: Span) -> Problem:
    """The problem of an edition whose topic somebody changed while it was built."""
    return Problem(
        "changed-meanwhile",
        f"{name.id} was not made: somebody changed `{name.topic}` after it was checked",
        "build again; what is printed is only what was checked",
        span,
        editions=(name.id,),
    )
