"""Copies for clinics are made by `leaflet copies`, and a file that comes back is looked at by `leaflet inspect`.

`leaflet build` took options that it used for copies alone; `--shard` and `leaflet merge` gave way to `--scheduler`.
Makefiles and the like are a house's own, so they are named and never rewritten.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from leaflet.read.text_file import span_of_offset
from leaflet.upgrade.edits import with_line_feeds
from leaflet.upgrade.house_files import HouseFiles
from leaflet.upgrade.step import Note, StepResult

VERSION = "0.2.0"
_COMMAND = re.compile(
    r"leaflet[)}\"']*"  # also $(LEAFLET) and "${LEAFLET}"
    r"(?:[ \t]+--?[\w-]+(?:[= \t]+[^\s-]\S*)?)*"  # options before the command's name
    r"[ \t]+(?P<name>build|preflight|merge)\b(?P<rest>(?:\\\n|[^\n;&|#])*)",
    re.IGNORECASE,
)
_OF_COPIES = re.compile(r"--(?:clinics|clinic|print-file|shard)\b")
_NOW = {
    "build": "copies for clinics are made by `leaflet copies --clinics FILE`; `leaflet build` has no such option now",
    "preflight": "this is `leaflet inspect` now",
    "merge": "there is no `leaflet merge` now: `leaflet copies --scheduler ADDRESS` spreads the work over machines",
}


def upgraded(house: HouseFiles) -> StepResult:
    """A note for each command line in the house's folder that no longer works."""
    found = ((path, house.texts[path]) for path in house.command_files if path in house.texts)
    return StepResult(notes=tuple(note for path, text in found for note in _notes(path, with_line_feeds(text))))


def _notes(path: str, text: str) -> Iterator[Note]:
    for match in _COMMAND.finditer(text):
        name = match["name"].lower()
        if name != "build" or _OF_COPIES.search(match["rest"]):
            yield Note(span_of_offset(path, text, match.start()), _NOW[name])
