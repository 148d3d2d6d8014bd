"""What the renderer complained of and what sticks out of a box, as problems of the edition."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from leaflet import fonts
from leaflet.build.box_parts import BoxPart, box_parts
from leaflet.compose.brand import brand_files
from leaflet.compose.document import STYLE_TAG, css_source_span
from leaflet.editions.edition import Edition
from leaflet.messages import excerpt
from leaflet.model import EmptyPanel, Overflow, RenderResult, RequiredText
from leaflet.problem import Problem, Severity, Span, thing
from leaflet.render.crashing_styles import crashing_rule

MAX_NAMED = 3
"""How many of the texts that don't fit are named, and of the longest parts of their box."""


def layout_problems(rendered: RenderResult, edition: Edition, html: str = "") -> Iterator[Problem]:
    """What the renderer logged about `html` and what sticks out of a box, which stop the edition; empty panels, too."""
    for line in rendered.log:
        yield Problem(
            "renderer-warning",
            f"the renderer complained about {edition.id}: {line}",
            "fix what it names in the layout or the content; nothing is published while it complains",
            _complaint_span(line, edition, html),
            editions=(edition.id,),
        )
    for family in rendered.unknown_families:
        yield Problem(
            "unknown-font-family",
            f"{edition.id} asks for the font `{family}`, which leaflets aren't set in; another took its place",
            f"name one of {', '.join(f'`{name}`' for name in dict.fromkeys(font.family for font in fonts.FONTS))}",
            _family_span(family, edition, html),
            editions=(edition.id,),
        )
    for overflow in rendered.overflows:
        yield _overflow_problem(overflow, edition)
    yield from (_empty_panel_problem(panel, edition) for panel in rendered.empty_panels)


def crash_problem(error: Exception, edition: Edition, html: str) -> Problem | None:
    """What to say of an `error` on which the renderer stopped; None where no rule of the style sheets causes it."""
    place = crashing_rule(html, *edition.layout.folders, given=brand_files(edition))
    span = css_source_span(html, edition, *place) if place else None
    if span is None:
        return None
    return Problem(
        "renderer-warning",
        f"the renderer fails on this rule in {edition.id}: {' '.join(str(error).split()) or type(error).__name__}",
        "write the rule in another way, or take it out; `leaflet explain renderer-warning` says more",
        span,
        editions=(edition.id,),
    )


def _complaint_span(line: str, edition: Edition, html: str) -> Span:
    """The place in the style sheets that the renderer's `line` names, or the layout where it names none."""
    position = re.search(r" at (\d+):(\d+)", line)
    span = css_source_span(html, edition, int(position[1]), int(position[2])) if position else None
    return span or edition.layout.span()


def _family_span(family: str, edition: Edition, html: str) -> Span:
    """The place in the style sheets that names the `family` last, or the layout where none does."""
    style = html.partition(STYLE_TAG)[2].partition("</style>")[0]
    named = [*re.finditer(rf"(?<![\w-]){re.escape(family)}(?![\w-])", style, re.IGNORECASE)]
    before = style[: named[-1].start()] if named else ""
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return (css_source_span(html, edition, line, column) if named else None) or edition.layout.span()


def _overflow_problem(overflow: Overflow, edition: Edition) -> Problem:
    by_key = {(text.kind, text.id): text for text in edition.required.texts}
    lost_texts = [by_key[key] for key in overflow.lost_texts if key in by_key]
    parts = box_parts([by_key[key] for key in overflow.texts if key in by_key], edition)
    words = f", from the words “{overflow.text}” on" if overflow.text else ""
    return Problem(
        "overflow",
        f"the box `{overflow.fit_id}` on page {overflow.page} of {edition.id} is too full: {_excess(overflow)}"
        f"{_what_does_not_fit(lost_texts) or words}",
        _what_to_cut(parts, overflow.excess_words) + _where_is_room(edition),
        parts[0].span if parts else edition.layout.span(),
        editions=(edition.id,),
        spoils=frozenset({thing("words", edition.id)}),
    )


def _where_is_room(edition: Edition) -> str:
    roomier = edition.layout.roomier
    return f"; or hand out `{roomier}` instead, which has room for the same texts" if roomier else ""


def _empty_panel_problem(panel: EmptyPanel, edition: Edition) -> Problem:
    box = f"the box `{panel.fit_id}` on page {panel.page} of {edition.id}"
    return Problem(
        "empty-panel",
        f"{box} is empty over {panel.empty:.0%} of its height",
        "say more there, or make the piece in layouts with less room: name those under `layouts:` in topic.yaml",
        edition.topic.meta.span("id"),
        Severity.WARNING,
        editions=(edition.id,),
        rests_on=frozenset({thing("words", edition.id)}),
    )


def _excess(overflow: Overflow) -> str:
    """How much is too much: in words, or in millimetres where what sticks out isn't text."""
    if overflow.excess_words:
        return f"about {overflow.excess_words} {'word' if overflow.excess_words == 1 else 'words'} too many"
    return f"its content exceeds the {overflow.side} edge by {overflow.overflow_mm:.1f} mm"


def _what_does_not_fit(lost_texts: Sequence[RequiredText]) -> str:
    """`; no room for “…”, “…” and 9 more`: as many as a person reads."""
    names = ", ".join(excerpt(text.identifying_text, 60) for text in lost_texts[:MAX_NAMED])
    more = f" and {len(lost_texts) - MAX_NAMED} more" if len(lost_texts) > MAX_NAMED else ""
    return f"; no room for {names}{more}" if names else ""


def _what_to_cut(parts: Sequence[BoxPart], excess_words: int) -> str:
    """The longest parts of the box, each with its words and the place where it begins."""
    if not excess_words or not parts:
        return "shorten or take out what this box prints, or give the box more room in the layout's page.css"
    longest = "; ".join(f"{part.label}, {part.words} words, at {part.span}" for part in parts[:MAX_NAMED])
    return (
        f"cut about {excess_words} words, best where most are: {longest}; "
        "or give the box more room in the layout's page.css"
    )
