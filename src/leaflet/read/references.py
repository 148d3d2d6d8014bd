"""The reference library: a CSL-JSON export, exactly as Zotero writes it.

What Zotero doesn't know, how far each entry was read and what was found there, is in `reading-notes.yaml` beside it.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from leaflet.model import CitationKey, Located, Origin, Reference
from leaflet.problem import Problem, Span
from leaflet.read.document import SourceDocument
from leaflet.read.record_messages import DOI, PMCID, PMID, URL
from leaflet.read.records import validate, without_duplicates
from leaflet.read.text_file import Problems, TextFile, forbidden_character_faults, read_text
from leaflet.reference_markup import MARKED_FIELDS, TAGS, markup_faults, plain_text

SPACE = re.compile(r"\s*")
KEY_PATTERN = re.compile(r'(?<!\\)"([\w-]+)"\s*:\s*')
MAX_DIGITS = 18
JSON_HINT = "export the library again as CSL JSON, or compare the line with its neighbours: commas, quotes, brackets"


_Number = str | int


class _CslModel(BaseModel):
    """A part of a CSL item that is validated only as far as printing needs it."""

    model_config = ConfigDict(extra="allow")


class _CslName(_CslModel):
    family: str | None = None
    given: str | None = None
    dropping_particle: str | None = Field(default=None, alias="dropping-particle")
    non_dropping_particle: str | None = Field(default=None, alias="non-dropping-particle")
    suffix: str | None = None
    literal: str | None = None


class _CslDate(_CslModel):
    """A date has parts, or is said in words where nothing can be made of them."""

    parts: tuple[Annotated[tuple[int | str, ...], Field(min_length=1, max_length=3)], ...] = Field(
        alias="date-parts", default=(), max_length=2
    )
    season: _Number | None = None
    literal: str | None = None
    raw: str | None = None


class CslItem(_CslModel):
    """The fields of a CSL item (CSL-JSON schema 1.0.2) that a printed reference is made of."""

    id: CitationKey
    type: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
    title: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
    author: tuple[_CslName, ...] = ()
    editor: tuple[_CslName, ...] = ()
    translator: tuple[_CslName, ...] = ()
    collection_editor: tuple[_CslName, ...] = Field(default=(), alias="collection-editor")
    issued: _CslDate | None = None
    accessed: _CslDate | None = None
    page: _Number | None = None
    doi: Annotated[str, StringConstraints(pattern=DOI)] | None = Field(default=None, alias="DOI")
    pmid: Annotated[str, StringConstraints(pattern=PMID)] | None = Field(default=None, alias="PMID")
    pmcid: Annotated[str, StringConstraints(pattern=PMCID)] | None = Field(default=None, alias="PMCID")
    url: Annotated[str, StringConstraints(pattern=URL)] | None = Field(default=None, alias="URL")


def read_references(root: Path, path: str) -> tuple[tuple[Reference, ...], Problems]:
    """The entries of the CSL-JSON file at `path` in its order, without notes; one with a problem is left out."""
    file, problems = read_text(root, path)
    return parse_references(file) if file else ((), problems)


def parse_references(file: TextFile) -> tuple[tuple[Reference, ...], Problems]:
    """The entries that `file` lists."""
    try:
        documents = tuple(_documents(file))
    except _DuplicateKeyError as error:
        message = f"the key `{error.key}` is used a second time in this entry"
        return (), (Problem("duplicate-key", message, "keep one of the two", file.span(error.at)),)
    except json.JSONDecodeError as error:
        message = f"this is not valid JSON: {error.msg[:1].lower()}{error.msg[1:]}"
        return (), (Problem("invalid-json", message, JSON_HINT, file.span(error.pos)),)
    except RecursionError:
        message = "values must not be nested this deep"
        return (), (Problem("too-deep", message, "look for brackets that are not closed", Span(file.path)),)
    outdated = next((document for document in documents if _is_outdated(document.value)), None)
    if outdated:
        return (), (_outdated(outdated),)
    pairs = [_reference(document) for document in documents]
    kept, duplicates = without_duplicates(r for r, _ in pairs if r)
    return kept, (*(p for _, problems in pairs for p in problems), *duplicates)


def _documents(file: TextFile) -> Iterator[SourceDocument]:
    """Each item of the array, decoded separately, so that its location is known."""
    at = _expect(file.text, "[", 0)
    more = file.text[at : at + 1] != "]"
    while more:
        value, end = _decode_item(file.text, at)
        yield _document(file, value, at, end)
        at = _skip(file.text, end)
        more = file.text[at : at + 1] != "]"
        at = _expect(file.text, ",", at) if more else at
    end = _skip(file.text, at + 1)
    if end < len(file.text):
        raise json.JSONDecodeError("something follows the end of the list", file.text, end)


class _DuplicateKeyError(Exception):
    """A key is used twice in the item at the offset `at`."""

    def __init__(self, key: str, at: int) -> None:
        super().__init__(key, at)
        self.key, self.at = key, at


def _decode_item(text: str, at: int) -> tuple[Any, int]:
    """The value at the offset `at` of `text`, and the offset of its end."""

    def unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        keys = Counter(unicodedata.normalize("NFC", key) for key, _ in pairs)
        for key in (key for key, count in keys.items() if count > 1):
            raise _DuplicateKeyError(key, at)
        return dict(pairs)

    def refuse_constant(name: str) -> None:
        raise json.JSONDecodeError(f"the value {name} is not allowed", text, at)

    def parse_integer(digits: str) -> int:
        if len(digits) > MAX_DIGITS:
            raise json.JSONDecodeError(f"a number must not have more than {MAX_DIGITS} digits", text, at)
        return int(digits)

    return json.JSONDecoder(
        object_pairs_hook=unique_keys, parse_constant=refuse_constant, parse_int=parse_integer
    ).raw_decode(text, at)


def _skip(text: str, at: int) -> int:
    match = SPACE.match(text, at)
    return match.end() if match else at


def _expect(text: str, character: str, at: int) -> int:
    """The offset of what follows `character` and the space around it."""
    at = _skip(text, at)
    if text[at : at + 1] != character:
        raise json.JSONDecodeError(f"`{character}` must be here", text, at)
    return _skip(text, at + 1)


def _document(file: TextFile, value: Any, start: int, end: int) -> SourceDocument:
    """An item with the locations of its keys; CSL's key names are distinct enough."""
    spans: dict[tuple[str | int, ...], Span] = {}
    for match in KEY_PATTERN.finditer(file.text, start, end):
        spans.setdefault((match[1],), file.span(match.end()))
    return SourceDocument(_nfc(value), Origin(file.span(start), spans))


def _nfc(value: Any) -> Any:
    """NFC again, since escapes can produce any character."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, list):
        return [_nfc(v) for v in value]
    return {_nfc(k): _nfc(v) for k, v in value.items()} if isinstance(value, dict) else value


def _reference(document: SourceDocument) -> tuple[Reference | None, Problems]:
    item, problems = validate(CslItem, document)
    refused = forbidden_character_faults(document.origin.start, _all_strings(document.value))
    faults = (*problems, *refused, *(_text_faults(document) if item else ()))
    if item is None or faults:
        return None, faults
    located = Located({"id": item.id, "csl": document.value})
    located.origin = document.origin
    return validate(Reference, SourceDocument(located, document.origin))


def _is_outdated(item: Any) -> bool:
    return isinstance(item, dict) and isinstance(item.get("custom"), dict) and "read" in item["custom"]


def _outdated(document: SourceDocument) -> Problem:
    message = "how far a reference was read stands under `custom`, as until version 0.2; Zotero would lose it"
    hint = "run `leaflet upgrade`, which moves it to sources/reading-notes.yaml"
    return Problem("outdated-format", message, hint, document.origin.span_at("custom"))


def _text_faults(document: SourceDocument) -> Iterator[Problem]:
    """Texts of the item whose markup can't be printed, or that are no texts."""
    for key, value in document.value.items():
        here = document.origin.span_at(key)
        if key in MARKED_FIELDS and (isinstance(value, bool) or not isinstance(value, str | int | None)):
            yield Problem("invalid-record", f"`{key}` must be text", "export the library again as CSL JSON", here)
        texts = tuple(_marked_up(key, value))
        found = [fault for text in texts for fault in markup_faults(text)]
        if not found:
            yield from forbidden_character_faults(here, "".join(map(plain_text, texts)))  # an entity may be any sign
        for fault in found:
            hint = f"keep {TAGS}, remove other tags, or write `&lt;` for `<`"
            yield Problem("invalid-record", f"`{key}`: {fault}", hint, here)
        if key == "title" and not found and not plain_text(value).strip():
            yield Problem("invalid-record", "`title` must not be empty", "write what the source is called", here)


def _marked_up(key: str, value: Any) -> Iterator[str]:
    """The texts in a field that may hold markup."""
    if key in MARKED_FIELDS and isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for name in value:
            yield from (part for part in name.values() if isinstance(part, str)) if isinstance(name, dict) else ()
    elif key in ("issued", "accessed") and value:  # null says as little as no key
        yield from (part for part in value.values() if isinstance(part, str))


def _all_strings(value: Any) -> str:
    """All strings in `value`, put together."""
    if isinstance(value, dict):
        return "".join(f"{k}{_all_strings(v)}" for k, v in value.items())
    return "".join(map(_all_strings, value)) if isinstance(value, list) else str(value)
