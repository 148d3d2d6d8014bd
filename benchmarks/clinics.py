"""Invented clinics, with the telephone numbers that Ofcom keeps for fiction (020 7946 0000 to 0999)."""

from __future__ import annotations

import csv
import random
from pathlib import Path

from benchmarks.library import SEED

COLUMNS = ("id", "name", "address", "phone", "hours", "emergency", "web", "logo", "languages")
_NAMES = ("Alder", "Birch", "Cedar", "Elm", "Hazel", "Juniper", "Linden", "Maple", "Oak", "Poplar", "Rowan", "Willow")
_STREETS = ("Example Road", "Sample Street", "Specimen Lane", "Pattern Square")
_HOURS = ("Mon–Fri 8:00–17:00", "Mon–Fri 9:00–18:00", "Mon–Sat 8:30–16:30")


def write_clinics(file: Path, count: int, seed: int = SEED) -> Path:
    """Write `count` clinics as CSV; `file` itself. The first rows of a longer list are those of a shorter one."""
    chance = random.Random(seed)
    with file.open("w", encoding="utf-8", newline="") as out:
        rows = csv.DictWriter(out, COLUMNS)
        rows.writeheader()
        rows.writerows(_clinic(number, chance) for number in range(count))
    return file


def read_clinics(file: Path) -> list[dict[str, str]]:
    """The rows of what `write_clinics` wrote."""
    with file.open(encoding="utf-8", newline="") as rows:
        return list(csv.DictReader(rows))


def _clinic(number: int, chance: random.Random) -> dict[str, str]:
    return {
        "id": f"bench-{number:05}",
        "name": f"{chance.choice(_NAMES)} Bench Clinic {number:05}",
        "address": f"{chance.randint(1, 199)} {chance.choice(_STREETS)}, Benchtown",
        "phone": f"020 7946 {number % 1000:04}",
        "hours": chance.choice(_HOURS),
        "emergency": "999",
        "web": f"https://clinic-{number:05}.example",
        "logo": "",
        "languages": "en-GB",
    }
