"""`body_pt` in layout.yaml holds for the running prose: no paragraph or list of it may be set smaller.

Until 0.1 the number was documented and read nowhere, so that a layout could promise a size that its pages didn't have.
Nothing is rewritten, since only a designer can tell whether the number or the style sheet is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.read.document import SourceDocument
from leaflet.upgrade.edits import parsed_yaml
from leaflet.upgrade.house_files import HouseFiles
from leaflet.upgrade.step import Note, StepResult

VERSION = "0.2.0"


def upgraded(house: HouseFiles) -> StepResult:
    """A note for each layout that sets running prose, in a house that another step found to be of before."""
    if house.texts == house.original:
        return StepResult()
    read = [parsed_yaml(path, text) for path, text in house.matching("layouts/*/layout.yaml")]
    problems = tuple(problem for _, faults in read for problem in faults)
    return StepResult(
        notes=tuple(note for document, _ in read if document for note in _notes(document)), problems=problems
    )


def _notes(layout: SourceDocument) -> Iterator[Note]:
    values = layout.value if isinstance(layout.value, dict) else {}
    if "body_pt" in values and "prose" in (values.get("shows") or ()):
        text = f"no running prose may be set smaller than this, {values['body_pt']} pt: where some is, lower the number"
        yield Note(layout.key_span("body_pt"), text)
