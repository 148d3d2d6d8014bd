"""Problems of words that a list of `sources/wording.yaml` refuses, wherever they are printed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from leaflet.model import LanguageRules, Library, Term, WordLists
from leaflet.policies.terms import find_terms, is_form_of, is_quoted, match_context, undenied_matches, visible_text
from leaflet.policies.texts import PrintedText, printed_texts
from leaflet.problem import Problem, Severity


@dataclass(frozen=True)
class RefusedWords:
    """One of the lists, and what is wrong with a word on it."""

    rule: str
    fault: str
    """What such a word does, as a message says it after the word."""
    terms: Callable[[WordLists], tuple[Term, ...]]
    """The list among a language's."""
    may_be_corrected: bool
    """May a text have the word where it denies or quotes it?"""


def listed_word_problems(library: Library, refused: RefusedWords) -> Iterator[Problem]:
    """A problem for each word of the list in every text and language that is printed."""
    for text in printed_texts(library):
        word_lists = library.word_lists.get(text.language)
        if word_lists:
            found = _matches(text, refused, word_lists, library.languages.get(text.language))
            yield from (_problem(text, match, refused, word_lists) for match in found)


def _matches(
    text: PrintedText, refused: RefusedWords, word_lists: WordLists, rules: LanguageRules | None
) -> Iterator[re.Match[str]]:
    visible, terms = visible_text(text.text), (term.term for term in refused.terms(word_lists))
    if not refused.may_be_corrected:
        return iter(find_terms(terms, visible))
    undenied = undenied_matches(terms, visible, rules)
    return (match for match in undenied if not is_quoted(visible, match.start()))


def _problem(text: PrintedText, match: re.Match[str], refused: RefusedWords, word_lists: WordLists) -> Problem:
    term = next(term for term in refused.terms(word_lists) if is_form_of(term.term, match[0]))
    return Problem(
        refused.rule,
        f"“{match[0]}” {refused.fault}: {match_context(match)}",
        f"instead: {term.instead}",
        text.span,
        Severity(term.severity),
        waiver_target=text.waiver_target,
    )
