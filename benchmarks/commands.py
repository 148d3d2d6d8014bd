"""The commands that are measured: where they are, in what surroundings they run, and how long they take."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from statistics import mean

from leaflet import fonts

_PYTHON_PATHS = (Path(__file__).resolve().parents[1], Path(fonts.__file__).resolve().parents[2])
_PROGRESS = re.compile(r"(\d+)/\d+ ")
_EVERY = 0.25
"""Seconds between two readings of the memory."""


def found(name: str) -> str | None:
    """The command `name`: beside this Python, or on PATH."""
    return shutil.which(name, path=str(Path(sys.executable).parent)) or shutil.which(name)


def has_library(name: str) -> bool:
    """Can Python import `name`?"""
    return find_spec(name) is not None


def surroundings(place: Path) -> Mapping[str, str]:
    """Environment for a run whose cache is in `place`, with the project's fonts.

    veraPDF is hidden: what it costs is not ours to measure, and not every machine has it.
    """
    folders = os.environ["PATH"].split(os.pathsep)
    own = {
        "PATH": os.pathsep.join(folder for folder in folders if not shutil.which("verapdf", path=folder)),
        "PYTHONPATH": os.pathsep.join(map(str, _PYTHON_PATHS)),
        "XDG_CACHE_HOME": str(place),
        "LEAFLET_CACHE": str(place),
        "FONTCONFIG_FILE": str(fonts.CONFIG),
    }
    return {**{k: v for k, v in os.environ.items() if not k.startswith(("LEAFLET_", "MAKE"))}, **own}


def leaflet(*arguments: str | Path) -> list[str]:
    """The command line of the product."""
    return [found("leaflet") or "leaflet", *map(str, arguments)]


def program(module: str, *arguments: str | Path) -> list[str]:
    """The command line of a program in this folder."""
    return [sys.executable, "-m", f"benchmarks.{module}", *map(str, arguments)]


def offers(*arguments: str, word: str) -> bool:
    """Does the help of the command `leaflet ARGUMENTS` mention `word`?"""
    ended = subprocess.run(leaflet(*arguments, "--help"), capture_output=True, text=True, check=False)
    return word in ended.stdout


class FailedError(Exception):
    """What is measured did not do its work; its time would mean nothing."""


def seconds(
    *commands: Sequence[str], place: Path, cwd: Path | None = None, more: Mapping[str, str] | None = None
) -> float:
    """How long `commands` take, one after the other, with `more` in their environment. Raises FailedError."""
    environment, start = {**surroundings(place), **(more or {})}, time.perf_counter()
    for command in commands:
        ended = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
        if ended.returncode:
            raise FailedError(f"{' '.join(command)}\n{ended.stdout[-2000:]}{ended.stderr[-2000:]}")
    return time.perf_counter() - start


def rounds(count: int, *runs: Callable[[int], float]) -> list[tuple[float, ...]]:
    """Seconds of each of `runs` in `count` rounds, A B A B …: what slows the machine down slows both down."""
    return list(zip(*(tuple(run(number) for run in runs) for number in range(count)), strict=True))


@dataclass(frozen=True)
class Course:
    """How a long build went."""

    seconds: float
    done: tuple[tuple[float, int], ...]
    """(seconds since the start, editions that are done)."""
    memory: tuple[tuple[float, float], ...]
    """(seconds since the start, megabytes of all its processes; what they share counts once)."""

    def at(self, edition: int) -> float:
        """Seconds until `edition` of them were done."""
        return next(when for when, done in self.done if done >= edition)

    def megabytes(self, first: int, last: int) -> float:
        """On average while the editions from `first` to `last` were made."""
        return mean(amount for when, amount in self.memory if self.at(first) <= when <= self.at(last))


def course(command: Sequence[str], place: Path) -> Course:
    """Run a build and watch it. Raises FailedError."""
    start, done, memory, lines = time.perf_counter(), [], [], []
    with subprocess.Popen(
        command, env=surroundings(place), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as process:
        watcher = threading.Thread(target=_watch, args=(process, start, memory), daemon=True)
        watcher.start()
        for line in process.stderr or ():
            lines.append(line)
            if progress := _PROGRESS.match(line):
                done.append((time.perf_counter() - start, int(progress[1])))
    watcher.join()
    if process.returncode or not done:
        raise FailedError(f"{' '.join(command)}\n{''.join(lines[-10:])}")
    return Course(time.perf_counter() - start, tuple(done), tuple(memory))


def peak_megabytes(command: Sequence[str], place: Path) -> float:
    """The most that a command and all its processes hold at a time; what they share counts once. Raises FailedError."""
    memory: list[tuple[float, float]] = []
    with subprocess.Popen(
        command, env=surroundings(place), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        _watch(process, time.perf_counter(), memory)
    if process.returncode:
        raise FailedError(" ".join(command))
    return max(amount for _, amount in memory)


def _watch(process: subprocess.Popen[str], start: float, memory: list[tuple[float, float]]) -> None:
    while process.poll() is None:
        memory.append((time.perf_counter() - start, _megabytes(process.pid)))
        time.sleep(_EVERY)


def _megabytes(pid: int) -> float:
    """Of a process and all below it. 0 for one that is gone."""
    try:
        kids = [(task / "children").read_text() for task in Path(f"/proc/{pid}/task").iterdir()]
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0
    own = next((int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")), 0)
    return own * 1024 / 1e6 + sum(_megabytes(int(kid)) for kid in " ".join(kids).split())
