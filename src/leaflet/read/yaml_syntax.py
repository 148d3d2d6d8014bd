"""What libyaml has against a file, at its place and with what to do."""

from __future__ import annotations

import re

from yaml.error import YAMLError

from leaflet.problem import Problem, Span
from leaflet.read.text_file import TextFile

MAX_DEPTH = 24
"""How deep values may be nested; sources need five."""
ONE_DOCUMENT_HINT = "a source is one document: remove what follows, or the line `---`"
_HINTS = (
    (r"start any token: '\\t'|tab character", "indent with spaces, not with tabs"),
    (r"that cannot start any token", "a text that begins with this character must be in quotes"),
    (
        r"mapping values are not allowed|unexpected ':'",
        "put a text that holds `: ` in quotes, or fix the line's indentation",
    ),
    (r"could not find expected ':'", "a key needs a colon and a space after it: `key: value`"),
    (r"unexpected end of stream|unexpected document indicator", "a quote that opens here is never closed"),
    (r"expected ',' or|the file ends here", "a bracket is not closed, or a comma is missing between two values"),
    (r"expected key|expected '-'", "the indentation of this line does not fit the lines above it"),
    (r"expected alphabetic or numeric", "a text that begins with & or * must be in quotes"),
    (r"unknown escape character|escape code|hexdecimal", "write `\\\\` for a backslash, or use single quotes"),
    (r"<document start>", ONE_DOCUMENT_HINT),
    (r"comment or line break|indentation indicator", "a text that begins with | or > must be in quotes"),
    (r"indentation", "indent by two spaces a level"),
)
"""By libyaml's words."""
_BEGAN_EARLIER = re.compile(r"unexpected end of stream|unexpected document indicator|expected ',' or.*ends|escape code")
"""What is reported where it begins, not where it was noticed."""
_ABOUT_A_CHARACTER = ("found character that cannot start any token", "found unknown escape character")
_BRACKETS = re.compile(rf"[\[{{]{{{MAX_DEPTH}}}")


def syntax_problem(file: TextFile, error: YAMLError) -> Problem:
    """The `error` that libyaml raised about `file`, in its words."""
    words = getattr(error, "problem", None) or "it can't be read"
    offset = _offset(error, "problem_mark", 0)
    if words == "exceeded maximum nesting depth":  # a thousand brackets on a line, before the first is a value
        found = _BRACKETS.search(file.text)
        return too_deep(file.span(found.end() if found else offset))
    if words == "found unknown escape character":
        offset += 1  # after the backslash
    reason = _reason(words, file.text, offset)
    if _BEGAN_EARLIER.search(reason):
        offset = _offset(error, "context_mark", offset)
    fallback = "compare the line with its neighbours: colon, indentation, quotes"
    hint = next((text for pattern, text in _HINTS if re.search(pattern, reason)), fallback)
    return Problem("invalid-yaml", f"this is not valid YAML: {reason}", hint, file.span(min(offset, len(file.text))))


def too_deep(span: Span) -> Problem:
    """What is reported of a value at `span` that is nested deeper than MAX_DEPTH."""
    message = f"values must not be nested deeper than {MAX_DEPTH} levels"
    return Problem("too-deep", message, "look for brackets that are not closed", span)


def _offset(error: YAMLError, mark_name: str, otherwise: int) -> int:
    mark = getattr(error, mark_name, None)
    return otherwise if mark is None else int(mark.index)


def _reason(words: str, text: str, offset: int) -> str:
    if words.startswith("did not find") and offset >= len(text):
        return f"{words}, and the file ends here"
    return f"{words}: {text[offset : offset + 1]!r}" if words in _ABOUT_A_CHARACTER else words
