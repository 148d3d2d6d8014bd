"""A text names a substance that its topic does not list.

Why: the substances that a topic lists decide which warnings and legal statements must be printed. A text on a
substance that its topic doesn't list would go out without what must be said of it.

Fix: add the substance to `substances:` in topic.yaml; the other checks then report what must be said about it. Or
take its name out of the text. The names are in `sources/substances.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from leaflet.model import Library, Topic
from leaflet.policies.terms import find_terms, is_form_of, match_context, visible_text
from leaflet.policies.texts import PrintedText, stopped_by, texts_in_pieces
from leaflet.problem import Problem, thing

NAME = "unlisted-substance"


def check(library: Library, today: date) -> Iterator[Problem]:
    """For each topic, the first mention in any language of each substance that it doesn't list."""
    for topic in library.topics:
        first: dict[str, Problem] = {}
        for text in texts_in_pieces(library, topic):
            for problem, substance in _named(library, topic, text):
                first.setdefault(substance, problem)
        yield from first.values()


def _named(library: Library, topic: Topic, text: PrintedText) -> Iterator[tuple[Problem, str]]:
    names = {s.id: s.names.get(text.language, ()) for s in library.substances}
    for match in find_terms((name for forms in names.values() for name in forms), visible_text(text.text)):
        substance = _substance_named(match[0], names)
        if substance not in topic.meta.substances:
            message = f"“{match[0]}” is `{substance}`, which `{topic.id}` does not list: {match_context(match)}"
            hint = f"add `{substance}` to `substances:` in topic.yaml, so that what must be said of it is printed"
            rests_on = frozenset({thing("substance", substance)})
            editions = stopped_by(library, topic, text)
            yield Problem(NAME, message, hint, text.span, editions=editions, rests_on=rests_on), substance


def _substance_named(word: str, names: Mapping[str, Iterable[str]]) -> str:
    return next(substance for substance, forms in names.items() if any(is_form_of(name, word) for name in forms))
