"""A section has a role that no layout of its topic takes.

Why: layouts place sections by their role. A section whose role has a place in no layout would be printed nowhere, and
nobody would be told.

Fix: use one of the roles that the hint names. Which roles a layout takes is said in the `outline` of its layout.yaml,
`sections.steps`; a layout of the house's own may take roles of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leaflet.messages import backtick_list, did_you_mean
from leaflet.model import Audience, Layout, Library, Section, Topic
from leaflet.problem import Problem, thing

NAME = "unknown-role"


def check(library: Library, today: date) -> Iterator[Problem]:
    """Sections that some audience of theirs finds in no layout, though the topic has layouts with text for it."""
    for topic in library.topics:
        layouts = [layout for layout in library.layouts_of(topic) if "prose" in layout.shows]
        for section in topic.sections:
            for audience in section.audiences:
                own = [layout for layout in layouts if layout.audience is audience]
                if own and not any(layout.takes(section.role) for layout in own):
                    yield _problem(topic, section, audience, own)
                    break


def _problem(topic: Topic, section: Section, audience: Audience, layouts: list[Layout]) -> Problem:
    known = sorted({role for layout in layouts for role in layout.roles})
    names = backtick_list(layout.id for layout in layouts)
    return Problem(
        NAME,
        f"no layout of the topic for {audience}s takes the role `{section.role}`",
        f"{did_you_mean(section.role, known)}roles in {names}: {', '.join(known)}",
        section.span("role"),
        spoils=frozenset({thing("role", section.role), thing("words", topic.id)}),
    )
