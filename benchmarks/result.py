"""What was measured, as it is in `results.json`."""

from __future__ import annotations

import json
import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from pydantic import TypeAdapter

WORKLOADS = ("w1", "w3", "w5", "w2", "w4", "library", "growth")
"""What is measured, the long ones last."""
FILE = Path(__file__).parent / "results.json"


@dataclass(frozen=True)
class Series:
    """One thing that was run again and again."""

    name: str
    command: str
    """As it is typed, without paths of the machine."""
    seconds: tuple[float, ...]
    note: str = ""

    @property
    def median(self) -> float:
        """Seconds."""
        return statistics.median(self.seconds)


@dataclass(frozen=True)
class Ratio:
    """Two series against each other, pair by pair."""

    what: str
    ratios: tuple[float, ...]
    """One of each round, in which both ran one after the other."""
    at_most: float | None = None
    """The target; neither it nor `at_least` is set where there is none."""
    at_least: float | None = None

    @property
    def median(self) -> float:
        """Of the rounds."""
        return statistics.median(self.ratios)

    @property
    def held(self) -> bool | None:
        """Does the median keep the target? None without one."""
        if self.at_most is not None:
            return self.median <= self.at_most
        return self.median >= self.at_least if self.at_least is not None else None


@dataclass(frozen=True)
class Curve:
    """How something grows."""

    title: str
    x: str
    y: str
    lines: dict[str, tuple[tuple[float, float], ...]]
    """Points by the name of what was measured."""


@dataclass(frozen=True)
class Workload:
    """One of W1 to W5, a library of many topics, or what grows."""

    name: str
    title: str
    about: str
    """What is run on what."""
    series: tuple[Series, ...] = ()
    ratios: tuple[Ratio, ...] = ()
    curves: tuple[Curve, ...] = ()
    absent: tuple[str, ...] = ()
    """What could not be measured, and why: a sentence each."""
    day: str = ""
    """When it was measured: YYYY-MM-DD."""
    minutes: float = 0
    """How long that took."""


@dataclass(frozen=True)
class Results:
    """What was measured on one machine, with one set of libraries."""

    quick: bool
    """Of tiny sizes: shows that the benchmark works, and nothing about time."""
    machine: dict[str, str]
    workloads: tuple[Workload, ...] = field(default=())

    def beside(self, before: Results | None) -> Results:
        """And what `before` has of other workloads, if it comes from the same machine: no figure of another one, or of
        other libraries, may stand beside these.
        """
        if before is None or (before.quick, before.machine) != (self.quick, self.machine):
            return self
        own = {workload.name for workload in self.workloads}
        kept = (workload for workload in before.workloads if workload.name not in own)
        in_order = sorted((*self.workloads, *kept), key=lambda workload: (workload.name == "growth", workload.name))
        return replace(self, workloads=tuple(in_order))


def ratio(what: str, above: Sequence[float], below: Sequence[float], **target: float) -> Ratio:
    """`above` divided by `below`, round by round."""
    return Ratio(what, tuple(a / b for a, b in zip(above, below, strict=True)), **target)


def save(results: Results, file: Path) -> None:
    """Write `results` in one go."""
    temporary = file.with_suffix(".part")
    temporary.write_text(json.dumps(_rounded(asdict(results)), indent=1) + "\n", "utf-8")
    temporary.replace(file)


def load(file: Path = FILE) -> Results:
    """What `save` wrote. Raises ValidationError for anything else."""
    return TypeAdapter(Results).validate_json(file.read_bytes())


def _rounded(value: object) -> object:
    """Floats with five digits: no clock here is finer, and the file can be read."""
    if isinstance(value, float):
        return float(f"{value:.5g}")
    if isinstance(value, dict):
        return {key: _rounded(inner) for key, inner in value.items()}
    return [_rounded(inner) for inner in value] if isinstance(value, list | tuple) else value
