"""Leaflet's own layouts travel in the package, and a layout may extend another.

Until 0.2 each house had a copy of all of them. A copy goes on by itself, so nothing is rewritten: any change of the
skeleton would be a change of each layout's look, and void the reviews of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.problem import Span
from leaflet.upgrade.house_files import HouseFiles
from leaflet.upgrade.step import Note, StepResult

VERSION = "0.3.0"
_SKELETON = "layouts/base/document.html.j2"
_OWN_SHEET = '(edition.layout.id ~ "/page.css") | stylesheet'
_ALL_SHEETS = "{% for sheet in edition.layout.style_sheets %}, {{ sheet | stylesheet }} and {% endfor %}"


def upgraded(house: HouseFiles) -> StepResult:
    """A note where the house has a skeleton of its own that sets one style sheet, and none of a layout's parents."""
    return StepResult(notes=tuple(_notes(house.texts.get(_SKELETON, ""))))


def _notes(skeleton: str) -> Iterator[Note]:
    before, found, _ = skeleton.partition(_OWN_SHEET)
    if found:
        text = (
            "this house has a base of its own, so nothing of leaflet's layouts is added to it; before a layout uses "
            f"`extend:`, put in the place of this line, on three lines, {_ALL_SHEETS}"
        )
        yield Note(Span(_SKELETON, before.count("\n") + 1, 1), text)
