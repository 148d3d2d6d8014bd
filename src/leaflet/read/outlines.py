"""What a layout's outline names must exist: kinds of texts, and words that its templates print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from leaflet.messages import did_you_mean
from leaflet.model import FAMILIES, Layout, PathStep, section_role
from leaflet.problem import Problem


def outline_faults(layout: Layout, texts: Sequence[str]) -> Iterator[Problem]:
    """A problem for each heading, kind of text and word that neither `FAMILIES` nor its templates' `texts` have."""
    if layout.piece and layout.piece not in texts:
        yield _unknown(layout, layout.piece, "a text that its templates print", texts, "piece")
    for number, entry in enumerate(layout.outline):
        if entry.heading and entry.heading not in texts:
            place: tuple[PathStep, ...] = ("outline", number, "heading")
            yield _unknown(layout, entry.heading, "a heading that its templates print", texts, *place)
        for item, name in enumerate(entry.has):
            if name not in FAMILIES and not section_role(name) and name not in texts:
                what = "a kind of text, or words that its templates print"
                yield _unknown(layout, name, what, (*FAMILIES, *texts), "outline", number, "has", item)


def _unknown(layout: Layout, name: str, what: str, known: Iterable[str], *place: PathStep) -> Problem:
    options = sorted(known)
    guess = did_you_mean(name, options)
    advice = "docs/designers.md lists the kinds of texts; write words as in the template's `_(…)`"
    return Problem("invalid-record", f"`{name}` isn't {what}", f"{guess}{advice}", layout.span(*place))
