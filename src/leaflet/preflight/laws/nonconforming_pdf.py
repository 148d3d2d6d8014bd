"""The file breaks a rule of PDF/UA-1 or PDF/A-2a, according to veraPDF.

Why: what a screen reader and an archive need is written down in two standards of hundreds of rules. A separate
validator finds what our own checks don't look for.

Fix: the rule that is named stands in ISO 14289-1 (ua1) or ISO 19005-2 (2a). Look at what the layout's template does
differently from the others. Where veraPDF itself can't be run, fix its installation, or build with --no-verapdf.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from leaflet.editions.edition import Edition
from leaflet.problem import Problem

NAME = "nonconforming-pdf"
COMMAND = "verapdf"
FLAVOURS = {"ua1": "PDF/UA-1", "2a": "PDF/A-2a"}
FILES_AT_ONCE = 100
"""Files a call: it takes about two seconds to begin, and half a second of one core a file."""
_TIMEOUT_SECONDS = (60, 10)
"""How long a call may take: to begin, and for each file."""
_LINE = re.compile(r"(PASS|FAIL|ERROR) (\w+) \S*?(\d+)\.pdf\b *(.*)")


class _ValidatorError(Exception):
    """The command failed; the message is the last line of its output."""


def validate_standards(files: Sequence[tuple[Edition, bytes]]) -> tuple[Problem, ...]:
    """What veraPDF finds wrong with each of `files`; nothing where its command isn't on PATH."""
    command = shutil.which(COMMAND)
    waiting = iter(files if command else ())
    problems: list[Problem] = []
    while batch := tuple(islice(waiting, FILES_AT_ONCE)):
        problems += _validate(command or "", batch)
    return tuple(problems)


def _validate(command: str, files: Sequence[tuple[Edition, bytes]]) -> Iterator[Problem]:
    try:
        faults = _faults(_output(command, [data for _, data in files]), len(files))
    except _ValidatorError as error:
        yield from (_problem(edition, f"could not be validated: {error}") for edition, _ in files)
        return
    for (edition, _), file_faults in zip(files, faults, strict=True):
        yield from (_problem(edition, fault) for fault in file_faults)


def _output(command: str, files: Sequence[bytes]) -> str:
    """What `command` reports on `files`, which it finds as 0.pdf, 1.pdf … Raises _ValidatorError."""
    with TemporaryDirectory(prefix="leaflet-") as folder:
        paths = [Path(folder, f"{number}.pdf") for number in range(len(files))]
        for path, data in zip(paths, files, strict=True):
            path.write_bytes(data)
        startup, each = _TIMEOUT_SECONDS
        line = [command, "-f", ",".join(FLAVOURS), *map(str, paths)]
        try:
            result = subprocess.run(
                line, capture_output=True, text=True, errors="replace", check=False, timeout=startup + each * len(files)
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise _ValidatorError(f"`{COMMAND}` {type(error).__name__}") from error
    if result.returncode not in (0, 1):
        raise _ValidatorError((result.stderr.strip().splitlines() or [f"exit status {result.returncode}"])[-1])
    return result.stdout


def _faults(output: str, files: int) -> list[list[str]]:
    """The faults of each file: whatever isn't reported as passed has failed."""
    passed: set[tuple[int, str]] = set()
    messages: dict[tuple[int, str], list[str]] = {}
    current: list[str] = []
    for line in output.splitlines():
        if match := _LINE.match(line):
            key = (int(match[3]), match[2])
            passed |= {key} if match[1] == "PASS" else set()
            current = messages.setdefault(key, [match[4]] if match[1] == "ERROR" else [])
        elif line.strip():
            current.append(" ".join(line.split("  @ ")[0].split()))
    return [
        [
            f"does not conform to {name}: "
            f"{'; '.join(messages.get((n, flavour), ['veraPDF reported nothing on it'])[:3])}"
            for flavour, name in FLAVOURS.items()
            if (n, flavour) not in passed
        ]
        for n in range(files)
    ]


def _problem(edition: Edition, fault: str) -> Problem:
    return Problem(
        NAME,
        f"the PDF of {edition.id} {fault}",
        "look at what the template does differently from the other layouts; `--no-verapdf` skips this check",
        edition.span(),
        editions=(edition.id,),
    )
