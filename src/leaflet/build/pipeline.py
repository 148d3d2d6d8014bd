"""The six stages in order: read, check, compose, render, preflight, publish."""

from __future__ import annotations

from collections.abc import Collection, Generator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from types import MappingProxyType

from leaflet import policies, problem
from leaflet.build.blocking import is_blocking
from leaflet.build.build_key import build_key, program_digest
from leaflet.build.cache import Cache
from leaflet.build.font_problems import font_problems
from leaflet.build.layout_files import LayoutFiles, read_layout_files, with_layout_files, without_folder
from leaflet.build.layout_problems import crash_problem, layout_problems
from leaflet.build.options import DEFAULT_OPTIONS, FILES_AT_ONCE, BuildOptions, Selection, no_validator
from leaflet.build.outcomes import BuildResult, CandidateEdition, EditionOutcome, OnProgress
from leaflet.build.proof_files import read_proofs, remove_stale_proofs
from leaflet.build.publishing import keep, publish_chunk, validated
from leaflet.build.style_problems import style_problems
from leaflet.build.workers import WorkerFailure, in_workers
from leaflet.compose.document import compose
from leaflet.compose.environment import clear_template_cache
from leaflet.compose.template_errors import TemplateError
from leaflet.editions.edition import Edition
from leaflet.editions.from_library import editions
from leaflet.model import Library, RenderResult
from leaflet.preflight import PageProofs, check_document, preflight
from leaflet.problem import Problem
from leaflet.publish.lock import locked
from leaflet.publish.manifest import ManifestEntries
from leaflet.publish.publish import cannot_write, prune, publish_path, recover, stale_files
from leaflet.read.sources import read_library
from leaflet.render.document import load_renderer, render

NO_ENTRIES: ManifestEntries = MappingProxyType({})


def check(root: Path, today: date, topics: Collection[str] = ()) -> tuple[Library | None, tuple[Problem, ...]]:
    """Stages read and check: what was read at `root` (None where nothing can go on), and all its faults.

    Where `topics` are named, the others are not read; what can only be concluded from all of them is not reported.
    """
    library, unread = read_library(root, topics)
    found = policies.check(library, today) if library else ()
    return library, problem.sorted_by_stage(unread, found)


def build(  # noqa: PLR0913, PLR0917 -- what is built, where, when, which of it, for whom, and how
    root: Path,
    out: Path,
    today: date,
    selection: Selection,
    on_progress: OnProgress,
    options: BuildOptions = DEFAULT_OPTIONS,
) -> BuildResult:
    """All six stages for every selected edition; what became of each, and all problems by place.

    An edition that a problem stops is not written: the last good file stays. The others are. One whose file is up to
    date is not made again. Raises BusyError where another process builds into `out` and is not to be waited for.
    """
    try:
        with locked(out, options.on_wait):
            built = _build(root, out, today, selection, on_progress, options)
            options.on_finish(built)
            return built
    except OSError as error:
        return (), (cannot_write(error, out, ()),)


def _build(  # noqa: PLR0913, PLR0917 -- as above
    root: Path, out: Path, today: date, selection: Selection, on_progress: OnProgress, options: BuildOptions
) -> BuildResult:
    entries, recover_problems = recover(out)
    library, faults = check(root, today, selection.topics)
    all_editions = editions(library, today) if library else ()
    selected = [edition for edition in all_editions if selection.includes(edition)]
    missing_fonts = tuple(font_problems())
    if missing_fonts:  # whatever else is found on pages set in another font would lead an editor astray
        return tuple(EditionOutcome(edition.id, None, 0, ()) for edition in selected), (*missing_fonts, *faults)
    is_validated = options.validator is not no_validator
    published_entries = {path: entry for path, entry in entries.items() if entry.get("judged") or not is_validated}
    outcomes: list[EditionOutcome] = []
    failed: list[BaseException] = []
    with closing(_make_all(selected, faults, published_entries, options, out)) as candidates:
        while chunk := tuple(islice(candidates, FILES_AT_ONCE)):
            failed += [candidate.error for candidate in chunk if candidate.error]
            checked = tuple(validated(chunk, options.validator))
            for outcome in publish_chunk(checked, out, is_validated):
                outcomes.append(outcome)
                on_progress(outcome, len(outcomes), len(selected))
            if options.cache:
                keep(checked, options.cache, is_validated, out)
    if failed:  # a fault of ours is raised when everything that could be made is made
        raise failed[0]
    build_problems = [*recover_problems, *(p for outcome in outcomes for p in outcome.problems)]
    # A topic that can't be read has no editions now, yet its last good files are still there: the manifest keeps them.
    is_complete = not problem.has_errors((*faults, *build_problems))
    pruned = _prune(out, all_editions, selection.topics) if is_complete else ()
    return tuple(outcomes), (*faults, *problem.sorted_by_stage(build_problems, pruned))


def _prune(out: Path, all_editions: Sequence[Edition], topics: Collection[str]) -> tuple[Problem, ...]:
    """Remove from manifest and proofs what isn't an edition any more, and warn of its files."""
    remove_stale_proofs(out, all_editions, topics)
    return (*prune(out, [edition.id for edition in all_editions], topics), *stale_files(out, all_editions, topics))


def warm_up(root: Path, today: date, name: str) -> None:
    """Make the edition `name` in this process and discard it.

    Processes that are forked later start with everything that this has loaded.
    """
    load_renderer()
    library, _ = read_library(root, (name.partition("/")[0],))
    for edition in editions(library, today) if library else ():
        if edition.id == name:
            make(edition)


def clear_caches() -> None:
    """Clear what was cached of files that may have changed since."""
    clear_template_cache()


def _make_all(
    selected: Sequence[Edition],
    faults: tuple[Problem, ...],
    entries: ManifestEntries,
    options: BuildOptions,
    out: Path,
) -> Generator[CandidateEdition, None, None]:
    """Each of `selected`, made in a worker unless one of `faults` stops it."""
    stopped = [any(is_blocking(fault, edition) for fault in faults) for edition in selected]
    to_make = [edition for edition, is_stopped in zip(selected, stopped, strict=True) if not is_stopped]
    if _is_certain_to_render(to_make, entries, options.cache):
        load_renderer()  # once, for all workers; otherwise one that has something to render loads it
    program_digest()  # once, for all workers
    units = [EditionUnit(edition, entries, options.cache, out if options.cache else None) for edition in to_make]
    run_units = options.run_units or in_workers
    with closing(run_units(make_unit, units, options.limits)) as results:
        for edition, is_stopped in zip(selected, stopped, strict=True):
            result = CandidateEdition(edition) if is_stopped else next(results)
            # A result has the worker's own copy of the edition, with all that was worked out there.
            yield _failed_candidate(edition, result) if isinstance(result, WorkerFailure) else result


def _is_certain_to_render(to_make: Sequence[Edition], entries: ManifestEntries, cache: Cache | None) -> bool:
    """Is it known, before anything is composed, that one of `to_make` is neither up to date nor in the cache?"""
    may_be_cached = cache is not None and not cache.is_empty()
    return not may_be_cached and any(publish_path(edition).as_posix() not in entries for edition in to_make)


def _failed_candidate(edition: Edition, failure: WorkerFailure) -> CandidateEdition:
    if failure.error:
        failure.error.add_note(f"This happened while {edition.id} was made.")
        return CandidateEdition(edition, error=failure.error)
    failure_problem = Problem(
        "edition-lost",
        f"{edition.id} could not be made: its worker {failure.reason}",
        "check what was changed last for something very large or endlessly nested: a picture, a table, boxes",
        edition.layout.span(),
        editions=(edition.id,),
    )
    return CandidateEdition(edition, problems=(failure_problem,))


@dataclass(frozen=True)
class EditionUnit:
    """An edition to make: a unit of work."""

    edition: Edition
    entries: ManifestEntries
    """The manifest's; what it has with the same build key is not made again."""
    cache: Cache | None = None
    proven_in: Path | None = None
    """The output folder, where it keeps proofs of pages."""
    layout_files: LayoutFiles = ()
    """Its layout's files, where this machine doesn't have the project's folder."""

    def portable(self) -> EditionUnit:
        """The same for another machine, which has neither the project's folder nor cache and proofs. Raises OSError."""
        path = publish_path(self.edition).as_posix()
        entries = {path: self.entries[path]} if path in self.entries else {}
        return EditionUnit(without_folder(self.edition), entries, layout_files=read_layout_files(self.edition))


def make_unit(unit: EditionUnit) -> CandidateEdition:
    """Make the edition of `unit`, on whatever machine this is."""
    with with_layout_files(unit.edition, unit.layout_files) as edition:
        return make(edition, unit.entries, unit.cache, unit.proven_in)


def make(
    edition: Edition, entries: ManifestEntries = NO_ENTRIES, cache: Cache | None = None, proven_in: Path | None = None
) -> CandidateEdition:
    """Stages compose to preflight for one edition.

    No further than composing where `entries`, the manifest's by path, has it with the same build key, or `cache` has.
    Pages that the proofs in the output folder `proven_in` have aren't shown again.
    """
    try:
        html = compose(edition)
    except TemplateError as error:
        return CandidateEdition(edition, problems=(error.problem,))
    key = build_key(html, edition)
    entry = entries.get(publish_path(edition).as_posix())
    if entry and entry.get("made_from") == key:
        return CandidateEdition(edition, build_key=key, published_entry=entry)
    cached = cache.get(key) if cache else None
    if cached:
        rendered_before = RenderResult(cached.pdf, cached.pages, (), (), cached.boxes)
        return CandidateEdition(edition, rendered_before, cached.placements, build_key=key, cached=cached)
    return _printed(edition, html, key, read_proofs(proven_in, edition))


def _printed(edition: Edition, html: str, key: str, proofs: PageProofs | None) -> CandidateEdition:
    """The rest of `make`: its document `html` is proven, rendered and proven again."""
    wrong = check_document(html, edition)
    if wrong:  # no page of it can be right
        return CandidateEdition(edition, problems=wrong, build_key=key)
    try:
        rendered = render(html, *edition.layout.folders)
    except Exception as error:
        if crash := crash_problem(error, edition, html):
            return CandidateEdition(edition, problems=(crash,))
        raise
    # What is missing or covered on a page that is too full is missing or covered because of that.
    is_whole = not rendered.overflows
    preflight_problems, placements = preflight(rendered.pdf, edition, html, proofs) if is_whole else ((), ())
    causes = style_problems(preflight_problems, edition, html)
    problems = (*layout_problems(rendered, edition, html), *causes, *preflight_problems)
    return CandidateEdition(edition, rendered, placements, problems, key, proofs=proofs.encoded() if proofs else b"")
