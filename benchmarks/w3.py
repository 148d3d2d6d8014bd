"""W3: the same leaflet for many clinics."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from functools import partial
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
"""Bytes of a copy, where there are no copies of ours to measure."""
WITHIN = "(within the benchmark)"
OURS = f"leaflet copies TOPIC {' '.join(WHICH)} --clinics CLINICS"
TYPST = "python -m benchmarks.typst_leaflets PREPARED CLINICS OUT"


def measure(place: Path, sizes: Sizes) -> Workload:
    """Copies for clinics against Typst, and against writing as many bytes."""
    makers = _makers(place, sizes)
    clinics = write_clinics(place / "clinics.csv", sizes.clinics)
    runs = {name: _run(make, place / name, clinics) for name, (make, _) in makers.items()}
    for name, flush in (("written", False), ("flushed", True)):
        runs[name] = partial(_written, place / name, sizes.clinics, place / "leaflet", flush)
    times = dict(zip(runs, rounds(sizes.rounds, *runs.values()), strict=True))
    series = [Series(name, shown, times[name]) for name, (_, shown) in makers.items()]
    files = f"{sizes.clinics} files of {_size(place / 'leaflet') / 1000:.0f} kB"
    written = (
        Series(f"writing {files}", WITHIN, times["written"]),
        Series(f"writing {files}, each flushed to disk (fsync)", WITHIN, times["flushed"]),
    )
    return Workload(
        "w3",
        "W3: clinics",
        f"The two-page trifold of one topic for {sizes.clinics} clinics, from nothing: each copy tagged, PDF/UA-1 and "
        "PDF/A-2a. Typst has two processes, each with one warm compiler, and sets the same text and drawing. Each "
        "round has new folders, and nothing is deleted before the end: where many files have just been deleted, new "
        "ones are slow to make.",
        (*series, *written),
        tuple(_ratios(times)),
        (_growth(place, sizes, makers),),
        tuple(_absent(makers)),
    )


_Make = Callable[[Path, Path], float]
"""Makes the copies of a list of clinics in a new folder; seconds."""


def _makers(place: Path, sizes: Sizes) -> dict[str, tuple[_Make, str]]:
    """What copies can be made with, and how it is typed."""
    root = make_library(place / "library", 1, sizes.locales)
    makers: dict[str, tuple[_Make, str]] = {}
    if has_library("typst"):
        edition = next(e for e in editions_of(root) if e.layout.id == "trifold" and str(e.locale) == "en-GB")
        prepared = prepare(place / "typst", edition)
        makers["Typst"] = lambda clinics, out: _typst(prepared, clinics, out), TYPST
    if offers("copies", word="--clinics"):
        makers["leaflet"] = lambda clinics, out: _ours(root, clinics, out), OURS
    return makers


def _typst(prepared: Path, clinics: Path, out: Path) -> float:
    return seconds(program("typst_leaflets", prepared, clinics, out), place=out.parent / "cache")


def _ours(root: Path, clinics: Path, out: Path) -> float:
    command = leaflet("--root", root, "copies", topic_id(0), *WHICH, "--clinics", clinics, "--out", out)
    return seconds(command, place=out.parent / f"cache-{out.name}")


def _run(make: _Make, place: Path, clinics: Path) -> Callable[[int], float]:
    """A round of `make` into a folder of its own below `place`. Raises FailedError for a missing copy."""

    def run(number: int) -> float:
        out = place / f"{clinics.stem}-{number}"
        out.parent.mkdir(exist_ok=True)
        took = make(clinics, out)
        asked = len(clinics.read_text("utf-8").splitlines()) - 1
        if len([*out.rglob("*.pdf")]) < asked:
            raise FailedError(f"fewer than {asked} copies were made")
        return took

    return run


def _size(copies: Path) -> int:
    """Bytes of a copy, on average, of those below `copies`."""
    sizes = [file.stat().st_size for file in copies.rglob("*.pdf")]
    return sum(sizes) // len(sizes) if sizes else SIZE


def _written(place: Path, count: int, like: Path, flush: bool, number: int) -> float:
    """Seconds for as many files as there are copies below `like` in a round, and of their size; `flush` means fsync."""
    folder, data = place / str(number), bytes(_size(like))
    folder.mkdir(parents=True)
    start = time.perf_counter()
    for name in range(count):
        with (folder / f"{name}.pdf").open("wb") as file:
            file.write(data)
            if flush:
                file.flush()
                os.fsync(file.fileno())
    return time.perf_counter() - start


def _ratios(times: dict[str, tuple[float, ...]]) -> list[Ratio]:
    if "leaflet" not in times:
        return []
    against_writing = [
        ratio("against writing as many files of that size", times["leaflet"], times["written"], at_most=10),
        ratio("against writing them and flushing each to disk", times["leaflet"], times["flushed"]),
    ]
    if "Typst" not in times:
        return against_writing
    faster = "how many times faster than Typst with two processes"
    return [ratio(faster, times["Typst"], times["leaflet"], at_least=5), *against_writing]


def _growth(place: Path, sizes: Sizes, makers: dict[str, tuple[_Make, str]]) -> Curve:
    """Each number of clinics once."""
    lines = {}
    for name, (make, _) in makers.items():
        lists = [(count, write_clinics(place / f"list-of-{count}.csv", count)) for count in sizes.clinics_grow]
        lines[name] = tuple((count, _run(make, place / name, clinics)(0)) for count, clinics in lists)
    return Curve("Copies for clinics", "clinics", "seconds", lines)


def _absent(makers: dict[str, tuple[_Make, str]]) -> list[str]:
    why = {"leaflet": "leaflet can make no copies for clinics yet.", "Typst": "Typst is not installed here."}
    return [sentence for name, sentence in why.items() if name not in makers]
