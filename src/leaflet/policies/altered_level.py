"""A translation calls a rung of the evidence ladder by another rung's words.

Why: the label beside a claim says how far to trust it. “Trial in people” over a finding in mice is the worst error that
a translation can make, and each word of it is right.

Fix: correct the translation in the catalog (`.po`). Which words belong to a rung in a language are its label there and
the words that its claims need, in `sources/evidence.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leaflet.messages import backtick_list, excerpt
from leaflet.model import EvidenceLevel, Library
from leaflet.policies.terms import find_terms, visible_text
from leaflet.policies.translation_pairs import TranslationPair, translation_pairs
from leaflet.problem import Problem, thing

NAME = "altered-level"


def check(library: Library, today: date) -> Iterator[Problem]:
    """Labels and meanings with another rung's words, and texts that name rungs in another order than their source."""
    pairs = translation_pairs(library)
    labels = {(p.text.context.split("/")[1], p.language): p for p in pairs if _is_of_level(p, "label")}
    for pair in pairs:
        others = (
            _words_of_others(library, pair)
            or _labels_of_others(library, labels, pair)
            or _other_order(library, labels, pair)
        )
        if others:
            message = (
                f"has the words of {backtick_list(others)}: {excerpt(pair.text.source)} is {excerpt(pair.entry.text)}"
            )
            hint = f"give each rung its own words: correct {pair.entry.span.path}"
            compared = others if _is_of_level(pair) else tuple(level.id for level in library.levels)
            yield pair.problem(NAME, message, hint, _names_of(compared, pair.language))


def _rungs(library: Library) -> tuple[EvidenceLevel, ...]:
    """Those of the topic that is looked at; the house's ladder where none is."""
    ladders = [library.ladder_of(topic) for topic in library.topics] or [library.ladder]
    return tuple({level.id: level for ladder in ladders for level in ladder.levels}.values())


def _names_of(rungs: tuple[str, ...], language: str) -> frozenset[str]:
    """What the `rungs` are known by in a translation: themselves, and their labels in its language."""
    labels = (thing("level", f"{name}/label {language}") for name in rungs)
    return frozenset({*(thing("level", name) for name in rungs), *labels})


def _is_of_level(pair: TranslationPair, field: str = "") -> bool:
    return pair.text.context.startswith("level/") and pair.text.context.endswith(field)


def _words_of_others(library: Library, pair: TranslationPair) -> tuple[str, ...]:
    """Other rungs whose words a label or meaning has, unless it has its own or the source has theirs."""
    if not _is_of_level(pair):
        return ()
    own = pair.text.context.split("/")[1]
    source, translated = (
        {level.id for level in _rungs(library) if _names(level, language, text)}
        for language, text in ((pair.text.language, pair.text.source), (pair.language, pair.entry.text))
    )
    return () if own in translated else tuple(sorted(translated - source))


def _names(level: EvidenceLevel, language: str, text: str) -> bool:
    """Has `text` a word that claims on this rung need?"""
    return language in level.wording and bool(find_terms(level.wording[language].needs, visible_text(text)))


def _labels_of_others(
    library: Library, labels: dict[tuple[str, str], TranslationPair], pair: TranslationPair
) -> tuple[str, ...]:
    """Other rungs that have this label, too, and with more right: it has words of theirs, or they come first."""
    if not _is_of_level(pair, "label"):
        return ()
    same = [
        (not _has_own_words(library, other), n, name, other)
        for n, ((name, language), other) in enumerate(labels.items())
        if language == pair.language and other.entry.text.casefold() == pair.entry.text.casefold()
    ]
    ours = next((lacks_own, n) for lacks_own, n, _, other in same if other is pair)
    return tuple(name for lacks_own, n, name, _ in same if (lacks_own, n) < ours)


def _has_own_words(library: Library, pair: TranslationPair) -> bool:
    own = pair.text.context.split("/")[1]
    return any(level.id == own and _names(level, pair.language, pair.entry.text) for level in _rungs(library))


def _other_order(
    library: Library, labels: dict[tuple[str, str], TranslationPair], pair: TranslationPair
) -> tuple[str, ...]:
    """The rungs, in the order of the translation, of a text that names several by their labels."""
    if _is_of_level(pair):
        return ()
    known = {level.label: level.id for level in _rungs(library)}
    theirs = {
        labels[name, pair.language].entry.text: name for name in known.values() if (name, pair.language) in labels
    }
    ours, found = (_named(pairs, text) for pairs, text in ((known, pair.text.source), (theirs, pair.entry.text)))
    is_other = len(ours) > 1 and len(found) > 1 and ours != found
    return tuple(dict.fromkeys(found)) if is_other else ()


def _named(labels: dict[str, str], text: str) -> tuple[str, ...]:
    """The rungs whose labels are in `text`, in order."""
    forms = {label.casefold(): name for label, name in labels.items()}
    return tuple(
        forms[match[0].casefold()] for match in find_terms(labels, visible_text(text)) if match[0].casefold() in forms
    )
