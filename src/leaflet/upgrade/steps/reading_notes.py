"""references.json is an export of the reference manager; what was read stands in `sources/reading-notes.yaml`.

Until 0.2 it stood under `custom` of each entry, where Zotero never wrote it and where the next export lost it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from leaflet.read.references import parse_references
from leaflet.read.text_file import TextFile
from leaflet.upgrade.edits import Edit, parsed_yaml, with_edits, with_line_feeds
from leaflet.upgrade.house_files import HouseFiles
from leaflet.upgrade.step import StepResult

VERSION = "0.3.0"
REFERENCES = "sources/references.json"
NOTES = "sources/reading-notes.yaml"
HEADER = "# How far each reference was read, and what was found there, by the id that it has in references.json.\n"
_KEY = re.compile(r'(?P<comma>,\s*)?(?<!\\)"custom"\s*:\s*')
_COMMA_AFTER = re.compile(r"\s*,\s*")
_DECODER = json.JSONDecoder()


def upgraded(house: HouseFiles) -> StepResult:
    """The library without `custom`, and the notes with what stood there."""
    text = house.texts.get(REFERENCES)
    if text is None:
        return StepResult()
    plain = with_line_feeds(text)
    try:
        items = json.loads(plain)
    except (ValueError, RecursionError):
        return StepResult(problems=parse_references(TextFile(REFERENCES, plain))[1])
    notes = {i["id"]: i["custom"] for i in items if _has_note(i)} if isinstance(items, list) else {}
    if not notes:
        return StepResult()
    before = house.texts.get(NOTES, HEADER)
    known, problems = parsed_yaml(NOTES, before)
    told = {n.get("id") for n in (known.value if known else None) or () if isinstance(n, dict)}
    new = "".join("\n" + _as_yaml(name, note) for name, note in notes.items() if name not in told)
    # The notes are written first: a run that is killed in between has lost nothing.
    return StepResult({NOTES: before + new, REFERENCES: with_edits(text, _edits(plain))}, problems=problems)


def _has_note(item: Any) -> bool:
    has = isinstance(item, dict) and isinstance(item.get("custom"), dict) and "read" in item["custom"]
    return has and isinstance(item.get("id"), str)


def _edits(text: str) -> Iterator[Edit]:
    """What takes each `custom` that holds a note out, with the comma before or after it."""
    for key in _KEY.finditer(text):
        value, end = _DECODER.raw_decode(text, key.end())
        if isinstance(value, dict) and "read" in value:
            after = None if key["comma"] else _COMMA_AFTER.match(text, end)
            yield Edit(key.start(), after.end() if after else end, "")


def _as_yaml(name: str, note: Mapping[str, Any]) -> str:
    rows = (("id", name), *((key, value) for key, value in note.items() if value is not None))
    lines = (f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in rows)
    return "- " + "\n  ".join(lines).replace(f'id: "{name}"', f"id: {name}", 1) + "\n"
