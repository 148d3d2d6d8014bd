"""What a layout's outline names must exist: kinds of texts, and words that its templates print."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from leaflet.messages import backtick_list, did_you_mean
from leaflet.model import FAMILIES, Layout, PathStep, section_role
from leaflet.problem import Problem


def outline_faults(layout: Layout, texts: Sequence[str]) -> Iterator[Problem]:
    """A problem for each heading, kind of text and word that neither `FAMILIES` nor its templates' `texts` have."""
    if layout.piece and layout.piece not in texts:
        yield _unknown(layout, layout.piece, "a text that its templates print", texts, "piece")
    yield from _other_words_faults(layout, texts)
    for number, entry in enumerate(layout.outline):
        if entry.heading and entry.heading not in texts:
            place: tuple[PathStep, ...] = ("outline", number, "heading")
            yield _unknown(layout, entry.heading, "a heading that its templates print", texts, *place)
        for item, name in enumerate(entry.has):
            if name not in FAMILIES and not section_role(name) and name not in texts:
                what = "a kind of text, or words that its templates print"
                yield _unknown(layout, name, what, (*FAMILIES, *texts), "outline", number, "has", item)


def _other_words_faults(layout: Layout, texts: Sequence[str]) -> Iterator[Problem]:
    """A problem for each of the words that the layout says instead of others, where these are no template's."""
    for words, said in layout.says.items():
        if words not in texts:
            yield _unknown(layout, words, "a text that its templates print", texts, "says", words)
        elif _places(words) != _places(said):
            message = f"what is printed instead of `{words}` must have the same places to fill in"
            hint = f"write {backtick_list(sorted(_places(words)))} in it" if _places(words) else "leave out `%(…)s`"
            yield Problem("invalid-record", message, hint, layout.span("says", words))


def _places(words: str) -> frozenset[str]:
    """The places in `words` that are filled in, such as `%(date)s`; a sign of per cent by itself is one, too."""
    return frozenset(re.findall(r"%(?:\(\w+\)s)?", words))


def _unknown(layout: Layout, name: str, what: str, known: Iterable[str], *place: PathStep) -> Problem:
    options = sorted(known)
    guess = did_you_mean(name, options)
    advice = "docs/designers.md lists the kinds of texts; write words as in the template's `_(…)`"
    return Problem("invalid-record", f"`{name}` isn't {what}", f"{guess}{advice}", layout.span(*place))
