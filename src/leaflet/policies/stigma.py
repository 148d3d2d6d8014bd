"""A word labels the people whom the text is about.

Why: words such as "addict" or "clean" turn a person into a problem. They keep people from asking for help, and
patients from reading on.

Fix: use the words that the hint gives; the lists are in `sources/wording.yaml`. Where the word means something
else, allow it in topic.yaml under `allow:` with the reason. Titles of references are quoted as they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leaflet.model import Library
from leaflet.policies.listed_words import RefusedPhrases, listed_word_problems
from leaflet.problem import Problem

NAME = "stigma"
_WORDS = RefusedPhrases(NAME, "labels the people whom the text is about", "stigma")


def check(library: Library, today: date) -> Iterator[Problem]:
    """Stigmatising words in every text and language that is printed."""
    return listed_word_problems(library, _WORDS)
