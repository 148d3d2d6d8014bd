"""What the renderer complained of and what sticks out of a box, as problems of the edition."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from leaflet.compose.document import css_source_span
from leaflet.editions.edition import Edition
from leaflet.messages import excerpt
from leaflet.model import Overflow, RenderResult, RequiredText
from leaflet.problem import Problem, Span

MAX_NAMED = 12
"""How many of the texts that don't fit are named; the next run names those that are left."""


def layout_problems(rendered: RenderResult, edition: Edition, html: str = "") -> Iterator[Problem]:
    """What the renderer logged about `html` and what sticks out of a box: each stops the edition."""
    for line in rendered.log:
        yield Problem(
            "renderer-warning",
            f"the renderer complained about {edition.id}: {line}",
            "fix what it names in the layout or the content; nothing is published while it complains",
            _complaint_span(line, edition, html),
            editions=(edition.id,),
        )
    for overflow in rendered.overflows:
        yield _overflow_problem(overflow, edition)


def _complaint_span(line: str, edition: Edition, html: str) -> Span:
    """The place in the style sheets that the renderer's `line` names, or the layout where it names none."""
    position = re.search(r" at (\d+):(\d+)", line)
    span = css_source_span(html, edition, int(position[1]), int(position[2])) if position else None
    return span or edition.layout.span()


def _overflow_problem(overflow: Overflow, edition: Edition) -> Problem:
    lost_texts = [text for text in edition.required.texts if (text.kind, text.id) in overflow.lost_texts]
    words = f", from the words “{overflow.text}”" if overflow.text else ""
    return Problem(
        "overflow",
        f"on page {overflow.page} of {edition.id} the box `{overflow.fit_id}` is too full: "
        f"its content exceeds the {overflow.side} edge by {overflow.overflow_mm:.1f} mm"
        f"{_what_does_not_fit(lost_texts) or words}",
        "shorten or take out what this box prints, or give the box more room in the layout's page.css",
        lost_texts[0].span if lost_texts else edition.layout.span(),
        editions=(edition.id,),
    )


def _what_does_not_fit(lost_texts: Sequence[RequiredText]) -> str:
    """`; no room for “…”, “…” and 9 more`: as many as a person reads."""
    names = ", ".join(excerpt(text.identifying_text, 60) for text in lost_texts[:MAX_NAMED])
    more = f" and {len(lost_texts) - MAX_NAMED} more" if len(lost_texts) > MAX_NAMED else ""
    return f"; no room for {names}{more}" if names else ""
