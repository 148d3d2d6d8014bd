"""All steps in order, what they change as a diff, and the new texts on disk."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from leaflet.editions.sign_off import FILE as REVIEW_FILE
from leaflet.files import commit, remove, stage
from leaflet.problem import Problem, sorted_problems
from leaflet.upgrade.house_files import encoded, read_house_files
from leaflet.upgrade.step import UNCHANGED, Note, Step, StepResult
from leaflet.upgrade.steps import STEPS


@dataclass(frozen=True)
class StepReport:
    """A step that had something to change or to tell."""

    version: str
    """The first version that has the new format."""
    about: str
    """What changed, in a sentence."""
    notes: tuple[Note, ...]


@dataclass(frozen=True)
class Upgrade:
    """What an upgrade of a house changes."""

    root: Path
    before: Mapping[str, str]
    """The text of each file that changes, by path relative to `root`; '' of one that is new."""
    after: Mapping[str, str]
    """The new text of each; what no earlier step changed stands first."""
    reports: tuple[StepReport, ...]
    problems: tuple[Problem, ...]
    """What is left for a person."""

    @property
    def diff(self) -> str:
        """A unified diff of all that changes, by path; '' where nothing does."""
        return "".join(line for path in sorted(self.after) for line in self._diff_of(path))

    def _diff_of(self, path: str) -> Iterator[str]:
        before, after = (_lines(texts[path]) for texts in (self.before, self.after))
        for line in difflib.unified_diff(before, after, f"a/{path}" if before else "/dev/null", f"b/{path}"):
            yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def plan(root: Path, lists: Iterable[Path] = (), steps: tuple[Step, ...] = STEPS) -> Upgrade:
    """What brings the house at `root`, and these lists of clinics, to today's formats. Nothing is written.

    Nothing is changed as long as it isn't known whether a review of an earlier version holds: what it is judged by must
    stay.
    """
    house, problems = read_house_files(root, lists)
    results: list[StepResult] = []
    for step in steps:
        results.append(step.upgraded(house))
        house = replace(house, texts={**house.texts, **results[-1].texts})
    is_undecided = any(result.is_undecided for result in results) or any(_is_review(p) for p in problems)
    first = {path: -n for n, result in reversed(tuple(enumerate(results))) for path in result.texts}
    after = {} if is_undecided else {path: house.texts[path] for path in sorted(first, key=first.__getitem__)}
    reports = tuple(_reports(steps, results, after))
    found = sorted_problems((*problems, *(p for result in results for p in result.problems)))
    return Upgrade(root, {path: house.original.get(path, "") for path in after}, after, reports, found)


def _reports(steps: Iterable[Step], results: Iterable[StepResult], after: Mapping[str, str]) -> Iterator[StepReport]:
    """Of each step that has something to change or to tell, where `after` is all that changes."""
    for step, result in zip(steps, results, strict=True):
        notes = tuple(n for n in result.notes if not (n.text == UNCHANGED and n.span.path in after))
        if result.texts or notes or result.problems:
            yield StepReport(step.VERSION, _about(step), notes)


def save(upgrade: Upgrade) -> None:
    """Write what `upgrade` changes, each file in one step. Raises OSError; where a disk is full, nothing is changed.

    A later step may have judged a file by texts that an earlier one changed. Its own goes first, so that a run that
    is killed in between leaves nothing that the next would judge otherwise.
    """
    root = upgrade.root.resolve()
    staged: list[tuple[Path, Path]] = []
    try:
        for path, text in upgrade.after.items():
            file = (root / path).resolve()  # what a link means is replaced, not the link
            staged.append((stage(file, encoded(file, text)), file))
        for temporary, file in staged:
            commit(temporary, file, root)
    finally:
        for temporary, _ in staged:
            remove(temporary)


def _is_review(unread: Problem) -> bool:
    """Is the file that can't be read a review? Whether it holds is found out by texts that a rewriting would change."""
    return PurePosixPath(unread.span.path).name == REVIEW_FILE


def _lines(text: str) -> list[str]:
    """The lines of `text` with their ends; nothing but a line feed ends one, as in every diff."""
    return [part for part in text.replace("\n", "\n\0").split("\0") if part]


def _about(step: Step) -> str:
    return (step.__doc__ or "").partition("\n")[0]
