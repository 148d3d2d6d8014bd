"""`<language>.answers.yaml` beside a catalog: what its translator answers to suspicions."""

from __future__ import annotations

from pathlib import Path

from leaflet.model import Answer
from leaflet.read.records import read_list
from leaflet.read.text_file import Problems


def answers_file(catalog: str) -> str:
    """The path of the answers beside the catalog at the path `catalog`."""
    return f"{catalog.removesuffix('.po')}.answers.yaml"


def read_answers(root: Path, catalog: str) -> tuple[tuple[Answer, ...], Problems]:
    """The answers beside a catalog; none, without problems, where there is no such file."""
    path = answers_file(catalog)
    return read_list(root, path, Answer) if (root / path).exists() else ((), ())
