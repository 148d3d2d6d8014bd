"""The commands. The only file that prints, reads the clock or sets the exit status.

0 clean · 1 problems in the content · 2 wrong command line · 3 internal error · 75 busy · 130 interrupted.

Modules with heavy libraries are imported by the command that needs them: `leaflet list` answers at once.
"""

from __future__ import annotations

import codecs
import io
import json
import os
import re
import shutil
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from leaflet.problem import Problem, Severity, Span, as_github, as_json, as_text, escaped, has_errors

if TYPE_CHECKING:
    from leaflet.build.cache import Cache
    from leaflet.build.options import BuildOptions, Selection, Validator
    from leaflet.build.outcomes import BuildResult, EditionOutcome, OnProgress
    from leaflet.build.up_to_date import FileStates
    from leaflet.clinics import batch
    from leaflet.clinics.batch import RunUnits, Shard
    from leaflet.clinics.copy_template import Original
    from leaflet.doctor.findings import Finding
    from leaflet.editions.edition import Edition
    from leaflet.inspect.verdict import Verdict
    from leaflet.model import Clinic, Library
    from leaflet.translate.catalogs import CatalogReport

CLEAN, PROBLEMS, USAGE_ERROR, INTERNAL_ERROR = 0, 1, 2, 3
BUSY = 75
"""EX_TEMPFAIL of sysexits.h: try again later."""
INTERRUPTED, TERMINATED = 130, 143
"""128 and the signal's number, as in shells."""
FORMATS = ("text", "json", "github")
_PROGRAM = Path(__file__).parent.parent
POLL_SECONDS = 0.1
"""Seconds between two polls for changed files, which take some milliseconds each."""
NO_EDITION_MATCHES = "no edition matches all of this; `leaflet list` shows which there are"
HOUSE_FILE = Path("sources", "house.yaml")
REPORT_EVERY = 100
"""Copies between two lines of progress where there is no terminal."""
MAX_LINES = 8
"""Lines of one kind that are shown, at most."""
STATE_COLOURS = {"current": "green", "outdated": "yellow", "altered": "red", "unknown": "magenta"}
ADVICE = {
    "current": (),
    "outdated": ("to do: don't hand it out; print the edition of today",),
    "altered": ("to do: don't hand it out, whoever changed it; print the edition of today",),
    "unknown": ("to do: don't hand it out; ask where it is from, or print an edition that `leaflet list` names",),
}
"""What to do about a submitted file."""
COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow"}

F = TypeVar("F", bound=Callable[..., Any])


def main() -> NoReturn:
    """The command `leaflet`."""
    codecs.register_error("leaflet-escape", _escaped)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="leaflet-escape")
    sys.exit(run(sys.argv[1:]))


def _escaped(error: UnicodeError) -> tuple[str, int]:
    """Characters that the terminal's encoding lacks, as JSON writes them: a message must never fail to be printed."""
    assert isinstance(error, UnicodeEncodeError)
    return json.dumps(error.object[error.start : error.end])[1:-1], error.end


def run(arguments: Sequence[str]) -> int:
    """Run the command line `arguments`; the exit status."""
    with suppress(ValueError):  # a thread of another program can't set it
        signal.signal(signal.SIGTERM, _terminated)
    try:
        options: dict[str, Any] = {"standalone_mode": False, "color": _colour(), "obj": tuple(arguments)}
        status = leaflet.main(list(arguments), prog_name="leaflet", **options)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort:
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001 -- last resort: a fault of ours, reported in a sentence
        _report_internal_error(error, debug="--debug" in arguments or bool(os.environ.get("LEAFLET_DEBUG")))
        return INTERNAL_ERROR
    return int(status or CLEAN)


def _terminated(*_: object) -> None:
    """End as after Ctrl-C: whatever is half done is cleaned up on the way out."""
    sys.exit(TERMINATED)


def _colour() -> bool | None:
    """False where the environment refuses colours (no-color.org); otherwise a terminal gets them."""
    return False if os.environ.get("NO_COLOR") else None


def _report_internal_error(error: Exception, *, debug: bool) -> None:
    if debug:
        click.echo("".join(traceback.format_exception(error)), err=True)
    message = " ".join(str(error).split())
    notes = "".join(f" {note}" for note in getattr(error, "__notes__", ()))
    click.echo(
        f"leaflet itself failed, not your files ({type(error).__name__}: {escaped(message)}).{notes} "
        "Please report it, with the command that you typed and what it prints with --debug.",
        err=True,
    )


# Options that every command has


def _store_option(context: click.Context, parameter: click.Parameter, value: object) -> None:
    if value:
        context.meta[f"leaflet.{parameter.name}"] = value


def _common(command: F) -> F:
    """Add the options that may stand before or after a command's name."""
    shared: dict[str, Any] = {"expose_value": False, "callback": _store_option}
    folder = click.Path(exists=True, file_okay=False, path_type=Path)
    for option in (
        click.option("--debug", is_flag=True, help="Show a traceback where leaflet itself fails.", **shared),
        click.option("--root", type=folder, help="The project's folder. [default: from here upwards]", **shared),
        click.option("--format", type=click.Choice(FORMATS), help="Format of problems. [default: text]", **shared),
    ):
        command = option(command)
    return command


_verapdf = click.option("--no-verapdf", is_flag=True, help="Don't run veraPDF, even where it is on PATH.")


def _validator(no_verapdf: bool) -> Validator:
    from leaflet.build.options import no_validator
    from leaflet.preflight.laws.nonconforming_pdf import COMMAND, validate_standards

    return validate_standards if shutil.which(COMMAND) and not no_verapdf else no_validator


_FILE = click.Path(dir_okay=False, path_type=Path)
_clinics = click.option(
    "--clinics",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="A list of clinics, CSV or YAML: each gets its own copies, in output/clinics/.",
)


def _stored_option(name: str) -> Any:
    return click.get_current_context().meta.get(f"leaflet.{name}")


def _format() -> str:
    return str(_stored_option("format") or "text")


def _root() -> Path:
    """The project's folder. Raises UsageError where there is none."""
    given: Path | None = _stored_option("root")
    if given:
        return given
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / HOUSE_FILE).is_file():
            return folder
    raise _usage_error(
        f"neither this folder nor one above it has {HOUSE_FILE}; go to the project's folder, or give --root"
    )


def _today() -> date:
    """Today, or the day in LEAFLET_TODAY. Raises UsageError where that isn't a day."""
    given = os.environ.get("LEAFLET_TODAY")
    try:
        return date.fromisoformat(given) if given else date.today()
    except ValueError:
        raise _usage_error(f"LEAFLET_TODAY must be a day such as 2026-11-24, not `{given}`") from None


def _usage_error(message: str) -> click.UsageError:
    """The command line is wrong; `message` may contain what was typed, or names of folders."""
    return click.UsageError(escaped(message))


# What is reported


def _report(problems: Sequence[Problem], last_line: str = "", **results: object) -> None:
    """Problems in the format asked for: text to standard error, with a `last_line`; the others to standard output.

    JSON is the array of problems or, of a command that has `results`, an object of these and the problems.
    """
    if _format() == "json":
        rows = json.loads(as_json(problems))
        click.echo(json.dumps({**results, "problems": rows} if results else rows, ensure_ascii=False, indent=2))
    elif _format() == "github":
        for problem in problems:
            click.echo(as_github(problem))
    else:
        for problem in problems:
            click.echo(_coloured(problem), err=True)
        if last_line:
            click.echo(last_line, err=True)


def _coloured(problem: Problem) -> str:
    """A problem as a terminal shows it; anywhere else click takes the colours out."""
    word = f" {problem.severity}: "
    coloured = f" {click.style(problem.severity, fg=COLOURS[problem.severity], bold=True)}: "
    return as_text(problem).replace(word, coloured, 1)


def _print_result(text: str) -> None:
    """Print a result, unless the problems are the result."""
    if _format() == "text":
        click.echo(text)


def _exit_status(problems: Iterable[Problem]) -> int:
    return PROBLEMS if has_errors(problems) else CLEAN


def _problem_counts(problems: Sequence[Problem]) -> str:
    """`3 errors, 1 warning`."""
    errors = sum(p.severity is Severity.ERROR for p in problems)
    warnings = len(problems) - errors
    return _counted(errors, "error") + (f", {_counted(warnings, 'warning')}" if warnings else "")


def _counted(n: int, word: str, words: str = "") -> str:
    return f"{n} {word if n == 1 else words or f'{word}s'}"


def _relative(path: Path) -> Path:
    """`path` as a person in the current folder would write it."""
    return path.relative_to(Path.cwd()) if path.is_absolute() and path.is_relative_to(Path.cwd()) else path


def _refuse_unknown(kind: str, names: Iterable[str], known: Sequence[str]) -> None:
    """Raise UsageError for the first of `names` that is not `known`."""
    from leaflet.messages import backtick_list, did_you_mean

    for name in names:
        if name not in known:
            raise _usage_error(
                f"there is no {kind} `{name}`; {did_you_mean(name, known)}there are {backtick_list(known)}"
            )


# What was asked for


def _folders(root: Path, *where: str, holding: str = "") -> tuple[str, ...]:
    """The folders in `root`/`where` that have the file `holding`, by name."""
    folder = root.joinpath(*where)
    return tuple(sorted(p.name for p in folder.iterdir() if (p / holding).exists())) if folder.is_dir() else ()


def _topics(root: Path) -> tuple[str, ...]:
    """Ids of the topics, readable or not."""
    return tuple(name for name in _folders(root, "sources", "topics") if not name.startswith("."))


def _selection(root: Path, topics: tuple[str, ...], layouts: tuple[str, ...], locales: tuple[str, ...]) -> Selection:
    """What was asked for. Raises UsageError for a name that the sources don't have."""
    from leaflet.build.options import Selection
    from leaflet.read.sources import read_house

    _refuse_unknown("topic", topics, _topics(root))
    _refuse_unknown("layout", layouts, _folders(root, "layouts", holding="layout.yaml"))
    house = read_house(root)[0] if locales else None
    if house:
        _refuse_unknown("locale", locales, house.locales)
    return Selection(topics, layouts, locales)


def _relevant(problems: Iterable[Problem], selection: Selection) -> tuple[Problem, ...]:
    """The problems that have to do with something selected."""
    return tuple(p for p in problems if _is_relevant(p, selection))


def _is_relevant(problem: Problem, selection: Selection) -> bool:
    asked = (selection.topics, selection.layouts, selection.locales)
    if problem.editions:
        parts = (name.split("/") for name in problem.editions)
        return any(all(not a or part in a for a, part in zip(asked, edition, strict=True)) for edition in parts)
    path = Path(problem.span.path)
    if path.suffix == ".po" and selection.locales:
        return path.stem in {locale.partition("-")[0] for locale in selection.locales}
    folder, _, inside = problem.span.path.removeprefix("sources/").partition("/")
    name, below, _ = inside.partition("/")
    wanted = {"topics": selection.topics, "layouts": (*selection.layouts, "base")}.get(folder, ())
    return not below or not wanted or wanted == ("base",) or name in wanted


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="leaflet", prog_name="leaflet")
@_common
def leaflet() -> None:
    """Build printable leaflets from one source, each checked to carry what it must.

    Exit status: 0 clean, 1 problems in the content, 2 wrong command line, 3 a fault of leaflet itself,
    75 another build is running.
    """


@leaflet.command()
@click.argument("topics", nargs=-1, metavar="[TOPIC]...")
@click.option("--layout", "layouts", multiple=True, help="Only this layout; may be given again.")
@click.option("--locale", "locales", multiple=True, help="Only this locale, such as nl-NL; may be given again.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Where PDFs go. [default: output/]")
@click.option("--wait", is_flag=True, help="Wait for another build into the same folder to end.")
@click.option("--no-cache", is_flag=True, help="Rebuild every file that isn't up to date, without the cache.")
@_clinics
@click.option("--clinic", "ids", multiple=True, metavar="ID", help="Only this clinic's copies; may be given again.")
@click.option("--print-file", type=_FILE, help="Also write the copies as one file for the printer.")
@click.option(
    "--shard", metavar="I/N", help="Make only the I-th of N shares of the copies; `leaflet merge` unites them."
)
@click.option("--scheduler", metavar="ADDRESS", help="Make copies on this dask cluster: tcp://…, tls://… or local.")
@click.option("--tls-ca", type=_FILE, help="Certificate authority of the cluster.")
@click.option("--tls-cert", type=_FILE, help="Certificate for the cluster.")
@click.option("--tls-key", type=_FILE, help="Key of that certificate.")
@_verapdf
@_common
def build(  # noqa: PLR0913, PLR0917 -- click hands over each option
    topics: tuple[str, ...],
    layouts: tuple[str, ...],
    locales: tuple[str, ...],
    out: Path | None,
    wait: bool,
    no_verapdf: bool,
    no_cache: bool,
    clinics: Path | None,
    **copy_options: Any,
) -> int:
    """Build PDFs, all or those of TOPIC; with --clinics a copy of each for each clinic, too.

    An edition with an error is not written: the last good file stays. One that is up to date is left as it is.
    """
    from leaflet.build import pipeline
    from leaflet.build.options import BuildOptions
    from leaflet.publish.lock import BusyError

    root = _root()
    folder = out or root / "output"
    selection = _selection(root, topics, layouts, locales)
    options = BuildOptions(_validator(no_verapdf), on_wait=_report_waiting if wait else None)
    options = options if no_cache else replace(options, cache=_cache())
    if not clinics:  # with copies there is no record: the batch looks up itself whether they are up to date
        options = replace(options, on_finish=_record_when_done(root, folder, selection))
    try:
        with _progress() as on_progress:
            outcomes, all_problems = pipeline.build(root, folder, _today(), selection, on_progress, options)
    except BusyError:
        click.echo(
            f"another build is writing to {_relative(folder)}; try again when it is done, or give --wait", err=True
        )
        return BUSY
    problems = _relevant(all_problems, selection)
    if clinics and outcomes:
        return _build_copies(clinics, _FinishedBuild(root, folder, outcomes, problems), options, **copy_options)
    written = [outcome for outcome in outcomes if outcome.path]
    files = [
        {"edition": o.edition, "file": str(_relative(o.path or Path())), "pages": o.pages, "new": not o.is_up_to_date}
        for o in written
    ]
    _report(problems, _build_summary(outcomes, problems), files=files)
    for file in files:
        _print_result(str(file["file"]))
    if not outcomes and not has_errors(problems):
        raise _usage_error(NO_EDITION_MATCHES)
    return PROBLEMS if len(written) < len(outcomes) else _exit_status(problems)


@leaflet.command()
@click.argument("topics", nargs=-1, metavar="[TOPIC]...")
@click.option("--layout", "layouts", multiple=True, help="Only this layout; may be given again.")
@click.option("--locale", "locales", multiple=True, help="Only this locale, such as nl-NL; may be given again.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Where PDFs go. [default: output/]")
@_verapdf
@_common
def watch(
    topics: tuple[str, ...], layouts: tuple[str, ...], locales: tuple[str, ...], out: Path | None, no_verapdf: bool
) -> None:
    """Build, and build again whenever a source or a layout changes, until Ctrl-C.

    What is built and written is as in `leaflet build`; problems are reported, and watching goes on.
    """
    from leaflet.build import pipeline
    from leaflet.build.options import BuildOptions

    root = _root()
    selection = _selection(root, topics, layouts, locales)
    options = BuildOptions(_validator(no_verapdf), on_wait=_report_waiting, cache=_cache())
    program, warm = None, False
    for files, day in _source_changes(root):
        program_files = [file for file in files if Path(file[0]).is_relative_to(_PROGRAM)]
        if program_files != (program or program_files):
            _restart()
        program = program_files
        written = _build_and_report(root, out or root / "output", selection, options)
        if written and not warm:
            warm = True
            pipeline.warm_up(root, day, written[0])


def _source_changes(root: Path) -> Iterator[tuple[FileStates, date]]:
    """The files' states, with the day, and again whenever either has changed and has been the same for two polls.

    The system's own events would come a little sooner, but none comes for a file in a folder that was created a moment
    before, nor from a network file system.
    """
    from leaflet.build import up_to_date

    yielded = before = None
    while True:
        now = None
        with suppress(OSError, up_to_date.UndecidableError):  # a file is just being replaced
            now = (up_to_date.file_states(str(root)), _today())
        if now and now == before and now != yielded:
            yielded = now
            yield now
        before = now
        time.sleep(POLL_SECONDS)


def _restart() -> NoReturn:
    """Replace this process by the changed program: nothing that this one has cached can be trusted."""
    click.echo("leaflet itself has changed; restarting", err=True)
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])


def _build_and_report(root: Path, out: Path, selection: Selection, options: BuildOptions) -> list[str]:
    """Build once and report the result, with the seconds; the editions that have a file."""
    from leaflet.build import pipeline

    start = time.monotonic()
    pipeline.clear_caches()
    outcomes, all_problems = pipeline.build(root, out, _today(), selection, lambda *_: None, options)
    problems = _relevant(all_problems, selection)
    written = [outcome for outcome in outcomes if outcome.path]
    files = [
        {"edition": o.edition, "file": str(_relative(o.path or Path())), "new": not o.is_up_to_date} for o in written
    ]
    _report(
        problems,
        f"{_build_summary(outcomes, problems) or NO_EDITION_MATCHES} ({time.monotonic() - start:.1f} s)",
        files=files,
    )
    for file in files:
        if file["new"]:
            _print_result(str(file["file"]))
    return [outcome.edition for outcome in written]


@dataclass(frozen=True)
class _FinishedBuild:
    """What copies are made of: a build that has ended."""

    root: Path
    out: Path
    outcomes: tuple[EditionOutcome, ...]
    problems: tuple[Problem, ...]


def _build_copies(  # noqa: PLR0913 -- click hands over each option
    file: Path,
    base: _FinishedBuild,
    options: BuildOptions,
    *,
    ids: tuple[str, ...],
    print_file: Path | None,
    shard: str | None,
    scheduler: str | None,
    **tls: Path | None,
) -> int:
    """The second half of a build: copies for the clinics of the list `file`."""
    from leaflet.clinics import batch
    from leaflet.publish.lock import BusyError

    originals, clinics, faults = _originals_and_clinics(file, base, ids)
    share = _shard(shard)
    if print_file and share != batch.Shard():
        raise _usage_error("a share of the copies has no --print-file; unite the shares with `leaflet merge` first")
    try:
        with _executor(scheduler, tls, options) as run_units, _copy_progress() as on_progress:
            copy_options = batch.CopyOptions(options.validator, options.limits, options.on_wait, share, run_units)
            outcomes, problems = batch.build_copies(base.out, originals, clinics, on_progress, copy_options)
    except BusyError:
        click.echo(
            f"another build is writing to {_relative(base.out / batch.FOLDER)}; try again when it is done", err=True
        )
        return BUSY
    all_problems = (*base.problems, *faults, *problems)
    written = [outcome for outcome in outcomes if outcome.path]
    files = [
        {"clinic": o.clinic, "edition": o.edition, "file": str(_relative(o.path or Path())), "new": not o.is_up_to_date}
        for o in written
    ]
    _report(all_problems, _copy_summary(outcomes, all_problems), files=files)
    for row in files:
        _print_result(str(row["file"]))
    if print_file and written:
        _write_print_file(print_file, base.out, [outcome.path for outcome in written if outcome.path])
    return PROBLEMS if len(written) < len(outcomes) else _exit_status(all_problems)


def _originals_and_clinics(
    file: Path, base: _FinishedBuild, ids: Sequence[str]
) -> tuple[tuple[Original, ...], tuple[Clinic, ...], tuple[Problem, ...]]:
    """The originals, the clinics, and the faults of the list. Raises UsageError for an unknown clinic."""
    from leaflet.clinics import batch
    from leaflet.clinics.list_checks import load_clinics
    from leaflet.read.sources import read_library

    library, _ = read_library(base.root, {outcome.edition.partition("/")[0] for outcome in base.outcomes})
    if library is None:
        return (), (), ()
    clinics, faults = load_clinics(file, library)
    if not faults:
        _refuse_unknown("clinic", ids, [clinic.id for clinic in clinics])
    wanted = tuple(clinic for clinic in clinics if not ids or clinic.id in ids)
    return batch.load_originals(library, _today(), base.out, base.outcomes), wanted, faults


def _shard(value: str | None) -> Shard:
    """`I/N`. Raises UsageError where it isn't one."""
    from leaflet.clinics.batch import Shard

    if value is None:
        return Shard()
    found = re.fullmatch(r"(\d{1,5})/(\d{1,5})", value)
    if not found or not 1 <= int(found[1]) <= int(found[2]):
        raise _usage_error(f"--shard must be a share such as 1/4, not `{value}`")
    return Shard(int(found[1]), int(found[2]))


@contextmanager
def _executor(
    scheduler: str | None, tls: Mapping[str, Path | None], options: BuildOptions
) -> Iterator[RunUnits | None]:
    """Runs units on the cluster that was asked for; None for this machine. Raises UsageError."""
    if scheduler is None:
        yield None
        return
    from leaflet.build.cluster import NoClusterError, SchedulerAddress, connect

    files = [str(path) if path else None for path in (tls["tls_ca"], tls["tls_cert"], tls["tls_key"])]
    try:
        with connect(SchedulerAddress(scheduler, *files), options.limits) as run_units:
            yield run_units
    except NoClusterError as error:
        raise _usage_error(str(error)) from error


@contextmanager
def _copy_progress() -> Iterator[batch.OnCopyProgress]:
    """What to call after each copy: a bar with the rate and the time left, or elsewhere a line now and then."""
    start = time.monotonic()

    def rate(done: int) -> str:
        return f"{done / max(time.monotonic() - start, 0.001):.0f} a second"

    with ExitStack() as stack:
        bars: list[Any] = []

        def on_progress(outcome: batch.CopyOutcome, done: int, total: int) -> None:
            if _format() != "text":
                return
            if not sys.stderr.isatty():
                if done == total or done % REPORT_EVERY == 0:
                    left = (time.monotonic() - start) / done * (total - done)
                    click.echo(f"{done}/{total} copies, {rate(done)}, {left:.0f} s left", err=True)
                return
            if not bars:
                bar = click.progressbar(length=total, file=sys.stderr, label="copies", item_show_func=_bar_label)
                bars.append(stack.enter_context(bar))
            bars[0].update(1, rate(done))

        yield on_progress


def _copy_summary(outcomes: Sequence[batch.CopyOutcome], problems: Sequence[Problem]) -> str:
    """How the copies ended, in a line."""
    new = sum(outcome.path is not None and not outcome.is_up_to_date for outcome in outcomes)
    kept = sum(outcome.is_up_to_date for outcome in outcomes)
    stopped = sorted({outcome.clinic for outcome in outcomes if not outcome.path})
    summary = f"{_counted(new, 'copy', 'copies')} written, {kept} up to date"
    lost = f"; not all copies were written for {', '.join(stopped[:MAX_LINES])}" if stopped else ""
    more = f" and {len(stopped) - MAX_LINES} more clinics" if len(stopped) > MAX_LINES else ""
    return f"{_problem_counts(problems)}: {summary}{lost}{more}" if problems else summary


def _write_print_file(file: Path, out: Path, paths: Sequence[Path]) -> None:
    from leaflet.clinics import batch
    from leaflet.clinics.print_file import print_file as joined
    from leaflet.files import write

    data = joined(batch.published_copies(out, paths))
    write(file.absolute(), data, file.absolute().parent)
    _print_result(str(_relative(file)))


def _cache() -> Cache | None:
    """The cache of finished files that the environment names. Raises UsageError where its size isn't a number."""
    from leaflet.build.cache import DEFAULT_MEGABYTES, Cache

    size = os.environ.get("LEAFLET_CACHE_MB", "") or str(DEFAULT_MEGABYTES)
    if not size.isdecimal():
        raise _usage_error(f"LEAFLET_CACHE_MB must be a number of megabytes, not `{size}`")
    given, home = os.environ.get("LEAFLET_CACHE"), os.environ.get("XDG_CACHE_HOME", "")
    with suppress(RuntimeError):  # where there is no home folder, there is no cache
        place = Path(home) if Path(home).is_absolute() else Path.home() / ".cache"
        return Cache((Path(given) if given else place / "leaflet").absolute() / "files", int(size))
    return None


def _record_when_done(root: Path, out: Path, selection: Selection) -> Callable[[BuildResult], None]:
    """What to call when `selection` of `root` was built into `out`: it writes the record that `start` looks for.

    Where there is an error it writes none. To be called before anything is read: where a file changes meanwhile, it
    isn't known which version was built.
    """
    from leaflet.build import up_to_date
    from leaflet.doctor import machine
    from leaflet.files import write
    from leaflet.publish.manifest import read_manifest
    from leaflet.publish.publish import CORRUPT_MANIFEST

    def read() -> object:
        with suppress(OSError, up_to_date.UndecidableError):
            return up_to_date.file_states(str(root))
        return object()  # equal to nothing

    before = read()

    def on_finish(built: BuildResult) -> None:
        outcomes, warnings = built[0], _relevant(built[1], selection)
        was_repaired = any(
            warning.rule == CORRUPT_MANIFEST for warning in warnings
        )  # the next build must not report it again
        if has_errors(warnings) or was_repaired or not outcomes or _format() != "text":
            return
        with suppress(OSError, up_to_date.UndecidableError):
            outputs = {path: str(entry["sha256"]) for path, entry in read_manifest(out).items()}
            request = (click.get_current_context().obj, str(root), str(out), _today().isoformat())
            text = up_to_date.record_text(
                *request, machine.system_dependencies(), _repeated_output(outcomes, warnings), outputs
            )
            if read() == before:
                write(out / up_to_date.record_path(request[0]), text.encode("utf-8", "surrogateescape"), out)
                _remove_old(out / up_to_date.RECORDS, up_to_date.MAX_RECORDS)

    return on_finish


def _remove_old(folder: Path, most: int) -> None:
    """Remove all but the `most` newest files in `folder`."""
    for file in sorted(folder.iterdir(), key=lambda file: file.stat().st_mtime_ns)[:-most]:
        file.unlink(missing_ok=True)


def _repeated_output(outcomes: Sequence[EditionOutcome], warnings: Sequence[Problem]) -> tuple[str, str, str]:
    """What a build prints that finds each of `outcomes` up to date: to a terminal, to anything else, and its files."""
    again = [replace(outcome, is_up_to_date=True) for outcome in outcomes]
    progress = [_progress_line(outcome, n, len(again)) for n, outcome in enumerate(again, 1)]
    last = _build_summary(again, warnings)
    terminal, elsewhere = ([*map(_coloured, warnings), last], [*progress, *map(as_text, warnings), last])
    files = [str(_relative(outcome.path or Path())) for outcome in again]
    return _lines(terminal), _lines(elsewhere), _lines(files)


def _lines(texts: Iterable[str]) -> str:
    return "".join(f"{text}\n" for text in texts)


def _report_waiting() -> None:
    click.echo("another build is writing to the same folder; waiting for it to end", err=True)


def _build_summary(outcomes: Sequence[EditionOutcome], problems: Sequence[Problem]) -> str:
    """How it ended, in a line."""
    stopped = [outcome.edition for outcome in outcomes if not outcome.path]
    if not has_errors(problems):
        return f"{_problem_counts(problems)}: {_written_summary(outcomes)}" if problems else _written_summary(outcomes)
    if len(stopped) == len(outcomes):
        return f"{_problem_counts(problems)}: nothing was written; the last good files stay"
    return f"{_problem_counts(problems)}: not written: {', '.join(stopped)}; their last good files stay"


def _written_summary(outcomes: Sequence[EditionOutcome]) -> str:
    """`8 editions written`, `1 edition written, 7 up to date`."""
    if not outcomes:
        return ""
    new = sum(not outcome.is_up_to_date for outcome in outcomes)
    kept = f"{len(outcomes) - new} up to date" if new else f"{_counted(len(outcomes), 'edition')} up to date"
    parts = ([f"{_counted(new, 'edition')} written"] if new else []) + ([kept] if len(outcomes) > new else [])
    return ", ".join(parts)


@contextmanager
def _progress() -> Iterator[OnProgress]:
    """What to call after each edition: a bar on a terminal, a line elsewhere, nothing where a program reads."""
    with ExitStack() as stack:
        bars: list[Any] = []

        def on_progress(outcome: EditionOutcome, done: int, total: int) -> None:
            if _format() != "text":
                return
            if not sys.stderr.isatty():
                click.echo(_progress_line(outcome, done, total), err=True)
                return
            if not bars:
                bar = click.progressbar(length=total, file=sys.stderr, item_show_func=_bar_label)
                bars.append(stack.enter_context(bar))
            bars[0].update(1, outcome.edition)

        yield on_progress


def _bar_label(edition: str | None) -> str:
    """What the bar shows beside it: nothing before the first edition is done."""
    return edition or ""


def _progress_line(outcome: EditionOutcome, done: int, total: int) -> str:
    return f"{done}/{total} {outcome.edition}: {_outcome_text(outcome)}"


def _outcome_text(outcome: EditionOutcome) -> str:
    if not outcome.path:
        return "not written"
    return _counted(outcome.pages, "page") + (", up to date" if outcome.is_up_to_date else "")


@leaflet.command()
@click.argument("topics", nargs=-1, metavar="[TOPIC]...")
@click.option("--layout", "layouts", multiple=True, help="Only this layout; may be given again.")
@click.option("--locale", "locales", multiple=True, help="Only this locale, such as nl-NL; may be given again.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Where PDFs are. [default: output/]")
@click.option("--clinics", "file", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=True)
@_verapdf
@_common
def merge(  # noqa: PLR0913, PLR0917 -- click hands over each option
    topics: tuple[str, ...],
    layouts: tuple[str, ...],
    locales: tuple[str, ...],
    out: Path | None,
    file: Path,
    no_verapdf: bool,
) -> int:
    """Unite the shares of a batch that `leaflet build --clinics FILE --shard I/N` made, with the same options.

    Refused where a copy is missing, or was made twice.
    """
    from leaflet.build import pipeline
    from leaflet.clinics import batch
    from leaflet.publish.lock import BusyError

    root = _root()
    selection = _selection(root, topics, layouts, locales)
    folder = out or root / "output"
    outcomes, problems = pipeline.published(root, folder, _today(), selection)
    base = _FinishedBuild(root, folder, outcomes, problems)
    originals, clinics, faults = _originals_and_clinics(file, base, ())
    try:
        found = batch.merge(folder, originals, clinics, batch.CopyOptions(_validator(no_verapdf)))
    except BusyError:
        click.echo(f"a build writes to {_relative(folder / batch.FOLDER)}; try again when it is done", err=True)
        return BUSY
    all_problems = (*faults, *found)
    _report(
        all_problems,
        _problem_counts(all_problems)
        if all_problems
        else f"{_counted(len(originals), 'piece')}, {_counted(len(clinics), 'clinic')}: united",
    )
    return _exit_status(all_problems)


@leaflet.command()
@click.argument("topics", nargs=-1, metavar="[TOPIC]...")
@_common
def check(topics: tuple[str, ...]) -> int:
    """Check the sources, all or those of TOPIC, and write nothing."""
    from leaflet.build import pipeline

    root = _root()
    selection = _selection(root, topics, (), ())
    _, problems = pipeline.check(root, _today())
    relevant = _relevant(problems, selection)
    _report(relevant, _problem_counts(relevant))
    return _exit_status(relevant)


@leaflet.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@_common
def preflight(files: tuple[Path, ...]) -> int:
    """Report whether each FILE is current, outdated, altered or unknown.

    The file itself says which edition it is. Exit status 0 means that all are current.
    """
    from leaflet.inspect.files import inspect
    from leaflet.inspect.verdict import FileState, as_json

    verdicts = inspect(_root(), files, _today())
    if _format() == "json":
        click.echo(as_json(verdicts))
    for verdict in verdicts:
        if _format() == "github" and verdict.state is not FileState.CURRENT:
            click.echo(as_github(_as_problem(verdict)))
        if _format() == "text":
            _report_verdict(verdict)
    return CLEAN if all(verdict.state is FileState.CURRENT for verdict in verdicts) else PROBLEMS


def _report_verdict(verdict: Verdict) -> None:
    """A line for the verdict, and its grounds indented below it."""
    colour = STATE_COLOURS[verdict.state]
    click.echo(f"{escaped(verdict.file)}: {click.style(verdict.state, fg=colour, bold=True)}{_edition_label(verdict)}")
    for line in _grounds(verdict):
        click.echo(f"  {escaped(line)}")


def _edition_label(verdict: Verdict) -> str:
    """`: bdnf-trkb/trifold/nl-NL v1.0 of 2026-11-24`, as far as it is known from the file."""
    version = f" v{verdict.then.version}" if verdict.then and verdict.then.version else ""
    day = f" of {verdict.then.date}" if verdict.then and verdict.then.date else ""
    return f": {escaped(verdict.edition)}{escaped(version + day)}" if verdict.edition else ""


def _grounds(verdict: Verdict) -> Iterator[str]:
    """The grounds of the verdict, a line each; the weightiest first."""
    yield from _first_lines(f"altered: {sentence}" for sentence in verdict.differs)
    yield from _first_lines(f"outdated: {sentence}" for sentence in verdict.since)
    for change in verdict.changes:
        yield f"{change.how}: {change.kind} `{change.id}`"
        yield from (f"  {label} “{text}”" for label, text in (("was:", change.was), ("now:", change.now)) if text)
    yield from _first_lines(f"{problem.severity}: {problem.message} [{problem.rule}]" for problem in verdict.problems)
    yield from (f"note: {sentence}" for sentence in verdict.notes)
    yield from ADVICE[verdict.state]


def _first_lines(lines: Iterable[str]) -> Iterator[str]:
    """A screen's worth of `lines`, and how many more there are."""
    all_lines = list(lines)
    yield from all_lines[:MAX_LINES]
    if all_lines[MAX_LINES:]:
        yield f"… and {len(all_lines) - MAX_LINES} more; --format json lists them all"


def _as_problem(verdict: Verdict) -> Problem:
    *grounds, advice = _grounds(verdict)
    return Problem(str(verdict.state), "; ".join(line.strip() for line in grounds), advice, Span(verdict.file))


@leaflet.command()
@click.argument("name", required=False)
@_common
def explain(name: str | None) -> None:
    """Explain what the check NAME finds.

    Also why it exists, and how to fix what it finds. Without NAME, lists all checks.
    """
    from leaflet.cli.explanations import EXPLANATIONS

    if name is None:
        _explain_all(EXPLANATIONS)
        return
    _refuse_unknown("check", [name], tuple(EXPLANATIONS))
    if _format() == "json":
        click.echo(json.dumps({"name": name, "text": EXPLANATIONS[name].strip()}, ensure_ascii=False, indent=2))
    else:
        click.echo(f"{name}\n\n{EXPLANATIONS[name].strip()}")


def _explain_all(explanations: Mapping[str, str]) -> None:
    first = {name: text.splitlines()[0] for name, text in explanations.items()}
    if _format() == "json":
        click.echo(json.dumps([{"name": n, "text": t} for n, t in first.items()], ensure_ascii=False, indent=2))
        return
    for name, text in first.items():
        click.echo(f"{name:<{max(map(len, first))}}  {text}")


@leaflet.command("list")
@_common
def list_() -> int:
    """List topics, layouts, locales and editions."""
    from leaflet.editions.from_library import editions
    from leaflet.read.sources import read_library

    library, problems = read_library(_root())
    if library is None:
        _report(problems, _problem_counts(problems))
        return PROBLEMS
    listing = _listing(library, editions(library, _today()))
    if _format() == "json":
        click.echo(json.dumps(listing, ensure_ascii=False, indent=2))
        return CLEAN
    for kind, rows in listing.items():
        click.echo(kind)
        for row in rows:
            click.echo(f"  {row['id']:<42} {row['about']}".rstrip())
    return CLEAN


def _listing(library: Library, editions: Iterable[Edition]) -> Mapping[str, list[dict[str, str]]]:
    return {
        "topics": [{"id": t.id, "about": f"{t.meta.title}, version {t.meta.version}"} for t in library.topics],
        "layouts": [{"id": layout.id, "about": layout.title} for layout in library.layouts],
        "locales": [{"id": str(locale), "about": ""} for locale in library.locales],
        "editions": [{"id": e.id, "about": "reviewed" if e.reviewed else "draft"} for e in editions],
    }


@leaflet.command()
@click.argument("language", metavar="LANG")
@_common
def translate(language: str) -> int:
    """Update LANG's catalogs.

    What must be translated into LANG (such as nl) is written to them, and what is missing or fuzzy is reported.
    """
    from leaflet.translate.catalogs import translate as bring_up_to_date

    root = _root()
    try:
        reports, problems = bring_up_to_date(root, language)
    except OSError as error:
        return _cannot_write(error)
    if any(p.rule == "unknown-locale" and not reports for p in problems):
        raise _usage_error(problems[0].message + "; " + problems[0].hint)
    if _format() == "json":
        _report(problems, catalogs=[asdict(report) for report in reports])
        return _exit_status(problems)
    _report(problems)
    for report in reports:
        _report_translation(report)
    return _exit_status(problems)


def _report_translation(report: CatalogReport) -> None:
    """What a catalog lacks: the names to standard error, the counts to standard output."""
    if _format() == "text":
        for state, names in (("missing", report.missing), ("fuzzy", report.fuzzy)):
            for name in names:
                click.echo(f"{report.path}: {state}: {name}", err=True)
    counts = f"{len(report.missing)} missing, {len(report.fuzzy)} fuzzy, {len(report.obsolete)} obsolete"
    written = ", updated" if report.written else ""
    _print_result(f"{report.path}: {_counted(report.total, 'text')}, {counts}{written}")


@leaflet.command("sign-off")
@click.argument("name_of_topic", metavar="TOPIC")
@click.option("--name", required=True, help="Who reviewed it.")
@click.option("--role", required=True, help="The reviewer's profession.")
@click.option("--date", "day", required=True, type=click.DateTime(["%Y-%m-%d"]), help="When it was reviewed.")
@click.option("--layout", "layouts", multiple=True, help="Only this layout was reviewed; may be given again.")
@click.option("--locale", "locales", multiple=True, help="Only this locale, such as nl-NL; may be given again.")
@click.option("--any-look", is_flag=True, help="The review holds however the pages look.")
@_common
def sign_off(  # noqa: PLR0913, PLR0917 -- click hands over each option
    name_of_topic: str,
    name: str,
    role: str,
    day: datetime,
    layouts: tuple[str, ...],
    locales: tuple[str, ...],
    any_look: bool,
) -> int:
    """Record that what TOPIC prints now was reviewed, in all its editions or in those that are named.

    The draft mark then leaves their pages, until what they print or how they look changes, or the review expires.
    """
    from leaflet.build import pipeline
    from leaflet.editions import sign_off as reviews
    from leaflet.editions.from_library import editions

    root = _root()
    selection = _selection(root, (name_of_topic,), layouts, locales)
    library, every = pipeline.check(root, _today())
    problems = _relevant(every, selection)
    topic = library.topic(name_of_topic) if library else None
    if library is None or topic is None or has_errors(problems):
        _report(problems, f"{_problem_counts(problems)}: nothing was signed; fix the errors first", files=[])
        return PROBLEMS
    reviewed = [edition for edition in editions(library, _today()) if selection.includes(edition)]
    if not reviewed:
        raise _usage_error(NO_EDITION_MATCHES)
    try:
        new = reviews.review_records(reviewed, reviews.Signature(name, role, day.date(), any_look), _today())
        path = reviews.save(library.root, topic.id, reviews.with_new(topic.reviews, new))
    except reviews.InvalidReviewError as error:
        raise _usage_error(str(error)) from error
    except OSError as error:
        return _cannot_write(error)
    count = _counted(len(reviewed), "edition")
    last = f"{count} of {topic.id} signed off until {new[0].expires}, or until they change. Build them to see."
    _report([], last, files=[{"file": str(_relative(path))}])
    _print_result(str(_relative(path)))
    return CLEAN


def _cannot_write(error: OSError) -> int:
    message = f"nothing was written: {(error.strerror or str(error)).lower()}"
    hint = "see that the folder exists, may be written to and has room"
    _report([Problem("cannot-write", message, hint, Span(Path(str(error.filename or "sources")).as_posix()))])
    return PROBLEMS


@leaflet.command()
@_common
def doctor() -> int:
    """Report what this machine lacks.

    Also what it has in another version than leaflet was tested with, and how to fix it.
    """
    from leaflet.doctor import findings as doctor
    from leaflet.doctor import install, machine

    findings = doctor.findings(machine.inspect_machine())
    if _format() == "json":
        rows = [asdict(finding) for finding in findings]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        for finding in findings:
            click.echo(_finding_line(finding))
        for line in install.install_lines(install.missing_packages(findings)):
            click.echo(f"to install: {line}")
    return PROBLEMS if any(finding.is_blocking for finding in findings) else CLEAN


def _finding_line(finding: Finding) -> str:
    state = click.style(f"{finding.state:<8}", fg={"ok": "green", "missing": "red"}.get(finding.state, "yellow"))
    return f"{state} {finding.name}: {finding.found}{finding.fix and f' ({finding.fix})'}"


@leaflet.group()
@_common
def new() -> None:
    """Create something new."""


@new.command("topic")
@click.argument("name", metavar="ID")
@_common
def new_topic(name: str) -> int:
    """Create the topic ID: a folder in sources/topics whose files say what to write."""
    from leaflet.scaffold import topic as scaffold

    try:
        paths = scaffold.new_topic(_root(), name, _today())
    except scaffold.InvalidTopicError as error:
        raise _usage_error(str(error)) from error
    except OSError as error:
        return _cannot_write(error)
    files = [str(_relative(path)) for path in paths]
    for file in files:
        _print_result(file)
    last = f"Open these files and write what they ask for; `leaflet check {name}` lists what is left."
    _report([], last, files=[{"file": file} for file in files])
    return CLEAN


if __name__ == "__main__":
    main()
