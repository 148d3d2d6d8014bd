"""What becomes of an edition: finished but not published, and in the end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from leaflet import problem
from leaflet.build.cache import CachedEdition
from leaflet.editions.edition import Edition
from leaflet.model import EditionName, Placement, RenderResult
from leaflet.problem import Problem
from leaflet.publish.manifest import ManifestEntry


@dataclass(frozen=True)
class CandidateEdition:
    """An edition that is finished but not published."""

    edition: Edition
    rendered: RenderResult | None = None
    """None where a problem stopped it."""
    placements: tuple[Placement, ...] = ()
    problems: tuple[Problem, ...] = ()
    build_key: str = ""
    published_entry: ManifestEntry | None = None
    """The manifest's entry of a file that is up to date: then nothing was rendered."""
    cached: CachedEdition | None = None
    """The file that the cache had: then it was neither rendered nor tested again."""
    proofs: bytes = b""
    """What was shown of its pages, for the next build; nothing where none is kept."""

    @property
    def is_publishable(self) -> bool:
        """Does nothing stand in the way of publishing it?"""
        return not problem.has_errors(self.problems)


@dataclass(frozen=True)
class FailedEdition:
    """An edition that its worker could not make."""

    name: EditionName
    problems: tuple[Problem, ...] = ()
    error: BaseException | None = None
    """A fault of leaflet itself."""


@dataclass(frozen=True)
class EditionOutcome:
    """What became of one edition."""

    edition: str
    """`topic/layout/locale`."""
    path: Path | None
    """Its file, or None where a problem stopped it."""
    pages: int
    problems: tuple[Problem, ...]
    is_up_to_date: bool = False
    """Was the file up to date, and left as it was?"""


MadeEdition = CandidateEdition | EditionOutcome | FailedEdition
"""An edition that was made, or needed not be, or could not be."""
BuildResult = tuple[tuple[EditionOutcome, ...], tuple[Problem, ...]]
"""What became of each edition, and all problems by place."""
OnProgress = Callable[[EditionOutcome, int, int], None]
"""Called after each edition with its outcome, how many are done and how many there are."""
