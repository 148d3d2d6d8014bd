"""What a layout's page needs before anything can be set in it: the skeleton of every piece, and a body of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from jinja2 import nodes

from leaflet.model import BASE_FOLDER, LAYOUTS_FOLDER
from leaflet.problem import Problem, Span
from leaflet.read.template_texts import constant, parsed_template

_SKELETON = f"{BASE_FOLDER}/document.html.j2"
_BODY = "body"


def skeleton_faults(root: Path, layout: str) -> Iterator[Problem]:
    """A problem where the page of `layout` doesn't end in the skeleton, or fills no body.

    Each required text of each of its editions would be missing: this is why. What extends a template whose name is
    worked out as the page is composed, or one that can't be read, is left to those who compose it.
    """
    page = f"{layout}/page.html.j2"
    path, blocks, seen = page, set[str](), set[str]()
    while path != _SKELETON:
        template = parsed_template(root, path)
        if template is None or path in seen:
            return
        seen.add(path)
        blocks |= {block.name for block in template.find_all(nodes.Block)}
        extended = template.find(nodes.Extends)
        if extended is None:
            yield _problem(path, f"the page of `{layout}` doesn't extend `{_SKELETON}`")
            return
        path = constant(extended.template)
    if _BODY not in blocks:
        yield _problem(page, f"the page of `{layout}` has no block `{_BODY}`, so nothing would be printed")


def _problem(path: str, message: str) -> Problem:
    hint = f'begin it with {{% extends "{_SKELETON}" %}}, and put the page in {{% block {_BODY} %}} … {{% endblock %}}'
    return Problem("incomplete-template", message, hint, Span(f"{LAYOUTS_FOLDER}/{path}"))
