"""What becomes of editions that no worker has made: stopped by a fault, up to date, or lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from leaflet.build.blocking import is_blocking
from leaflet.build.checked import CheckedLibrary
from leaflet.build.lazy_editions import ChangedMeanwhileError, changed_problem
from leaflet.build.outcomes import CandidateEdition, EditionOutcome, FailedEdition, MadeEdition
from leaflet.build.workers import WorkerFailure
from leaflet.model import LAYOUTS_FOLDER, EditionName
from leaflet.problem import Problem, Severity, Span
from leaflet.publish.manifest import ManifestEntries


def known_outcomes(
    checked: CheckedLibrary, selected: Sequence[EditionName], entries: ManifestEntries, out: Path
) -> Mapping[str, EditionOutcome]:
    """By id, those of `selected` that a fault stops, or that an earlier build made from the very same."""
    errors = [fault for fault in checked.problems if fault.severity is Severity.ERROR]
    build_keys = {name: key for topic in checked.topics for name, key in topic.build_keys.items()}
    found: dict[str, EditionOutcome] = {}
    for name in selected:
        entry = entries.get(name.path, {})
        if any(is_blocking(error, name) for error in errors):
            found[name.id] = EditionOutcome(name.id, None, 0, ())
        elif name.id in build_keys and entry.get("made_from") == build_keys[name.id]:
            found[name.id] = EditionOutcome(name.id, out / name.path, int(entry["pages"]), (), is_up_to_date=True)
    return found


def outcome_of(result: MadeEdition, published: Mapping[str, EditionOutcome]) -> EditionOutcome:
    """What became of an edition; `published` are those of candidates."""
    if isinstance(result, CandidateEdition):
        return published[result.edition.id]
    if isinstance(result, FailedEdition):
        return EditionOutcome(result.name.id, None, 0, result.problems)
    return result


def failed_edition(checked: CheckedLibrary, name: EditionName, failure: WorkerFailure) -> FailedEdition:
    """An edition whose worker gave nothing."""
    layouts = checked.shared.layouts if checked.shared else ()
    span = next((layout.span() for layout in layouts if layout.id == name.layout), Span(LAYOUTS_FOLDER))
    if isinstance(failure.error, ChangedMeanwhileError):
        return FailedEdition(name, (changed_problem(name, span),))
    if failure.error:
        failure.error.add_note(f"This happened while {name.id} was made.")
        return FailedEdition(name, error=failure.error)
    failure_problem = Problem(
        "edition-lost",
        f"{name.id} could not be made: its worker {failure.reason}",
        "check what was changed last for something very large or endlessly nested: a picture, a table, boxes",
        span,
        editions=(name.id,),
    )
    return FailedEdition(name, (failure_problem,))
