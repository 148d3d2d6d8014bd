"""Problems of signs and words that can't be printed as they are, in every text that is printed, at their places."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from leaflet.model import Library
from leaflet.policies.quoted_texts import reference_texts
from leaflet.policies.texts import printed_texts
from leaflet.problem import Problem, Span
from leaflet.read.text_file import TextFile, read_text
from leaflet.signs import sign_faults


def sign_problems(library: Library, rule: str) -> Iterator[Problem]:
    """A problem for each fault of `rule` in a text that is printed, once in each text."""
    read = cache(lambda path: read_text(library.root, path)[0])
    for text, span in _texts(library):
        for fault in sign_faults(text):
            if fault.rule == rule:
                here = _place(read(span.path), span, fault.text, len(text))
                yield Problem(rule, fault.message, fault.hint, here, spoils=frozenset({str(span)}))


def _place(file: TextFile | None, span: Span, words: str, length: int) -> Span:
    """Where `words` stand in the text of so many letters that begins at `span`; `span` where they are escaped there."""
    if file is None:
        return span
    line_start = sum(len(line) + 1 for line in file.text.split("\n")[: span.line - 1])
    start = line_start + span.column - 1
    if file.path.endswith(".po"):  # an entry begins with the English, which may have the same words
        start = max(file.text.find("\nmsgstr", start), start)
    found = file.text.find(words, start, start + 2 * length + 400)  # markup, quotes and indents stand between
    return span if found < 0 else file.span(found)


def _texts(library: Library) -> Iterator[tuple[str, Span]]:
    """Every text that is printed, in each language, with where it begins; names and numbers, too."""
    yield from ((text.text, text.span) for text in printed_texts(library))
    for contact in library.contacts:
        yield from ((text, contact.span(name)) for name in ("number", "source") if (text := getattr(contact, name)))
    yield library.ladder.contested_symbol, library.ladder.span("contested_symbol")
    yield from ((level.symbol, level.span("symbol")) for level in library.levels)
    for topic in library.topics:
        yield from ((name, topic.meta.span("authors", n)) for n, name in enumerate(topic.meta.authors))
        for review in topic.reviews:
            yield from ((getattr(review, field), review.span(field)) for field in ("name", "role"))
    for reference in library.references.values():
        yield from reference_texts(reference)
