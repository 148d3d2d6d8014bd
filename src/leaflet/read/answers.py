"""`<language>.answers.yaml` beside a catalog: what its translator answers to suspicions."""

from __future__ import annotations

from pathlib import Path

from leaflet.model import Answer
from leaflet.read.records import read_list
from leaflet.read.text_file import Problems
from leaflet.read.yaml_file import read_yaml


def answers_file(catalog: str) -> str:
    """The path of the answers beside the catalog at the path `catalog`."""
    return f"{catalog.removesuffix('.po')}.answers.yaml"


def read_answers(root: Path, catalog: str) -> tuple[tuple[Answer, ...], Problems]:
    """The answers beside a catalog; none, without problems, where there is no such file or it holds none (any more)."""
    path = answers_file(catalog)
    if not (root / path).exists():
        return (), ()
    document, problems = read_yaml(root, path)
    is_empty = document is not None and document.value_at() is None
    return ((), problems) if is_empty else read_list(root, path, Answer)
