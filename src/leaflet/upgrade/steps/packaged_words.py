"""Words that no house may say are leaflet's own, and `sources/wording.yaml` has what a house adds to them.

What a house repeats of them does no harm, and stays as it is if leaflet's changes. It is told list by list and term by
term, so that a person can take it out; words that are the house's own stay.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.messages import backtick_list
from leaflet.model import HouseWords, Term, WordLists, WordRules
from leaflet.read.house_words import RULES
from leaflet.read.records import validate
from leaflet.read.word_lists import WORDING, packaged_word_lists
from leaflet.upgrade.edits import parsed_yaml
from leaflet.upgrade.house_files import HouseFiles
from leaflet.upgrade.step import Note, StepResult

VERSION = "0.3.0"


def upgraded(house: HouseFiles) -> StepResult:
    """No file changes; a note for each language with words that leaflet has, too."""
    document = parsed_yaml(WORDING, house.texts[WORDING])[0] if WORDING in house.texts else None
    languages = document.value if document and isinstance(document.value, dict) else {}
    notes: list[Note] = []
    for language, base in packaged_word_lists().items():
        own = validate(HouseWords, document, language)[0] if document and language in languages else None
        if own and document and (parts := tuple(_repeated(own, base))):
            text = f"leaflet has these words of `{language}` itself now, and you may delete them: {'; '.join(parts)}"
            notes.append(Note(document.keys[language,], text))
    return StepResult(notes=tuple(notes))


def _repeated(own: HouseWords, base: WordLists) -> Iterator[str]:
    """What of `own` is in `base` with all that is said of it."""
    lists = [name for name, words in own.words.items() if set(words) <= set(base.words.get(name, ()))]
    if lists:
        yield f"the lists {backtick_list(lists)}"
    yield from _terms("", own, base)
    for name, rules in own.groups.items():
        if name in base.groups:
            yield from _terms(f"{name}/", rules, base.groups[name])


def _terms(group: str, own: WordRules, base: WordRules) -> Iterator[str]:
    for rule in RULES:
        known = {phrase: _said(term) for term in getattr(base, rule) for phrase in term.term}
        lines = [
            str(term.span().line)
            for term in getattr(own, rule)
            if all(known.get(phrase) == _said(term) for phrase in term.term)
        ]
        if lines:
            yield f"the terms of `{group}{rule}` in {'line' if len(lines) == 1 else 'lines'} {', '.join(lines)}"


def _said(term: Term) -> object:
    """What is said of each of its phrases."""
    return term.model_dump(exclude={"term", "origin"})
