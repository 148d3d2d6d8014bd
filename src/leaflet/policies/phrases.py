"""Finding the phrases of `sources/wording.yaml` in a text: what is said, and of what it is said.

How a phrase is written, and of what a term is refused, is told at `Term` (model/wording.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from leaflet.model import OFFERED, LanguageRules, Library, Term, WordLists
from leaflet.policies.terms import visible_text

MAX_GAP_WORDS = 8
"""Of what `…` stands for: as many words as people put between a verb and its object."""
_SOFT_BREAK = re.compile(r"[ \t]*\n(?!\s*(?:\n|[*+-]\s|\d+[.)]\s|#))[ \t]*")
SENTENCE_END = re.compile(r"[.!?]+[\"”’)]*(?=\s|$)|\n")
_MARKS = {'"': '["“”„«»]', "\\-": "[-‐‑]", "'": "['’]"}
"""Of each mark that a phrase may have, escaped, what may stand for it in a text."""
_PLAIN_MARKS = str.maketrans({form: mark[-1] for mark, forms in _MARKS.items() for form in forms[1:-1]})
_RUN = re.compile(r"[^\W\d_]+|\d+|\S")
_TOKEN = re.compile(r"<(?P<list>[\w-]+)>|(?P<gap>…)|\S+")
_GAP = rf"(?:,?\s+((?:[^\s.!?;:]+\s+){{0,{MAX_GAP_WORDS}}}?))"
_NUMBER = r"(?:\d+\s?[x×*·]\s?)?\d+(?:[.,]\d+)*(?:\s?[–-]\s?\d+(?:[.,]\d+)*)?"
_NAME = r"(?-i:[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]+)"
_NAME_BEFORE = r"\w,? (?:\w\.-?)*[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]+\.? $|\W[A-Z]\. $"
_NAME_AFTER = re.compile(r"[ ‐-][A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]{3,}(?!\w)")
_BUILT_IN = {"#": _NUMBER, "<Name>": _NAME}


@dataclass(frozen=True)
class PhraseMatch:
    """A refused phrase in a text."""

    match: re.Match[str]
    term: Term


@dataclass(frozen=True, eq=False)  # there is one for each library and language
class PhraseBook:
    """A language's words, ready to be looked for."""

    word_lists: WordLists
    rules: LanguageRules | None
    """What is known of the language, denials among it."""
    substances: tuple[str, ...]
    """Their names, which are part of what is `offered`."""

    def phrases(self, name: str) -> tuple[str, ...]:
        """The phrases of the list `name`."""
        own = self.word_lists.words.get(name, ())
        return (*own, *self.substances) if name == OFFERED else own

    def findings(
        self, field: str, groups: tuple[str, ...], text: str, *, in_titles: bool = False
    ) -> tuple[PhraseMatch, ...]:
        """Where `text` (`running_words`) has a term of `field` of `WordRules`, said of what it is refused of.

        Terms of all topics count, and those of `groups`; `in_titles` only those that hold there. Of terms that overlap,
        the longest.
        """
        return _findings(self, field, groups, text, in_titles)

    def matches(self, phrase: str, text: str) -> Iterator[re.Match[str]]:
        """Where `text` (`running_words`) has `phrase`, whatever it is said of."""
        if _may_have(self, phrase, _beginnings(text)):
            yield from _pattern(self, phrase).finditer(text)

    def listed(self, name: str, text: str) -> Iterator[re.Match[str]]:
        """Where `text` (`running_words`) has a phrase of the list `name`."""
        return (match for phrase in self.phrases(name) for match in self.matches(phrase, text))

    def has(self, names: Iterable[str], text: str) -> bool:
        """Does `text` have a phrase of one of the lists `names`?"""
        return any(True for name in names for _ in self.listed(name, text))

    def is_inside(self, names: Iterable[str], match: re.Match[str]) -> bool:
        """Does the last word of what was found stand in a phrase of one of the lists?"""
        around = (m for name in names for m in self.listed(name, match.string))
        return any(m.start() < match.end() <= m.end() for m in around)


def phrase_book(library: Library, language: str) -> PhraseBook | None:
    """The words of `language`, with the names of all substances; None where the house has none."""
    return _phrase_book(library.whole or library, language)


@lru_cache(maxsize=16)
def _phrase_book(library: Library, language: str) -> PhraseBook | None:
    word_lists = library.word_lists.get(language)
    if word_lists is None:
        return None
    names = tuple(name for s in library.substances for name in s.names.get(language, ()))
    return PhraseBook(word_lists, library.languages.get(language), names)


@lru_cache(10_000)
def running_words(markdown: str) -> str:
    """What a reader sees of `markdown`: `visible_text`, with the lines of a paragraph joined."""
    return visible_text(_SOFT_BREAK.sub(" ", markdown))


def sentence_span(match: re.Match[str]) -> tuple[int, int]:
    """Where the sentence that has `match` begins and ends."""
    text = match.string
    start = max((end.end() for end in SENTENCE_END.finditer(text, 0, match.start())), default=0)
    end = SENTENCE_END.search(text, match.end())
    return start, end.end() if end else len(text)


def first_sentence(text: str) -> str:
    """The first sentence of `text`, without the sign that ends it."""
    return SENTENCE_END.split(text.strip(), 1)[0].strip()


def _sentence(match: re.Match[str]) -> str:
    start, end = sentence_span(match)
    return match.string[start:end]


def _are_apart(one: re.Match[str], other: re.Match[str]) -> bool:
    return one.end() <= other.start() or other.end() <= one.start()


def _is_meant(book: PhraseBook, finding: PhraseMatch) -> bool:
    """Is it said of what the term is refused of, and not of something else?"""
    term, match = finding.term, finding.match
    sentence = _sentence(match)
    if term.said_of and not book.has(term.said_of, sentence):
        return False
    if book.has((OFFERED,), sentence):
        return True
    if book.has(term.not_of, sentence) or _is_name(book, match) or book.is_inside(term.fine_in, match):
        return False
    return book.has((OFFERED,), match.string) or not book.has(term.not_of, match.string)


def _is_name(book: PhraseBook, match: re.Match[str]) -> bool:
    """Is it, in a text that isn't in capitals throughout, a capitalised word beside another: `Safe House`?"""
    before, after = match.string[: match.start()], match.string[match.end() :]
    beside = _name_before(book.rules.titles if book.rules else ()).search(before) or _NAME_AFTER.match(after)
    return bool(beside) and match[0].istitle() and any(word.islower() for word in _sentence(match).split())


@cache
def _name_before(titles: tuple[str, ...]) -> re.Pattern[str]:
    """What ends where a name goes on: another word of it, an initial, one of `titles`."""
    words = "|".join(title if title[0].isupper() else f"(?i:{title})" for title in map(re.escape, titles))
    return re.compile(rf"{_NAME_BEFORE}|(?:^|\W)(?:{words})\.? $" if words else _NAME_BEFORE)


@lru_cache(maxsize=10_000)  # what topics share is looked at in each of them
def _findings(
    book: PhraseBook, field: str, groups: tuple[str, ...], text: str, in_titles: bool
) -> tuple[PhraseMatch, ...]:
    if _by_anchor(book, field, groups).keys().isdisjoint(_beginnings(text)):
        return ()
    kept: list[PhraseMatch] = []
    found = (f for f in _found(book, field, groups, text) if f.term.in_titles or not in_titles)
    for finding in sorted(found, key=lambda f: (-len(f.match[0]), f.match.start())):
        if all(_are_apart(finding.match, other.match) for other in kept) and _is_meant(book, finding):
            kept.append(finding)
    return tuple(sorted(kept, key=lambda f: f.match.start()))


def _found(book: PhraseBook, field: str, groups: tuple[str, ...], text: str) -> Iterator[PhraseMatch]:
    """Where `text` has one of the rule's phrases; only those are looked for of whose letters the text has some."""
    phrases, by_anchor, beginnings = (
        _phrases_of(book, field, groups),
        _by_anchor(book, field, groups),
        _beginnings(text),
    )
    for n in sorted({n for anchor in by_anchor.keys() & beginnings for n in by_anchor[anchor]}):
        term, phrase = phrases[n]
        if _may_have(book, phrase, beginnings):  # else it needs no pattern, which takes long to make
            yield from (PhraseMatch(match, term) for match in _pattern(book, phrase).finditer(text))


@lru_cache(maxsize=200)
def _phrases_of(book: PhraseBook, field: str, groups: tuple[str, ...]) -> tuple[tuple[Term, str], ...]:
    """Each phrase of the rule's terms, for all topics and for those of `groups`."""
    lists = book.word_lists
    rules = (lists, *(lists.groups[name] for name in groups if name in lists.groups))
    return tuple((term, phrase) for words in rules for term in getattr(words, field) for phrase in term.term)


@lru_cache(maxsize=200)
def _by_anchor(book: PhraseBook, field: str, groups: tuple[str, ...]) -> Mapping[str, tuple[int, ...]]:
    """For each anchor, the places in `_phrases_of` of the phrases that have it."""
    places: dict[str, list[int]] = {}
    for n, (_, phrase) in enumerate(_phrases_of(book, field, groups)):
        for anchor in _anchors(book, phrase):
            places.setdefault(anchor, []).append(n)
    return {anchor: tuple(found) for anchor, found in places.items()}


@lru_cache(maxsize=4_096)
def _beginnings(text: str) -> frozenset[str]:
    """What runs of letters or digits, and marks, of `text` begin with; '' too."""
    runs = _RUN.findall(_plain(text))
    return frozenset(run[:n] for run in ("", *runs) for n in range(len(run) + 1))


@lru_cache(maxsize=20_000)
def _anchors(book: PhraseBook, phrase: str) -> tuple[str, ...]:
    """Letters, digits or a mark that begin a run of every text that has `phrase`, one of them at least."""
    runs = _runs(phrase)
    if runs:
        return (max(sorted(runs), key=len),)
    return next(iter(_list_anchors(book, phrase)), ("",))


def _plain(text: str) -> str:
    """`text` in small letters, with of each mark the form that is on every keyboard."""
    return text.casefold().translate(_PLAIN_MARKS)


def _may_have(book: PhraseBook, phrase: str, beginnings: frozenset[str]) -> bool:
    """Has a text of these beginnings some of the letters of each of the phrase's words and lists?"""
    lists = _list_anchors(book, phrase)
    return _runs(phrase) <= beginnings and not any(beginnings.isdisjoint(anchors) for anchors in lists)


@lru_cache(maxsize=20_000)
def _list_anchors(book: PhraseBook, phrase: str) -> tuple[tuple[str, ...], ...]:
    """Of each list that `phrase` names the anchors of what is on it."""
    names = (token["list"] for token in _TOKEN.finditer(phrase) if token["list"] and token[0] not in _BUILT_IN)
    return tuple(tuple(anchor for p in book.phrases(name) for anchor in _anchors(book, p)) for name in names)


@lru_cache(maxsize=20_000)
def _runs(phrase: str) -> frozenset[str]:
    """What begins a run of letters or digits, or is a mark, in every text that has `phrase`, by its own words."""
    tokens = (token for token in _TOKEN.finditer(phrase) if token[0] not in _BUILT_IN)
    words = (_plain(token[0]).partition("*")[0] for token in tokens if not token["list"] and not token["gap"])
    return frozenset(run for word in words for run in _RUN.findall(word))


@lru_cache(maxsize=20_000)
def _pattern(book: PhraseBook, phrase: str) -> re.Pattern[str]:
    return _compiled(rf"(?<!\w){_expression(book, phrase)}(?!\w)")


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _expression(book: PhraseBook, phrase: str) -> str:
    """The regular expression of `phrase`, its lists and gaps filled in."""
    expression, between = "", ""
    for token in _TOKEN.finditer(phrase):
        if token["gap"]:
            expression, between = expression + _GAP, ""
            continue
        expression += between + _token_expression(book, token)
        between = r"[\s-]*" if token[0] == "#" else r"(?:,?\s+|\s?[-‐‑]\s?)"
    return expression


@lru_cache(maxsize=200)
def _list_expression(book: PhraseBook, name: str) -> str:
    return f"(?:{'|'.join(_expression(book, p) for p in sorted(book.phrases(name), key=len, reverse=True))})"


def _token_expression(book: PhraseBook, token: re.Match[str]) -> str:
    if token[0] in _BUILT_IN:
        return _BUILT_IN[token[0]]
    if token["list"]:
        return _list_expression(book, token["list"])
    expression = re.escape(token[0]).replace(r"\*", r"\w*")
    for mark, forms in _MARKS.items():
        expression = expression.replace(mark, forms)
    return expression
