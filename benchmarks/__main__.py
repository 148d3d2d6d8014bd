"""Measures leaflet and its peers.

    python -m benchmarks [WHAT]... [--quick] [--into FOLDER]

Without WHAT (w1 w2 w3 w4 w5 library growth) all of it: `benchmarks/results.json`, `docs/performance.md` and the plot,
`docs/performance.svg`, are written again, below FOLDER. With it, that part of the page is printed and nothing is
written. `--page` writes the page and the plot from the results that are there.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path

from benchmarks import growth, many_topics, w1, w2, w3, w4, w5
from benchmarks.commands import FailedError, has_library
from benchmarks.library import REPOSITORY
from benchmarks.machine import facts
from benchmarks.report import page, section
from benchmarks.result import Results, Workload, load, save
from benchmarks.sizes import QUICK, Sizes

FAILED = "A command that is measured ended with an error, so that no time was taken."
WORKLOADS = ("w1", "w3", "w5", "w2", "w4", "library", "growth")
"""The long ones last."""


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
        yield _or_why_not(name, how[name], _new(place / name))


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
    results = load(into / "benchmarks" / "results.json")
    (into / "docs" / "performance.md").write_text(page(results), "utf-8")
    if has_library("matplotlib"):
        from benchmarks.plot import plot  # noqa: PLC0415 -- of the group `bench`, which tests do without

        plot(results, into / "docs" / "performance.svg")


def main() -> None:
    """The command."""
    asked = _arguments()
    if asked.page:
        write_page(asked.into)
        return
    start, sizes = time.monotonic(), QUICK if asked.quick else Sizes()
    for folder in ("benchmarks", "docs"):
        (asked.into / folder).mkdir(parents=True, exist_ok=True)
    found: list[Workload] = []
    with tempfile.TemporaryDirectory(prefix="leaflet-bench-") as place:
        for workload in measured(asked.what or WORKLOADS, sizes, Path(place)):
            found.append(workload)
            if not asked.what:  # at once: what is measured must not be lost if the next fails
                _write(asked, found, (time.monotonic() - start) / 60)
    if asked.what:
        sys.stdout.write("".join(map(section, found)))
    sys.exit(_any_failed(found))


def _write(asked: argparse.Namespace, found: Sequence[Workload], minutes: float) -> None:
    in_order = tuple(sorted(found, key=lambda workload: (workload.name == "growth", workload.name)))
    save(Results(asked.quick, minutes, facts(), in_order), asked.into / "benchmarks" / "results.json")
    write_page(asked.into)
    _report(f"{minutes:.0f} minutes; docs/performance.md has the figures of {', '.join(w.name for w in in_order)}")


def _any_failed(found: Sequence[Workload]) -> bool:
    return any(workload.about == FAILED for workload in found)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__.splitlines()[0])
    parser.add_argument("what", nargs="*", choices=[[], *WORKLOADS], metavar="WHAT", help=" ".join(WORKLOADS))
    parser.add_argument("--quick", action="store_true", help="tiny sizes: shows that it works, and nothing about time")
    parser.add_argument("--into", type=Path, default=REPOSITORY, help="where results and page go")
    parser.add_argument("--page", action="store_true", help="measure nothing; write the page and the plot again")
    return parser.parse_args()


def _new(folder: Path) -> Path:
    folder.mkdir(parents=True)
    return folder


def _report(text: str) -> None:
    sys.stderr.write(f"{text}\n")


if __name__ == "__main__":
    main()
