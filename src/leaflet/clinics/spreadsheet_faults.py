"""What a spreadsheet, or a program that exports for one, leaves in a cell in place of the value that was meant."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import chain
from pathlib import Path

from leaflet.language.formats import short_month_names

Fault = tuple[str, str]
"""(What a value must be or must not be, hint.)"""

FORMULA_STARTS = "=+-@"
"""A spreadsheet takes a value that begins with one of these for a formula (OWASP, CSV injection)."""
MAY_BEGIN_WITH_PLUS = ("phone", "emergency")
_VALUES: Mapping[str, list[str]] = tomllib.loads((Path(__file__).parent / "spreadsheet_values.toml").read_text("utf-8"))
_ERROR_VALUE = re.compile(rf"#\S+|(?:{'|'.join(_VALUES['errors'])})\s?[.:]+\s?[0-9]{{3}}", re.IGNORECASE)
"""A whole cell: `#N/B`, `#REF!`, `#NAAM?`, `#####`, LibreOffice's `Err:502`; in every language they begin alike."""
_ERROR_INSIDE = re.compile(rf"#(?:(?:{'|'.join(_VALUES['error_values'])})(?!\w)|[^\W\d_a-zà-ÿ]{{3,}}[!?])")
_EMPTY_WORDS = frozenset({"null", "nil", "none", "nan", "undefined", "n/a", "[object object]"})
"""How programs write that there is no value."""
_TRUTH_VALUES = frozenset(_VALUES["truth_values"])
_SCIENTIFIC = re.compile(r"[0-9]+(?:[.,][0-9]+)?E[+-][0-9]+|[0-9]{6,}[.,]0+", re.IGNORECASE | re.ASCII)
"""`3,1621E+10`, `31612345678.0`."""
_BARE_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)?%?", re.ASCII)
"""`46152`, a date as a spreadsheet counts them; `0,375`, nine o'clock."""
_DATE = re.compile(
    r"(?:(?:19|20)[0-9]{2}[-/.](?:0?[1-9]|1[0-2])[-/.][0-3]?[0-9]|[0-3]?[0-9][-/.][0-3]?[0-9][-/.](?:(?:19|20)?[0-9]{2}))"
    r"(?:[T ][0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?",
    re.ASCII,
)
_MOJIBAKE = re.compile(
    "[\u00c2\u00c3][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc]|\u00e2\u20ac."
)
"""Two or three letters in place of one: `Ã©` for `é`, `â€™` for `’`: UTF-8 that was read as Windows-1252."""

_TEXT_HINT = "format the column as text, type the value again, and save the list"
_ERROR_HINT = "correct the formula in the spreadsheet, or type the value in its place"


def spreadsheet_fault(name: str, text: str) -> Fault | None:
    """What is wrong with the `text` of the column `name`; the first fault found, since it is the cause of others."""
    return next(chain(_lost_values(name, text), _stray_signs(name, text)), None)


def _lost_values(name: str, text: str) -> Iterator[Fault]:
    """What stands in the place of a value that was meant."""
    shown = f"`{text[:30]}`"
    if _ERROR_VALUE.fullmatch(text) or _ERROR_INSIDE.search(text):
        yield f"must not hold an error value of a spreadsheet, {shown}", _ERROR_HINT
    if text.casefold() in _EMPTY_WORDS | _TRUTH_VALUES:
        yield (
            f"must not hold {shown}, which a program writes where no text is",
            "empty the cell, or write what is meant",
        )
    if _SCIENTIFIC.fullmatch(text):
        yield f"must not hold {shown}, which a spreadsheet made of a longer number", _TEXT_HINT
    if name in ("phone", "emergency", "hours") and (_DATE.fullmatch(text) or _is_day_and_month(text)):
        yield f"must not hold {shown}, a date that a spreadsheet made of a number or of hours", _TEXT_HINT
    if name in ("name", "address", "hours") and _BARE_NUMBER.fullmatch(text):
        yield f"must not be the number {shown} alone", _TEXT_HINT


def _stray_signs(name: str, text: str) -> Iterator[Fault]:
    """Formulas, and signs that saving or quoting left behind."""
    begin = unicodedata.normalize("NFKC", text[:1])
    if begin and begin in FORMULA_STARTS and not (begin == "+" and name in MAY_BEGIN_WITH_PLUS):
        quoted = name in MAY_BEGIN_WITH_PLUS and text[1:2] == '"'
        hint = "type the number without = and quotation marks" if quoted else "delete that character"
        yield f"must not begin with `{begin}`: a spreadsheet would calculate with it", hint
    if name in MAY_BEGIN_WITH_PLUS and begin in ("'", "’", "‘"):
        yield f"must not begin with `{begin}`, by which a spreadsheet marks a text", "delete that character"
    if text.count('"') % 2:
        yield "must not have a quotation mark without its pair", "delete it, or write the second one"
    if _MOJIBAKE.search(text) or "\ufffd" in text:
        yield (
            f"has letters that were lost when the list was saved: `{text[:30]}`",
            "type them again, and save as “CSV UTF-8”",
        )


def _is_day_and_month(text: str) -> bool:
    """Is it `9-mei`, `09-May`, `mei-26`?"""
    return _day_and_month().fullmatch(text) is not None


@cache
def _day_and_month() -> re.Pattern[str]:
    months = "|".join(map(re.escape, sorted(short_month_names(_VALUES["month_languages"]))))
    return re.compile(
        rf"[0-9]{{1,2}}[-. ]\s?(?:{months})\.?(?:[-. ][0-9]{{2,4}})?|(?:{months})\.?[- ][0-9]{{2,4}}", re.IGNORECASE
    )
