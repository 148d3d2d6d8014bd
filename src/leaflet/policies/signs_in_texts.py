"""Problems of signs and words that can't be printed as they are, in every text that is printed, at their places."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache

from leaflet.fonts.printable_signs import printable_signs
from leaflet.model import Library
from leaflet.policies.quoted_texts import reference_texts
from leaflet.policies.texts import printed_texts
from leaflet.problem import Problem, Span
from leaflet.read.text_file import TextFile, read_text
from leaflet.signs import described, sign_faults


def sign_problems(library: Library, rule: str) -> Iterator[Problem]:
    """A problem for each fault of `rule` in a text that is printed, once in each text."""
    read = cache(lambda path: read_text(library.root, path)[0])
    for text, span in _texts(library):
        for fault in sign_faults(text):
            if fault.rule == rule:
                here = _place(read(span.path), span, fault.text, len(text))
                yield Problem(rule, fault.message, fault.hint, here, spoils=frozenset({str(span)}))


def own_font_problems(library: Library, rule: str) -> Iterator[Problem]:
    """A problem of `rule` for each sign of a text that a font of the house's own hasn't: another would step in."""
    read = cache(lambda path: read_text(library.root, path)[0])
    choices = {choice.file: choice for _, choice in library.house.brand.choices if choice.own}
    lacking = {file: frozenset.intersection(*(font.signs for font in choice.own)) for file, choice in choices.items()}
    for text, span in _texts(library) if lacking else ():
        for sign in dict.fromkeys(text):
            files = [file for file, signs in lacking.items() if sign not in signs and _is_of_text(sign)]
            for file in files:
                here = _place(read(span.path), span, sign, len(text))
                message = f"{described(sign)} isn't in the font `{file}` of the house's brand"
                hint = "write it with signs that the font has, or take a font that has this one"
                yield Problem(rule, message, hint, here, spoils=frozenset({str(span)}))


def _is_of_text(sign: str) -> bool:
    """Is it a letter, a figure, punctuation or a currency, which the font of a text must have?

    Other symbols have fonts of their own, as has what runs from right to left.
    """
    kind = unicodedata.category(sign)
    is_leftward = unicodedata.bidirectional(sign) in ("R", "AL", "AN")
    return (kind[0] in "LNPM" or kind == "Sc") and not is_leftward and sign in printable_signs()


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
