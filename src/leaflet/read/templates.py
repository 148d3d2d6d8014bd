"""The layouts' own texts: what their templates mark for translation with `_("…")` or `{% trans %}`."""

from __future__ import annotations

import io
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import TemplateSyntaxError
from jinja2.ext import babel_extract

from leaflet.problem import Span
from leaflet.read.catalogs import CatalogText
from leaflet.read.layout_sources import read_layout_text, template_names
from leaflet.read.template_tokens import template_syntax_problem
from leaflet.read.text_file import Problems, TextFile

TRANSLATION_FUNCTIONS = ("_", "gettext", "ngettext")
EXTRACTION_OPTIONS = {
    "trim_blocks": "true",
    "lstrip_blocks": "true",
    "keep_trailing_newline": "true",
    "silent": "false",
}
"""As templates are read when pages are composed, so that the texts are the same."""


def read_templates(root: Path) -> tuple[tuple[CatalogText, ...], Problems]:
    """The texts of every template of every layout, by file and line, and a problem for each that can't be read.

    A singular and its plural are two texts.
    """
    pairs = [_read_template(root, path) for path in template_names(root)]
    return tuple(text for texts, _ in pairs for text in texts), tuple(p for _, problems in pairs for p in problems)


def _read_template(root: Path, path: str) -> tuple[tuple[CatalogText, ...], Problems]:
    file, problems = read_layout_text(root, path)
    if file is None:
        return (), problems
    try:
        return _extract_texts(file), ()
    except TemplateSyntaxError as error:
        return (), (template_syntax_problem(file.path, error),)


@lru_cache(1000)  # as in `parse_yaml`
def _extract_texts(file: TextFile) -> tuple[CatalogText, ...]:
    found = babel_extract(io.BytesIO(file.text.encode()), TRANSLATION_FUNCTIONS, (), EXTRACTION_OPTIONS)
    return tuple(CatalogText("", t, Span(file.path, line)) for line, _, message, _ in found for t in _strings(message))


def _strings(message: Any) -> tuple[str, ...]:
    """The texts among a call's arguments; a variable isn't one."""
    return tuple(text for text in (message if isinstance(message, tuple) else (message,)) if isinstance(text, str))
