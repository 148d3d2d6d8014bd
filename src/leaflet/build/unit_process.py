"""The process beside a worker of a cluster in which units run.

A worker itself has threads, so it may not fork, and dask has no time limit for a task. This process has what a unit
needs loaded, and forks for each one: `in_workers` holds it to its limits, as on this machine. It reads units from
standard input and writes results to standard output, each as a number of bytes and a pickle, and ends with its worker.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any

from leaflet.build.build_key import program_digest
from leaflet.build.workers import die_with_parent, in_workers
from leaflet.render.document import load_renderer

_LENGTH_BYTES = 8
"""Bytes of the number before each pickle."""


class UnitProcessError(Exception):
    """The process has ended; the message is what it did, `ended its process with the status 1`."""


@dataclass(frozen=True, eq=False)
class UnitProcess:
    """A process that waits for units."""

    process: subprocess.Popen[bytes]
    program: str
    """`program_digest` there."""

    def run(self, unit: bytes) -> bytes:
        """The pickled result of the pickled (task, item, limits) `unit`. Raises UnitProcessError."""
        assert self.process.stdin
        try:
            _write(self.process.stdin, unit)
        except OSError:
            raise _ended(self.process) from None
        return _answer(self.process)


def start_unit_process(folder: Path) -> UnitProcess:
    """Start a process whose temporary files are in `folder`; it ends with the thread that calls this.

    Raises UnitProcessError where it can't begin: what is missing is on standard error.
    """
    process = subprocess.Popen(
        (sys.executable, "-m", "leaflet.build.unit_process", str(os.getpid())),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "TMPDIR": str(folder)},
    )
    return UnitProcess(process, _answer(process).decode())


def _answer(process: subprocess.Popen[bytes]) -> bytes:
    assert process.stdout
    try:
        return _read(process.stdout)
    except (OSError, EOFError):
        raise _ended(process) from None


def _ended(process: subprocess.Popen[bytes]) -> UnitProcessError:
    process.kill()
    process.communicate()
    status = process.returncode
    how = f"signal {signal.Signals(-status).name}" if status < 0 else f"status {status}"
    return UnitProcessError(f"ended its process with the {how}")


def _write(stream: IO[bytes], data: bytes) -> None:
    stream.write(len(data).to_bytes(_LENGTH_BYTES, "big") + data)
    stream.flush()


def _read(stream: IO[bytes]) -> bytes:
    """What `_write` wrote. Raises EOFError where nothing more comes."""
    length = stream.read(_LENGTH_BYTES)
    data = stream.read(int.from_bytes(length, "big"))
    if not data:
        raise EOFError
    return data


# In the process itself


def _main() -> None:
    die_with_parent(int(sys.argv[1]))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C in its terminal is for the command, which ends the worker
    results = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever a library prints isn't a result
    load_renderer()
    _write(results, program_digest().encode())
    while True:
        try:
            unit = _read(sys.stdin.buffer)
        except EOFError:
            return
        _write(results, pickle.dumps(_result(*pickle.loads(unit))))


def _result(task: Any, item: Any, limits: Any) -> Any:
    """The result or a WorkerFailure. Temporary files of one that was stopped are removed here."""
    with TemporaryDirectory(prefix="leaflet-") as folder:
        tempfile.tempdir = folder
        try:
            (result,) = in_workers(task, (item,), limits, 1)
        finally:
            tempfile.tempdir = None
    return result


if __name__ == "__main__":
    _main()
