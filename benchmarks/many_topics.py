"""A library of more and more topics: what each of them costs when another one changes."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from benchmarks.commands import FailedError, found, has_library, leaflet, peak_megabytes, rounds, seconds
from benchmarks.library import change_a_sentence, make_library
from benchmarks.result import Curve, Series, Workload, ratio
from benchmarks.sizes import Sizes
from benchmarks.w2 import rules
from benchmarks.w4 import Built

ONE_EDITION = ("--layout", "uncertainty-checklist", "--locale", "en-GB", "--no-verapdf")
"""Of each topic: what is measured is the library, not the rendering."""
MOST = 3
"""What one sentence may cost among 200 topics, against a library of one."""


def measure(place: Path, sizes: Sizes, built: Built) -> Workload:
    """Reading and checking, one sentence, and nothing, by topics; and building from nothing."""
    roots = {n: make_library(place / f"library-{n}", n, sizes.locales) for n in sizes.topics_grow}
    checked = _each(roots, lambda n: seconds(leaflet("--root", roots[n], "check"), place=place), sizes.topics_rounds)
    memory = {n: peak_megabytes(leaflet("--root", roots[n], "check"), place) for n in roots}
    for root in roots.values():
        seconds(_build(root), place=place)
    times = iter(range(1, 10_000))

    def one_sentence(n: int) -> float:
        change_a_sentence(roots[n], 0, next(times))
        return seconds(_build(roots[n]), place=place)

    nothing = _each(roots, lambda n: seconds(_build(roots[n]), place=place), sizes.short_rounds)
    make = _each(roots, _gnu_make(roots, place), sizes.short_rounds)
    changed = _each(roots, one_sentence, sizes.rounds)
    one = leaflet("--root", make_library(place / "from-nothing", 1, sizes.locales), "build", "--no-verapdf")
    from_nothing = {1: (seconds(one, place=place / "cache"),), sizes.topics: (built.course.seconds,)}
    on_dask, absent = _on_dask(place, built, sizes)
    few, many = sizes.topics_grow[0], sizes.topics_grow[sizes.compared]
    return Workload(
        "library",
        "A thousand topics",
        f"Topics with {len(sizes.locales)} locales and all layouts. `leaflet check`; `leaflet build` of one edition of "
        "each topic after a sentence of one was changed that isn't on its page, and after nothing was; GNU make with a "
        "rule for each of these files, which looks at times alone. Building from nothing makes all editions. Topics "
        "are the real one but for three sentences each: checks that remember texts would take longer on others.",
        on_dask,
        ratios=(
            ratio(
                f"one sentence in a library of {many} topics, against a library of {few}",
                changed[many],
                changed[few],
                at_most=MOST,
            ),
        ),
        curves=(
            _curve(
                "Topics",
                "seconds",
                {"read and check": checked, "one sentence": changed, "nothing": nothing, "GNU make": make},
            ),
            _curve("Building from nothing", "seconds", {"leaflet build": from_nothing}),
            _curve("Reading and checking", "MB of all processes", {"at most": {n: (m,) for n, m in memory.items()}}),
        ),
        absent=absent,
    )


def _build(root: Path) -> Sequence[str]:
    return leaflet("--root", root, "build", *ONE_EDITION)


def _on_dask(place: Path, built: Built, sizes: Sizes) -> tuple[tuple[Series, ...], tuple[str, ...]]:
    """All editions of one locale from nothing, by Dask's workers, to the bytes that this machine's processes made.

    Raises FailedError for a file that is another, or isn't there.
    """
    if not has_library("distributed"):
        return (), ("Dask is not installed here.",)
    locale, out = sizes.locales[-1], place / "by-dask"
    typed = ("build", "--locale", locale, "--no-verapdf", "--scheduler", "local")
    took = seconds(leaflet("--root", built.root, *typed, "--out", out), place=place / "cache-dask")
    wanted, found = (_files(folder, locale) for folder in (built.root / "output", out))
    if not wanted or wanted != found:
        raise FailedError("Dask and this machine's processes do not make the same files")
    note = f"{len(found)} editions of {sizes.topics} topics, the bytes that processes of this machine make"
    return (Series("from nothing, by Dask's workers", " ".join(("leaflet", *typed)), (took,), note),), ()


def _files(folder: Path, locale: str) -> dict[Path, bytes]:
    return {file.relative_to(folder): file.read_bytes() for file in sorted(folder.glob(f"*/{locale}/*.pdf"))}


def _gnu_make(roots: Mapping[int, Path], place: Path) -> Callable[[int], float]:
    """GNU make's own time for the sources and files of a library, nothing being out of date."""
    files = {n: place / f"peer-{n}.mk" for n in roots}
    for n, root in roots.items():
        files[n].write_text(rules(root, sorted((root / "output").rglob("*.pdf"))), "utf-8")
    make = found("make") or "make"
    return lambda n: seconds([make, "-s", "-C", str(roots[n]), "-f", str(files[n])], place=place)


def _each(roots: Mapping[int, Path], run: Callable[[int], float], count: int) -> Mapping[int, tuple[float, ...]]:
    """Seconds of `run` for each size, in `count` rounds, one after the other in each."""
    taken = rounds(count, *(lambda _, n=n: run(n) for n in roots))
    return dict(zip(roots, taken, strict=True))


def _curve(title: str, unit: str, lines: Mapping[str, Mapping[int, Sequence[float]]]) -> Curve:
    medians = {
        name: tuple((n, statistics.median(values)) for n, values in points.items()) for name, points in lines.items()
    }
    return Curve(title, "topics", unit, medians)
