"""What a build is asked for: which editions, and what it may use."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from leaflet.build.cache import Cache
from leaflet.build.outcomes import BuildResult
from leaflet.build.units import RunUnits
from leaflet.build.workers import Limits
from leaflet.editions.edition import Edition
from leaflet.model import EditionName
from leaflet.problem import Problem

DEFAULT_LIMITS = Limits()


@dataclass(frozen=True)
class Selection:
    """Which editions to build; an empty field means all."""

    topics: tuple[str, ...] = ()
    layouts: tuple[str, ...] = ()
    locales: tuple[str, ...] = ()

    def includes(self, edition: EditionName) -> bool:
        """Is `edition` among them?"""
        return (
            (not self.topics or edition.topic in self.topics)
            and (not self.layouts or edition.layout in self.layouts)
            and (not self.locales or edition.locale in self.locales)
        )


Validator = Callable[[Sequence[tuple[Edition, bytes]]], tuple[Problem, ...]]
"""Another program's check of finished files (veraPDF): problems that name their editions."""
FILES_AT_ONCE = 32
"""Files that a validator gets at once: it takes seconds to start, and nothing is published before it has finished."""


def no_validator(files: Sequence[tuple[Edition, bytes]]) -> tuple[Problem, ...]:
    """Validate nothing."""
    return ()


@dataclass(frozen=True)
class BuildOptions:
    """What a build may use."""

    validator: Validator = no_validator
    """Validates finished files, `FILES_AT_ONCE` at a time."""
    limits: Limits = DEFAULT_LIMITS
    """Of each edition."""
    on_wait: Callable[[], None] | None = None
    """Called before waiting for another build into the same folder; where this is None, nobody waits."""
    on_finish: Callable[[BuildResult], None] = lambda built: None
    """Called with what `build` gives, while nobody else may write to the folder."""
    cache: Cache | None = None
    """Finished files are read from it and added to it."""
    run_units: RunUnits | None = None
    """Makes the editions; processes of this machine do where it is None."""


DEFAULT_OPTIONS = BuildOptions()
