"""How hard a text is to read: counts of words, sentences and syllables, and the scores made of them.

A score is a guide for editors and proves nothing about a reader. Texts are plain or Markdown; every line (heading, list
item, paragraph) ends a sentence, as the instructions for SMOG ask.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from math import sqrt

import pyphen

WORD = re.compile(r"[^\W_]+(?:[-’'.,/][^\W_]+)*")
"""Hyphens, apostrophes, decimal signs and slashes hold a word together."""
MARKUP = re.compile(r"\]\([^()\s]*\)|[*_`\[\]#]|^[ \t]*(?:[-+]|\d+[.)])[ \t]+", re.MULTILINE)
SENTENCE_END = re.compile(r"(?<=[.!?…])[”’\"')\]]*\s+(?=[“‘\"'(\[]*[A-Z0-9À-Ý])")


def words(text: str) -> tuple[str, ...]:
    """The words of `text`, numbers among them."""
    return tuple(WORD.findall(MARKUP.sub("", text)))


@cache
def _abbreviation(abbreviations: tuple[str, ...]) -> re.Pattern[str]:
    """An initial or one of `abbreviations`, and the stop that doesn't end a sentence."""
    return re.compile(rf"(?:^|[\s(])(?:[A-Za-z]|{'|'.join(map(re.escape, abbreviations))})\.$", re.IGNORECASE)


def sentences(text: str, abbreviations: tuple[str, ...]) -> tuple[str, ...]:
    """The sentences of `text` that hold a word; a stop after one of the language's `abbreviations` ends none."""
    found: list[str] = []
    for line in MARKUP.sub("", text).splitlines():
        begun = False
        for part in SENTENCE_END.split(line.strip()):
            if begun and _abbreviation(abbreviations).search(found[-1]):
                found[-1] = f"{found[-1]} {part}"
            else:
                found.append(part)
            begun = True
    return tuple(sentence for sentence in found if WORD.search(sentence))


@lru_cache(100_000)
def syllables(word: str, language: str) -> int:
    """How many syllables `word` has when it is read aloud, at least one.

    English and Dutch by rules on vowels, which find more of them than hyphenation points do (those leave out the
    syllables that typesetters don't break before); other languages by hyphenation points. Capitals and digits without
    a small letter (`ECG`, `112`) are spelled, one syllable each.
    """
    count = _SYLLABLE_COUNTERS.get(language) or (lambda part: _hyphenation_syllables(part, language))
    parts = re.split(r"[-/,.]", re.sub("[’']", "", word))
    return max(1, sum(len(part) if part.upper() == part else max(1, count(part)) for part in parts if part))


def smog(text: str, abbreviations: tuple[str, ...]) -> float:
    """School years needed for an English text (SMOG, McLaughlin 1969): 1.043 √(30 p / s) + 3.1291.

    p counts words of three syllables or more, s sentences.
    """
    polysyllables = sum(syllables(word, "en") >= 3 for word in words(text))
    return 1.043 * sqrt(30 * polysyllables / max(1, len(sentences(text, abbreviations)))) + 3.1291


def flesch_douma(text: str, abbreviations: tuple[str, ...]) -> float:
    """Reading ease of a Dutch text (Douma 1960), higher is easier.

    206.8 − 0.77 × syllables per 100 words − 0.93 × words per sentence.
    """
    found = words(text)
    count = max(1, len(found))
    per_hundred = 100 * sum(syllables(word, "nl") for word in found) / count
    return 206.8 - 0.77 * per_hundred - 0.93 * count / max(1, len(sentences(text, abbreviations)))


_DUTCH_VOWEL = re.compile(r"eeuw?|ieuw?|eau|aai|ooi|oei|aa|ee|oo|uu|ie|oe|eu|ui|ij|ei|ai|au|ou|qu|[aeiouy]")
"""What is one vowel in Dutch; any other two vowels side by side are two (the-a-ter, ra-di-o)."""


def _dutch_syllables(word: str) -> int:
    """A diaeresis begins a new syllable: patiënten, geïnd."""
    separated = unicodedata.normalize("NFD", word.lower()).replace("e\u0308", "|e").replace("i\u0308", "|i")
    plain = re.sub(r"[\u0300-\u036f]", "", separated)
    return sum(found != "qu" for found in _DUTCH_VOWEL.findall(plain))


_SILENT_VOWEL = re.compile(
    r"cial|[ct]ian|tia(?!n)|cius|cious|giu|ion|iou|sia$|[^aeiou]e(?:ly|ty)$|[^aeiou]e(?:less|ment|ful)|"
    r"some(?=[a-z]{3})|foreh"
)
"""Written as separate vowels, pronounced as one or silent: special, clinician, safety, something."""
_EXTRA_SYLLABLE = re.compile(
    r"ia|riet|iet[yi]|scien|(?<![ct])ien(?!d)|iu|io|ii|(?<![gp])eo|[aeiouym]bl$|[aeiou]{3}|^mc|isms?$|"
    r"([^aeiouy])\1l$|^coa[dglx].|[^gq]ua[^auieo]|dnt$|[^aeiouy]les?$|[^aeiouyl]led$|"
    r"creat|react|theat|quiet|fluen|[dr]ea$|reali|(?<![eo])[eo]ing$"
)
"""Written together, pronounced separately: mania, science, theory, being; and the last syllable of `little`."""


def _english_syllables(word: str) -> int:
    """Vowel groups, minus silent ones, plus those pronounced separately (after Fast's Lingua::EN::Syllable)."""
    plain = re.sub(r"[^a-z]", "", unicodedata.normalize("NFD", word.lower()))
    stem = re.sub(r"(?<=[^aeiou])e$|(?<=[^aeioutd])ed$|(?<=[^aeioucsxzg])(?<![cs]h)es$", "", plain)
    count = len(re.findall(r"[aeiouy]+", stem))
    return count - len(_SILENT_VOWEL.findall(plain)) + sum(1 for _ in _EXTRA_SYLLABLE.finditer(plain))


def _hyphenation_syllables(word: str, language: str) -> int:
    if pyphen.language_fallback(language) is None:
        return len(re.findall(r"[aeiouy]+", word.lower()))
    return len(pyphen.Pyphen(lang=language).positions(word)) + 1


_SYLLABLE_COUNTERS: Mapping[str, Callable[[str], int]] = {"en": _english_syllables, "nl": _dutch_syllables}
