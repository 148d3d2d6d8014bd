"""The code of a template, token by token, each with its place: for whoever changes a template's text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, TemplateSyntaxError

from leaflet.problem import Problem, Span
from leaflet.read.text_file import Problems, TextFile

_NO_CODE = frozenset(
    {
        *("data", "whitespace", "comment", "comment_begin", "comment_end"),
        *("raw_begin", "raw_end", "linecomment", "linecomment_begin", "linecomment_end"),
    }
)


@dataclass(frozen=True)
class TemplateToken:
    """A part of an expression or a statement."""

    kind: str
    """As Jinja calls it: `name`, `string`, `operator`, `block_begin`, `block_end`, `variable_begin`, …"""
    text: str
    """As it is written, a string with its quotation marks."""
    start: int
    """Offset in the template, from 0."""

    @property
    def end(self) -> int:
        """Offset of what follows it."""
        return self.start + len(self.text)


def template_tokens(file: TextFile) -> tuple[tuple[TemplateToken, ...], Problems]:
    """The tokens of the template `file` without what it prints as it is written, comments and white space.

    None, and a problem, where it isn't a template. The lines of `file` must end in line feeds.
    """
    tokens: list[TemplateToken] = []
    position = 0
    try:
        _environment().parse(file.text)
        for _, kind, text in _environment().lex(file.text):
            position = file.text.index(text, position)  # Jinja leaves out nothing but white space
            if kind not in _NO_CODE:
                tokens.append(TemplateToken(kind, text, position))
            position += len(text)
    except TemplateSyntaxError as error:
        return (), (template_syntax_problem(file.path, error),)
    return tuple(tokens), ()


def template_syntax_problem(path: str, error: TemplateSyntaxError) -> Problem:
    """The fault of the template at `path`."""
    hint = "compare the line with the other layouts' templates"
    message = f"the template can't be filled: {error.message}"
    return Problem("broken-template", message, hint, Span(path, error.lineno))


@cache
def _environment() -> Environment:
    return Environment(extensions=["jinja2.ext.i18n"], keep_trailing_newline=True, autoescape=True)
