"""A text has not been written yet.

Why: `leaflet new topic` puts a reminder (“Write: …”, or an id that begins with `write-`) in every place that needs
something of its own. A reminder must not be printed.

Fix: look for “Write:” and `write-` in the files that the message names, and write what each asks for. Of the texts of
one topic the first is shown, with how many there are in each file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import PurePath

from leaflet.messages import excerpt
from leaflet.model import Library, Topic
from leaflet.policies.reminders import is_reminder
from leaflet.policies.texts import source_texts
from leaflet.problem import Problem, Span, thing

NAME = "unwritten-text"
_Reminder = tuple[Span, str]
"""Where something must be written, and what stands there."""
_FIRST_FILE = "topic.yaml"
"""Of a topic's files the one that is written first."""


def check(library: Library, today: date) -> Iterator[Problem]:
    """Texts, authors and ids that are still those of a new topic: a problem for each topic."""
    unwritten: dict[str, list[_Reminder]] = {}
    for text, span, scope in (*((t.source, t.span, t.scope) for t in source_texts(library)), *_others(library)):
        if is_reminder(text):
            unwritten.setdefault(scope, []).append((span, text))
    yield from (_problem(scope, sorted(places, key=_in_order)) for scope, places in unwritten.items())


def _in_order(place: _Reminder) -> tuple[bool, Span]:
    return not place[0].path.endswith(_FIRST_FILE), place[0]


def _problem(scope: str, places: Sequence[_Reminder]) -> Problem:
    (span, first), *others = places
    spoilt = frozenset({thing("words", scope), thing("translations", scope)})
    if not others:
        hint = "replace the reminder with what it asks for"
        return Problem(NAME, f"this text must be written: {excerpt(first)}", hint, span, spoils=spoilt)
    files = Counter(PurePath(place.path).name for place, _ in places)
    where = (
        f"{len(files)} files: {', '.join(f'{file} {n}' for file, n in files.items())}"
        if len(files) > 1
        else "this file"
    )
    message = f"{len(places)} texts to write in {where}; here {excerpt(first)}"
    hint = "look for “Write:” and `write-` in these files, and write what each asks for"
    return Problem(NAME, message, hint, span, spoils=spoilt)


def _others(library: Library) -> Iterator[tuple[str, Span, str]]:
    """What isn't a text in a language: authors and ids."""
    for topic in library.topics:
        yield from ((text, span, topic.id) for text, span in _names(topic))


def _names(topic: Topic) -> Iterator[tuple[str, Span]]:
    meta = topic.meta
    for key, names in (("authors", meta.authors), ("categories", meta.categories), ("substances", meta.substances)):
        yield from ((name, meta.span(key, n)) for n, name in enumerate(names))
    for claim in topic.claims:
        yield claim.level, claim.span("level")
        yield from ((name, claim.span("supported_by", n)) for n, name in enumerate(claim.supported_by))
