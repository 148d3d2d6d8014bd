"""A value of a list of clinics as CSV is on one line: line breaks in values that are in quotation marks become spaces.

Until 0.2 such a value could go on over lines, and a quotation mark that nobody closed swallowed the rows below it. Only
rows whose values are as many as the first line has are joined; the others are reported when copies are made.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from leaflet.upgrade.house_files import HouseFiles
from leaflet.upgrade.step import StepResult

VERSION = "0.3.0"
_QUOTED = re.compile(r'"[^"]*+(?:""[^"]*+)*+"')
_BREAK = re.compile(r"[ \t]*(?:\r\n|\r|\n)\s*")


def upgraded(house: HouseFiles) -> StepResult:
    """The lists as CSV in which a value goes on over lines, each value on one."""
    lists = {path: house.texts[path] for path in house.lists if path in house.texts and path.lower().endswith(".csv")}
    joined = {path: "".join(_rows(text)) for path, text in lists.items()}
    return StepResult(texts={path: text for path, text in joined.items() if text != lists[path]})


def _rows(text: str) -> Iterator[str]:
    """The rows of `text` with their line ends, the values of each on one line where that is beyond doubt."""
    separator = ";" if ";" in text.lstrip().partition("\n")[0] else ","
    lines = list(io.StringIO(text, newline=""))
    reader = csv.reader(lines, delimiter=separator)
    begin, width = 0, 0
    try:
        for cells in reader:
            row = "".join(lines[begin : reader.line_num])
            width = width or len(cells)
            is_whole = len(cells) == width and _is_well_formed(row, separator)
            yield _QUOTED.sub(lambda value: _BREAK.sub(" ", value[0]), row) if is_whole else row
            begin = reader.line_num
    except csv.Error:
        pass  # a value that is too long: what is left stays as it is
    yield from lines[begin:]


def _is_well_formed(row: str, separator: str) -> bool:
    try:
        next(csv.reader(io.StringIO(row, newline=""), delimiter=separator, strict=True), None)
    except csv.Error:
        return False
    return True
