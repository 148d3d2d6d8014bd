"""What libyaml has against a file, at its place and with what to do."""

from __future__ import annotations

import re
from contextlib import suppress

from yaml.error import YAMLError
from yaml.tokens import FlowMappingEndToken, FlowMappingStartToken, FlowSequenceEndToken, FlowSequenceStartToken

from leaflet.problem import Problem, Span
from leaflet.read.text_file import TextFile

try:
    from yaml._yaml import CParser
except ImportError as error:
    raise ImportError(
        "PyYAML is here without libyaml; `pip install --force-reinstall --only-binary pyyaml pyyaml` has both"
    ) from error

__all__ = ["MAX_DEPTH", "ONE_DOCUMENT_HINT", "CParser", "syntax_problem", "too_deep"]

MAX_DEPTH = 24
"""How deep values may be nested; sources need five."""
ONE_DOCUMENT_HINT = "a source is one document: remove what follows, or the line `---`"
_BRACKET_HINT = "a bracket is not closed, or a comma is missing between two values"
_HINTS = (
    (r"start any token: '\\t'|tab character", "indent with spaces, not with tabs"),
    (r"that cannot start any token", "a text that begins with this character must be in quotes"),
    (
        r"mapping values are not allowed|unexpected ':'",
        "put a text that holds `: ` in quotes, or fix the line's indentation",
    ),
    (r"could not find expected ':'", "a key needs a colon and a space after it: `key: value`"),
    (r"unexpected end of stream|unexpected document indicator", "a quote that opens here is never closed"),
    (r"expected ',' or", _BRACKET_HINT),
    (r"expected key|expected '-'", "the indentation of this line does not fit the lines above it"),
    (r"expected alphabetic or numeric", "a text that begins with & or * must be in quotes"),
    (r"unknown escape character|escape code|hexdecimal", "write `\\\\` for a backslash, or use single quotes"),
    (r"<document start>", ONE_DOCUMENT_HINT),
    (r"comment or line break|indentation indicator", "a text that begins with | or > must be in quotes"),
    (r"indentation", "indent by two spaces a level"),
)
"""By libyaml's words."""
_BEGAN_EARLIER = re.compile(r"unexpected end of stream|unexpected document indicator|escape code")
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
    opened = _open_bracket(file.text, offset)
    if opened is not None and not _BEGAN_EARLIER.search(reason):
        sign, noticed = file.text[opened], file.span(min(offset, len(file.text)))
        message = (
            f"this is not valid YAML: this `{sign}` is not closed, or a comma is missing before line {noticed.line}"
        )
        return Problem(
            "invalid-yaml", message, "close the bracket, or put a comma between two values", file.span(opened)
        )
    if _BEGAN_EARLIER.search(reason):
        offset = _offset(error, "context_mark", offset)
    fallback = "compare the line with its neighbours: colon, indentation, quotes"
    hint = next((text for pattern, text in _HINTS if re.search(pattern, reason)), fallback)
    return Problem("invalid-yaml", f"this is not valid YAML: {reason}", hint, file.span(min(offset, len(file.text))))


def _open_bracket(text: str, end: int) -> int | None:
    """Where the innermost bracket stands that is open on a line before the one of `end`, as libyaml reads the text.

    None where there is none: then what is wrong is on the line itself.
    """
    parser, opened = CParser(text), list[int]()
    with suppress(YAMLError):
        while (token := parser.get_token()) and token.start_mark.index < end:
            if isinstance(token, FlowSequenceStartToken | FlowMappingStartToken):
                opened.append(token.start_mark.index)
            elif isinstance(token, FlowSequenceEndToken | FlowMappingEndToken) and opened:
                opened.pop()
    line = text.rfind("\n", 0, end) + 1
    return opened[-1] if opened and (opened[-1] < line or end >= len(text)) else None


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
