"""A text names a substance that its topic does not list.

Why: the substances that a topic lists decide which warnings and legal statements must be printed. A text on MDMA
whose topic lists only LSD would go out without what must be said of MDMA.

Fix: add the substance to `substances:` in topic.yaml; what must then be said of it is told by the other checks. Or
take its name out of the text. The names stand in `sources/substances.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from leaflet.model import Library, Topic
from leaflet.policies.terms import around, find, matches, plain
from leaflet.policies.texts import Shown, shown
from leaflet.problem import Problem

NAME = "unlisted-substance"


def check(library: Library, today: date) -> Iterator[Problem]:
    """For each topic the first place of each substance that its texts name, in any language, and it does not list."""
    for topic in library.topics:
        first: dict[str, Problem] = {}
        for text in shown(library, (topic.id,)):
            for problem, substance in _named(library, topic, text):
                first.setdefault(substance, problem)
        yield from first.values()


def _named(library: Library, topic: Topic, text: Shown) -> Iterator[tuple[Problem, str]]:
    names = {s.id: s.names.get(text.language, ()) for s in library.substances}
    for match in find((name for forms in names.values() for name in forms), plain(text.text)):
        substance = _called(match[0], names)
        if substance not in topic.meta.substances:
            message = f"“{match[0]}” is `{substance}`, which `{topic.id}` does not list: {around(match)}"
            hint = f"add `{substance}` to `substances:` in topic.yaml, so that what must be said of it is printed"
            yield Problem(NAME, message, hint, text.span), substance


def _called(word: str, names: Mapping[str, Iterable[str]]) -> str:
    return next(substance for substance, forms in names.items() if any(matches(name, word) for name in forms))
