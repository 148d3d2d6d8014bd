"""W3: the same leaflet for many clinics."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.clinics import write_clinics
from benchmarks.commands import FailedError, has_library, leaflet, offers, program, rounds, seconds
from benchmarks.library import make_library, topic_id
from benchmarks.rendering import editions_of
from benchmarks.result import Curve, Ratio, Series, Workload, ratio
from benchmarks.sizes import Sizes
from benchmarks.typst_leaflets import prepare

WHICH = ("--layout", "trifold", "--locale", "en-GB")
SIZE = 60_000
"""Bytes of a copy, where ours are not there to tell."""
OURS = f"leaflet build TOPIC {' '.join(WHICH)} --clinics CLINICS"
TYPST = "python -m benchmarks.typst_leaflets PREPARED CLINICS OUT"


def measure(place: Path, sizes: Sizes) -> Workload:
    """Copies for clinics against Typst, and against writing as many bytes."""
    makers = _makers(place, sizes)
    clinics = write_clinics(place / "clinics.csv", sizes.clinics)
    runs = {name: _run(make, place, clinics) for name, (make, _) in makers.items()}
    runs["written"] = lambda _: _written(place / "written", sizes.clinics, _size(place))
    times = dict(zip(runs, rounds(sizes.rounds, *runs.values()), strict=True))
    series = [Series(name, shown, times[name]) for name, (_, shown) in makers.items()]
    size = f"{_size(place) / 1000:.0f} kB"
    written = Series(f"writing {sizes.clinics} files of {size}", "(within the benchmark)", times["written"])
    return Workload(
        "w3",
        "W3: clinics",
        f"The two-page trifold of one topic for {sizes.clinics} clinics, from nothing: each copy tagged, PDF/UA-1 and "
        "PDF/A-2a. Typst has two processes, each with one warm compiler, and sets the same text and drawing.",
        (*series, written),
        tuple(_ratios(times)),
        (_growth(place, sizes, makers),),
        tuple(_absent(makers)),
    )


_Make = Callable[[Path, Path], float]
"""Makes the copies of a list of clinics in a new folder; seconds."""


def _makers(place: Path, sizes: Sizes) -> dict[str, tuple[_Make, str]]:
    """What is there to make copies with, and how it is typed."""
    root = make_library(place / "library", 1, sizes.locales)
    makers: dict[str, tuple[_Make, str]] = {}
    if has_library("typst"):
        edition = next(e for e in editions_of(root) if e.layout.id == "trifold" and str(e.locale) == "en-GB")
        prepared = prepare(place / "typst", edition)
        makers["Typst"] = lambda clinics, out: _typst(prepared, clinics, out), TYPST
    if offers("build", word="--clinics"):
        makers["leaflet"] = lambda clinics, out: _ours(root, clinics, out), OURS
    return makers


def _typst(prepared: Path, clinics: Path, out: Path) -> float:
    return seconds(program("typst_leaflets", prepared, clinics, out), place=out.parent / "peer")


def _ours(root: Path, clinics: Path, out: Path) -> float:
    for remembered in (".cache", "output"):
        shutil.rmtree(root / remembered, ignore_errors=True)
    command = leaflet("--root", root, "build", topic_id(0), *WHICH, "--clinics", clinics, "--out", out)
    return seconds(command, place=out.parent / f"cache-{out.name}")


def _run(make: _Make, place: Path, clinics: Path) -> Callable[[int], float]:
    """A round of `make` into a folder of its own, the last of which stays. Raises FailedError for a missing copy."""

    def run(_: int) -> float:
        out = place / "copies"
        shutil.rmtree(out, ignore_errors=True)
        shutil.rmtree(place / "cache-copies", ignore_errors=True)
        took = make(clinics, out)
        asked = len(clinics.read_text("utf-8").splitlines()) - 1
        if len([*out.rglob("*.pdf")]) < asked:
            raise FailedError(f"fewer than {asked} copies were made")
        return took

    return run


def _size(place: Path) -> int:
    """Bytes of a copy, on average, as made last."""
    sizes = [file.stat().st_size for file in (place / "copies").rglob("*.pdf")]
    return sum(sizes) // len(sizes) if sizes else SIZE


def _written(folder: Path, count: int, size: int) -> float:
    shutil.rmtree(folder, ignore_errors=True)
    data, start = bytes(size), time.perf_counter()
    folder.mkdir()
    for number in range(count):
        (folder / f"{number}.pdf").write_bytes(data)
    return time.perf_counter() - start


def _ratios(times: dict[str, tuple[float, ...]]) -> list[Ratio]:
    if "leaflet" not in times:
        return []
    beside = ratio("against writing as many files of that size", times["leaflet"], times["written"], at_most=10)
    if "Typst" not in times:
        return [beside]
    faster = "how many times faster than Typst with two processes"
    return [ratio(faster, times["Typst"], times["leaflet"], at_least=5), beside]


def _growth(place: Path, sizes: Sizes, makers: dict[str, tuple[_Make, str]]) -> Curve:
    """Each number of clinics once."""
    lines = {}
    for name, (make, _) in makers.items():
        lists = [(count, write_clinics(place / f"clinics-{count}.csv", count)) for count in sizes.clinics_grow]
        lines[name] = tuple((count, _run(make, place, clinics)(0)) for count, clinics in lists)
    return Curve("Copies for clinics", "clinics", "seconds", lines)


def _absent(makers: dict[str, tuple[_Make, str]]) -> list[str]:
    why = {"leaflet": "leaflet can make no copies for clinics yet.", "Typst": "Typst is not installed here."}
    return [sentence for name, sentence in why.items() if name not in makers]
