"""Translators' answers to suspicions, as reviewers see them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from leaflet.model import Library


def answer_rows(library: Library, topics: Collection[str], languages: Collection[str]) -> Sequence[dict[str, str]]:
    """What was answered in the catalogs of these topics, of the house and of the layouts, into these languages."""
    from leaflet.messages import excerpt
    from leaflet.model import HOUSE_SCOPE, LAYOUTS_SCOPE
    from leaflet.policies.suspicions import answered_pairs

    return [
        {
            "place": str(answer.span()),
            "check": answer.to,
            "source": pair.text.source,
            "translation": pair.entry.text,
            "reason": answer.reason,
            "about": f"{excerpt(pair.text.source)} is {excerpt(pair.entry.text)}: {answer.reason}",
        }
        for answer, pair in answered_pairs(library, {*topics, HOUSE_SCOPE, LAYOUTS_SCOPE})
        if pair.language in languages
    ]
