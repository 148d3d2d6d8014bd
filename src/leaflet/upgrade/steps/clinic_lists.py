"""Lists of clinics, CSV or YAML: the format is the one of version 0.1; nothing to change.

They are read all the same, so that a list that can't be is reported here, and a later change has its place.
"""

from __future__ import annotations

from leaflet.problem import Span
from leaflet.upgrade.edits import parsed_yaml
from leaflet.upgrade.house_files import HouseFiles
from leaflet.upgrade.step import UNCHANGED, Note, StepResult

VERSION = "0.2.0"


def upgraded(house: HouseFiles) -> StepResult:
    """A note for each list that can be read."""
    lists = {path: house.texts[path] for path in house.lists if path in house.texts}
    faults = {path: parsed_yaml(path, text)[1] for path, text in lists.items() if not path.lower().endswith(".csv")}
    return StepResult(
        notes=tuple(Note(Span(path), UNCHANGED) for path in lists if not faults.get(path)),
        problems=tuple(problem for found in faults.values() for problem in found),
    )
