"""A copy of the project to measure with, and for tests to change and break: with its first topic alone.

What is measured and tested so is true of any topic: a second or third one would tell nothing new, and would be read,
checked and made again in hundreds of tests. What is to hold of every topic is asked of the repository itself, in
tests/test_editions.py, tests/houses/test_nothing_empty.py and tests/test_readme.py.
"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

TOPIC = "bdnf-trkb"


def copy_project(repository: Path, root: Path) -> Path:
    """`root`, with the repository's layouts and its sources, all but its other topics and what only they cite."""

    def others(folder: str, names: list[str]) -> list[str]:
        return [name for name in names if name != TOPIC] if Path(folder) == repository / "sources/topics" else []

    shutil.copytree(repository / "sources", root / "sources", ignore=others)
    shutil.copytree(repository / "layouts", root / "layouts")
    _leave_out_what_is_not_cited(root / "sources")
    return root


def _leave_out_what_is_not_cited(sources: Path) -> None:
    """A reference that no claim cites is an error. The lines of those before it stay as they are."""
    cited = set(re.findall(r"\w+", (sources / f"topics/{TOPIC}/claims.yaml").read_text("utf-8")))
    references = json.loads((sources / "references.json").read_text("utf-8"))
    kept = [reference for reference in references if reference["id"] in cited]
    (sources / "references.json").write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", "utf-8")
    first, *notes = re.split(r"^(?=- id: )", (sources / "reading-notes.yaml").read_text("utf-8"), flags=re.MULTILINE)
    kept_notes = "".join(note for note in notes if note.split()[2] in cited)
    (sources / "reading-notes.yaml").write_text(first + kept_notes.rstrip("\n") + "\n", "utf-8")
