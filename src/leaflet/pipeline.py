"""The six stages in order: read, check, compose, render, preflight, publish."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from pathlib import Path

from leaflet import policies, problem
from leaflet.compose import TemplateError, compose
from leaflet.edition import editions
from leaflet.model import Edition, Found, Library, Overflow, Rendered
from leaflet.preflight import preflight
from leaflet.problem import Problem, Severity
from leaflet.publish import prune, publish, publish_path
from leaflet.read.sources import read
from leaflet.render import render
from leaflet.verdict import Printing, Today, Verdict, judge, unknown

LARGEST = 100_000_000
"""Bytes of a file that somebody brings; a leaflet of pictures has a tenth."""


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
    """The file that was written, or None where a problem stopped it."""
    pages: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Made:
    """An edition that is finished but not published."""

    edition: Edition
    rendered: Rendered | None = None
    """None where a problem stopped it."""
    found: tuple[Found, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def good(self) -> bool:
        """Does nothing stand in the way of publishing it?"""
        return not problem.has_errors(self.problems)


Judge = Callable[[Sequence[tuple[Edition, bytes]]], tuple[Problem, ...]]
"""Another program's opinion of finished files: problems that name their editions."""
TOGETHER = 32
"""Files that a judge gets at once: it takes seconds to begin, and nothing is published before it has spoken."""


def unjudged(files: Sequence[tuple[Edition, bytes]]) -> tuple[Problem, ...]:
    """No other opinion."""
    return ()


Told = Callable[[Outcome, int, int], None]
"""Called after each edition with its outcome, how many are done and how many there are."""


def check(root: Path, today: date) -> tuple[Library | None, tuple[Problem, ...]]:
    """Stages read and check: what was read at `root` (None where nothing can go on), and all its faults."""
    library, unread = read(root)
    found = policies.check(library, today) if library else ()
    return library, problem.sort((*unread, *found))


def build(  # noqa: PLR0913 -- the last is a matter of whoever builds, not of what is built
    root: Path, out: Path, today: date, selection: Selection, told: Told, *, judge: Judge = unjudged
) -> tuple[tuple[Outcome, ...], tuple[Problem, ...]]:
    """All six stages for every selected edition; what became of each, and all problems by place.

    An edition that a problem stops is not written: the last good file stays. The others are. `judge` has a last look
    at finished files, `TOGETHER` of them at a time.
    """
    library, faults = check(root, today)
    every = editions(library, today) if library else ()
    wanted = [edition for edition in every if selection.holds(edition)]
    outcomes = []
    for made in _judged((make(edition, faults) for edition in wanted), judge):
        outcomes.append(_published(made, out))
        told(outcomes[-1], len(outcomes), len(wanted))
    later = [p for outcome in outcomes for p in outcome.problems]
    # A topic that can't be read has no editions now, yet its last good files are still there: the manifest keeps them.
    pruned = () if problem.has_errors((*faults, *later)) else prune(out, [edition.id for edition in every])
    return tuple(outcomes), problem.sort((*faults, *later, *pruned))


def make(edition: Edition, faults: tuple[Problem, ...]) -> Made:
    """Stages compose to preflight for one edition, unless one of `faults` stops it."""
    if any(stops(fault, edition) for fault in faults):
        return Made(edition)
    try:
        rendered = render(compose(edition), edition.layout.folder)
    except TemplateError as error:
        return Made(edition, problems=(error.problem,))
    shown, found = preflight(rendered.pdf, edition)
    return Made(edition, rendered, found, (*layout_problems(rendered, edition), *shown))


def _judged(made: Iterator[Made], judge: Judge) -> Iterator[Made]:
    """`made` with what `judge` says of those that are good so far."""
    while together := tuple(islice(made, TOGETHER)):
        good = [(one.edition, one.rendered.pdf) for one in together if one.rendered and one.good]
        later = judge(good) if good else ()
        for one in together:
            yield replace(one, problems=(*one.problems, *(p for p in later if one.edition.id in p.editions)))


def _published(made: Made, out: Path) -> Outcome:
    edition, problems = made.edition, made.problems
    pages = made.rendered.pages if made.rendered else 0
    if made.rendered and made.good:
        problems = (*problems, *publish(out, edition, made.rendered.pdf, pages, made.found))
    written = made.rendered and not problem.has_errors(problems)
    return Outcome(edition.id, out / publish_path(edition) if written else None, pages, problems)


def stops(fault: Problem, edition: Edition) -> bool:
    """Does `fault` keep `edition` from being made? A fault in another topic's folder or another layout's does not."""
    if fault.severity is not Severity.ERROR:
        return False
    if fault.editions:
        return edition.id in fault.editions
    for folder, own in (("sources/topics/", edition.topic.id), ("layouts/", edition.layout.id)):
        name, inside, _ = fault.span.path.removeprefix(folder).partition("/")
        if fault.span.path.startswith(folder) and inside:
            return name in (own, "base")
    return True


def layout_problems(rendered: Rendered, edition: Edition) -> Iterator[Problem]:
    """What the renderer said and what sticks out of a box: each stops the edition."""
    for line in rendered.log:
        yield Problem(
            "renderer-log",
            f"the renderer is not content with {edition.id}: {line}",
            "mend what it names in the layout or the content; nothing is printed while it complains",
            edition.layout.span(),
            editions=(edition.id,),
        )
    for overflow in rendered.overflows:
        yield _overflow(overflow, edition)


def _overflow(overflow: Overflow, edition: Edition) -> Problem:
    words = f", from the words “{overflow.text}”" if overflow.text else ""
    return Problem(
        "overflow",
        f"on page {overflow.page} of {edition.id} the box `{overflow.box}` is too full: "
        f"{overflow.by_mm:.1f} mm too much at its {overflow.side}{words}",
        "shorten the text that this box prints, or give the box more room in the layout's page.css",
        edition.layout.span(),
        editions=(edition.id,),
    )


def inspect(root: Path, files: Iterable[Path], today: date) -> tuple[Verdict, ...]:
    """What each of `files`, which somebody brought, is worth against today's sources."""
    library, faults = check(root, today)
    every = editions(library, today) if library else ()
    errors = tuple(fault for fault in faults if fault.severity is Severity.ERROR)
    printings: dict[str, Printing] = {}

    def printed(edition: Edition) -> Printing:
        if edition.id not in printings:
            printings[edition.id] = _printing(edition, errors)
        return printings[edition.id]

    return tuple(_verdict(file, Today(every, errors, printed)) for file in files)


def _printing(edition: Edition, errors: tuple[Problem, ...]) -> Printing:
    """`edition` as it would be printed today, though it may not be published."""
    stopping = tuple(error for error in errors if stops(error, edition))
    try:
        rendered = render(compose(edition), edition.layout.folder)
    except TemplateError as error:
        return Printing(None, (*stopping, error.problem))
    shown, _ = preflight(rendered.pdf, edition)
    return Printing(rendered.pdf, (*stopping, *layout_problems(rendered, edition), *shown))


def _verdict(file: Path, today: Today) -> Verdict:
    try:
        if not file.is_file():
            return unknown(str(file), "there is no such file" if not file.exists() else "it is not a file")
        if file.stat().st_size > LARGEST:
            return unknown(str(file), f"it is larger than {LARGEST // 1_000_000} MB, which no leaflet is")
        return judge(str(file), file.read_bytes(), today)
    except OSError as error:
        return unknown(str(file), f"it can't be read: {(error.strerror or str(error)).lower()}")
