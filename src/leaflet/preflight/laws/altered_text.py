"""The composed document has a text that differs from its source, by a word, a sign or what joins its parts.

Why: 0.26 isn't 026, “not” can be one stroke away, and a level before the wrong shape is another level. Each text must
read exactly as its source has it: letters, digits, punctuation and signs; only white space is folded.

Fix: print the text as the template is given it, with the macros of `layouts/base/macros.html.j2`, and put nothing
before, between or after its parts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from leaflet.editions.expected import ExpectedText
from leaflet.messages import excerpt
from leaflet.preflight.instrument.document_comparison import DocumentComparison, name_in_messages
from leaflet.problem import Problem

NAME = "altered-text"
_MAX_NAMES = 3
"""How many of the other texts a message names."""
_BEFORE, _AFTER = 24, 40
"""How many characters a message shows before the first difference and from it on."""


def check(comparison: DocumentComparison) -> Iterator[Problem]:
    """Compare what each text reads; one problem for all, since what alters many is one macro, mostly."""
    edition = comparison.edition
    altered = [(expected, found) for expected, found in comparison.pairs if expected.reading != found.reading]
    for expected, found in altered[:1]:
        start = _shared(expected.reading, found.reading)
        yield comparison.problem(
            NAME,
            f"{name_in_messages(expected.name)} reads “{_part(found.reading, start)}” in the document of {edition.id}; "
            f"its source has “{_part(expected.reading, start)}”{_others([text for text, _ in altered[1:]])}",
            f"print it in the template of `{edition.layout.id}` as the macros in layouts/base do",
        )
    for expected, found in comparison.replaced:
        yield comparison.problem(
            NAME,
            f"{name_in_messages(found.name)} stands in the document of {edition.id} where the outline of its layout "
            f"has {excerpt(expected.reading)}",
            f"print the one in the template of `{edition.layout.id}` that `outline` has, or change both",
        )


def _others(texts: Sequence[ExpectedText]) -> str:
    """; `a`, `b`, and 3 more are altered, too."""
    if not texts:
        return ""
    names = [name_in_messages(text.name) for text in texts[:_MAX_NAMES]]
    more = f" and {len(texts) - _MAX_NAMES} more" if len(texts) > _MAX_NAMES else ""
    return f"; {', '.join(names)}{more} {'is' if len(texts) == 1 else 'are'} altered, too"


def _shared(one: str, other: str) -> int:
    """How many signs both begin with."""
    signs = enumerate(zip(one, other, strict=False))
    return next((n for n, (first, second) in signs if first != second), min(len(one), len(other)))


def _part(reading: str, start: int) -> str:
    """About where the difference begins, on one line: ¶ between two paragraphs, | between two cells."""
    first, last = max(0, start - _BEFORE), start + _AFTER
    text = reading[first:last].replace("\n", " ¶ ").replace("\t", " | ").strip()
    return f"{'…' if first else ''}{text}{'…' if last < len(reading) else ''}"
