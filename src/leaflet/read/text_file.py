"""Text files of the project, read safely: size, place, encoding and characters are checked before parsing."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from leaflet.problem import Problem, Span

MAX_BYTES = 1_000_000
"""Bytes that a source may have; all of a topic's text is some 20 kB."""
FORBIDDEN_CHARACTERS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # controls, but for tab and line ends
    "\u2028\u2029"  # line ends that editors don't show as such
    "\u202a-\u202e\u2066-\u2069"  # direction controls: they make a text look like another (CVE-2021-42574)
    "\ufeff\ufffe\uffff\ud800-\udfff]"  # byte order marks in the middle, and code points that are not characters
)
"""Characters that no source may hold."""
UTF8_HINT = "save the file as UTF-8; most editors offer it under “Save as … encoding”"

Problems = tuple[Problem, ...]


@dataclass(frozen=True)
class TextFile:
    """A file's text, NFC, its lines ending in a line feed. `path` is relative to the project's root."""

    path: str
    text: str

    def span(self, offset: int) -> Span:
        """The place of the character at `offset` (from 0)."""
        return span_of_offset(self.path, self.text, offset)


def span_of_offset(path: str, text: str, offset: int) -> Span:
    """The line and column, from 1, of the character at `offset` of `text`."""
    return Span(path, text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))


def read_text(root: Path, path: str, *, within: str = ".", limit: int = MAX_BYTES) -> tuple[TextFile | None, Problems]:
    """The text of the file at `path`, or why it can't be had: one problem.

    `path` and `within` are relative to `root`; the file must lie inside the folder `within`, symbolic links followed.
    `limit` is in bytes.
    """
    data, problems = read_bytes(root, path, within=within, limit=limit)
    return (None, problems) if data is None else decode(path, data, limit)


def read_bytes(root: Path, path: str, *, within: str = ".", limit: int = MAX_BYTES) -> tuple[bytes | None, Problems]:
    """What the file at `path` holds, or why it can't be had; all as for `read_text`."""
    file = root / path
    try:
        if not file.resolve().is_relative_to((root / within).resolve()):
            return None, (_outside(path, within),)
        if not file.is_file():
            return None, (_missing(path),)
        with file.open("rb") as stream:
            data = stream.read(limit + 1)
    except (OSError, RuntimeError, ValueError) as error:  # RuntimeError: a loop of links; ValueError: a NUL in the name
        return None, (_unreadable(path, error),)
    return (None, (_too_large(path, limit),)) if len(data) > limit else (data, ())


def decode(path: str, data: bytes, limit: int = MAX_BYTES) -> tuple[TextFile | None, Problems]:
    """The text that `data` holds, or why it is refused."""
    file, problems = decode_unchecked(path, data, limit)
    forbidden = FORBIDDEN_CHARACTERS.search(file.text) if file else None
    return (
        (None, (_forbidden_character(file.span(forbidden.start()), forbidden[0]),))
        if file and forbidden
        else (file, problems)
    )


def decode_unchecked(path: str, data: bytes, limit: int = MAX_BYTES) -> tuple[TextFile | None, Problems]:
    """The text that `data` holds, whatever its characters: for callers that check them value by value."""
    if len(data) > limit:
        return None, (_too_large(path, limit),)
    try:
        raw = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return None, (_not_utf8(path, data, error),)
    return TextFile(path, unicodedata.normalize("NFC", raw.replace("\r\n", "\n").replace("\r", "\n"))), ()


def forbidden_character_faults(span: Span, value: str) -> Problems:
    """A problem where `value`, read at `span`, holds a character that no source may hold, written as an escape."""
    forbidden = FORBIDDEN_CHARACTERS.search(value)
    return (_forbidden_character(span, forbidden[0]),) if forbidden else ()


def _forbidden_character(span: Span, character: str) -> Problem:
    name = unicodedata.name(character, "a control character").lower()
    message = f"a text must not hold the character U+{ord(character):04X} ({name})"
    hint = "delete it; it is invisible, so delete from the word before to the word after"
    return Problem("invalid-encoding", message, hint, span)


def _not_utf8(path: str, data: bytes, error: UnicodeDecodeError) -> Problem:
    before = error.object[: error.start].decode("utf-8", "replace")
    message = f"a source must be UTF-8, and the byte 0x{error.object[error.start]:02x} here is not"
    return Problem("invalid-encoding", message, UTF8_HINT, span_of_offset(path, before, len(before)))


def _too_large(path: str, limit: int) -> Problem:
    message = f"a file of this kind must not be larger than {limit // 1000} kB"
    return Problem("too-large", message, "split it, or remove what does not belong in it", Span(path))


def _outside(path: str, within: str) -> Problem:
    folder = "the project's folder" if within == "." else f"`{within}`"
    message = f"a file must lie inside {folder}, and this one leads out of it"
    hint = "put the file itself there instead of a link or a path with `..`"
    return Problem("unsafe-name", message, hint, Span(path))


def _missing(path: str) -> Problem:
    return Problem("missing-file", f"the file `{path}` must exist", "create it, or correct the name", Span(path))


def _unreadable(path: str, error: Exception) -> Problem:
    reason = getattr(error, "strerror", None) or str(error)
    return Problem("missing-file", f"the file can't be read: {reason.lower()}", "check its name and rights", Span(path))
