"""The words of a `<text>` as runs that follow one another: white space as SVG sets it, and how each run is drawn."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from leaflet.svg.elements import SPACE, SVG_NAMESPACE, SvgElement
from leaflet.svg.lengths import is_absolute, length, number, type_size
from leaflet.svg.vocabulary import PROPERTIES

POSITIONS = ("x", "y", "dx", "dy")
_SHIFTS: Mapping[str, float] = {"sub": -0.2, "super": 0.4, "baseline": 0}
"""How far `baseline-shift` lifts letters, in the size of the type around them (as Inkscape and Firefox do)."""


@dataclass(frozen=True)
class TextRun:
    """Words that are drawn alike."""

    text: str
    attributes: Mapping[str, str]
    """Its styles and its position, where they differ from those of the `<text>`."""
    element: SvgElement
    """The element whose words they are."""
    keeps_space: bool
    size: float
    """Of its letters, in the drawing's units."""
    shift: float
    """How far its letters are lifted, in the drawing's units."""


def text_runs(text: SvgElement, size: float, keeps_space: bool) -> tuple[TextRun, ...]:
    """The runs of `text`, whose letters are of `size`; without the space that SVG drops."""
    runs = list(_runs(text, _Context({}, size, keeps_space, 0), {}))
    shown = [run for run in runs if run.attributes.get("visibility", "visible") == "visible"]
    return tuple(_lifted(_with_single_spaces(shown)))


@dataclass(frozen=True)
class _Context:
    """What a tspan takes over from what is around it."""

    styles: Mapping[str, str]
    size: float
    keeps_space: bool
    shift: float


def _runs(element: SvgElement, context: _Context, position: dict[str, str]) -> Iterator[TextRun]:
    """The runs in `element`; the first takes `position`, and leaves none for the others."""

    def run(words: str | None) -> Iterator[TextRun]:
        if words:
            attributes = {**context.styles, **position}
            yield TextRun(words, attributes, element, context.keeps_space, context.size, context.shift)
            if context.keeps_space or words.strip():
                position.clear()

    yield from run(element.text)
    for child in element.children:
        if child.namespace == SVG_NAMESPACE and child.name == "tspan" and child.get("display") != "none":
            position.update({name: child.attrib[name] for name in POSITIONS if name in child.attrib})
            yield from _runs(child, _inside(child, context), position)
            position.clear()
        yield from run(child.tail)


def _inside(tspan: SvgElement, context: _Context) -> _Context:
    own = {name: value for name, value in tspan.attrib.items() if name in PROPERTIES}
    size = type_size(own["font-size"], context.size) if "font-size" in own else None
    if size is not None and not is_absolute(own["font-size"]):
        own["font-size"] = number(size)
    shift = context.shift + _shift(own.pop("baseline-shift", "baseline"), context.size)
    keeps_space = tspan.attrib.get(SPACE, "preserve" if context.keeps_space else "default") == "preserve"
    return _Context({**context.styles, **own}, size or context.size, keeps_space, shift)


def _shift(value: str, size: float) -> float:
    if value.endswith("%"):
        return (type_size(value, size) or 0.0) if length(value[:-1]) is not None else 0.0
    return _SHIFTS[value] * size if value in _SHIFTS else length(value, size) or 0.0


def _with_single_spaces(runs: list[TextRun]) -> Iterator[TextRun]:
    """The runs with white space collapsed across them, but for those that keep it; empty ones left out."""
    collapsed: list[TextRun] = []
    ends_in_space = True
    for n, run in enumerate(runs):
        words = unicodedata.normalize("NFC", re.sub(r"[\t\n\r]", " ", run.text))
        if not run.keeps_space:
            words = re.sub(" +", " ", words)
            words = words.lstrip(" ") if ends_in_space else words
        if words == " " and (n + 1 == len(runs) or {"x", "y"} & set(runs[n + 1].attributes)):
            words = ""  # between two places there is no space to draw
        if words:
            collapsed.append(replace(run, text=words))
            ends_in_space = words.endswith(" ")
    if collapsed and not collapsed[-1].keeps_space:
        collapsed[-1] = replace(collapsed[-1], text=collapsed[-1].text.rstrip(" "))
    return (run for run in collapsed if run.text)


def _lifted(runs: Iterator[TextRun]) -> Iterator[TextRun]:
    """The runs, those that `baseline-shift` lifts by `dy`, which renderers know."""
    lifted = 0.0
    for run in runs:
        before = 0.0 if "y" in run.attributes else lifted
        lifted = run.shift
        if lifted == before:
            yield run
        else:
            dy = (length(run.attributes.get("dy", "0"), run.size) or 0) + before - lifted
            yield replace(run, attributes={**run.attributes, "dy": number(dy)})
