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
from textwrap import shorten
from types import MappingProxyType

from leaflet import fonts, policies, problem
from leaflet.build.cache import Cache, Stored
from leaflet.compose.document import TemplateError, compose, forget_templates, style_span
from leaflet.editions import editions
from leaflet.model import Box, Edition, Found, Library, Mark, Overflow, Rendered
from leaflet.preflight import preflight
from leaflet.problem import Problem, Severity, Span
from leaflet.publish.publish import Finished, cannot_write, prune, publish, publish_path, settle, stale
from leaflet.publish.lock import locked
from leaflet.publish.manifest import Entries, Entry, entries, is_true
from leaflet.read.sources import read
from leaflet.build.build_key import recipe
from leaflet.render.document import render, warm_up
from leaflet.required.texts import marks
from leaflet.build.workers import Limits, Lost, cores, in_workers

LIMITS = Limits()
NOTHING: Entries = MappingProxyType({})


@dataclass(frozen=True)
class Selection:
    """Which editions to build; an empty field means all."""

    topics: tuple[str, ...] = ()
    layouts: tuple[str, ...] = ()
    locales: tuple[str, ...] = ()

    def holds(self, edition: Edition) -> bool:
        """Is `edition` among them?"""
        return (
            (not self.topics or edition.topic.id in self.topics)
            and (not self.layouts or edition.layout.id in self.layouts)
            and (not self.locales or str(edition.locale) in self.locales)
        )


@dataclass(frozen=True)
class Outcome:
    """What became of one edition."""

    edition: str
    """`topic/layout/locale`."""
    path: Path | None
    """Its file, or None where a problem stopped it."""
    pages: int
    problems: tuple[Problem, ...]
    kept: bool = False
    """Was the file up to date, and left as it was?"""


@dataclass(frozen=True)
class Made:
    """An edition that is finished but not published."""

    edition: Edition
    rendered: Rendered | None = None
    """None where a problem stopped it."""
    found: tuple[Found, ...] = ()
    problems: tuple[Problem, ...] = ()
    recipe: str = ""
    kept: Entry | None = None
    """The manifest's entry of a file that is up to date: then nothing was rendered."""
    error: BaseException | None = None
    """A fault of leaflet itself, for which there is nothing of it."""
    stored: Stored | None = None
    """What the cache had of it: then it was neither rendered nor tested again."""

    @property
    def good(self) -> bool:
        """Does nothing stand in the way of publishing it?"""
        return not self.error and not problem.has_errors(self.problems)


Judge = Callable[[Sequence[tuple[Edition, bytes]]], tuple[Problem, ...]]
"""Another program's opinion of finished files: problems that name their editions."""
WORKERS = "LEAFLET_WORKERS"
"""The variable that says how many processes make editions; as many as there are processors where it is not set."""
TOGETHER = 32
"""Files that a judge gets at once: it takes seconds to begin, and nothing is published before it has spoken."""


def unjudged(files: Sequence[tuple[Edition, bytes]]) -> tuple[Problem, ...]:
    """No other opinion."""
    return ()


Built = tuple[tuple[Outcome, ...], tuple[Problem, ...]]
"""What became of each edition, and all problems by place."""


@dataclass(frozen=True)
class Means:
    """What a build may use."""

    judge: Judge = unjudged
    """Has a last look at finished files, `TOGETHER` of them at a time."""
    limits: Limits = LIMITS
    """Of each edition."""
    waiting: Callable[[], None] | None = None
    """Called before the end of another build into the same folder is waited for; it is not where this is None."""
    ended: Callable[[Built], None] = lambda built: None
    """Called with what `build` gives, while nobody else may write to the folder."""
    cache: Cache | None = None
    """Has finished files, and is given them."""


MEANS = Means()
MOST_NAMED = 12
"""How many of the texts that don't fit are named; a person who takes these out sees the rest in the next run."""
Told = Callable[[Outcome, int, int], None]
"""Called after each edition with its outcome, how many are done and how many there are."""


def check(root: Path, today: date, topics: Collection[str] = ()) -> tuple[Library | None, tuple[Problem, ...]]:
    """Stages read and check: what was read at `root` (None where nothing can go on), and all its faults.

    Where `topics` are named, the others are not looked at; what can only be concluded from all of them is not told.
    """
    library, unread = read(root, topics)
    found = policies.check(library, today) if library else ()
    return library, problem.in_order(unread, found)


def build(  # noqa: PLR0913, PLR0917 -- what is built, where, when, which of it, for whom, and by which means
    root: Path, out: Path, today: date, selection: Selection, told: Told, means: Means = MEANS
) -> Built:
    """All six stages for every selected edition; what became of each, and all problems by place.

    An edition that a problem stops is not written: the last good file stays. The others are. One whose file is up to
    date is not made again. Raises BusyError where another process builds into `out` and is not to be waited for.
    """
    try:
        with locked(out, means.waiting):
            built = _build(root, out, today, selection, told, means)
            means.ended(built)
            return built
    except OSError as error:
        return (), (cannot_write(error, out, ()),)


def _build(  # noqa: PLR0913, PLR0917 -- as above
    root: Path, out: Path, today: date, selection: Selection, told: Told, means: Means
) -> Built:
    known, unsettled = settle(out)
    library, faults = check(root, today, selection.topics)
    every = editions(library, today) if library else ()
    wanted = [edition for edition in every if selection.holds(edition)]
    lacking = tuple(_missing_fonts())
    if lacking:  # whatever else is found on pages set in another font would lead an editor astray
        return tuple(Outcome(edition.id, None, 0, ()) for edition in wanted), (*lacking, *faults)
    is_judged = means.judge is not unjudged
    published = {path: entry for path, entry in known.items() if entry.get("judged") or not is_judged}
    outcomes: list[Outcome] = []
    failed: list[BaseException] = []
    making = _made(wanted, faults, published, means)
    with closing(making):
        while together := tuple(islice(making, TOGETHER)):
            failed += [made.error for made in together if made.error]
            judged = tuple(_judged(together, means.judge))
            for outcome in _published(judged, out, is_judged):
                outcomes.append(outcome)
                told(outcome, len(outcomes), len(wanted))
            if means.cache:
                _keep(judged, means.cache, is_judged)
    if failed:  # a fault of ours is told when all that could be made is made
        raise failed[0]
    later = [*unsettled, *(p for outcome in outcomes for p in outcome.problems)]
    # A topic that can't be read has no editions now, yet its last good files are still there: the manifest keeps them.
    whole = not problem.has_errors((*faults, *later))
    topics = selection.topics
    pruned = (*prune(out, [edition.id for edition in every], topics), *stale(out, every, topics)) if whole else ()
    return tuple(outcomes), (*faults, *problem.in_order(later, pruned))


def rehearse(root: Path, today: date, name: str) -> None:
    """Make the edition `name` in this very process and throw it away.

    Processes that are forked from it later begin with all that was loaded for that.
    """
    warm_up()
    library, _ = read(root, (name.partition("/")[0],))
    for edition in editions(library, today) if library else ():
        if edition.id == name:
            make(edition)


def forget() -> None:
    """Forget what was remembered of files that may have changed since."""
    forget_templates()


def published(
    root: Path, out: Path, today: date, selection: Selection
) -> tuple[tuple[Outcome, ...], tuple[Problem, ...]]:
    """Which of the selected editions stand in `out` as its manifest says; nothing is made, nothing written."""
    library, faults = check(root, today, selection.topics)
    known = entries(out)
    wanted = [edition for edition in (editions(library, today) if library else ()) if selection.holds(edition)]
    there = ((edition, publish_path(edition), known.get(publish_path(edition).as_posix())) for edition in wanted)
    return tuple(
        Outcome(edition.id, out / path, int(entry["pages"]), (), kept=True)
        for edition, path, entry in there
        if entry and is_true(out, path.as_posix(), entry)
    ), faults


def _missing_fonts() -> Iterator[Problem]:
    """The families that this machine lacks, whole or in part."""
    for family, missing in groupby(fonts.missing(), key=lambda font: font.family):
        files = list(missing)
        listed = ", ".join(font.file for font in files)
        yield Problem(
            "missing-font",
            f"the font {family} is missing on this machine ({listed}); nothing is built",
            f"on Debian or Ubuntu type `apt-get install {files[0].package}` as root; `leaflet doctor` has the line for "
            "other systems. Nothing needs changing in content or layout",
            Span("src/leaflet/fonts/fonts.toml", files[0].line),
        )


def _made(
    wanted: Sequence[Edition], faults: tuple[Problem, ...], published: Entries, means: Means
) -> Generator[Made, None, None]:
    """Each of `wanted`, made in a worker unless one of `faults` stops it."""
    stopped = [any(stops(fault, edition) for fault in faults) for edition in wanted]
    going = [edition for edition, is_stopped in zip(wanted, stopped, strict=True) if not is_stopped]
    warm_up()
    task = partial(make, published=published, cache=means.cache)
    with closing(in_workers(task, going, workers(), means.limits)) as results:
        for edition, is_stopped in zip(wanted, stopped, strict=True):
            made = Made(edition) if is_stopped else next(results)
            yield _lost(edition, made) if isinstance(made, Lost) else replace(made, edition=edition)


def workers() -> int:
    """How many processes make editions."""
    given = os.environ.get(WORKERS, "")
    return int(given) if given.isdecimal() and int(given) else cores()


def _lost(edition: Edition, lost: Lost) -> Made:
    if lost.error:
        lost.error.add_note(f"This happened while {edition.id} was made.")
        return Made(edition, error=lost.error)
    told = Problem(
        "edition-lost",
        f"{edition.id} could not be made: it {lost.why}",
        "look for something endless or very large in what was changed last: a picture, a table, nested boxes",
        edition.layout.span(),
        editions=(edition.id,),
    )
    return Made(edition, problems=(told,))


def make(edition: Edition, published: Entries = NOTHING, cache: Cache | None = None) -> Made:
    """Stages compose to preflight for one edition.

    No further than composing where `published`, the manifest's entries by path, has it by the same recipe, or `cache`.
    """
    try:
        html = compose(edition)
    except TemplateError as error:
        return Made(edition, problems=(error.problem,))
    made_from = recipe(html, edition)
    entry = published.get(publish_path(edition).as_posix())
    if entry and entry.get("made_from") == made_from:
        return Made(edition, recipe=made_from, kept=entry)
    stored = cache.get(made_from) if cache else None
    if stored:
        known = Rendered(stored.pdf, stored.pages, (), (), stored.boxes)
        return Made(edition, known, stored.found, recipe=made_from, stored=stored)
    rendered = render(html, edition.layout.folder)
    # What is missing or covered on a page that is too full is missing or covered because of that.
    shown, found = preflight(rendered.pdf, edition) if not rendered.overflows else ((), ())
    return Made(edition, rendered, found, (*layout_problems(rendered, edition, html), *shown), made_from)


def _judged(together: Sequence[Made], judge: Judge) -> Iterator[Made]:
    """`together` with what `judge` says of those that are good so far."""
    asked = [one for one in together if one.good and not (one.stored and one.stored.judged)]
    good = [(one.edition, one.rendered.pdf) for one in asked if one.rendered]
    later = judge(good) if good else ()
    for one in together:
        yield replace(one, problems=(*one.problems, *(p for p in later if one.edition.id in p.editions)))


def _keep(together: Sequence[Made], cache: Cache, is_judged: bool) -> None:
    """Give `cache` what nothing was found wrong with, unless it has it."""
    for one in together:
        known = one.stored and (one.stored.judged or not is_judged)
        if one.rendered and one.good and not one.problems and not known:
            stored = Stored(one.rendered.pdf, one.rendered.pages, one.found, one.rendered.boxes, is_judged)
            cache.put(one.recipe, stored)
    if any(one.rendered for one in together):
        cache.trim()


def _published(together: Sequence[Made], out: Path, is_judged: bool) -> Iterator[Outcome]:
    """What became of each, when those that are good are in `out`."""
    finished = [
        Finished(
            one.edition,
            one.rendered.pdf,
            one.rendered.pages,
            one.found,
            one.recipe,
            is_judged or bool(one.stored and one.stored.judged),
            only_box(one.rendered),
        )
        for one in together
        if one.rendered and one.good
    ]
    told = publish(out, finished)
    for one in together:
        problems = (*one.problems, *told.get(one.edition.id, ()))
        there = one.kept or (one.edition.id in told and not problem.has_errors(problems))
        path = out / publish_path(one.edition) if there else None
        yield Outcome(one.edition.id, path, _pages(one), problems, kept=one.kept is not None)


def only_box(rendered: Rendered) -> Box | None:
    """The clinic's box, or None where there is none or more than one."""
    return rendered.boxes[0] if len(rendered.boxes) == 1 else None


def _pages(made: Made) -> int:
    return made.rendered.pages if made.rendered else int(made.kept["pages"]) if made.kept else 0


def stops(fault: Problem, edition: Edition) -> bool:
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
    for folder, own in (("sources/topics/", edition.topic.id), ("layouts/", edition.layout.id)):
        name, inside, _ = fault.span.path.removeprefix(folder).partition("/")
        if fault.span.path.startswith(folder) and inside:
            return name in (own, "base")
    return True


def layout_problems(rendered: Rendered, edition: Edition, html: str = "") -> Iterator[Problem]:
    """What the renderer said of `html` and what sticks out of a box: each stops the edition."""
    for line in rendered.log:
        yield Problem(
            "renderer-log",
            f"the renderer is not content with {edition.id}: {line}",
            "mend what it names in the layout or the content; nothing is printed while it complains",
            _complaint_span(line, edition, html),
            editions=(edition.id,),
        )
    for overflow in rendered.overflows:
        yield _overflow(overflow, edition)


def _complaint_span(line: str, edition: Edition, html: str) -> Span:
    """Where in the style sheets the renderer's `line` points to, or the layout where it points nowhere in them."""
    place = re.search(r" at (\d+):(\d+)", line)
    span = style_span(html, edition, int(place[1]), int(place[2])) if place else None
    return span or edition.layout.span()


def _overflow(overflow: Overflow, edition: Edition) -> Problem:
    lost = [mark for mark in marks(edition) if (mark.kind, mark.id) in overflow.lost]
    words = f", from the words “{overflow.text}”" if overflow.text else ""
    return Problem(
        "overflow",
        f"on page {overflow.page} of {edition.id} the box `{overflow.box}` is too full: "
        f"{overflow.by_mm:.1f} mm too much at its {overflow.side}{_what_does_not_fit(lost) or words}",
        "shorten or take out what this box prints, or give the box more room in the layout's page.css",
        lost[0].span if lost else edition.layout.span(),
        editions=(edition.id,),
    )


def _what_does_not_fit(lost: Sequence[Mark]) -> str:
    """`; no room for “…”, “…” and 9 more`: as many as a person reads."""
    names = ", ".join(f"“{shorten(mark.says, 60, placeholder=' …')}”" for mark in lost[:MOST_NAMED])
    more = f" and {len(lost) - MOST_NAMED} more" if len(lost) > MOST_NAMED else ""
    return f"; no room for {names}{more}" if names else ""
