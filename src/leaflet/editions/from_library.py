"""Library → editions: what each printed piece must hold, in its language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from leaflet.editions.edition import Edition
from leaflet.editions.explained_terms import with_terms_explained
from leaflet.editions.made import made_editions
from leaflet.editions.shown import claims_shown, contacts_shown, country_contacts, sections_shown
from leaflet.model import (
    HOUSE_SCOPE,
    LAYOUTS_SCOPE,
    Catalog,
    Claim,
    Contact,
    GlossaryTerm,
    House,
    Ladder,
    Layout,
    Library,
    Locale,
    Reference,
    Statement,
    TextTransform,
    Topic,
)
from leaflet.problem import Span
from leaflet.running_text.placeholder import with_emergency_number
from leaflet.translate.catalogs import (
    localized_contacts,
    localized_glossary,
    localized_house,
    localized_ladder,
    localized_statements,
    localized_topic,
    translation_into,
)


@lru_cache(maxsize=1)  # policies and the build ask for the same ones, and what these work out is kept in them
def editions(library: Library, today: date) -> tuple[Edition, ...]:
    """Every edition of the library that is made: topics × layouts × locales, in that order.

    `today` decides whether a review has expired.
    """
    shared = {locale: _locale_content(library.whole or library, locale) for locale in library.locales}
    return tuple(edition for topic in library.topics for edition in _topic_editions(library, topic, shared, today))


@dataclass(frozen=True)
class _LocaleContent:
    """What all editions of a locale have in common."""

    number: str
    """What stands for `{emergency}`; '' where the country has no such contact (a policy stops that)."""
    house: House
    ladder: Ladder
    """With every rung of the house."""
    disclaimers: tuple[Statement, ...]
    contacts: tuple[Contact, ...]
    emergency_contacts: tuple[Contact, ...]
    layout_translations: Mapping[str, str]
    glossary: tuple[GlossaryTerm, ...]


@lru_cache(maxsize=64)  # the same for every part of a library
def _locale_content(library: Library, locale: Locale) -> _LocaleContent:
    contacts = country_contacts(library, locale)
    emergency_contacts = tuple(c for c in contacts if c.kind == "emergency")
    number = next((c.number for c in emergency_contacts if c.number), "")
    transform = _transform(library, HOUSE_SCOPE, locale, number)
    return _LocaleContent(
        number,
        localized_house(library.house, transform),
        localized_ladder(library.ladder.with_rungs(library.levels), transform),
        localized_statements(library.statements, transform),
        localized_contacts(contacts, transform),
        emergency_contacts,
        _layout_translations(library, locale, number),
        localized_glossary(library.glossary, transform),
    )


def _transform(library: Library, scope: str, locale: Locale, number: str) -> TextTransform:
    """What turns a text of `scope` into what is printed: translated, with the emergency number in its place."""
    translated = translation_into(_catalog(library, scope, locale))

    def printed(context: str, text: str) -> tuple[str, Span | None]:
        words, span = translated(context, text)
        return with_emergency_number(words, number), span

    return printed


def _topic_editions(
    library: Library, topic: Topic, shared: Mapping[Locale, _LocaleContent], today: date
) -> Iterator[Edition]:
    made = made_editions(library)[topic.id]
    locales = dict.fromkeys(locale for _, locale in made)
    own = {locale: _in_locale(library, topic, locale, shared[locale].number) for locale in locales}
    for layout, locale in made:
        yield _edition(library, own[locale], layout, locale, shared[locale], today)


def _in_locale(library: Library, topic: Topic, locale: Locale, number: str) -> Topic:
    """The topic in the locale's language, with the version that it has there."""
    own, shared = (_transform(library, scope, locale, number) for scope in (topic.id, HOUSE_SCOPE))
    localized, code = localized_topic(topic, own, shared), str(locale)
    version = {"version": topic.meta.version_in(code), "date": topic.meta.date_in(code)}
    return localized.model_copy(update={"meta": localized.meta.model_copy(update=version)})


def _edition(  # noqa: PLR0913, PLR0917 -- what it is an edition of, and what is worked out once for many
    library: Library, own: Topic, layout: Layout, locale: Locale, shared: _LocaleContent, today: date
) -> Edition:
    said = next((contact.id for contact in shared.emergency_contacts if contact.number), "")
    claims, rungs = claims_shown(library, own, layout), (level.id for level in library.ladder_of(own).levels)
    return Edition(
        topic=own,
        layout=layout,
        locale=locale,
        house=shared.house,
        ladder=shared.ladder.with_only(rungs),
        house_subjects=library.subjects,
        house_statements=shared.disclaimers,
        sections=with_terms_explained(sections_shown(own, layout), layout, shared.glossary),
        claims=claims,
        uncertainties=own.uncertainties if "uncertainties" in layout.shows else (),
        contacts=contacts_shown(shared.contacts, own, layout, said),
        emergency_contacts=shared.emergency_contacts,
        references=cited_references(library, claims),
        today=today,
        categories=tuple(c for c in library.categories if c.id in own.meta.categories),
        substances=tuple(s for s in library.substances if s.id in own.meta.substances),
        layout_translations=_with_own_words(shared.layout_translations, layout),
    )


def cited_references(library: Library, claims: Iterable[Claim]) -> tuple[Reference, ...]:
    """The references of `claims` in the order of their first citation (Vancouver numbering)."""
    names = dict.fromkeys(name for claim in claims for name in claim.references)
    return tuple(library.references[name] for name in names if name in library.references)


def _catalog(library: Library, scope: str, locale: Locale) -> Catalog | None:
    return None if locale.language == library.source_language(scope) else library.catalogs.get((scope, locale.language))


def _with_own_words(translations: Mapping[str, str], layout: Layout) -> Mapping[str, str]:
    """The translations of what templates print, with the words that `layout` says instead of others."""
    return {**translations, **{words: translations.get(said, said) for words, said in layout.says.items()}}


def _layout_translations(library: Library, locale: Locale, number: str) -> Mapping[str, str]:
    catalog = _catalog(library, LAYOUTS_SCOPE, locale)
    entries = catalog.entries.items() if catalog else ()
    translated = {source: entry.text for (_, source), entry in entries if entry.text and not entry.fuzzy}
    texts = {**{words: words for words in library.layout_texts}, **translated}
    return {words: with_emergency_number(text, number) for words, text in texts.items()}
