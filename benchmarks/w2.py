"""W2: nothing was changed; a build finds that out."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.commands import found, leaflet, rounds, seconds
from benchmarks.library import REPOSITORY, sources
from benchmarks.result import Series, Workload, ratio
from benchmarks.sizes import Sizes


def measure(place: Path, sizes: Sizes, root: Path, cache: Path) -> Workload:
    """Of the library at `root`, which is built and cached in `cache`."""
    outputs = sorted((root / "output").rglob("*.pdf"))
    peer = place / "peer.mk"
    peer.write_text(rules(root, outputs), "utf-8")
    make = found("make") or "make"
    commands = {
        "python": ([sys.executable, "-c", "pass"], "python -c pass"),
        "GNU make": ([make, "-s", "-C", str(root), "-f", str(peer)], "(cd ROOT; make -f RULES)"),
        "leaflet": (leaflet("--root", root, "build"), "leaflet build"),
        "make": ([make, "-s", "-C", str(root), *_ours()], "make"),
    }
    for command, _ in commands.values():  # a build leaves a record for the same command line
        seconds(command, place=cache)
    runs = [lambda _, command=command: seconds(command, place=cache) for command, _ in commands.values()]
    times = dict(zip(commands, rounds(sizes.short_rounds, *runs), strict=True))
    # What `make` may take: five times Python, and GNU make itself.
    most = [5 * python + gnu for python, gnu in zip(times["python"], times["GNU make"], strict=True)]
    return Workload(
        "w2",
        "W2: nothing changed",
        f"{sources(root)} inputs, {len(outputs)} outputs, all of them up to date. GNU make has a rule for "
        "each of these files, and compares their times only.",
        tuple(Series(name, shown, times[name]) for name, (_, shown) in commands.items()),
        (
            ratio("`leaflet build`, against `python -c pass`", times["leaflet"], times["python"], at_most=5),
            ratio("`make`, against five times `python -c pass` and GNU make itself", times["make"], most, at_most=1),
            ratio("`leaflet build`, against GNU make", times["leaflet"], times["GNU make"]),
        ),
    )


def _ours() -> Iterator[str]:
    """The project's own Makefile for another folder, as if all was set up: `.ready` is older than everything."""
    yield from ("-f", str(REPOSITORY / "Makefile"), f"VENV={sys.prefix}", "-o", f"{sys.prefix}/.ready")
    yield f"LEAFLET={shlex.join(leaflet())}"


def rules(root: Path, outputs: list[Path]) -> str:
    """A makefile that has each of `outputs` depend on its topic, its layout and what all share."""
    shared = [file for file in (root / "sources").iterdir() if file.is_file()]
    names = [file.relative_to(root) for file in outputs]
    lines = [f"all: {' '.join(map(str, names))}"]
    for name in names:
        _, topic, _, layout = name.with_suffix("").parts
        folders = (root / "sources" / "topics" / topic, root / "layouts" / layout, root / "layouts" / "base")
        own = (file for folder in folders for file in folder.rglob("*") if file.is_file())
        lines.append(f"{name}: {' '.join(str(file.relative_to(root)) for file in (*shared, *own))}\n\t@false")
    return "\n".join(lines) + "\n"
