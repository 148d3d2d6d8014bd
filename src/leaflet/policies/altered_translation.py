"""A translation has lost or added something that is not a matter of language.

Why: a number, a link or the place of the emergency number must be the same in every language; a dose that changes on
the way, or a “not” that is lost, is an error that no reader of the translation can see.

Fix: correct the translation in the catalog (`.po`). Numbers are written with the separators of the language: 0.5 is 0,5
in Dutch, and 1,000 is 1.000. A negation in English is a negation in the translation; the words for it are listed in
`sources/wording.yaml`. Where the language puts it differently, allow it in topic.yaml under `allow:` with the
reason.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

from leaflet.language.formats import localized_number
from leaflet.messages import backtick_list, excerpt
from leaflet.model import SOURCE_LANGUAGE, CatalogEntry, Library, Locale, WordLists
from leaflet.policies.terms import find_terms, visible_text
from leaflet.policies.texts import SourceText, affected_editions, catalog_entry, needed_texts, target_languages
from leaflet.problem import Problem

NAME = "altered-translation"

_TARGET = re.compile(r"\]\(\s*<?([^)\s>]*)")
_ADDRESS = re.compile(r"https?://\S+")
_NUMBER = re.compile(r"\d+(?:[.,\u00a0\u202f]\d+)*")
_ITEM = re.compile(r"^\s*[-*+]\s", re.MULTILINE)
_CLAIM = re.compile(r"\[\[[^\]]*\]\]")
_SENTENCE = re.compile(r"(?<=[.?!:;])\s+|\n+")
_PLACEHOLDER = re.compile(r"\{\w*\}|%\(\w+\)s")


def check(library: Library, today: date) -> Iterator[Problem]:
    """Translations whose numbers, links, claims, placeholders, list items or negations differ from the source."""
    for language in target_languages(library):
        locale = next(locale for locale in library.locales if locale.language == language)
        for text in needed_texts(library, language):
            entry = catalog_entry(library, text, language)
            if entry and entry.text and not entry.fuzzy:
                yield from _compare(library, text, entry, locale)
                yield from _negation_problems(library, text, entry, locale)


def _compare(library: Library, text: SourceText, entry: CatalogEntry, locale: Locale) -> Iterator[Problem]:
    wanted = (*_untranslated_parts(text.source), *(localized_number(n, locale) for n in _numbers(text.source)))
    found = (*_untranslated_parts(entry.text), *_numbers(entry.text))
    wanted_counts, found_counts = Counter(wanted), Counter(found)
    changes = (("lacks", wanted_counts - found_counts), ("adds", found_counts - wanted_counts))
    difference = " and ".join(f"{verb} {backtick_list(items.elements())}" for verb, items in changes if items)
    if difference:
        hint = f"numbers, links, placeholders and list items are the same in each language: correct {entry.span.path}"
        yield _problem(library, text, entry, locale, (f"{difference}: {excerpt(text.source)}", hint))


def _negation_problems(library: Library, text: SourceText, entry: CatalogEntry, locale: Locale) -> Iterator[Problem]:
    """The first sentence that is negated in one language and not in the other."""
    source_lists, target_lists = (library.word_lists.get(language) for language in (SOURCE_LANGUAGE, locale.language))
    for source, translated in (
        _sentences(visible_text(text.source), visible_text(entry.text)) if source_lists and target_lists else ()
    ):
        source_denies, target_denies = _denies(source, source_lists), _denies(translated, target_lists)
        if source_denies != target_denies:
            verb = "lacks" if source_denies else "adds"
            hint = f"“no”, “not” or “without” must be in both languages or in neither: correct {entry.span.path}"
            difference = f"{verb} a negation: {excerpt(source)} is {excerpt(translated)}"
            yield _problem(library, text, entry, locale, (difference, hint))
            return


def _sentences(source: str, translated: str) -> tuple[tuple[str, str], ...]:
    """The sentences of both in pairs; the whole texts where their numbers differ."""
    ours, theirs = (tuple(filter(None, _SENTENCE.split(text))) for text in (source, translated))
    return tuple(zip(ours, theirs, strict=True)) if len(ours) == len(theirs) else ((source, translated),)


def _denies(text: str, word_lists: WordLists | None) -> bool:
    return word_lists is not None and bool(find_terms((*word_lists.negations, *word_lists.says_no), text))


def _problem(
    library: Library, text: SourceText, entry: CatalogEntry, locale: Locale, message_and_hint: tuple[str, str]
) -> Problem:
    message, hint = message_and_hint
    return Problem(
        NAME,
        f"the translation into `{locale.language}` {message}",
        hint,
        entry.span,
        editions=affected_editions(library, text, locale.language),
        waiver_target=text.waiver_target,
    )


def _untranslated_parts(text: str) -> Iterator[str]:
    """What no translation changes: link targets, claims, placeholders, list items."""
    yield from _TARGET.findall(text)
    yield from _ADDRESS.findall(_TARGET.sub("](", text))
    yield from _CLAIM.findall(text)
    yield from _PLACEHOLDER.findall(text)
    yield from ("list item" for _ in _ITEM.finditer(text))


def _numbers(text: str) -> Iterator[str]:
    """Numbers as written, but for those in addresses."""
    yield from _NUMBER.findall(_ADDRESS.sub("", _TARGET.sub("](", text)))
