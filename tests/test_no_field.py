"""The program is for any field of medicine: nothing that one topic is about stands in it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FIELD = re.compile(
    r"psychedel|mdma|psilocyb|ayahuasca|lsd|ketamine|ibogaine|bdnf|trkb|hallucin|microdos|lithium|seroton|psychosis",
    re.IGNORECASE,
)
"""Words of the first topic and of its category, in code, comments and data."""
OLD_SUBJECTS = {"upgrade/steps/subjects_0_2.yaml", "upgrade/steps/category_0_2.yaml"}
"""What the program asked of every house until 0.2. `leaflet upgrade` writes it into such a house, so that no piece of
it owes less than it owed and no review is void; nothing else reads these files."""


def _found(path: Path) -> list[str]:
    text = path.read_text("utf-8", errors="replace")
    return [f"{path.relative_to(ROOT)}: {match[0]}" for match in FIELD.finditer(f"{path.name}\n{text}")]


def _files() -> list[Path]:
    return [path for path in (ROOT / "src/leaflet").rglob("*") if path.is_file() and path.suffix != ".pyc"]


@pytest.mark.parametrize("folder", sorted(p.name for p in (ROOT / "src/leaflet").iterdir() if p.name != "__pycache__"))
def test_nothing_of_one_field_is_in_the_program(folder: str) -> None:
    inside = (p for p in _files() if p.relative_to(ROOT / "src/leaflet").parts[0] == folder)
    own = (p for p in inside if p.relative_to(ROOT / "src/leaflet").as_posix() not in OLD_SUBJECTS)
    assert not [found for path in own for found in _found(path)]


def test_the_exceptions_are_needed_and_are_read_by_one_step_alone() -> None:
    for name in OLD_SUBJECTS:
        assert _found(ROOT / "src/leaflet" / name)
        readers = [p.name for p in _files() if p.suffix == ".py" and Path(name).name in p.read_text("utf-8")]
        assert readers == ["subjects.py"]
