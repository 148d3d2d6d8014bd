"""gettext catalogs (`.po`): read with their locations, written so that the same catalog gives the same bytes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import babel
from babel.messages.catalog import Catalog as BabelCatalog
from babel.messages.catalog import Message
from babel.messages.pofile import PoFileError, PoFileParser, escape, normalize

from leaflet.files import write
from leaflet.model import Catalog, CatalogEntry, Locale
from leaflet.problem import Problem, Span
from leaflet.read.answers import read_answers
from leaflet.read.markup import text_problems
from leaflet.read.text_file import Problems, TextFile, read_text

LINE_WIDTH = 100
"""Characters that a line of a catalog may have."""
LINE_PATTERN = re.compile(r'(?:#~[ \t]*)?(?:(?:msgctxt|msgid|msgstr)[ \t]+)?"(?:[^"\\]|\\.)*"')
"""Every line of a catalog that is neither empty nor a comment: Babel itself would take `msgid foo` for `msgid "o"`.

There are no plural entries: no source text needs them, and templates have their two forms as two texts.
"""
KEYWORD = re.compile(r"[ \t]*(#~)?[ \t]*(msgctxt|msgid|msgstr)")
NEXT_KEYWORDS = {"": ("msgctxt", "msgid"), "msgctxt": ("msgid",), "msgid": ("msgstr",), "msgstr": ("msgctxt", "msgid")}
"""What may follow each keyword. Babel itself drops a `msgstr` without a `msgid` silently."""
PLACEHOLDER = re.compile(r"%\(\w+\)s")
PREVIOUS_LINE = re.compile(r'\|[ \t]*(?P<keyword>msgctxt|msgid)?[ \t]*"(?P<text>(?:[^"\\]|\\.)*)"')
"""A line of what an entry was before, `#| msgid "…"`, as Babel reads it: as a comment."""
REGENERATED_HEADERS = re.compile(r"(?:POT-Creation-Date|Language|Content-Type|Content-Transfer-Encoding|MIME-Version):")
"""Header lines that are regenerated, or (the date) dropped: a catalog must not change because the clock did."""


class CatalogText(NamedTuple):
    """A text to translate, and where it is. The context is empty for the layouts' own texts."""

    context: str
    text: str
    span: Span


class PoCatalog(BabelCatalog):
    """Babel's catalog, which also keeps its header as written and collects duplicate entries."""

    def __init__(self, language: str) -> None:
        super().__init__(locale=language, creation_date=datetime.min, charset="utf-8")
        self.language = language
        self.header = self.comment = ""
        self.duplicates: list[Message] = []

    def __setitem__(self, id: Any, message: Message) -> None:
        if not id:
            self.header = str(message.string)
            self.comment = "\n".join(f"# {c}".rstrip() for c in message.user_comments)
            return
        if self.get(id, message.context):
            self.duplicates.append(message)
        _restore_previous(message)
        super().__setitem__(id, message)


def previous_context(message: Message) -> str:
    """The context that the entry had before, where `msgmerge --previous` has kept it; else ''."""
    return str(vars(message).get("previous_context", ""))


def keep_previous_context(message: Message, context: str) -> None:
    """Note that the entry had `context` before. Babel's messages have no place for it."""
    vars(message)["previous_context"] = context


def _restore_previous(message: Message) -> None:
    """Take what the entry was before out of its comments."""
    found: dict[str, list[str]] = {"msgctxt": [], "msgid": []}
    keyword = "msgid"
    for comment in (c for c in message.user_comments if c.startswith("|")):
        line = PREVIOUS_LINE.fullmatch(comment)
        if line:
            keyword = line["keyword"] or keyword
            found[keyword].append(_unescape(line["text"]))
    message.user_comments = [c for c in message.user_comments if not c.startswith("|")]
    if found["msgid"]:
        message.previous_id = ["".join(found["msgid"])]
    if found["msgctxt"]:
        keep_previous_context(message, "".join(found["msgctxt"]))


def is_known_language(language: str) -> bool:
    """Is this the code (two letters) of a language that CLDR knows, with its plural forms and dates?"""
    try:
        return babel.Locale.parse(language).language == language
    except (ValueError, babel.UnknownLocaleError):
        return False


def is_known_locale(locale: Locale) -> bool:
    """Are its language and its country known to CLDR?"""
    return is_known_language(locale.language) and is_known_country(locale.country)


def is_known_country(country: str) -> bool:
    """Is this the code (two capitals) of a country or territory that CLDR knows?"""
    return len(country) == 2 and country in babel.Locale("en").territories


def read_catalog(root: Path, path: str, language: str) -> tuple[Catalog | None, Problems]:
    """The catalog at `path` and the answers beside it, empty where neither exists; None where it can't be read."""
    catalog, problems = read_po(root, path, language)
    answers, answer_problems = read_answers(root, path)
    read = None if catalog is None else replace(as_catalog(catalog, path), answers=answers)
    return read, (*problems, *answer_problems)


def read_po(root: Path, path: str, language: str) -> tuple[PoCatalog | None, Problems]:
    """As `read_catalog`, with everything that an editor's file holds: comments, obsolete entries, header."""
    if not (root / path).exists():
        return PoCatalog(language), ()
    file, problems = read_text(root, path)
    return parse_po(file, language) if file else (None, problems)


def parse_po(file: TextFile, language: str) -> tuple[PoCatalog | None, Problems]:
    """The catalog that `file` holds, or the problems that keep it from being read."""
    broken = tuple(_malformed_lines(file)) or tuple(_keyword_order_faults(file))
    if broken:
        return None, broken
    catalog = PoCatalog(language)
    try:
        PoFileParser(catalog, abort_invalid=True).parse(_lines(file.text))
    except PoFileError as error:
        return None, (_fault(Span(file.path, error.lineno + 1), str(error).rpartition(" on ")[0]),)
    for message in catalog.obsolete.values():
        _restore_previous(message)
    faults = (*(_duplicate_entry(file.path, m) for m in catalog.duplicates), *_placeholder_faults(file.path, catalog))
    return (None if faults else catalog), faults


def _lines(text: str) -> Iterator[str]:
    """The lines, what obsolete entries were before as of living ones: Babel does not know `#~|`."""
    for line in text.split("\n"):
        yield re.sub(r"^\s*#~\|", "#|", line)


def as_catalog(catalog: PoCatalog, path: str) -> Catalog:
    """What the editions need of a catalog."""
    entries = {
        (message.context or "", str(message.id)): CatalogEntry(
            _text(message), message.fuzzy, Span(path, message.lineno or 1)
        )
        for message in catalog
        if message.id
    }
    return Catalog(Span(path), catalog.language, entries)


def translation_problems(catalog: Catalog) -> Iterator[Problem]:
    """Translations that would not be printed as they are written, by the rules of the texts that they translate."""
    for (context, _), entry in catalog.entries.items():
        if entry.text and not entry.fuzzy:
            yield from text_problems(entry.text, entry.span, is_markdown=is_markdown(context))


def is_markdown(context: str) -> bool:
    """Is the text with this context running text?"""
    return context.startswith(("block/", "snippet/")) and context.endswith("/markdown")


def _text(message: Message) -> str:
    return unicodedata.normalize("NFC", str(message.string or "").strip())


def as_bytes(catalog: PoCatalog) -> bytes:
    """The catalog as a file: entries in their order, then the obsolete ones; nothing in it comes from the clock."""
    entries = (_entry(m) for m in catalog if m.id)
    obsolete = (_entry(m, "#~ ") for m in catalog.obsolete.values())
    return "\n".join((_header(catalog), *entries, *obsolete)).encode()


def write_catalog(path: Path, catalog: PoCatalog) -> bool:
    """Write the catalog to `path` by rename, unless the file holds the same bytes already; was it written?

    Raises OSError where it can't be, and then leaves the file as it was.
    """
    data = as_bytes(catalog)
    if path.exists() and path.read_bytes() == data:
        return False
    write(path, data, path.parent)
    return True


def _header(catalog: PoCatalog) -> str:
    kept = (line for line in catalog.header.split("\n") if line and not REGENERATED_HEADERS.match(line))
    lines = (
        f"Language: {catalog.language}",
        *kept,
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=UTF-8",
        "Content-Transfer-Encoding: 8bit",
    )
    comment = f"{catalog.comment}\n" if catalog.comment else ""
    text = normalize("\n".join((*lines, "")), width=LINE_WIDTH)
    return f'{comment}msgid ""\nmsgstr {text}\n'


def _entry(message: Message, prefix: str = "") -> str:
    """One entry. Written here and not by Babel, which breaks `#|` lines inside their quotes.

    Babel takes “10% of” for a format; only templates have any.
    """
    comments = [*(f"# {c}".rstrip() for c in message.user_comments), *(f"#. {c}" for c in message.auto_comments)]
    paths = dict.fromkeys(path for path, _ in message.locations)
    locations = [f"#: {' '.join(paths)}"] if paths and not prefix else []
    shown = message.flags - ({"python-format"} if message.context else set())
    flags = [f"#, {', '.join(sorted(shown))}"] if shown else []
    previous = _previous(message, "#~| " if prefix else "#| ") if message.fuzzy else ()
    strings = (f"{prefix}{keyword} {normalize(text, prefix, LINE_WIDTH)}" for keyword, text in _strings(message))
    return "\n".join((*comments, *locations, *flags, *previous, *strings)) + "\n"


def _previous(message: Message, prefix: str) -> Iterator[str]:
    """What the entry was before. Its lines stay whole, so that a diff shows what has changed.

    A line for each of the text's, unless two are the same: Babel reads a comment that is there twice once.
    """
    context = previous_context(message)
    if context:
        yield f"{prefix}msgctxt {escape(context)}"
    for text in message.previous_id[:1]:
        lines = normalize(text, prefix, 0).splitlines()
        yield f"{prefix}msgid " + ("\n".join(lines) if len(set(lines)) == len(lines) else escape(text))


def _strings(message: Message) -> Iterator[tuple[str, str]]:
    if message.context:
        yield "msgctxt", message.context
    yield "msgid", str(message.id)
    yield "msgstr", str(message.string or "")


def _unescape(text: str) -> str:
    return re.sub(r"\\(.)", lambda found: {"n": "\n", "t": "\t", "r": "\r"}.get(found[1], found[1]), text)


def _malformed_lines(file: TextFile) -> Iterator[Problem]:
    for number, line in enumerate(file.text.split("\n"), 1):
        stripped = line.strip()
        comment = stripped.startswith("#") and not stripped.startswith("#~")
        if stripped and not comment and not stripped.startswith("#~|") and not LINE_PATTERN.fullmatch(stripped):
            column = len(line) - len(line.lstrip()) + 1
            yield _fault(Span(file.path, number, column), "a line must be a keyword and a text in quotes")


def _keyword_order_faults(file: TextFile) -> Iterator[Problem]:
    """The first line whose keyword does not follow the one before it, in the same entry."""
    message = "msgctxt, msgid and msgstr must follow in this order"
    number, before, marker = 1, "", None
    for number, found in _keywords(file):
        begins = before in ("", "msgstr")
        if found[2] not in NEXT_KEYWORDS[before] or (found[1] != marker and not begins):
            yield _fault(Span(file.path, number), message)
            return
        before, marker = found[2], found[1]
    if before in ("msgctxt", "msgid"):
        yield _fault(Span(file.path, number), message)


def _keywords(file: TextFile) -> Iterator[tuple[int, re.Match[str]]]:
    """(line number, match of KEYWORD) of every line that begins with a keyword."""
    for number, line in enumerate(file.text.split("\n"), 1):
        found = KEYWORD.match(line)
        if found:
            yield number, found


def _fault(span: Span, message: str) -> Problem:
    hint = 'open the file in Poedit, or compare with the entry above: msgctxt "…", msgid "…", msgstr "…"'
    return Problem("invalid-catalog", f"this is not a valid catalog: {message[:1].lower()}{message[1:]}", hint, span)


def _placeholder_faults(path: str, catalog: PoCatalog) -> Iterator[Problem]:
    """Layout texts with placeholders, whose translation also has an unescaped per cent sign."""
    for message in catalog:
        rest = PLACEHOLDER.sub("", str(message.string or "")).replace("%%", "")
        if "%" in rest and not message.context and PLACEHOLDER.search(str(message.id)):
            fault = f"the translation of `{message.id}` can't be filled in"
            hint = "leave `%(…)s` as it is, and write `%%` for a per cent sign"
            yield Problem("invalid-catalog", fault, hint, Span(path, message.lineno or 1))


def _duplicate_entry(path: str, message: Message) -> Problem:
    fault = f"the entry `{message.context or message.id}` is here a second time"
    return _fault(Span(path, message.lineno or 1), fault)
