"""The six stages in order: read, check, compose, render, preflight, publish."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import groupby, islice
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from leaflet import fonts, policies, problem
from leaflet.build.build_key import build_key
from leaflet.build.cache import Cache, CachedEdition
from leaflet.build.workers import Limits, WorkerFailure, cores, in_workers
from leaflet.compose.document import compose, css_source_span
from leaflet.compose.environment import clear_template_cache
from leaflet.compose.template_errors import TemplateError
from leaflet.editions.edition import Edition
from leaflet.editions.from_library import editions
from leaflet.messages import excerpt
from leaflet.model import (
    BASE_FOLDER,
    LAYOUTS_FOLDER,
    ClinicBox,
    Library,
    Overflow,
    Placement,
    RenderResult,
    RequiredText,
)
from leaflet.preflight import preflight
from leaflet.problem import Problem, Severity, Span
from leaflet.publish.lock import locked
from leaflet.publish.manifest import ManifestEntries, ManifestEntry, is_intact, read_manifest
from leaflet.publish.publish import FinishedEdition, cannot_write, prune, publish, publish_path, recover, stale_files
from leaflet.read.sources import read_library
from leaflet.render.document import load_renderer, render

DEFAULT_LIMITS = Limits()
NO_ENTRIES: ManifestEntries = MappingProxyType({})


@dataclass(frozen=True)
class Selection:
    """Which editions to build; an empty field means all."""

    topics: tuple[str, ...] = ()
    layouts: tuple[str, ...] = ()
    locales: tuple[str, ...] = ()

    def includes(self, edition: Edition) -> bool:
        """Is `edition` among them?"""
        return (
            (not self.topics or edition.topic.id in self.topics)
            and (not self.layouts or edition.layout.id in self.layouts)
            and (not self.locales or str(edition.locale) in self.locales)
        )


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
    error: BaseException | None = None
    """A fault of leaflet itself: the edition could not be made."""
    cached: CachedEdition | None = None
    """The file that the cache had: then it was neither rendered nor tested again."""

    @property
    def is_publishable(self) -> bool:
        """Does nothing stand in the way of publishing it?"""
        return not self.error and not problem.has_errors(self.problems)


Validator = Callable[[Sequence[tuple[Edition, bytes]]], tuple[Problem, ...]]
"""Another program's check of finished files (veraPDF): problems that name their editions."""
WORKERS_VARIABLE = "LEAFLET_WORKERS"
"""The environment variable with the number of worker processes; the number of processors where it isn't set."""
FILES_AT_ONCE = 32
"""Files that a validator gets at once: it takes seconds to start, and nothing is published before it has finished."""


def no_validator(files: Sequence[tuple[Edition, bytes]]) -> tuple[Problem, ...]:
    """Validate nothing."""
    return ()


BuildResult = tuple[tuple[EditionOutcome, ...], tuple[Problem, ...]]
"""What became of each edition, and all problems by place."""


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


DEFAULT_OPTIONS = BuildOptions()
MAX_NAMED = 12
"""How many of the texts that don't fit are named; the next run names those that are left."""
OnProgress = Callable[[EditionOutcome, int, int], None]
"""Called after each edition with its outcome, how many are done and how many there are."""


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
    font_problems = tuple(_missing_fonts())
    if font_problems:  # whatever else is found on pages set in another font would lead an editor astray
        return tuple(EditionOutcome(edition.id, None, 0, ()) for edition in selected), (*font_problems, *faults)
    is_validated = options.validator is not no_validator
    published_entries = {path: entry for path, entry in entries.items() if entry.get("judged") or not is_validated}
    outcomes: list[EditionOutcome] = []
    failed: list[BaseException] = []
    with closing(_make_all(selected, faults, published_entries, options)) as candidates:
        while chunk := tuple(islice(candidates, FILES_AT_ONCE)):
            failed += [candidate.error for candidate in chunk if candidate.error]
            validated = tuple(_validated(chunk, options.validator))
            for outcome in _publish(validated, out, is_validated):
                outcomes.append(outcome)
                on_progress(outcome, len(outcomes), len(selected))
            if options.cache:
                _store_in_cache(validated, options.cache, is_validated)
    if failed:  # a fault of ours is raised when everything that could be made is made
        raise failed[0]
    build_problems = [*recover_problems, *(p for outcome in outcomes for p in outcome.problems)]
    # A topic that can't be read has no editions now, yet its last good files are still there: the manifest keeps them.
    is_complete = not problem.has_errors((*faults, *build_problems))
    pruned = _prune(out, all_editions, selection.topics) if is_complete else ()
    return tuple(outcomes), (*faults, *problem.sorted_by_stage(build_problems, pruned))


def _prune(out: Path, all_editions: Sequence[Edition], topics: Collection[str]) -> tuple[Problem, ...]:
    """Remove from the manifest what isn't an edition any more, and warn of its files."""
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


def published(
    root: Path, out: Path, today: date, selection: Selection
) -> tuple[tuple[EditionOutcome, ...], tuple[Problem, ...]]:
    """Which of the selected editions are in `out` as its manifest says; nothing is made or written."""
    library, faults = check(root, today, selection.topics)
    known = read_manifest(out)
    selected = [edition for edition in (editions(library, today) if library else ()) if selection.includes(edition)]
    there = ((edition, publish_path(edition), known.get(publish_path(edition).as_posix())) for edition in selected)
    return tuple(
        EditionOutcome(edition.id, out / path, int(entry["pages"]), (), is_up_to_date=True)
        for edition, path, entry in there
        if entry and is_intact(out, path.as_posix(), entry)
    ), faults


def _missing_fonts() -> Iterator[Problem]:
    """The families that this machine lacks, whole or in part."""
    for family, missing in groupby(fonts.missing_fonts(), key=lambda font: font.family):
        files = list(missing)
        listed = ", ".join(font.file for font in files)
        yield Problem(
            "missing-font",
            f"the font {family} is missing on this machine ({listed}); nothing is built",
            f"on Debian or Ubuntu type `apt-get install {files[0].package}` as root; `leaflet doctor` has the line for "
            "other systems. Nothing needs changing in content or layout",
            Span("src/leaflet/fonts/fonts.toml", files[0].line),
        )


def _make_all(
    selected: Sequence[Edition], faults: tuple[Problem, ...], entries: ManifestEntries, options: BuildOptions
) -> Generator[CandidateEdition, None, None]:
    """Each of `selected`, made in a worker unless one of `faults` stops it."""
    stopped = [any(is_blocking(fault, edition) for fault in faults) for edition in selected]
    to_make = [edition for edition, is_stopped in zip(selected, stopped, strict=True) if not is_stopped]
    load_renderer()
    task = partial(make, entries=entries, cache=options.cache)
    with closing(in_workers(task, to_make, worker_count(), options.limits)) as results:
        for edition, is_stopped in zip(selected, stopped, strict=True):
            result = CandidateEdition(edition) if is_stopped else next(results)
            yield (
                _failed_candidate(edition, result)
                if isinstance(result, WorkerFailure)
                else replace(result, edition=edition)
            )


def worker_count() -> int:
    """How many processes make editions."""
    given = os.environ.get(WORKERS_VARIABLE, "")
    return int(given) if given.isdecimal() and int(given) else cores()


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


def make(edition: Edition, entries: ManifestEntries = NO_ENTRIES, cache: Cache | None = None) -> CandidateEdition:
    """Stages compose to preflight for one edition.

    No further than composing where `entries`, the manifest's by path, has it with the same build key, or `cache` has.
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
    rendered = render(html, edition.layout.folder)
    # What is missing or covered on a page that is too full is missing or covered because of that.
    preflight_problems, placements = preflight(rendered.pdf, edition) if not rendered.overflows else ((), ())
    return CandidateEdition(
        edition, rendered, placements, (*layout_problems(rendered, edition, html), *preflight_problems), key
    )


def _validated(chunk: Sequence[CandidateEdition], validator: Validator) -> Iterator[CandidateEdition]:
    """`chunk` with what `validator` reports for those that have no errors so far."""
    unvalidated = [
        candidate
        for candidate in chunk
        if candidate.is_publishable and not (candidate.cached and candidate.cached.is_validated)
    ]
    files = [(candidate.edition, candidate.rendered.pdf) for candidate in unvalidated if candidate.rendered]
    validator_problems = validator(files) if files else ()
    for candidate in chunk:
        yield replace(
            candidate,
            problems=(*candidate.problems, *(p for p in validator_problems if candidate.edition.id in p.editions)),
        )


def _store_in_cache(chunk: Sequence[CandidateEdition], cache: Cache, is_validated: bool) -> None:
    """Store in `cache` the files without any problem, unless it has them."""
    for candidate in chunk:
        is_cached = candidate.cached and (candidate.cached.is_validated or not is_validated)
        if candidate.rendered and candidate.is_publishable and not candidate.problems and not is_cached:
            stored = CachedEdition(
                candidate.rendered.pdf,
                candidate.rendered.page_count,
                candidate.placements,
                candidate.rendered.clinic_boxes,
                is_validated,
            )
            cache.put(candidate.build_key, stored)
    if any(candidate.rendered for candidate in chunk):
        cache.trim()


def _publish(chunk: Sequence[CandidateEdition], out: Path, is_validated: bool) -> Iterator[EditionOutcome]:
    """Publish the good ones to `out`; what became of each."""
    finished = [
        FinishedEdition(
            candidate.edition,
            candidate.rendered.pdf,
            candidate.rendered.page_count,
            candidate.placements,
            candidate.build_key,
            is_validated or bool(candidate.cached and candidate.cached.is_validated),
            only_box(candidate.rendered),
        )
        for candidate in chunk
        if candidate.rendered and candidate.is_publishable
    ]
    publish_problems = publish(out, finished)
    for candidate in chunk:
        problems = (*candidate.problems, *publish_problems.get(candidate.edition.id, ()))
        is_written = candidate.published_entry or (
            candidate.edition.id in publish_problems and not problem.has_errors(problems)
        )
        path = out / publish_path(candidate.edition) if is_written else None
        yield EditionOutcome(
            candidate.edition.id,
            path,
            _page_count(candidate),
            problems,
            is_up_to_date=candidate.published_entry is not None,
        )


def only_box(rendered: RenderResult) -> ClinicBox | None:
    """The clinic's box, or None where there is none or more than one."""
    return rendered.clinic_boxes[0] if len(rendered.clinic_boxes) == 1 else None


def _page_count(candidate: CandidateEdition) -> int:
    return (
        candidate.rendered.page_count
        if candidate.rendered
        else int(candidate.published_entry["pages"])
        if candidate.published_entry
        else 0
    )


def is_blocking(fault: Problem, edition: Edition) -> bool:
    """Does `fault` keep `edition` from being made?

    One in another topic's folder, in another layout's or in another language's catalog does not.
    """
    if fault.severity is not Severity.ERROR:
        return False
    if fault.editions:
        return edition.id in fault.editions
    path = PurePosixPath(fault.span.path)
    if path.suffix == ".po" and path.stem != edition.locale.language:
        return False
    for folder, own_name in (("sources/topics/", edition.topic.id), (f"{LAYOUTS_FOLDER}/", edition.layout.id)):
        name, inside, _ = fault.span.path.removeprefix(folder).partition("/")
        if fault.span.path.startswith(folder) and inside:
            return name in (own_name, BASE_FOLDER)
    return True


def layout_problems(rendered: RenderResult, edition: Edition, html: str = "") -> Iterator[Problem]:
    """What the renderer logged about `html` and what sticks out of a box: each stops the edition."""
    for line in rendered.log:
        yield Problem(
            "renderer-warning",
            f"the renderer complained about {edition.id}: {line}",
            "fix what it names in the layout or the content; nothing is published while it complains",
            _complaint_span(line, edition, html),
            editions=(edition.id,),
        )
    for overflow in rendered.overflows:
        yield _overflow_problem(overflow, edition)


def _complaint_span(line: str, edition: Edition, html: str) -> Span:
    """The place in the style sheets that the renderer's `line` names, or the layout where it names none."""
    position = re.search(r" at (\d+):(\d+)", line)
    span = css_source_span(html, edition, int(position[1]), int(position[2])) if position else None
    return span or edition.layout.span()


def _overflow_problem(overflow: Overflow, edition: Edition) -> Problem:
    lost_texts = [text for text in edition.required.texts if (text.kind, text.id) in overflow.lost_texts]
    words = f", from the words “{overflow.text}”" if overflow.text else ""
    return Problem(
        "overflow",
        f"on page {overflow.page} of {edition.id} the box `{overflow.fit_id}` is too full: "
        f"its content exceeds the {overflow.side} edge by {overflow.overflow_mm:.1f} mm"
        f"{_what_does_not_fit(lost_texts) or words}",
        "shorten or take out what this box prints, or give the box more room in the layout's page.css",
        lost_texts[0].span if lost_texts else edition.layout.span(),
        editions=(edition.id,),
    )


def _what_does_not_fit(lost_texts: Sequence[RequiredText]) -> str:
    """`; no room for “…”, “…” and 9 more`: as many as a person reads."""
    names = ", ".join(excerpt(text.identifying_text, 60) for text in lost_texts[:MAX_NAMED])
    more = f" and {len(lost_texts) - MAX_NAMED} more" if len(lost_texts) > MAX_NAMED else ""
    return f"; no room for {names}{more}" if names else ""
