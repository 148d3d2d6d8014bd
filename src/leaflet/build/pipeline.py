"""The six stages in order: read, check, compose, render, preflight, publish."""

from __future__ import annotations

from collections.abc import Collection, Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from types import MappingProxyType

from leaflet import policies, problem
from leaflet.build.build_key import build_key, program_digest
from leaflet.build.cache import Cache
from leaflet.build.checked import CheckedLibrary
from leaflet.build.font_problems import font_problems
from leaflet.build.layout_files import LayoutFiles, read_layout_files, with_layout_files, without_folder
from leaflet.build.layout_problems import crash_problem, layout_problems
from leaflet.build.lazy_editions import LazySequence, edition_called
from leaflet.build.library_check import check_library, remember
from leaflet.build.options import DEFAULT_OPTIONS, FILES_AT_ONCE, BuildOptions, Selection, no_validator
from leaflet.build.outcomes import BuildResult, CandidateEdition, EditionOutcome, FailedEdition, MadeEdition, OnProgress
from leaflet.build.proof_files import read_proofs, remove_stale_proofs
from leaflet.build.publishing import keep, publish_chunk, validated
from leaflet.build.style_problems import style_problems
from leaflet.build.topic_records import remove_stale_records
from leaflet.build.unmade import failed_edition, known_outcomes, outcome_of
from leaflet.build.workers import WorkerFailure, in_workers
from leaflet.compose.brand import brand_files
from leaflet.compose.document import compose
from leaflet.compose.environment import clear_template_cache
from leaflet.compose.template_errors import TemplateError
from leaflet.editions.edition import Edition
from leaflet.editions.from_library import editions
from leaflet.model import EditionName, Library, RenderResult
from leaflet.preflight import PageProofs, check_document, preflight
from leaflet.problem import Problem
from leaflet.publish.lock import locked
from leaflet.publish.manifest import ManifestEntries
from leaflet.publish.publication import Publication
from leaflet.publish.publish import cannot_write, finish, prune, publish_path, recover, stale_files
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
    checked = check_library(root, today, selection.topics, out if options.cache else None)
    faults = checked.problems
    all_editions = [name for topic in checked.topics for name in topic.editions]
    selected = [name for name in all_editions if selection.includes(name)]
    missing_fonts = tuple(font_problems())
    if missing_fonts:  # whatever else is found on pages set in another font would lead an editor astray
        return tuple(EditionOutcome(name.id, None, 0, ()) for name in selected), (*missing_fonts, *faults)
    is_validated = options.validator is not no_validator
    usable = {path: entry for path, entry in entries.items() if entry.get("judged") or not is_validated}
    known = known_outcomes(checked, selected, usable, out)
    plan = _BuildPlan(checked, selected, known, usable, today, options, out)
    publication = Publication(out, dict(entries), {name.path for name in selected if name.id not in known})
    outcomes, unwritten = _carry_out(plan, publication, on_progress)
    build_problems = [*recover_problems, *unwritten, *(p for outcome in outcomes for p in outcome.problems)]
    # A topic that can't be read has no editions now, yet its last good files are still there: the manifest keeps them.
    is_complete = not problem.has_errors((*faults, *build_problems))
    pruned = _prune(out, all_editions, selection.topics) if is_complete else ()
    return tuple(outcomes), (*faults, *problem.sorted_by_stage(build_problems, pruned))


@dataclass(frozen=True)
class _BuildPlan:
    """What is to be made, of what, and where."""

    checked: CheckedLibrary
    selected: Sequence[EditionName]
    known: Mapping[str, EditionOutcome]
    """By id, what becomes of those that needn't be made, or can't be."""
    entries: ManifestEntries
    """The manifest's; what it has with the same build key is not made again."""
    today: date
    options: BuildOptions
    out: Path


def _carry_out(
    plan: _BuildPlan, publication: Publication, on_progress: OnProgress
) -> tuple[list[EditionOutcome], tuple[Problem, ...]]:
    """Make and publish all that is selected, and remember it; the problem where the manifest can't be written."""
    outcomes: list[EditionOutcome] = []
    failed: list[BaseException] = []
    build_keys: dict[str, str] = {}
    try:
        with closing(_make_all(plan)) as results:
            for result, outcome in _publish_all(results, publication, plan.options):
                outcomes.append(outcome)
                failed += [result.error] if isinstance(result, FailedEdition) and result.error else []
                build_keys |= {outcome.edition: result.build_key} if isinstance(result, CandidateEdition) else {}
                on_progress(outcome, len(outcomes), len(plan.selected))
    finally:
        unwritten = finish(publication)
    remember(plan.out, plan.checked, build_keys)
    if failed:  # a fault of ours is raised when everything that could be made is made
        raise failed[0]
    return outcomes, unwritten


def _publish_all(
    results: Iterator[MadeEdition], publication: Publication, options: BuildOptions
) -> Iterator[tuple[MadeEdition, EditionOutcome]]:
    """Each of `results` with what became of it, when the finished ones are validated and in their places."""
    is_validated = options.validator is not no_validator
    while chunk := tuple(islice(results, FILES_AT_ONCE)):
        made = tuple(validated([r for r in chunk if isinstance(r, CandidateEdition)], options.validator))
        published = {outcome.edition: outcome for outcome in publish_chunk(made, publication, is_validated)}
        if options.cache:
            keep(made, options.cache, is_validated, publication.out)
        yield from ((result, outcome_of(result, published)) for result in chunk)


def _prune(out: Path, all_editions: Sequence[EditionName], topics: Collection[str]) -> tuple[Problem, ...]:
    """Remove from manifest and proofs what isn't an edition any more, and warn of its files."""
    remove_stale_proofs(out, all_editions, topics)
    if not topics:
        remove_stale_records(out, {name.topic for name in all_editions})
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


def _make_all(plan: _BuildPlan) -> Generator[MadeEdition, None, None]:
    """Each that is selected, made in a worker unless it is known what becomes of it."""
    to_make = [name for name in plan.selected if name.id not in plan.known]
    cache = plan.options.cache
    if _is_certain_to_render(to_make, plan.entries, cache):
        load_renderer()  # once, for all workers; otherwise one that has something to render loads it
    program_digest()  # once, for all workers

    def unit(name: EditionName) -> EditionUnit:
        entry = {name.path: plan.entries[name.path]} if name.path in plan.entries else {}
        edition = edition_called(plan.checked, plan.today, name)
        return EditionUnit(edition, entry, cache, plan.out if cache else None)

    run_units = plan.options.run_units or in_workers
    with closing(run_units(make_unit, LazySequence(to_make, unit), plan.options.limits)) as results:
        for name in plan.selected:
            if name.id in plan.known:
                yield plan.known[name.id]
                continue
            result = next(results)
            # A result has the worker's own copy of the edition, with all that was worked out there.
            yield failed_edition(plan.checked, name, result) if isinstance(result, WorkerFailure) else result


def _is_certain_to_render(to_make: Sequence[EditionName], entries: ManifestEntries, cache: Cache | None) -> bool:
    """Is it known, before anything is composed, that one of `to_make` is neither up to date nor in the cache?"""
    may_be_cached = cache is not None and not cache.is_empty()
    return not may_be_cached and any(name.path not in entries for name in to_make)


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
        rendered = render(html, *edition.layout.folders, given=brand_files(edition))
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
