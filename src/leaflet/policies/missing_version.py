"""A topic gives its version or its date for some locales only.

Why: both are printed on every page and decide which of two leaflets is the newer one. Where a locale has none of its
own, the page would show another locale's.

Fix: give `version:` and `date:` one value for all locales, or one for each: `version: {nl-NL: "1.1", en-NL: "1.0"}`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from leaflet.messages import backtick_list
from leaflet.model import Library
from leaflet.problem import Problem

NAME = "missing-version"


def check(library: Library, today: date) -> Iterator[Problem]:
    """Versions and dates by locale that leave a locale out, or name one that isn't built."""
    for topic in library.topics:
        wanted = {str(locale) for locale in library.locales_of(topic)}
        for field in ("version", "date"):
            values = getattr(topic.meta, field)
            if isinstance(values, Mapping) and set(values) != wanted:
                yield Problem(NAME, _message(topic.id, field, set(values), wanted), _HINT, topic.meta.span(field))


_HINT = "give one value for all locales, or one for each of those in which the topic is made"


def _message(topic: str, field: str, given: set[str], wanted: set[str]) -> str:
    missing, unknown = sorted(wanted - given), sorted(given - wanted)
    faults = [f"lacks {backtick_list(missing)}"] if missing else []
    faults += [f"has {backtick_list(unknown)}, which isn't built"] if unknown else []
    return f"the `{field}` of `{topic}` {' and '.join(faults)}"
