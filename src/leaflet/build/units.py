"""Units of work: who may run them, in one signature for processes of this machine and for a cluster."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from typing import Protocol, Self, TypeVar

from leaflet.build.workers import Limits, WorkerFailure


class Unit(Protocol):
    """What a task is given: a value."""

    def portable(self) -> Self:
        """The same unit for another machine: with the files that it needs, without a folder of this machine."""
        ...


U = TypeVar("U", bound=Unit)
R = TypeVar("R")


class RunUnits(Protocol):
    """Runs a task on each of many units: `workers.in_workers`, or what `cluster.connect` gives."""

    def __call__(
        self, task: Callable[[U], R], items: Sequence[U], limits: Limits, /
    ) -> Generator[R | WorkerFailure, None, None]:
        """`task` of each of `items`, in their order; a WorkerFailure for one without a result.

        `task` is a function of a module, and each item may use as much as `limits` say.
        """
        ...
