"""W1: one sentence was changed; every edition of its topic is made again."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.commands import FailedError, found, leaflet, offers, program, rounds, seconds, surroundings
from benchmarks.library import change_a_sentence, make_library, topic_id
from benchmarks.pages import chromium, weasyprint, write_pages
from benchmarks.rendering import editions_of
from benchmarks.result import Ratio, Series, Workload, ratio
from benchmarks.sizes import Sizes

TOPIC = topic_id(0)
ONE = ("--layout", "trifold", "--locale", "en-GB")
PATIENCE = 60
"""Seconds that a watcher may take before it is given up."""


def measure(place: Path, sizes: Sizes) -> Workload:
    """All editions of one topic, in a library of that topic alone and in a large one."""
    small = make_library(place / "small", 1, sizes.locales)
    large = make_library(place / "large", sizes.topics, sizes.locales)
    pages = write_pages(_folder(place / "pages"), editions_of(small))
    for root in (small, large):
        seconds(leaflet("--root", root, "build", TOPIC), place=place / f"cache-{root.name}")
    runs = dict(_runs(place, small, large, pages))
    times = dict(zip(runs, rounds(sizes.rounds, *(run for run, _ in runs.values())), strict=True))
    series = [Series(name, shown, times[name]) for name, (_, shown) in runs.items()]
    watch, watch_ratio, absent = _watching(place, small, sizes)
    return Workload(
        "w1",
        "W1: one sentence changed",
        f"All {len(pages)} editions of one topic are made again after one sentence of its running text was changed, "
        f"in a library of that topic alone and in one of {sizes.topics} topics.",
        (*series, *watch),
        (*_ratios(times, sizes.topics), *watch_ratio),
        absent=(*absent, *(() if found("chromium") else ("Chromium is not installed here.",))),
    )


def _runs(
    place: Path, small: Path, large: Path, pages: list[Path]
) -> Iterator[tuple[str, tuple[Callable[[int], float], str]]]:
    """By its name: a run, and how it is typed."""
    yield "weasyprint", (_pages(place, pages, weasyprint), "weasyprint --pdf-variant pdf/a-2a FILE FILE.pdf")
    if found("chromium"):
        yield "chromium", (_pages(place, pages, chromium), "chromium --headless --print-to-pdf=FILE.pdf FILE")
    for root, size in ((small, "small"), (large, "large")):
        yield f"rendered, {size}", (_rendering(place, root), "python -m benchmarks.rendering ROOT OUT TOPIC")
        yield f"built, {size}", (_building(place, root), "leaflet build TOPIC")


def _ratios(times: dict[str, tuple[float, ...]], topics: int) -> Iterator[Ratio]:
    for size, library in (("small", "a library of one topic"), ("large", f"a library of {topics} topics")):
        for did, what, most in (("rendered", "composed and rendered", 0.35), ("built", "with preflight", 0.7)):
            what_against = f"{what}, {library}, against one `weasyprint` command a file"
            yield ratio(what_against, times[f"{did}, {size}"], times["weasyprint"], at_most=most)


def _pages(place: Path, pages: list[Path], command: Callable[[Path], list[str]]) -> Callable[[int], float]:
    return lambda _: seconds(*map(command, pages), place=place / "peer")


def _rendering(place: Path, root: Path) -> Callable[[int], float]:
    def run(number: int) -> float:
        change_a_sentence(root, 0, 2 * number + 1)
        return seconds(program("rendering", root, place / "rendered", TOPIC), place=place / f"cache-{root.name}")

    return run


def _building(place: Path, root: Path) -> Callable[[int], float]:
    def run(number: int) -> float:
        change_a_sentence(root, 0, 2 * number + 2)
        return seconds(leaflet("--root", root, "build", TOPIC), place=place / f"cache-{root.name}")

    return run


def _watching(place: Path, root: Path, sizes: Sizes) -> tuple[tuple[Series, ...], tuple[Ratio, ...], tuple[str, ...]]:
    """From a sentence that is saved to its checked PDF, against a cold build of the same edition."""
    if not offers(word=" watch "):
        return (), (), ("leaflet cannot watch its sources yet.",)
    cache = place / "cache-watch"

    def cold(number: int) -> float:
        change_a_sentence(root, 0, 1000 + number)
        return seconds(leaflet("--root", root, "build", TOPIC, *ONE), place=cache)

    built = tuple(cold(number) for number in range(sizes.rounds))
    watched = _watched(root, cache, sizes.rounds)
    series = (
        Series("cold build of one edition", f"leaflet build TOPIC {' '.join(ONE)}", built),
        Series("from save to checked PDF", f"leaflet watch TOPIC {' '.join(ONE)}", watched),
    )
    return series, (ratio("`leaflet watch`, against a cold build", watched, built, at_most=0.3),), ()


def _watched(root: Path, cache: Path, times: int) -> tuple[float, ...]:
    """Seconds from each of `times` changes until the file was written. The first change, which waits for the start,
    does not count.
    """
    file = root / "output" / TOPIC / "en-GB" / "trifold.pdf"
    command = leaflet("--root", root, "watch", TOPIC, *ONE)
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, env=surroundings(cache), **quiet) as process:
        try:
            time.sleep(5)  # until it watches: there is no sign of it that every version gives
            return tuple(_until_new(file, root, 2000 + number) for number in range(times + 1))[1:]
        finally:
            process.terminate()


def _until_new(file: Path, root: Path, number: int) -> float:
    before = file.read_bytes()
    change_a_sentence(root, 0, number)
    start = time.perf_counter()
    while file.read_bytes() == before:
        if time.perf_counter() - start > PATIENCE:
            raise FailedError(f"`leaflet watch` did not build a change within {PATIENCE} seconds")
        time.sleep(0.01)
    return time.perf_counter() - start


def _folder(path: Path) -> Path:
    path.mkdir(parents=True)
    return path
