"""The composed document says something that neither the sources nor the layout's outline has, or that once too often.

Why: “The following is not true:” before a warning takes it back, and so does a known word in a strange place:
“reviewed” beside the draft mark, “Notes” over a statement. So each text of a document is a required text, or one of the
layout's own words where its outline has it.

Fix: take the words out of the template. Words of the layout's own are marked for translation, `_("…")`, and stand in
`outline` in its layout.yaml, at their place and as often as they are printed.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.messages import excerpt
from leaflet.preflight.instrument.document_comparison import DocumentComparison, name_in_messages
from leaflet.problem import Problem

NAME = "strange-text"


def check(comparison: DocumentComparison) -> Iterator[Problem]:
    """What the document has and the outline hasn't."""
    edition = comparison.edition
    known = {text.name for text in edition.expected_texts}
    for text in comparison.strange:
        is_required = text.name[0] not in ("heading", "words")
        what = f"{name_in_messages(text.name)}, {excerpt(text.reading)}," if is_required else excerpt(text.reading)
        if text.name[0] == "heading":
            what = f"the heading {what}"
        why = "more often than" if text.name in known else "though it isn't in"
        yield comparison.problem(
            NAME,
            f"{what} stands in the document of {edition.id} {why} the outline of its layout",
            f"take it out of the template of `{edition.layout.id}`, or give it its place in `outline`",
        )
