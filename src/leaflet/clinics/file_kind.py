"""What a file is that is named as a list of clinics and isn't one: told by its bytes, with the way to save a list.

A workbook, a PDF or a list in another encoding is one mistake, and one message, not one for each of its lines.
"""

from __future__ import annotations

import codecs
import re
import zipfile
from collections.abc import Collection, Mapping
from io import BytesIO

from leaflet.problem import Problem, Span
from leaflet.read.text_file import span_of_offset

RULE = "malformed-clinic-list"
SAVE_HINT = "open it in the spreadsheet, and save it as “CSV UTF-8”, which is offered under “Save as” or “Export”"
YAML_HINT = "give it a name that ends in .yaml, or save the list as “CSV UTF-8”"
NO_TEXT_HINT = "see that it is the right file, and save the list as “CSV UTF-8” or write it as YAML"

_SIGNATURES: Mapping[bytes, tuple[str, str]] = {
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": ("a workbook (xls)", SAVE_HINT),
    b"\x09\x08": ("a workbook of an old Excel (xls)", SAVE_HINT),
    b"%PDF-": ("a PDF", NO_TEXT_HINT),
    b"{\\rtf": ("a text of a word processor (rtf)", NO_TEXT_HINT),
    b"\x1f\x8b": ("a compressed file (gz)", "unpack it first"),
    b"\x89PNG": ("a picture", NO_TEXT_HINT),
    b"\xff\xd8\xff": ("a picture", NO_TEXT_HINT),
    b"GIF8": ("a picture", NO_TEXT_HINT),
    b"bplist": ("a property list of a Mac", NO_TEXT_HINT),
}
"""The first bytes of files that aren't text, what they are, and what to do."""
_ZIPPED: Mapping[str, str] = {"xl/": "xlsx", "content.xml": "ods", "Index/": "numbers", "word/": "docx"}
"""How the name of a part of a zip archive begins, and the kind of document that has such a part."""
_UNICODE_MARKS = {codecs.BOM_UTF32_LE: "UTF-32", codecs.BOM_UTF32_BE: "UTF-32"} | {
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}
"""Longer ones first: that of UTF-32 begins with that of UTF-16."""
_MARKUP = re.compile(rb"\s*<(?:!doctype|html|\?xml|table|div|meta)", re.IGNORECASE)
_JSON = re.compile(rb'\s*(?:\{\s*"|\[\s*[{\["])')
_YAML = re.compile(rb"\s*(?:#[^\n]*\n\s*)*(?:---\s|-\s+\{|-\s+\w+:\s|\w+:\s+\S[^,;\t\n]*\n)")
_OF_MACS = re.compile(rb"[\x81\x83\x87-\x90\x98\x9a-\x9f]")
"""Letters with accents in Mac Roman; in Windows-1252 hardly anything that a list has."""
_SAMPLE = 4000
"""Bytes from the beginning that show whether every other one is zero, as in UTF-16."""


def kind_fault(path: str, data: bytes) -> Problem | None:
    """What the file at `path` is, where its bytes show that it can't be a list of clinics in CSV or YAML."""
    for start, (what, hint) in _SIGNATURES.items():
        if data.startswith(start):
            return _not_a_list(path, what, hint)
    if data.startswith(b"PK"):
        return _not_a_list(path, _zipped_kind(data), SAVE_HINT)
    if _MARKUP.match(data):
        return _not_a_list(path, "a web page or XML, as some programs export for Excel", SAVE_HINT)
    unicode_form = _unicode_form(data)
    if unicode_form:
        message = f"a list of clinics must be UTF-8, and this is {unicode_form} (“Unicode text”)"
        return Problem("invalid-encoding", message, SAVE_HINT, Span(path))
    return _older_encoding(path, data)


def csv_in_yaml_fault(path: str, data: bytes, columns: Collection[str]) -> Problem | None:
    """That the text at `path`, which is named .yaml, is CSV: its first line names two of `columns` and no key."""
    first = data.removeprefix(codecs.BOM_UTF8).lstrip().partition(b"\n")[0].decode("utf-8", "replace")
    names = {name.strip(' "\r').lower() for name in re.split("[,;\t]", first)}
    return _not_a_list(path, "CSV", "give it a name that ends in .csv") if len(names & set(columns)) > 1 else None


def text_kind_fault(path: str, data: bytes) -> Problem | None:
    """What the text at `path`, which is named .csv, is written in, where that is JSON or YAML."""
    data = data.removeprefix(codecs.BOM_UTF8)
    if _JSON.match(data):
        return _not_a_list(path, "JSON", "export the list as “CSV UTF-8”")
    return _not_a_list(path, "YAML", YAML_HINT) if _YAML.match(data) else None


def _not_a_list(path: str, what: str, hint: str) -> Problem:
    return Problem(RULE, f"this is {what}, not a list of clinics as its name says", hint, Span(path))


def _zipped_kind(data: bytes) -> str:
    try:
        names = zipfile.ZipFile(BytesIO(data)).namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        names = []
    for start, kind in _ZIPPED.items():
        if any(name.startswith(start) for name in names):
            return f"a {'text of a word processor' if kind == 'docx' else 'workbook'} ({kind})"
    return "a workbook (xlsx, ods or numbers) or another zip archive"


def _unicode_form(data: bytes) -> str:
    for mark, name in _UNICODE_MARKS.items():
        if data.startswith(mark):
            return name
    zeros = [data[first:_SAMPLE:2].count(0) * 4 > len(data[first:_SAMPLE:2]) for first in (0, 1)]
    return "UTF-16" if any(zeros) and len(data) > 3 else ""


def _older_encoding(path: str, data: bytes) -> Problem | None:
    """The fault of a text that isn't UTF-8, at the first byte that shows it."""
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
        byte = data[error.start : error.start + 1]
        letter = byte.decode("cp1252", "replace")
        is_sure = byte >= b"\xe0" and not _OF_MACS.search(data)
        shown = f", where `{letter}` is the byte 0x{byte.hex()}" if is_sure else f": byte 0x{byte.hex()}"
        names = "Windows-1252" if is_sure else "Windows-1252 or Mac Roman"
        message = f"a list of clinics must be UTF-8, and this is an older encoding such as {names}{shown}"
        return Problem("invalid-encoding", message, SAVE_HINT, span_of_offset(path, before, len(before)))
    return None
