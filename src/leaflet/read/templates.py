"""The layouts' own texts: what their templates mark for translation with `_("…")` or `{% trans %}`."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import TemplateSyntaxError
from jinja2.ext import babel_extract

from leaflet.model import LAYOUTS_FOLDER
from leaflet.problem import Span
from leaflet.read.catalogs import CatalogText
from leaflet.read.folders import list_folders
from leaflet.read.template_tokens import template_syntax_problem
from leaflet.read.text_file import Problems, TextFile, read_text

TRANSLATION_FUNCTIONS = ("_", "gettext", "ngettext")
EXTRACTION_OPTIONS = {
    "trim_blocks": "true",
    "lstrip_blocks": "true",
    "keep_trailing_newline": "true",
    "silent": "false",
}
"""As templates are read when pages are composed, so that the texts are the same."""


def read_templates(root: Path) -> tuple[tuple[CatalogText, ...], Problems]:
    """The texts of every template under `layouts/`, by file and line, and a problem for each that can't be read.

    A singular and its plural are two texts.
    """
    pairs = [_read_template(root, path) for path in _paths(root)]
    return tuple(text for texts, _ in pairs for text in texts), tuple(p for _, problems in pairs for p in problems)


def _paths(root: Path, pattern: str = "*.j2") -> Iterator[str]:
    for name in list_folders(root, LAYOUTS_FOLDER)[0]:
        for file in sorted((root / LAYOUTS_FOLDER / name).glob(pattern)):
            yield f"{LAYOUTS_FOLDER}/{name}/{file.name}"


def _read_template(root: Path, path: str) -> tuple[tuple[CatalogText, ...], Problems]:
    file, problems = read_text(root, path)
    if file is None:
        return (), problems
    try:
        return _extract_texts(file), ()
    except TemplateSyntaxError as error:
        return (), (template_syntax_problem(path, error),)


@lru_cache(1000)  # as in `parse_yaml`
def _extract_texts(file: TextFile) -> tuple[CatalogText, ...]:
    found = babel_extract(io.BytesIO(file.text.encode()), TRANSLATION_FUNCTIONS, (), EXTRACTION_OPTIONS)
    return tuple(CatalogText("", t, Span(file.path, line)) for line, _, message, _ in found for t in _strings(message))


def _strings(message: Any) -> tuple[str, ...]:
    """The texts among a call's arguments; a variable isn't one."""
    return tuple(text for text in (message if isinstance(message, tuple) else (message,)) if isinstance(text, str))
