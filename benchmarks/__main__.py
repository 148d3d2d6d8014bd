"""Measures leaflet and its peers.

    python -m benchmarks [WHAT]... [--quick] [--into FOLDER]

Without WHAT (w1 w2 w3 w4 w5 library growth) all of it. As soon as a part is measured, it is printed and takes its
place in `benchmarks/results.json`, `docs/performance.md` and the plot, `docs/performance.svg`, below FOLDER; parts that
another machine measured, or other libraries, are taken out. `--quick` writes nothing where no FOLDER is named. `--page`
writes the page and the plot from the results that are there.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from benchmarks import growth, many_topics, w1, w2, w3, w4, w5
from benchmarks.commands import FailedError, has_library
from benchmarks.library import REPOSITORY
from benchmarks.machine import facts
from benchmarks.report import page, section
from benchmarks.result import WORKLOADS, Results, Workload, load, save
from benchmarks.sizes import QUICK, Sizes

FAILED = "A command that is measured ended with an error, so that no time was taken."


def measured(names: Sequence[str], sizes: Sizes, place: Path) -> Iterator[Workload]:
    """Each of the workloads `names`, measured below `place`. What needs a whole built library shares one."""

    @cache
    def built() -> w4.Built:
        _report("building a whole library")
        return w4.build(_new(place / "whole"), sizes)

    how: dict[str, Callable[[Path], Workload]] = {
        "w1": lambda folder: w1.measure(folder, sizes),
        "w2": lambda folder: w2.measure(folder, sizes, built().root, built().cache),
        "w3": lambda folder: w3.measure(folder, sizes),
        "w4": lambda folder: w4.measure(folder, sizes, built()),
        "w5": lambda folder: w5.measure(folder, sizes),
        "library": lambda folder: many_topics.measure(folder, sizes, built()),
        "growth": lambda folder: growth.measure(folder, sizes, built()),
    }
    for name in names:
        _report(name)
        start = time.monotonic()
        workload = _or_why_not(name, how[name], _new(place / name))
        minutes = (time.monotonic() - start) / 60
        _report(f"{minutes:.0f} minutes")
        yield replace(workload, day=datetime.now(UTC).date().isoformat(), minutes=minutes)


def _or_why_not(name: str, measure: Callable[[Path], Workload], place: Path) -> Workload:
    """One that fails costs itself alone: the others take half an hour."""
    try:
        return measure(place)
    except FailedError as error:
        _report(f"{name} failed: {error}")
        return Workload(
            name, f"{name.upper()} failed", FAILED, absent=(f"`make bench WHAT={name}` says why it failed.",)
        )


def write_page(into: Path) -> None:
    """The document and the plot, from the results below `into`."""
    results = load(_results_file(into))
    (into / "docs" / "performance.md").write_text(page(results), "utf-8")
    if has_library("matplotlib"):
        from benchmarks.plot import plot  # noqa: PLC0415 -- of the group `bench`, which tests do without

        plot(results, into / "docs" / "performance.svg")


def main() -> None:
    """The command."""
    asked = _arguments()
    if asked.page:
        write_page(asked.into or REPOSITORY)
        return
    into = asked.into or (None if asked.quick else REPOSITORY)
    found: list[Workload] = []
    with tempfile.TemporaryDirectory(prefix="leaflet-bench-") as place:
        for workload in measured(asked.what or WORKLOADS, QUICK if asked.quick else Sizes(), Path(place)):
            found.append(workload)
            sys.stdout.write(section(workload))
            sys.stdout.flush()
            if into is not None:  # at once: what is measured must not be lost if the next fails
                _write(into, Results(asked.quick, facts(), tuple(found)))
    sys.exit(_any_failed(found))


def _write(into: Path, results: Results) -> None:
    for folder in ("benchmarks", "docs"):
        (into / folder).mkdir(parents=True, exist_ok=True)
    file = _results_file(into)
    save(results.beside(load(file) if file.exists() else None), file)
    write_page(into)


def _results_file(into: Path) -> Path:
    return into / "benchmarks" / "results.json"


def _any_failed(found: Sequence[Workload]) -> bool:
    return any(workload.about == FAILED for workload in found)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__.splitlines()[0])
    parser.add_argument("what", nargs="*", choices=[[], *WORKLOADS], metavar="WHAT", help=" ".join(WORKLOADS))
    parser.add_argument("--quick", action="store_true", help="tiny sizes: shows that it works, and nothing about time")
    parser.add_argument("--into", type=Path, help="where results and page go; the repository, if not --quick")
    parser.add_argument("--page", action="store_true", help="measure nothing; write the page and the plot again")
    return parser.parse_args()


def _new(folder: Path) -> Path:
    folder.mkdir(parents=True)
    return folder


def _report(text: str) -> None:
    sys.stderr.write(f"{text}\n")


if __name__ == "__main__":
    main()
