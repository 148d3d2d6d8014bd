"""The composed document has a text that differs from its source, by a word, a sign or what joins its parts.

Why: 0.26 isn't 026, “not” can be one stroke away, and a level before the wrong shape is another level. Each text must
read exactly as its source has it: letters, digits, punctuation and signs; only white space is folded.

Fix: print the text as the template is given it, with the macros of `layouts/base/macros.html.j2`, and put nothing
before, between or after its parts.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.preflight.instrument.document_comparison import DocumentComparison, name_in_messages
from leaflet.problem import Problem

NAME = "altered-text"
_BEFORE, _AFTER = 24, 40
"""How many characters a message shows before the first difference and from it on."""


def check(comparison: DocumentComparison) -> Iterator[Problem]:
    """Compare what each text reads."""
    for expected, found in comparison.pairs:
        if expected.reading != found.reading:
            start = _shared(expected.reading, found.reading)
            yield comparison.problem(
                NAME,
                f"{name_in_messages(expected.name)} reads “{_part(found.reading, start)}” in the document of "
                f"{comparison.edition.id}; its source has “{_part(expected.reading, start)}”",
                f"print it in the template of `{comparison.edition.layout.id}` as the macros in layouts/base do",
                expected.span,
            )


def _shared(one: str, other: str) -> int:
    """How many signs both begin with."""
    signs = enumerate(zip(one, other, strict=False))
    return next((n for n, (first, second) in signs if first != second), min(len(one), len(other)))


def _part(reading: str, start: int) -> str:
    """About where the difference begins, on one line: ¶ between two paragraphs, | between two cells."""
    first, last = max(0, start - _BEFORE), start + _AFTER
    text = reading[first:last].replace("\n", " ¶ ").replace("\t", " | ").strip()
    return f"{'…' if first else ''}{text}{'…' if last < len(reading) else ''}"
