"""W5: what was shown once isn't shown again: after one sentence, and in the copies of a piece that is published."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.clinics import write_clinics
from benchmarks.commands import FailedError, has_library, leaflet, program, rounds, seconds, surroundings
from benchmarks.library import change_a_sentence, make_library, topic_id
from benchmarks.pages import weasyprint, write_pages
from benchmarks.rendering import editions_of
from benchmarks.result import Ratio, Series, Workload, ratio
from benchmarks.sizes import Sizes
from benchmarks.typst_leaflets import prepare
from benchmarks.w3 import TYPST, WHICH

TOPIC = topic_id(0)
FEW = 10
"""Clinics of a short list: most of their copies are in the sample."""
_PREFLIGHT = "python -m benchmarks.preflighting ROOT TOPIC ROUNDS"
_COPIES = f"leaflet copies TOPIC {' '.join(WHICH)} --clinics CLINICS"


def measure(place: Path, sizes: Sizes) -> Workload:
    """Preflight and builds after one sentence, and copies of a published piece."""
    root = make_library(place / "library", 1, sizes.locales)
    proven = _preflighted(root, sizes.rounds, place / "cache")
    built, shows = _built(place, root, sizes)
    copies = _copied(place, root, sizes)
    return Workload(
        "w5",
        "W5: shown once, not again",
        f"After one sentence of one topic was changed: {shows} editions show it, {proven['pages']} pages. Then the "
        "two-page trifold, which is built before and not timed, for clinics. Typst has two processes, each with one "
        "warm compiler.",
        (
            Series("preflight, from nothing", _PREFLIGHT, tuple(proven["nothing"])),
            Series("preflight, after one sentence", _PREFLIGHT, tuple(proven["proven"])),
            *built,
            *copies.values(),
        ),
        (*_proof_ratios(proven), *_build_ratios(built), *_copy_ratios(copies, sizes.clinics)),
        absent=() if has_library("typst") else ("Typst is not installed here.",),
    )


def _preflighted(root: Path, count: int, cache: Path) -> Mapping[str, Any]:
    """What `benchmarks.preflighting` measures. Raises FailedError."""
    command = program("preflighting", root, TOPIC, str(count))
    ended = subprocess.run(command, env=surroundings(cache), capture_output=True, text=True, check=False)
    if ended.returncode:
        raise FailedError(f"{' '.join(command)}\n{ended.stderr[-2000:]}")
    found: dict[str, Any] = json.loads(ended.stdout)
    return found


def _proof_ratios(proven: Mapping[str, Any]) -> tuple[Ratio, ...]:
    a_page = tuple(1000 * took / proven["pages"] for took in proven["nothing"])
    return (
        ratio(
            "preflight of the editions that show a changed sentence, against from nothing",
            tuple(proven["proven"]),
            tuple(proven["nothing"]),
            at_most=0.35,
        ),
        Ratio("milliseconds a page of preflight from nothing, one process", a_page),
    )


def _built(place: Path, root: Path, sizes: Sizes) -> tuple[tuple[Series, Series], int]:
    """One `weasyprint` command for each edition that shows the sentence, and one build of them; how many they are."""
    before = {edition.id: edition.fingerprint for edition in editions_of(root, (TOPIC,))}
    change_a_sentence(root, 0, 900)
    shows = [edition for edition in editions_of(root, (TOPIC,)) if edition.fingerprint != before[edition.id]]
    folder = place / "pages"
    folder.mkdir()
    pages = write_pages(folder, shows)
    cache, out = place / "cache-built", place / "built"
    build = leaflet("--root", root, "build", TOPIC, "--out", out)
    seconds(build, place=cache)

    def ours(number: int) -> float:
        change_a_sentence(root, 0, 901 + number)
        return seconds(build, place=cache)

    peer, own = rounds(sizes.rounds, lambda _: seconds(*map(weasyprint, pages), place=place / "peer"), ours)
    return (
        Series("weasyprint, the editions that show it", "weasyprint --pdf-variant pdf/a-2a FILE FILE.pdf", peer),
        Series("composed, rendered and proven", "leaflet build TOPIC", own),
    ), len(shows)


def _build_ratios(built: tuple[Series, Series]) -> tuple[Ratio, ...]:
    what = "editions that show a changed sentence, composed, rendered and proven, against a `weasyprint` command each"
    return (ratio(what, built[1].seconds, built[0].seconds, at_most=0.4),)


def _copied(place: Path, root: Path, sizes: Sizes) -> dict[str, Series]:
    """Copies of a published piece, by our command with two processes and with one, and by Typst with two."""
    runs: dict[str, tuple[Callable[[int], float], str]] = {}
    for count in (FEW, sizes.clinics):
        clinics = write_clinics(place / f"clinics-{count}.csv", count)
        runs[f"ours, {count}"] = partial(_ours, place, root, clinics, {}), _COPIES
        if count == FEW:
            alone = {"LEAFLET_WORKERS": "1"}
            runs[f"ours, {count}, one process"] = (
                partial(_ours, place, root, clinics, alone),
                f"{_COPIES} (one process)",
            )
        if has_library("typst"):
            runs[f"Typst, {count}"] = partial(_typst, place, root, clinics), TYPST
    times = rounds(sizes.rounds, *(run for run, _ in runs.values()))
    return {
        name: Series(f"{name} copies of a published piece" if "process" not in name else name, shown, took)
        for (name, (_, shown)), took in zip(runs.items(), times, strict=True)
    }


def _ours(place: Path, root: Path, clinics: Path, more: Mapping[str, str], number: int) -> float:
    """Copies into a new folder in which the piece is published already."""
    name = f"{clinics.stem}-{'-'.join(more.values())}-{number}"
    out, cache = place / "ours" / name, place / "caches" / name
    seconds(leaflet("--root", root, "build", TOPIC, *WHICH, "--out", out), place=cache)
    command = leaflet("--root", root, "copies", TOPIC, *WHICH, "--clinics", clinics, "--out", out)
    took = seconds(command, place=cache, more=more)
    return _all_there(took, out / "clinics", clinics)


def _typst(place: Path, root: Path, clinics: Path, number: int) -> float:
    prepared = place / "typst"
    if not prepared.exists():
        prepare(prepared, next(e for e in editions_of(root) if e.layout.id == "trifold" and str(e.locale) == "en-GB"))
    out = place / "typst-copies" / f"{clinics.stem}-{number}"
    out.parent.mkdir(exist_ok=True)
    return _all_there(seconds(program("typst_leaflets", prepared, clinics, out), place=place / "cache"), out, clinics)


def _all_there(took: float, out: Path, clinics: Path) -> float:
    """`took`. Raises FailedError for a missing copy."""
    asked = len(clinics.read_text("utf-8").splitlines()) - 1
    if len([*out.rglob("*.pdf")]) < asked:
        raise FailedError(f"fewer than {asked} copies were made")
    return took


def _copy_ratios(copies: Mapping[str, Series], many: int) -> list[Ratio]:
    few, alone = copies[f"ours, {FEW}"].seconds, copies[f"ours, {FEW}, one process"].seconds
    found = [ratio(f"{FEW} copies of a published piece, two processes against one", few, alone, at_most=0.65)]
    for count, target in ((FEW, None), (many, 3)):
        if f"Typst, {count}" in copies:
            what = f"{count} copies of a published piece, how many times faster than Typst with two processes"
            pair = copies[f"Typst, {count}"].seconds, copies[f"ours, {count}"].seconds
            found.append(ratio(what, *pair, at_least=target))
    return found
