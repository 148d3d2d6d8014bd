"""A required statement is hard to read, and with it all those of a piece for patients.

Why: the statements are what a reader must not miss, and they are often the hardest on the page: written to be complete,
not to be read. They are measured together, as a score needs more than a sentence; told are the hardest, as many as must
become easier for the others to pass.

Fix: make two sentences of one, say what happens instead of naming it, and use everyday words; then let the translator
do the same. Whoever answers for the content must agree with the new words. It is only a warning, and the score proves
nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import astuple
from datetime import date
from functools import lru_cache

from leaflet.editions.edition import Edition
from leaflet.editions.from_library import editions
from leaflet.language.readability import sentences, words
from leaflet.language.reading_scales import SCALES, ReadabilityScale
from leaflet.model import Audience, Library, Statement
from leaflet.problem import Problem, Severity, Span

NAME = "hard-statement"
_MAX_WORDS = 3
"""Hard words that are named of a statement."""
_HINT = "make two sentences of one, and use everyday words; whoever answers for the content must agree"


_HardStatement = tuple[str, str, int, int, list[str]]
"""A problem's message and place, and the editions that it names."""
_Found = dict[tuple[str, str], tuple[Statement, float, list[str]]]


def facts(library: Library, today: date) -> list[_HardStatement]:
    """The hardest statements of those editions for patients whose statements are harder than the language's limit."""
    found: _Found = {}
    for edition in editions(library, today):
        language = edition.locale.language
        if language in SCALES and edition.audience is Audience.PATIENT:
            own = _translated(edition, library)
            total, hard = _hardest(SCALES[language], tuple(s.text for s in own), abbreviations(library, language))
            for number in hard:
                row = found.setdefault((own[number].id, language), (own[number], total, []))
                row[2].append(edition.id)
    return [
        (_message(statement, SCALES[language], total, abbreviations(library, language)), *astuple(span), ids)
        for (_, language), (statement, total, ids) in found.items()
        for span in (statement.span("text"),)
    ]


def conclude(library: Library, facts: Sequence[list[_HardStatement]], today: date) -> Iterator[Problem]:
    """One problem for each statement, with the score of the first topic that prints it."""
    by_place: dict[Span, tuple[str, list[str]]] = {}
    for message, path, line, column, ids in (row for rows in facts for row in rows):
        by_place.setdefault(Span(path, line, column), (message, []))[1].extend(ids)
    for span, (message, ids) in by_place.items():
        rests_on = frozenset({str(span)})
        yield Problem(NAME, message, _HINT, span, Severity.WARNING, editions=tuple(ids), rests_on=rests_on)


def abbreviations(library: Library, language: str) -> tuple[str, ...]:
    """Those of `language`, whose stops end no sentence."""
    rules = library.languages.get(language)
    return rules.abbreviations if rules else ()


def _translated(edition: Edition, library: Library) -> tuple[Statement, ...]:
    """The edition's statements, but for those that its language lacks (`untranslated-statement`)."""
    if edition.locale.language == library.house.source_language:
        return edition.statements
    source = {statement.id: statement.text for statement in library.statements}
    return tuple(statement for statement in edition.statements if statement.text != source[statement.id])


@lru_cache(maxsize=1000)  # most editions of a language carry the same
def _hardest(scale: ReadabilityScale, texts: tuple[str, ...], short: tuple[str, ...]) -> tuple[float, tuple[int, ...]]:
    """The score of all `texts`, and the numbers of the hardest of them, without which the others pass."""
    scores = {number: scale.score(text, short) for number, text in enumerate(texts)}
    by_hardness = sorted(scores, key=lambda number: -scale.hardness(scores[number]))
    total = scale.score("\n".join(texts), short)
    for count in range(len(texts)):
        rest = "\n".join(texts[number] for number in sorted(by_hardness[count:]))
        if scale.passes(scale.score(rest, short)):
            return total, tuple(by_hardness[:count])
    return total, tuple(by_hardness)


def _message(statement: Statement, scale: ReadabilityScale, total: float, short: tuple[str, ...]) -> str:
    score = max(0.0, scale.score(statement.text, short))  # a scale ends at nought
    longest = max(len(words(sentence)) for sentence in sentences(statement.text, short) or ("",))
    return (
        f"the required statements are hard to read: {scale.name} {max(0.0, total):.1f}, where patients need "
        f"{scale.limit_text}; `{statement.id}` has {score:.1f}, a sentence of {longest} words, and "
        f"“{', '.join(scale.hardest_words(statement.text, _MAX_WORDS))}”"
    )
