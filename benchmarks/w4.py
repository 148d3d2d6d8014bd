"""W4: a whole library from nothing."""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

from benchmarks.commands import Course, course, leaflet, offers, program, rounds, seconds
from benchmarks.library import make_library, topic_id
from benchmarks.pages import weasyprint, write_pages
from benchmarks.rendering import editions_of
from benchmarks.result import Curve, Ratio, Series, Workload, ratio
from benchmarks.sizes import Sizes

ENOUGH = 200
"""Editions that are needed to see whether memory grows: a build reports 32 at once."""


@dataclass(frozen=True)
class Built:
    """A library that was built from nothing."""

    root: Path
    cache: Path
    course: Course

    @property
    def editions(self) -> int:
        """How many."""
        return self.course.done[-1][1]


def build(place: Path, sizes: Sizes) -> Built:
    """Make a library and build it from nothing, in one command."""
    root, cache = make_library(place / "library", sizes.topics, sizes.locales), place / "cache-library"
    return Built(root, cache, course(leaflet("--root", root, "build"), cache))


def measure(place: Path, sizes: Sizes, built: Built) -> Workload:
    """Parts of the library against the `weasyprint` command, then all of it from what the cache holds."""
    runs = _runs(place, sizes)
    times = dict(zip(runs, rounds(sizes.rounds, *(run for run, _ in runs.values())), strict=True))
    from_cache, absent = _from_cache(place, sizes, built)
    whole = Series(
        "the whole library, with preflight", "leaflet build", (built.course.seconds,), f"{built.editions} editions"
    )
    return Workload(
        "w4",
        "W4: a whole library from nothing",
        f"{sizes.topics} topics, {built.editions} editions. The whole is built once; the ratios are of parts of "
        f"{_topics(sizes)} topics ({_part(sizes, built)} editions) each, another one in each round. The `weasyprint` "
        f"command renders {min(sizes.sample, _part(sizes, built))} files of each part, evenly chosen, and its time is "
        "scaled to the part.",
        (*(Series(name, shown, times[name]) for name, (_, shown) in runs.items()), whole, *from_cache),
        tuple(_ratios(times, built, from_cache)),
        (_memory(built.course),),
        (*absent, *(() if built.editions >= ENOUGH else ("Memory, of too few editions.",))),
    )


def _runs(place: Path, sizes: Sizes) -> Mapping[str, tuple[Callable[[int], float], str]]:
    """By its name: a run of the part that belongs to a round, and how it is typed.

    The library is one that nothing was built from, so that nothing is cached.
    """
    root = make_library(place / "library", sizes.topics, sizes.locales)

    def topics(number: int) -> list[str]:
        first = number * _topics(sizes)
        return [topic_id(topic % sizes.topics) for topic in range(first, first + _topics(sizes))]

    def peer(number: int) -> float:
        part = tuple(editions_of(root, tuple(topics(number))))
        step = max(len(part) // sizes.sample, 1)
        chosen = part[::step][: sizes.sample]
        folder = place / f"pages-{number}"
        folder.mkdir()
        pages = write_pages(folder, chosen)
        return seconds(*map(weasyprint, pages), place=place / "peer") * len(part) / len(chosen)

    def rendered(number: int) -> float:
        out = place / f"rendered-{number}"
        return seconds(program("rendering", root, out, *topics(number)), place=place / f"cache-r{number}")

    def with_preflight(number: int) -> float:
        out = place / f"built-{number}"
        return seconds(leaflet("--root", root, "build", *topics(number), "--out", out), place=place / f"cache-{number}")

    return {
        "weasyprint, scaled": (peer, "weasyprint --pdf-variant pdf/a-2a FILE FILE.pdf"),
        "composed and rendered": (rendered, "python -m benchmarks.rendering ROOT OUT TOPIC…"),
        "with preflight": (with_preflight, "leaflet build TOPIC… --out OUT"),
    }


def _from_cache(place: Path, sizes: Sizes, built: Built) -> tuple[tuple[Series, ...], tuple[str, ...]]:
    if not offers("build", word="cache"):
        return (), ("A cache of finished files is not there yet.",)

    def run(number: int) -> float:
        out = place / f"from-cache-{number}"
        took = seconds(leaflet("--root", built.root, "build", "--out", out), place=built.cache)
        shutil.rmtree(out)
        return took

    times = rounds(sizes.rounds, run)[0]
    return (Series("the whole library, from the cache", "leaflet build --out OUT", times),), ()


def _ratios(times: Mapping[str, tuple[float, ...]], built: Built, from_cache: tuple[Series, ...]) -> Iterator[Ratio]:
    peer = times["weasyprint, scaled"]
    against = "how many times faster than one `weasyprint` command a file"
    yield ratio(f"composed and rendered, {against}", peer, times["composed and rendered"], at_least=7)
    yield ratio(f"with preflight, {against}", peer, times["with preflight"], at_least=3)
    for series in from_cache:
        yield ratio(
            "from the cache, against from nothing", series.seconds, (built.course.seconds,) * len(series.seconds)
        )
    if built.editions >= ENOUGH:
        yield _flatness(built)


def _flatness(built: Built) -> Ratio:
    """Memory around the last edition, against that around the one at a sixth of the way."""
    sixth, last = max(built.editions // 6, 1), built.editions
    early = built.course.megabytes(max(sixth * 4 // 5, 1), sixth * 6 // 5)
    late = built.course.megabytes(max(last - sixth * 2 // 5, 1), last)
    return Ratio(f"memory around edition {last}, against edition {sixth}", (late / early,), at_most=1.1)


def _memory(run: Course) -> Curve:
    """Megabytes by editions done, on average while no other was."""
    amounts: defaultdict[int, list[float]] = defaultdict(list)
    for when, amount in run.memory:
        amounts[max((number for at, number in run.done if at <= when), default=0)].append(amount)
    points = tuple((done, mean(found)) for done, found in amounts.items())
    return Curve("Memory of a whole build", "editions done", "MB of all processes", {"leaflet build": points})


def _topics(sizes: Sizes) -> int:
    return max(sizes.topics // sizes.rounds, 1)


def _part(sizes: Sizes, built: Built) -> int:
    return built.editions // sizes.topics * _topics(sizes)
