"""What goes wrong in a layout's template, as a problem at the template's line."""

from __future__ import annotations

from pathlib import Path

import jinja2

from leaflet.editions.edition import Edition
from leaflet.model import shown_layout_path
from leaflet.problem import Problem, Span


class TemplateError(Exception):
    """A layout's template can't be filled."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def as_template_error(edition: Edition, error: Exception) -> TemplateError:
    """`error`, raised while the template of `edition` was read or filled, at its place in the template."""
    if isinstance(error, jinja2.TemplateSyntaxError):
        path = edition.layout.shown_path(error.name or edition.layout.page)
        return TemplateError(_problem(edition, path, error.lineno, error.message or str(error)))
    file, line = _template_location(error)
    name = shown_layout_path(file, edition.layout.packaged) if file else edition.layout.shown_path(edition.layout.page)
    if isinstance(error, jinja2.TemplateError):
        return TemplateError(_problem(edition, name, line, error.message or type(error).__name__))
    return TemplateError(_problem(edition, name, line, f"{error} ({type(error).__name__})"))


def _problem(edition: Edition, path: str, line: int, message: str) -> Problem:
    return Problem(
        rule="broken-template",
        message=f"the template can't be filled: {message}",
        hint="compare the line with the other layouts; docs/designers.md lists the names that a template may use, and "
        "`leaflet upgrade` changes those of earlier versions",
        span=Span(path, line),
        editions=(edition.id,),
    )


def _template_location(error: BaseException) -> tuple[Path | None, int]:
    """(template's file, line) of the innermost template frame of a traceback; None where there is no such frame."""
    found, line, trace = None, 1, error.__traceback__
    while trace:
        file = trace.tb_frame.f_code.co_filename
        if file.endswith((".j2", ".css")):
            found, line = Path(file), trace.tb_lineno
        trace = trace.tb_next
    return found, line
