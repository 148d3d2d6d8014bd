"""The layouts' own words: what their templates mark for translation with `_("…")` or `{% trans %}`."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jinja2 import TemplateSyntaxError
from jinja2.ext import babel_extract

from leaflet.problem import Problem, Span
from leaflet.read.catalogs import Words
from leaflet.read.folders import folders
from leaflet.read.layouts import FOLDER
from leaflet.read.text_file import Problems, TextFile, read_text

KEYWORDS = ("_", "gettext", "ngettext")
OPTIONS = {"trim_blocks": "true", "lstrip_blocks": "true", "keep_trailing_newline": "true", "silent": "false"}
"""As templates are read when pages are composed, so that the words are the same."""


def read_templates(root: Path) -> tuple[tuple[Words, ...], Problems]:
    """The words of every template under `layouts/`, by file and line, and a problem for each that can't be read.

    A singular and its plural are two texts.
    """
    pairs = [_words(root, path) for path in _paths(root)]
    return tuple(w for words, _ in pairs for w in words), tuple(p for _, problems in pairs for p in problems)


def _paths(root: Path) -> Iterator[str]:
    for name in folders(root, FOLDER)[0]:
        for file in sorted((root / FOLDER / name).glob("*.j2")):
            yield f"{FOLDER}/{name}/{file.name}"


def _words(root: Path, path: str) -> tuple[tuple[Words, ...], Problems]:
    file, problems = read_text(root, path)
    if file is None:
        return (), problems
    try:
        return tuple(_extracted(file)), ()
    except TemplateSyntaxError as error:
        hint = "compare the line with the other layouts' templates"
        message = f"the template can't be filled: {error.message}"
        return (), (Problem("template", message, hint, Span(path, error.lineno)),)


def _extracted(file: TextFile) -> Iterator[Words]:
    for line, _, message, _ in babel_extract(io.BytesIO(file.text.encode()), KEYWORDS, (), OPTIONS):
        yield from (Words("", text, Span(file.path, line)) for text in _strings(message))


def _strings(message: Any) -> tuple[str, ...]:
    """The texts among a call's arguments."""
    return tuple(text for text in ((message,) if isinstance(message, str) else message) if isinstance(text, str))
