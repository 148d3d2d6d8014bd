"""What goes wrong in a layout's template, as a problem at the template's line."""

from __future__ import annotations

from pathlib import Path

import jinja2

from leaflet.editions.edition import Edition
from leaflet.model import LAYOUTS_FOLDER
from leaflet.problem import Problem, Span


class TemplateError(Exception):
    """A layout's template can't be filled."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def as_template_error(edition: Edition, error: Exception) -> TemplateError:
    """`error`, raised while the template of `edition` was read or filled, at its place in the template."""
    if isinstance(error, jinja2.TemplateSyntaxError):
        return TemplateError(_problem(edition, error.name or "", error.lineno, error.message or str(error)))
    name, line = _template_location(error)
    if isinstance(error, jinja2.TemplateError):
        return TemplateError(_problem(edition, name, line, error.message or type(error).__name__))
    return TemplateError(_problem(edition, name, line, f"{error} ({type(error).__name__})"))


def _problem(edition: Edition, template: str, line: int, message: str) -> Problem:
    name = template or f"{edition.layout.id}/page.html.j2"
    return Problem(
        rule="broken-template",
        message=f"the template can't be filled: {message}",
        hint="compare the line with the other layouts; docs/designers.md lists the names that a template may use, and "
        "`leaflet upgrade` changes those of earlier versions",
        span=Span(f"{LAYOUTS_FOLDER}/{name}", line),
        editions=(edition.id,),
    )


def _template_location(error: BaseException) -> tuple[str, int]:
    """(template, line) of the innermost template frame of a traceback."""
    name, line, trace = "", 1, error.__traceback__
    while trace:
        file = trace.tb_frame.f_code.co_filename
        if file.endswith((".j2", ".css")):
            name, line = "/".join(Path(file).parts[-2:]), trace.tb_lineno
        trace = trace.tb_next
    return name, line
