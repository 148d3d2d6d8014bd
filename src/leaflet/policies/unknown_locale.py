"""A locale can't be built, or a language or a country isn't one of the house's.

Why: a locale such as `nl-NL` decides the words (nl) and the help lines and laws (NL). Without contacts in the
country, or a layout that can set the language, there is nothing to print. A layout with `ln` for `nl` prints no Dutch,
and nobody is told.

Fix: write it as two small letters, a dash and two capitals; add the country's contacts to `sources/contacts.yaml`,
and the language to `languages:` of the layouts. A topic may name some of the house's locales, and no others. The
`country:` of a contact is the two capitals alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from leaflet.messages import backtick_list, did_you_mean
from leaflet.model import Layout, Library, Topic
from leaflet.policies.printed_editions import edition_ids
from leaflet.problem import Problem, Severity
from leaflet.read.catalogs import is_known_language

NAME = "unknown-locale"


def check(library: Library, today: date) -> Iterator[Problem]:
    """Locales without contacts in the country, or without a layout that sets the language (read/ reports others)."""
    countries = sorted({contact.country for contact in library.contacts})
    printed = {locale.language for locale in library.locales}
    languages = {name for name in printed if any(layout.is_in(name) for layout in library.layouts)}
    for n, locale in enumerate(library.locales):
        if locale.country not in countries:
            hint = f"there are contacts for {backtick_list(countries)}; add the country's to sources/contacts.yaml"
            yield _problem(library, n, "is of a country without contacts", hint)
        if locale.language not in languages:
            hint = f"add `{locale.language}` to `languages:` in layout.yaml, or take `languages:` out"
            yield _problem(library, n, "is in a language that no layout is made in", hint)
    for layout in library.layouts:
        yield from _layout_languages(library, layout, languages)
    for topic in library.topics:
        yield from _topic_locales(library, topic)


def _topic_locales(library: Library, topic: Topic) -> Iterator[Problem]:
    """Locales of a topic that aren't the house's, and the language that it is written in, where there is none such."""
    known = library.house.locales
    for n, name in enumerate(topic.meta.locales or ()):
        if name not in known:
            hint = f"{did_you_mean(name, known)}sources/house.yaml has {backtick_list(known)}"
            yield Problem(NAME, f"`{name}` isn't a locale of the house", hint, topic.meta.span("locales", n))
    language = topic.meta.source_language
    if language and not is_known_language(language):
        hint = "write its two small letters, such as nl"
        yield Problem(NAME, f"`{language}` isn't a language", hint, topic.meta.span("source_language"))


def _layout_languages(library: Library, layout: Layout, set_somewhere: Collection[str]) -> Iterator[Problem]:
    """Languages of a layout that there aren't, or that no locale has while it lacks one that other layouts set."""
    ours = {locale.language for locale in library.locales}
    lacking = sorted(name for name in ours & set(set_somewhere) if not layout.is_in(name))
    for n, language in enumerate(layout.languages):
        span = layout.span("languages", n)
        if not is_known_language(language):
            hint = f"write a language's two small letters; the house has {backtick_list(sorted(ours))}"
            yield Problem(NAME, f"`{language}` isn't a language", hint, span)
        elif lacking and language not in ours:
            message = (
                f"no locale of the house is in `{language}`, and this layout isn't made in {backtick_list(lacking)}"
            )
            hint = f"if {backtick_list(lacking)} is meant, correct it; else take `{language}` out"
            yield Problem(NAME, message, hint, span, Severity.WARNING)


def _problem(library: Library, n: int, fault: str, hint: str) -> Problem:
    locale = library.locales[n]
    span = library.house.span("locales", n)
    return Problem(NAME, f"locale `{locale}` {fault}", hint, span, editions=edition_ids(library, locales=(locale,)))
