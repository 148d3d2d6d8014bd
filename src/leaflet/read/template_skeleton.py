"""What a layout's page needs before anything can be set in it: the skeleton of every piece, and a body of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from jinja2 import nodes

from leaflet.model import LAYOUTS_FOLDER, PACKAGED_PREFIX, SKELETON
from leaflet.problem import Problem, Span
from leaflet.read.template_texts import constant, parsed_template

_BODY = "body"


def skeleton_faults(root: Path, page: str) -> Iterator[Problem]:
    """A problem where the template `page` of a layout doesn't end in the skeleton, or fills no body.

    Each required text of each of its editions would be missing: this is why. What extends a template whose name is
    worked out as the page is composed, or one that can't be read, is left to those who compose it.
    """
    layout = page.rpartition("/")[0].removeprefix(PACKAGED_PREFIX)
    path, blocks, seen = page, set[str](), set[str]()
    while path.removeprefix(PACKAGED_PREFIX) != SKELETON:
        template = parsed_template(root, path)
        if path in seen:
            yield _extends_itself(path)
        if template is None or path in seen:
            return
        seen.add(path)
        blocks |= {block.name for block in template.find_all(nodes.Block)}
        extended = template.find(nodes.Extends)
        if extended is None:
            yield _problem(path, f"the page of `{layout}` doesn't extend `{SKELETON}`")
            return
        path = constant(extended.template)
    if _BODY not in blocks:
        yield _problem(page, f"the page of `{layout}` has no block `{_BODY}`, so nothing would be printed")


def _extends_itself(path: str) -> Problem:
    hint = f'write {{% extends "{PACKAGED_PREFIX}{path}" %}} where you mean leaflet’s own'
    return Problem("incomplete-template", "this page extends itself", hint, Span(f"{LAYOUTS_FOLDER}/{path}"))


def _problem(path: str, message: str) -> Problem:
    hint = f'begin it with {{% extends "{SKELETON}" %}}, and put the page in {{% block {_BODY} %}} … {{% endblock %}}'
    return Problem("incomplete-template", message, hint, Span(f"{LAYOUTS_FOLDER}/{path}"))
