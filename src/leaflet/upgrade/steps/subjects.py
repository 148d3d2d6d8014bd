"""What must be said is the house's own list, `sources/subjects.yaml`, and no longer the program's.

The list that is written is what the program asked of every house until 0.2, so that each piece goes on owing what it
owed, and every review holds.
"""

from __future__ import annotations

from pathlib import Path

from leaflet.upgrade.house_files import HOUSE_FILE, HouseFiles
from leaflet.upgrade.step import StepResult

VERSION = "0.3.0"
SUBJECTS = "sources/subjects.yaml"
_OLD_SUBJECTS = Path(__file__).parent / "subjects_0_2.yaml"


def upgraded(house: HouseFiles) -> StepResult:
    """The list of subjects, where the house has none."""
    if SUBJECTS in house.texts or HOUSE_FILE not in house.texts:
        return StepResult()
    return StepResult({SUBJECTS: _OLD_SUBJECTS.read_text("utf-8")})
