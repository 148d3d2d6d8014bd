"""One scalar of a YAML file: its value, and what is wrong with it where a text is wanted.

Only null, true and false, numbers and ISO dates are more than text: the country code `no` stays `no`. Which of a file's
values are texts only the model knows (`leaflet.read.text_fields`), so what would change or cut a text is kept beside
the value, and told by whoever knows. What a text without quotes may become was looked up in the types of YAML 1.1
(yaml.org/type) and in the core schema of YAML 1.2: such a word is no text to every other program.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from yaml.events import ScalarEvent

from leaflet.problem import Problem, Span
from leaflet.read.text_file import Problems, TextFile, forbidden_character_faults

SCALAR_PATTERNS: Mapping[str, str] = {
    "null": r"~|null|Null|NULL|",
    "bool": r"true|True|TRUE|false|False|FALSE",
    "int": r"[-+]?(?:0|[1-9][0-9]{0,17})",
    "float": r"[-+]?[0-9]{1,18}\.[0-9]{1,18}",
    "date": r"[0-9]{4}-[0-9]{2}-[0-9]{2}",
}
"""Values without quotes that are not text. Narrower than YAML 1.1: no yes/no/on/off, octal, base 60, infinity."""
NO_TEXT = re.compile(
    r"(?:~|null|true|false|y|n|yes|no|on|off|=|<<)"
    r"|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])*(?:\.[0-9_]*)?(?:e[-+]?[0-9]+)?"  # decimal, octal, base 60
    r"|[-+]?\.(?:[0-9][0-9_]*(?:e[-+]?[0-9]+)?|inf|nan)"
    r"|[-+]?0(?:x[0-9a-f_]+|o[0-7]+|b[01_]+)"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:(?:t|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]*)?"
    r"(?:[ \t]*(?:z|[-+][0-9]{1,2}(?::?[0-9]{2})?))?)?",
    re.IGNORECASE,
)
"""Words that some version of YAML takes for something other than text, capitals or not."""
UNQUOTED_TEXT = "unquoted-text"
"""The rule of a text that YAML cuts or changes because it isn't in quotes."""
_UNQUOTED = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in SCALAR_PATTERNS.items()))
_REMARK_AFTER = re.compile(r"(?:[ \t]*,[ \t]*|[ \t]+)(?=#)|(?:[ \t]*\n)+(?P<indent> *)(?=#)")
"""Between a text and the remark after it. Behind a comma in brackets it stands where the next text would."""
_OPENING = re.compile(r"[^#]*[:-][ \t]*(?:#|$)")
"""What is on a line before a text that begins further down: the text's key or dash, and perhaps a remark."""


@dataclass(frozen=True)
class Scalar:
    """A value, and the problems with it."""

    value: Any
    problems: Problems = ()
    """Wherever it stands."""
    text_problems: Problems = ()
    """Where a text is wanted: signs of it would be lost, or it isn't a text to YAML."""


@dataclass(frozen=True)
class TextBefore:
    """What stands before a scalar."""

    end: int
    """The offset where the last key, value or bracket before it ends."""
    indent: int
    """The column, from 0, of its key or dash. A line that is indented deeper belongs to it."""


def scalar(file: TextFile, span: Span, event: ScalarEvent, before: TextBefore) -> Scalar:
    """The scalar that `event` of `file` holds, at `span`."""
    is_plain = event.implicit[0]
    unquoted = _UNQUOTED.fullmatch(event.value) if is_plain else None
    try:
        value = _CONSTRUCTORS[str(unquoted.lastgroup)](event.value) if unquoted else text_value(event.value)
    except ValueError:
        hint = "write year-month-day, for example 2026-11-24, or put it in quotes where it isn't a date"
        return Scalar(None, (Problem("invalid-record", f"{event.value} is not a day in the calendar", hint, span),))
    faults = _unquoted_faults(file, span, event, before) if is_plain else ()
    spaces = _space_faults(file, span, event, value) if isinstance(value, str) else ()
    unfit = forbidden_character_faults(span, value) if isinstance(value, str) else ()
    return Scalar(value, unfit, (*faults, *spaces))


def text_value(written: str) -> str:
    """NFC again, since escapes in quoted text can produce any character; without the space and lines around it."""
    return unicodedata.normalize("NFC", written.strip(" \t\r\n"))


def _unquoted_faults(file: TextFile, span: Span, event: ScalarEvent, before: TextBefore) -> Iterator[Problem]:
    """What YAML makes of a text without quotes: it is cut at a remark, or isn't a text."""
    yield from (_cut_text(file, offset) for offset in _remarks(file.text, *_offsets(event), before))
    if event.value and NO_TEXT.fullmatch(event.value):
        message = f"a text must be here, and `{event.value}` without quotes is none in YAML"
        yield Problem(UNQUOTED_TEXT, message, f'quote it: write `"{event.value}"`', span)


def _offsets(event: ScalarEvent) -> tuple[int, int]:
    """Where its first character is, and where the first after it. (Types say that libyaml might not know.)"""
    marks: tuple[Any, Any] = event.start_mark, event.end_mark
    return marks[0].index, marks[1].index


def _remarks(text: str, start: int, end: int, before: TextBefore) -> Iterator[int]:
    """The offset of each remark that stands where signs of the text without quotes at `start` would."""
    lines = text[before.end : start].split("\n")
    opening = max((n for n, line in enumerate(lines) if _OPENING.match(line)), default=len(lines))
    offset = before.end + sum(len(line) + 1 for line in lines[:opening])
    for n, line in enumerate(lines[opening:]):
        column = line.find("#")
        if column > before.indent or (column >= 0 and n == 0):
            yield offset + column
        offset += len(line) + 1
    after = _REMARK_AFTER.match(text, end)
    if after and (after["indent"] is None or len(after["indent"]) > before.indent):
        yield after.end()


def _cut_text(file: TextFile, offset: int) -> Problem:
    lost = file.text[offset:].partition("\n")[0].rstrip()
    shown = f"{lost[:39]}…" if len(lost) > 40 else lost
    message = f"a text without quotes ends before ` #`: `{shown}` would not be printed"
    hint = "quote it: put the whole text in quotes; a remark stands on a line of its own, indented as its key is"
    return Problem(UNQUOTED_TEXT, message, hint, file.span(offset))


def _space_faults(file: TextFile, span: Span, event: ScalarEvent, value: str) -> Iterator[Problem]:
    """Line breaks and tabs inside a text, which is one paragraph: print would make one space of them."""
    if re.search(r"[\r\n]", value):
        message = "a text must be one paragraph, and a line break is in it"
        hint = "remove the empty line or `\\n`; write `>-` instead of `|` for a text of several lines"
        yield Problem("invalid-record", message, hint, _break_span(file, event) or span)
    if "\t" in value:
        message = "a text must not hold a tab"
        yield Problem("invalid-record", message, "write a space instead", span)


def _break_span(file: TextFile, event: ScalarEvent) -> Span | None:
    """Where the break in the text of `event` is written, if that can be seen: an escape or an empty line."""
    start, end = _offsets(event)
    pattern = r"\\[nr]|\n[ \t]*(?=\n)" if event.style == '"' else r"\n[ \t]*(?=\n)"
    body = file.text[start:end].rstrip()
    found = re.search(pattern, body) if event.style != "|" else None
    if found is None:
        return None
    return file.span(start + found.start() + found[0].startswith("\n"))


_CONSTRUCTORS: Mapping[str, Callable[[str], object]] = {
    "null": lambda _: None,
    "bool": lambda value: value.lower() == "true",
    "int": int,
    "float": float,
    "date": date.fromisoformat,
}
