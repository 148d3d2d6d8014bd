"""The composed document has a text out of its order, under another heading, or within another text.

Why: two paragraphs that change places can change what a text says, a help line under “Safety” isn't looked for there,
and a statement inside another can be read as a part of it. `outline` in layout.yaml says what stands where.

Fix: set it in the template where the outline has it, or change the outline where that is wrong. What stands under a
heading follows it in the same element, or in one beside it.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.editions.expected import TextName
from leaflet.preflight.instrument.document_comparison import DocumentComparison, name_in_messages
from leaflet.problem import Problem

NAME = "misplaced-text"


def check(comparison: DocumentComparison) -> Iterator[Problem]:
    """The first text that isn't where it should be: those after it are displaced by it."""
    fault = next(_faults(comparison), None)
    if fault:
        yield comparison.problem(
            NAME,
            f"{fault} in the document of {comparison.edition.id}",
            f"compare the template of `{comparison.edition.layout.id}` with the outline in its layout.yaml",
        )


def _faults(comparison: DocumentComparison) -> Iterator[str]:
    for found in comparison.found:
        if found.inside:
            yield f"{name_in_messages(found.name)} stands within {name_in_messages(found.inside)}"
    if comparison.lost or comparison.strange or comparison.replaced:  # told, and all that follows is displaced by it
        return
    for expected, found in zip(comparison.edition.expected_texts, comparison.found, strict=True):
        if expected.name != found.name:
            yield f"{name_in_messages(found.name)} stands where {name_in_messages(expected.name)} belongs"
        elif expected.home != found.home:
            where, right = _under(found.home), _under(expected.home)
            yield f"{name_in_messages(found.name)} stands {where}, not {right},"


def _under(heading: TextName | None) -> str:
    return f"under {name_in_messages(heading)}" if heading else "under no heading"
