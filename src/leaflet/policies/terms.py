"""Finding the words of a word list in a text: whole words, in any case, and whether the text denies or quotes them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from leaflet.model import LanguageRules
from leaflet.running_text.constructs import TERM
from leaflet.running_text.inline import parse_line
from leaflet.running_text.tree import visible

_HIDDEN_TARGET = re.compile(r"\]\([^)]*\)|https?://\S+")
_MARKED_TERM = re.compile(TERM)
_CLAUSE_END = re.compile(r"[.;:!?,](?=[\s”’»\")]|$)|[()—\n]|\s[–-]\s")
_MARKUP = re.compile(r"[*_`\\]")
_INSIDE_WORD = re.compile(r"(?<=[^\W\d_])[*_`]+(?=[^\W\d_])")
_GAP = r"[\s\-‐‑]+"
_QUOTED = re.compile(r"[„“][^“”]*[“”]|‘[^‘]*?’(?!\w)|\"[^\"]*\"|«[^»]*»")


@lru_cache(10_000)
def visible_text(markdown: str) -> str:
    """What a reader sees of `markdown`, in one Unicode form: without emphasis, addresses or invisible characters.

    Signs that are printed stay, as in `2*50`, but for those between letters: a reader sees the word all the same.
    """
    text = _HIDDEN_TARGET.sub("]", _MARKED_TERM.sub(r"\g<marked>", markdown))
    if _MARKUP.search(text):
        text = _INSIDE_WORD.sub("", visible(parse_line(text).line, line_break="\n"))
    text = unicodedata.normalize("NFKC", text)
    return text if text.isascii() else "".join(c for c in text if not _is_invisible(c))


@cache
def _is_invisible(character: str) -> bool:
    return unicodedata.category(character) == "Cf"


def find_terms(terms: Iterable[str], text: str) -> tuple[re.Match[str], ...]:
    """Where `text` (a `visible_text`) holds one of `terms`, in order; of overlapping matches the longest."""
    return _find_terms(tuple(terms), text)


@lru_cache(20_000)  # policies search the same texts, and so does every run of `watch`
def _find_terms(terms: tuple[str, ...], text: str) -> tuple[re.Match[str], ...]:
    folded = text.casefold()
    found = [match for term in terms if _stem(term) in folded for match in _pattern(term).finditer(text)]
    kept: list[re.Match[str]] = []
    for match in sorted(found, key=lambda m: (m.start() - m.end(), m.start())):
        if all(match.end() <= other.start() or other.end() <= match.start() for other in kept):
            kept.append(match)
    return tuple(sorted(kept, key=re.Match.start))


def is_form_of(term: str, word: str) -> bool:
    """Is `word` one of the forms of `term`?"""
    return _pattern(term).fullmatch(word) is not None


def undenied_matches(terms: Iterable[str], text: str, rules: LanguageRules | None) -> Iterator[re.Match[str]]:
    """Where `text` (a `visible_text`) holds one of `terms` and does not deny it."""
    return (match for match in find_terms(terms, text) if not (rules and is_denied_before(text, match.start(), rules)))


def is_denied_before(text: str, start: int, rules: LanguageRules) -> bool:
    """Is there a negation of the language before `start`, in the same clause?"""
    clause = _CLAUSE_END.split(text[:start])[-1]
    breaks = find_terms(rules.clause_breaks, clause)
    return bool(find_terms(rules.negations, clause[breaks[-1].end() :] if breaks else clause))


def is_quoted(text: str, start: int) -> bool:
    """Is what begins at `start` in quotation marks?"""
    return any(match.start() < start < match.end() for match in _QUOTED.finditer(text))


def match_context(match: re.Match[str]) -> str:
    """The match with up to forty characters on either side, at whole words, as a message shows it."""
    before, after = match.string[: match.start()], match.string[match.end() :]
    left = before if len(before) <= 40 else f"… {before[-40:].partition(' ')[2]}"
    right = after if len(after) <= 40 else f"{after[:40].rpartition(' ')[0]} …"
    return " ".join(f"“{left}{match[0]}{right}”".split())


@cache
def _stem(term: str) -> str:
    """Letters without which no text has `term`: those before the first sign that stands for more than itself."""
    return re.split(r"[*'\s]", unicodedata.normalize("NFKC", term).casefold().strip(), maxsplit=1)[0]


@cache
def _pattern(term: str) -> re.Pattern[str]:
    # A space of the list stands for a hyphen too, an apostrophe for the typographic one: `game changer`, `can't`.
    escaped = (re.escape(word) for word in unicodedata.normalize("NFKC", term).split())
    words = _GAP.join(word.replace(r"\*", r"\w*").replace("'", "['’]") for word in escaped)
    return re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)
