"""Which editions of a topic are made, and why others are not: what a layout needs is said in its layout.yaml."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from leaflet.editions.shown import is_open, sections_shown
from leaflet.model import Layout, LayoutNeed, Library, Locale, Topic

_LACKS: Mapping[LayoutNeed, str] = {
    "claims": "no claims",
    "open-claims": "no open claims",
    "uncertainties": "no open questions",
}


@dataclass(frozen=True)
class UnmadeEdition:
    """An edition that the topic may have, and that isn't made."""

    topic: Topic
    layout: Layout
    locale: Locale
    reason: str
    """Why, in a sentence without its stop."""

    @property
    def id(self) -> str:
        """`topic/layout/locale`."""
        return f"{self.topic.id}/{self.layout.id}/{self.locale}"


@lru_cache(maxsize=1)  # asked for each problem that names editions
def made_editions(library: Library) -> Mapping[str, tuple[tuple[Layout, Locale], ...]]:
    """By topic, layout and locale of each edition that is made: layouts × locales, in that order."""
    return {
        topic.id: tuple(
            (layout, locale)
            for layout in library.layouts_of(topic)
            if not _lack(library, topic, layout)
            for locale in library.locales_of(topic)
            if layout.is_in(locale.language)
        )
        for topic in library.topics
    }


def unmade_editions(library: Library) -> Iterator[UnmadeEdition]:
    """The editions of each topic's layouts and locales that are not made."""
    for topic in library.topics:
        for layout in library.layouts_of(topic):
            lack = _lack(library, topic, layout)
            for locale in library.locales_of(topic):
                if lack:
                    yield UnmadeEdition(topic, layout, locale, f"the topic has {lack}")
                elif not layout.is_in(locale.language):
                    yield UnmadeEdition(topic, layout, locale, f"the layout isn't made in `{locale.language}`")


def _lack(library: Library, topic: Topic, layout: Layout) -> str:
    """What the topic has nothing of, where it has none of all that the layout needs: its page would be empty."""
    if not layout.needs or any(_has(library, topic, layout, need) for need in layout.needs):
        return ""
    return " and ".join(_LACKS.get(need) or _text_lacked(topic, layout) for need in layout.needs)


def _text_lacked(topic: Topic, layout: Layout) -> str:
    """Why no text is printed: there is none for whom the layout is for, or none of a role that it takes."""
    audience = layout.audience
    if any(audience in section.audiences for section in topic.sections):
        return f"no text for {audience}s with a role that the layout takes ({', '.join(layout.roles)})"
    return f"no text for {audience}s"


def _has(library: Library, topic: Topic, layout: Layout, need: LayoutNeed) -> bool:
    if need == "prose":
        return bool(sections_shown(topic, layout))
    if need == "uncertainties":
        return bool(topic.uncertainties)
    return any(need == "claims" or is_open(library.ladder_of(topic), claim) for claim in topic.claims)
