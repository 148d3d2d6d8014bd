"""The drawing commands of a clinic's box, and their resources, under names that the original's page does not have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name

from leaflet.lengths import PT_PER_MM
from leaflet.model import ClinicBox

_PREFIX = "Clinic"
"""Before each name of a resource of the box, so that it can't be one of the original's."""
_RESOURCE_KINDS = {
    "Tf": "/Font",
    "gs": "/ExtGState",
    "Do": "/XObject",
    "sh": "/Shading",
    "cs": "/ColorSpace",
    "CS": "/ColorSpace",
}
"""Operators whose first operand is the name of a resource, and of which kind (ISO 32000-1, annex A)."""
_PATTERN_OPERATORS = ("scn", "SCN")


def renamed_commands(page: pikepdf.Page, offset: int) -> tuple[list[Any], dict[str, set[str]]]:
    """The page's commands with names and marks of their own; the names that they use, by kind of resource."""
    used_names: dict[str, set[str]] = {}
    commands = [_renamed(command, offset, used_names) for command in pikepdf.parse_content_stream(page)]
    return commands, used_names


def _renamed(command: Any, offset: int, used_names: dict[str, set[str]]) -> Any:
    operator, operands = str(command.operator), list(command.operands)
    kind = _RESOURCE_KINDS.get(operator) or (
        "/Pattern" if operator in _PATTERN_OPERATORS and isinstance(operands[-1], Name) else None
    )
    at = -1 if operator in _PATTERN_OPERATORS else 0
    if kind and not str(operands[at]).startswith("/Device"):
        used_names.setdefault(kind, set()).add(str(operands[at]))
        operands[at] = _prefixed(str(operands[at]))
    if operator == "BDC" and "/MCID" in operands[1]:
        operands[1] = Dictionary({**dict(operands[1]), "/MCID": int(operands[1].MCID) + offset})
    return pikepdf.ContentStreamInstruction(operands, command.operator)


def _prefixed(name: str) -> Name:
    return Name(f"/{_PREFIX}{name[1:]}")


def add_resources(
    pdf: pikepdf.Pdf, page: Any, boxes: pikepdf.Pdf, number: int, used_names: Mapping[str, set[str]]
) -> None:
    """Give the page the resources of the box beside its own. A dictionary that pages share is left as it is."""
    source = boxes.pages[number].obj.Resources
    resources = Dictionary(dict(page.Resources))
    for kind in sorted(used_names):
        entries = dict(resources[kind]) if kind in resources else {}
        for name in sorted(used_names[kind]):
            value = source[kind][name]
            entries[str(_prefixed(name))] = pdf.copy_foreign(value if value.is_indirect else boxes.make_indirect(value))
        resources[kind] = Dictionary(entries)
    page.Resources = resources


def positioned(commands: Sequence[Any], box: ClinicBox, page: Any) -> list[Any]:
    """The commands moved into the box, after those of the original were closed."""
    height = float(page.MediaBox[3])
    left, bottom = box.left_mm * PT_PER_MM, height - (box.top_mm + box.height_mm) * PT_PER_MM
    matrix = [1, 0, 0, 1, round(left, 4), round(bottom, 4)]
    begin: tuple[tuple[list[float], str], ...] = (([], "Q"), ([], "q"), (matrix, "cm"))
    instructions = [pikepdf.ContentStreamInstruction(list(o), pikepdf.Operator(name)) for o, name in begin]
    return [*instructions, *commands, pikepdf.ContentStreamInstruction([], pikepdf.Operator("Q"))]
