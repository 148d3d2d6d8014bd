"""Every text that a patient or clinician sees: as the source has it, and each translation that is built."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from leaflet.model import (
    HOUSE_SCOPE,
    LAYOUTS_FOLDER,
    LAYOUTS_SCOPE,
    SOURCES_FOLDER,
    TOPICS_FOLDER,
    Catalog,
    CatalogEntry,
    Library,
    Prose,
    Topic,
)
from leaflet.policies.printed_editions import edition_ids, locales_in
from leaflet.problem import Span, thing
from leaflet.read.catalogs import CatalogText
from leaflet.running_text.block import parse_block
from leaflet.translate.catalogs import house_texts, topic_texts


@dataclass(frozen=True)
class SourceText:
    """A text of the sources in their own language, as the catalogs name it."""

    scope: str
    """A topic's id, HOUSE_SCOPE or LAYOUTS_SCOPE."""
    context: str
    """Path of the field, `claim/walking/patient`."""
    source: str
    span: Span
    language: str
    """That it is written in."""

    @property
    def is_statement(self) -> bool:
        """Is it a required statement?"""
        return self.scope == HOUSE_SCOPE and self.context.startswith("disclaimer/")

    @property
    def owners(self) -> frozenset[str]:
        """The things that the text is of: itself, the record that it is in, all texts of its scope."""
        record = self.context.rpartition("/")[0]
        return frozenset({str(self.span), f"{self.scope} {record}", thing("translations", self.scope)})

    def translation(self, language: str) -> str:
        """The thing that is its translation into `language`."""
        return f"{self.scope} {self.context} {language}"

    @property
    def entry_label(self) -> str:
        """`its context`, as a hint names the entry; '' for the layouts' texts, which have none."""
        return f" `{self.context}`" if self.context else ""

    @property
    def waiver_target(self) -> str:
        """What a waiver names it by; '' for texts of the house and the layouts, which can't be waived."""
        if self.scope in (HOUSE_SCOPE, LAYOUTS_SCOPE):
            return ""
        kind, name, *_ = self.context.split("/")
        owner = {"topic": self.scope, "block": name.rpartition(".")[0]}.get(kind, name)
        return f"{self.scope}/{owner}"


def word_at(span: Span, word: str) -> str:
    """The thing that is a `word` in the text at `span`."""
    return f"{span} {word}"


def only_word(span: Span, words: Sequence[str]) -> frozenset[str]:
    """What a fault of `words` in the text at `span` rests on: the word, where it is about a single one."""
    return frozenset(word_at(span, word) for word in words) if len(words) == 1 else frozenset()


@dataclass(frozen=True)
class PrintedText:
    """A text in a language that is printed."""

    text: str
    language: str
    span: Span
    """Where the text is: the source's field, or the catalog's entry."""
    waiver_target: str
    scope: str
    """A topic's id, HOUSE_SCOPE or LAYOUTS_SCOPE."""
    context: str = ""
    """Path of the field; of a quoted text, the id of its reference."""
    is_quoted: bool = False
    """Are they the words of others, as in the title of a reference?"""


def source_texts(library: Library, scopes: Collection[str] | None = None) -> Iterator[SourceText]:
    """Every text of the sources: the house's, the layouts', each topic's; where given, of `scopes` only."""
    for text in _shared_texts(library.whole or library):
        if scopes is None or text.scope in scopes:
            yield text
    for topic in library.topics:
        if scopes is None or topic.id in scopes:
            yield from _scope_texts(library, topic.id, topic_texts(topic))


@lru_cache(2)  # the same for each topic
def _shared_texts(library: Library) -> tuple[SourceText, ...]:
    """The house's texts, and those of the layouts."""
    layouts = (CatalogText("", text, span) for text, span in library.layout_texts.items())
    house = _scope_texts(library, HOUSE_SCOPE, house_texts(library))
    return (*house, *_scope_texts(library, LAYOUTS_SCOPE, layouts))


def _scope_texts(library: Library, scope: str, texts: Iterable[CatalogText]) -> Iterator[SourceText]:
    first: dict[tuple[str, str], Span] = {}
    for context, source, span in texts:
        first.setdefault((context, source), span)
    language = library.source_language(scope)
    return (SourceText(scope, context, source, span, language) for (context, source), span in first.items())


def printed_texts(library: Library, scopes: Collection[str] | None = None) -> Iterator[PrintedText]:
    """Every text of `scopes` (all where None) as it is written, and in each built language as its catalog has it.

    The layouts' own words are passed over in a language in which nothing is printed.
    """
    targets, printed = target_languages(library), printed_languages(library)
    yield from _untranslated_texts(library, scopes)
    for text in source_texts(library, scopes):
        if text.scope != LAYOUTS_SCOPE or text.language in printed:
            yield PrintedText(text.source, text.language, text.span, text.waiver_target, text.scope, text.context)
        for language in targets:
            entry = catalog_entry(library, text, language)
            if entry and entry.text:
                yield PrintedText(entry.text, language, entry.span, text.waiver_target, text.scope, text.context)


def _untranslated_texts(library: Library, scopes: Collection[str] | None) -> Iterator[PrintedText]:
    """Names and professions, which are printed as they are: of authors, of reviewers, of who graded a claim."""
    for topic in library.topics:
        if scopes is None or topic.id in scopes:
            own = library.source_language(topic.id)
            for n, author in enumerate(topic.meta.authors):
                yield PrintedText(author, own, topic.meta.span("authors", n), "", topic.id, "author")
            for claim in topic.claims:
                if claim.certainty:
                    by, span = claim.certainty.by, claim.span("certainty", "by")
                    yield PrintedText(by, own, span, "", topic.id, "grader")
            for review in topic.reviews:
                language = review.locale.partition("-")[0]
                for field in ("name", "role"):
                    text = getattr(review, field)
                    yield PrintedText(text, language, review.span(field), "", topic.id, f"review/{field}")


def needed_texts(library: Library, language: str) -> Iterator[SourceText]:
    """The texts that pieces in `language` may show, and that are written in another language.

    Not the statements and contacts of other countries, words and snippets that no topic takes, nor rungs on which no
    claim of theirs may stand, nor topics that aren't made in the language, nor those whose catalog could not be read:
    their translations are not known.
    """
    countries = {locale.country for locale in library.locales if locale.language == language}
    foreign_contexts = {f"contact/{c.id}" for c in library.contacts if c.country not in countries}
    foreign_contexts |= {
        f"disclaimer/{s.id}" for s in library.statements if s.when.countries and not countries & set(s.when.countries)
    }
    ladders = [library.ladder_of(topic) for topic in library.topics] or [library.ladder]
    on_ladders = {level.id for ladder in ladders for level in ladder.levels}
    foreign_contexts |= {f"level/{level.id}" for level in library.levels if level.id not in on_ladders}
    left_out = {
        scope for scope in _scopes(library) if library.is_unread(catalog_for(library, scope, language).span.path)
    }
    made = [t for t in library.topics if any(n.language == language for n in library.locales_of(t))]
    left_out |= {t.id for t in library.topics} - {t.id for t in made}
    taken = frozenset().union(*map(reused_records, made))
    for text in source_texts(library):
        is_foreign = text.context.rpartition("/")[0] in foreign_contexts
        is_foreign = is_foreign or (_is_reused(text) and _record(text.context) not in taken)
        if text.language != language and text.scope not in left_out and not is_foreign:
            yield text


def _scopes(library: Library) -> tuple[str, ...]:
    return (HOUSE_SCOPE, LAYOUTS_SCOPE, *(topic.id for topic in library.topics))


def printed_languages(library: Library) -> tuple[str, ...]:
    """The languages that are written or printed: the sources' own, which are always checked, first."""
    own = (library.source_language(scope) for scope in _scopes(library) if scope != LAYOUTS_SCOPE)
    return tuple(dict.fromkeys((*own, *(locale.language for locale in library.locales))))


def target_languages(library: Library) -> tuple[str, ...]:
    """The languages that something is translated into."""
    written = {library.source_language(scope) for scope in _scopes(library)}
    printed = dict.fromkeys(locale.language for locale in library.locales)
    return tuple(language for language in printed if written != {language})


def catalog_for(library: Library, scope: str, language: str) -> Catalog:
    """The catalog of `scope`, empty where there is none."""
    folder = {HOUSE_SCOPE: SOURCES_FOLDER, LAYOUTS_SCOPE: LAYOUTS_FOLDER}.get(scope, f"{TOPICS_FOLDER}/{scope}")
    empty = Catalog(Span(f"{folder}/{language}.po"), language)
    return library.catalogs.get((scope, language), empty)


def catalog_entry(library: Library, text: SourceText, language: str) -> CatalogEntry | None:
    """The catalog's entry for `text`, or None where it has none."""
    return catalog_for(library, text.scope, language).entries.get((text.context, text.source))


def texts_in_pieces(library: Library, topic: Topic) -> Iterator[PrintedText]:
    """The texts of `topic`, and those of the house that it takes into its own: snippets, explanations of words."""
    taken = reused_records(topic)
    yield from printed_texts(library, (topic.id,))
    shared = printed_texts(library, (HOUSE_SCOPE,)) if taken else ()
    yield from (text for text in shared if _record(text.context) in taken)


def stopped_by(library: Library, topic: Topic, text: PrintedText) -> tuple[str, ...]:
    """Ids of the editions that a fault of `topic` in `text` stops: in the house's text, not those of other topics."""
    return edition_ids(library, [topic]) if text.scope == HOUSE_SCOPE else ()


def reused_records(topic: Topic) -> frozenset[str]:
    """The contexts of the house's records that `topic` takes into its own texts: `term/receptor`, `snippet/soap.1`."""
    blocks = tuple(block for section in topic.sections for block in section.blocks)
    terms = {place.term for b in blocks if isinstance(b, Prose) for place in parse_block(b.markdown).terms}
    snippets = {f"snippet/{b.id.removeprefix('snippet.')}" for b in blocks if b.snippet and b.kind != "claim"}
    return frozenset({*snippets, *(f"term/{name}" for name in terms)})


def _record(context: str) -> str:
    """`kind/id` of the record that a text is of."""
    return "/".join(context.split("/")[:2])


def _is_reused(text: SourceText) -> bool:
    """Is it printed only by topics that name it?"""
    return text.scope == HOUSE_SCOPE and text.context.startswith(("term/", "snippet/"))


def affected_editions(library: Library, text: SourceText, language: str) -> tuple[str, ...]:
    """Ids of the editions that print `text` in `language`."""
    topics = [topic for topic in library.topics if text.scope in (topic.id, HOUSE_SCOPE, LAYOUTS_SCOPE)]
    if _is_reused(text):
        topics = [topic for topic in topics if _record(text.context) in reused_records(topic)]
    return edition_ids(library, topics=topics, locales=locales_in(library, language))
