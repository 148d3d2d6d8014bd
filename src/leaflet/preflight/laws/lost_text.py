"""A text, heading or word of the layout isn't in the composed document, or its layout's outline has no place for it.

Why: what the document leaves out can't be on the paper. A template that asks for no `legal` statements prints none, and
a heading that is gone leaves what stood under it to the heading before.

Fix: let the template print it where `outline` in the layout's layout.yaml has it. Where the outline has no place for
it, give it one there and in the template. A heading that isn't wanted goes out of both.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.messages import excerpt
from leaflet.preflight.instrument.document_comparison import DocumentComparison, name_in_messages
from leaflet.problem import Problem

NAME = "lost-text"


def check(comparison: DocumentComparison) -> Iterator[Problem]:
    """What the outline has and the document hasn't, and what has no place in the outline."""
    edition = comparison.edition
    if not edition.layout.outline:
        yield _without_outline(comparison)
        return
    page = f"layouts/{edition.layout.id}/page.html.j2"
    for text in comparison.lost:
        words = f", {excerpt(text.required.identifying_text)}," if text.required else ""
        yield comparison.problem(
            NAME,
            f"{name_in_messages(text.name)}{words} is missing from the document of {edition.id}",
            f"let {page} print it, as often and where the outline in its layout.yaml says",
            text.span,
        )
    placed = {text.name for text in edition.expected_texts}
    for required in edition.required.texts:
        if (required.kind, required.id) not in placed:
            yield comparison.problem(
                NAME,
                f"the outline of `{edition.layout.id}` has no place for `{required.id}`, "
                f"{excerpt(required.identifying_text)}, which {edition.id} must say",
                f"give its kind of text a place under `outline`, and in {page}",
                edition.layout.span("outline"),
            )


def _without_outline(comparison: DocumentComparison) -> Problem:
    layout = comparison.edition.layout
    return comparison.problem(
        NAME,
        f"the layout `{layout.id}` has no outline, so nobody knows what its document must hold, and where",
        "write `outline` in its layout.yaml (docs/designers.md), or let `leaflet upgrade` write it by the template",
        layout.span(),
    )
