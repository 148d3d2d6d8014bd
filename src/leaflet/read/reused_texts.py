"""What topics take from the house to print it: explanations of words, and snippets. A house may have neither."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from leaflet.model import SOURCES_FOLDER, GlossaryTerm, Snippet
from leaflet.read.records import read_unique
from leaflet.read.snippets import read_snippets
from leaflet.read.text_file import Problems

GLOSSARY_FILE = f"{SOURCES_FOLDER}/glossary.yaml"


@dataclass(frozen=True)
class ReusedTexts:
    """What a topic names instead of writing it again."""

    glossary: tuple[GlossaryTerm, ...]
    snippets: tuple[Snippet, ...]


def read_reused_texts(root: Path) -> tuple[ReusedTexts, Problems]:
    """All of it in the project at `root`; what has a fault is left out."""
    path = root / GLOSSARY_FILE
    is_there = path.exists() or path.is_symlink()
    glossary, glossary_problems = read_unique(root, GLOSSARY_FILE, GlossaryTerm) if is_there else ((), ())
    snippets, snippet_problems = read_snippets(root)
    return ReusedTexts(glossary, snippets), (*glossary_problems, *snippet_problems)
