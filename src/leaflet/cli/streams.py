"""Standard output and standard error as commands print to them: what can't be printed costs no work."""

from __future__ import annotations

import codecs
import io
import json
import sys
from typing import Any

_NAMES = {1: "standard output", 2: "standard error"}


class _Stream(io.FileIO):
    """A stream that keeps its first failure, and from then on throws away what it gets: the work goes on.

    Where nobody reads any more, BrokenPipeError is raised as ever: whoever closes a pipe wants the command to end.
    """

    failure: OSError | None = None

    def write(self, data: Any, /) -> int:
        """Write `data`; the number of bytes that are dealt with."""
        if self.failure is None:
            try:
                return super().write(data) or 0
            except BrokenPipeError:
                raise
            except OSError as error:
                self.failure = error
        return memoryview(data).nbytes


def prepare_streams() -> None:
    """Let standard output and standard error print whatever they are given, and fail quietly: see `stream_failures`."""
    codecs.register_error("leaflet-escape", _escaped)
    sys.stdout, sys.stderr = _prepared(sys.stdout), _prepared(sys.stderr)


def _prepared(stream: object) -> io.TextIOWrapper:
    """`stream` over its descriptor again; as it is where it has none."""
    if not isinstance(stream, io.TextIOWrapper):
        return stream  # type: ignore[return-value]  # another program's, such as a test's
    stream.flush()
    raw = _Stream(stream.fileno(), "w", closefd=False)
    buffer = io.BufferedWriter(raw)
    return io.TextIOWrapper(buffer, stream.encoding, "leaflet-escape", line_buffering=stream.line_buffering)


def stream_failures() -> tuple[str, ...]:
    """A sentence for each of the two streams that could not take what was printed."""
    return tuple(
        failure_sentence(raw.fileno(), raw.failure)
        for stream in (sys.stdout, sys.stderr)
        if isinstance(raw := getattr(getattr(stream, "buffer", None), "raw", None), _Stream) and raw.failure
    )


def failure_sentence(descriptor: int, error: OSError) -> str:
    """What is told of a stream that failed with `error`."""
    return f"{_NAMES.get(descriptor, 'a stream')} can't take what is printed: {(error.strerror or str(error)).lower()}"


def _escaped(error: UnicodeError) -> tuple[str, int]:
    """Characters that the terminal's encoding lacks, as JSON writes them: a message must never fail to be printed."""
    assert isinstance(error, UnicodeEncodeError)
    return json.dumps(error.object[error.start : error.end])[1:-1], error.end
