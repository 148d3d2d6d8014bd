"""A text advertises.

Why: "book your first session", "thousands of people trust us" or "it changed my life, says Anna" persuade and don't
inform. In a leaflet about health they make people take a risk because somebody gains by it.

Fix: take it out; what was shown, and what not, is told by claims with their level. Where the words mean something
else, allow it in topic.yaml under `allow:` with the reason. What a reference is called is its authors' own: there only
calls to the reader are told (“book your session”, terms with `in_titles: true` in `sources/wording.yaml`); correct the
entry in the reference manager.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leaflet.model import Library
from leaflet.policies.corrections import is_denied
from leaflet.policies.listed_words import RefusedPhrases, listed_word_problems, quoted_word_problems
from leaflet.problem import Problem

NAME = "promotion"
PHRASES = RefusedPhrases(NAME, "advertises", "promotions", is_denied)


def check(library: Library, today: date) -> Iterator[Problem]:
    """Advertising and testimonials in every text and language that is printed; calls to the reader in references."""
    yield from listed_word_problems(library, PHRASES)
    yield from quoted_word_problems(library, PHRASES)
