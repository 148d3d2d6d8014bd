"""Signs of a text that would not be printed as they are written, as problems."""

from __future__ import annotations

from collections.abc import Iterable
from textwrap import shorten

from leaflet.problem import Problem, Span
from leaflet.running_text.block import parse_block
from leaflet.running_text.inline import MarkupFault
from leaflet.running_text.plain import plain_text_faults


def markup_problem(fault: MarkupFault, span: Span) -> Problem:
    """The problem of signs at `span`."""
    signs = f": `{shorten(fault.signs, 40, placeholder=' …')}`" if fault.signs.strip() else ""
    return Problem(fault.construct.rule, f"{fault.construct.message}{signs}", fault.construct.hint, span)


def text_problems(text: str, span: Span, *, is_markdown: bool = False) -> Iterable[Problem]:
    """What is wrong with a text at `span` that isn't in text.md: the value of a field, a translation."""
    faults = parse_block(text).faults if is_markdown else plain_text_faults(text)
    return dict.fromkeys(markup_problem(fault, span) for fault in faults)
