"""What an earlier build found in each topic, in a file beside the manifest: an unchanged topic isn't checked again.

A file for each topic, with a checksum, named by the topic and keyed by all that its findings and its pages depend on:
its files, the files that topics share, this program and what it runs on, and the day. What is damaged, of another
topic or of another key counts as missing, and is written anew. Whoever may write into the output folder may publish
in any case: the files are trusted as far as the PDFs beside them are.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from leaflet.build.checked import CheckedTopic
from leaflet.files import remove
from leaflet.model import EditionName
from leaflet.policies import TopicFindings
from leaflet.problem import Problem, Severity, Span
from leaflet.publish.paths import STATE_FOLDER

FOLDER = f"{STATE_FOLDER}/topics"
FORMAT = "leaflet topic record 1"
_MAX_BYTES = 50_000_000
"""Of a file that is read; one of a topic with a hundred warnings has some 100 kB."""


def record_key(*parts: str) -> str:
    """SHA-256 (hex) of `parts`, all that a topic's findings and pages depend on."""
    return hashlib.sha256(repr((FORMAT, *parts)).encode("utf-8", "surrogateescape")).hexdigest()


def read_topic_record(out: Path, name: str, key: str) -> CheckedTopic | None:
    """What was found in the topic called `name` when `key` was the same; None where that isn't known for certain."""
    try:
        return _decoded(_read(_path(out, name)), name, key)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def write_topic_record(out: Path, topic: CheckedTopic, key: str) -> None:
    """Keep what was found in `topic` for the next build; where that can't be, it takes longer and nothing else."""
    path = _path(out, topic.name)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(_encoded(topic, key))
        temporary.replace(path)
    remove(temporary)


def remove_stale_records(out: Path, names: Collection[str]) -> None:
    """Remove the records of topics that are none of `names`, all there are."""
    for path in (out / FOLDER).glob("*.json"):
        if path.stem not in names:
            remove(path)


def _path(out: Path, name: str) -> Path:
    return out / FOLDER / f"{name}.json"


def _read(path: Path) -> bytes:
    """The bytes of a plain file. Raises OSError, ValueError for one that is too large."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(descriptor, "rb") as file:
        data = file.read(_MAX_BYTES + 1)
    if len(data) > _MAX_BYTES:
        raise ValueError("no record is that large")
    return data


def _encoded(topic: CheckedTopic, key: str) -> bytes:
    """The checksum of the rest in a line, and all that is known of `topic`."""
    record = {
        "topic": topic.name,
        "key": key,
        "unread": [_problem_row(problem) for problem in topic.unread],
        "problems": [_problem_row(problem) for problem in topic.findings.problems] if topic.findings else None,
        "facts": dict(topic.findings.facts) if topic.findings else None,
        "editions": [[name.layout, name.locale] for name in topic.editions],
        "build_keys": dict(topic.build_keys),
    }
    data = json.dumps(record, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return hashlib.sha256(data).hexdigest().encode() + b"\n" + data


def _decoded(data: bytes, name: str, key: str) -> CheckedTopic:
    """What `_encoded` gave. Raises ValueError, KeyError, TypeError or AttributeError for anything else."""
    digest, _, text = data.partition(b"\n")
    if hashlib.sha256(text).hexdigest().encode() != digest:
        raise ValueError("its checksum is another")
    record = json.loads(text.decode("utf-8", "surrogatepass"))
    if (record["topic"], record["key"]) != (name, key):
        raise ValueError("it is of another topic, or of other files")
    found = record["problems"]
    return CheckedTopic(
        name,
        tuple(map(_problem, record["unread"])),
        None if found is None else TopicFindings(tuple(map(_problem, found)), record["facts"]),
        tuple(EditionName(name, layout, locale) for layout, locale in record["editions"]),
        record["build_keys"],
    )


def _problem_row(problem: Problem) -> dict[str, Any]:
    return {
        **asdict(problem),
        "span": [problem.span.path, problem.span.line, problem.span.column],
        "severity": problem.severity.value,
        "spoils": sorted(problem.spoils),
        "rests_on": sorted(problem.rests_on),
    }


def _problem(row: Mapping[str, Any]) -> Problem:
    made = {
        "span": Span(*row["span"]),
        "severity": Severity(row["severity"]),
        "editions": tuple(row["editions"]),
        "spoils": frozenset(row["spoils"]),
        "rests_on": frozenset(row["rests_on"]),
    }
    return Problem(**{**row, **made})
