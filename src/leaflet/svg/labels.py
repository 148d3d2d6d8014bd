"""The labels of a cleaned drawing: the texts that a reader sees as one, and the drawing with other texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from leaflet.svg.elements import SPACE, SvgElement, as_svg, parse_svg
from leaflet.svg.lengths import MEDIUM, length, number
from leaflet.svg.text_runs import POSITIONS

_LETTER = 0.5
"""How wide a letter is in the size of the type, about: Lato's are 0.53 on average."""
_MAX_GAP = 0.8
"""How far from the end of one run the next may begin on the same line and still belong to it, in the type's size."""
_MAX_RISE = 0.5
"""How far above or below its line a run may stand: a raised or lowered number, not the next line."""


@dataclass(frozen=True)
class Label:
    """A title, a description, or words that are drawn one after the other."""

    runs: tuple[SvgElement, ...]
    """The elements that hold them, in order; the first says where they begin."""
    parent: SvgElement
    """The element that holds the runs, or the only run itself."""

    @property
    def element(self) -> SvgElement:
        """Where it begins."""
        return self.runs[0]

    @property
    def text(self) -> str:
        """What it says."""
        return " ".join("".join(run.text or "" for run in self.runs).split())


def labels(drawing: SvgElement) -> tuple[Label, ...]:
    """Title and description of the cleaned `drawing`, and its labels, in document order."""
    found = (label for element in drawing.walk() for label in _labels_of(element))
    return tuple(label for label in found if label.text)


def _labels_of(element: SvgElement) -> Iterator[Label]:
    if element.name in ("title", "desc") or (element.name == "text" and not len(element)):
        yield Label((element,), element)
    elif element.name == "text":
        runs: list[SvgElement] = []
        for run in element.children:
            if runs and _begins_anew(element, runs, run):
                yield Label(tuple(runs), element)
                runs = []
            runs.append(run)
        yield Label(tuple(runs), element)


def _begins_anew(text: SvgElement, runs: Sequence[SvgElement], run: SvgElement) -> bool:
    """Does `run` begin a label of its own? A place of its own does, but where it goes on with the line before it."""
    if not {"x", "y"} & set(run.attrib):
        return False
    anchor = run.get("text-anchor", text.get("text-anchor", "start"))
    size = length(text.get("font-size", "")) or length(runs[0].get("font-size", "")) or MEDIUM
    rise = _number(run, "y", text) - _number(runs[0], "y", text)
    end = _end(text, runs, size)
    if anchor != "start" or "dy" in run.attrib or abs(rise) > _MAX_RISE * size or "x" not in run.attrib:
        return True
    return not -size < _number(run, "x", text) - end < _MAX_GAP * size


def _end(text: SvgElement, runs: Sequence[SvgElement], size: float) -> float:
    """About where the last of `runs` ends."""
    first = next((n for n in range(len(runs) - 1, 0, -1) if "x" in runs[n].attrib), 0)
    sizes = ((run, length(run.get("font-size", "")) or size) for run in runs[first:])
    return _number(runs[first], "x", text) + sum(len(run.text or "") * _LETTER * its_size for run, its_size in sizes)


def _number(run: SvgElement, name: str, text: SvgElement) -> float:
    return length(run.get(name, text.get(name, "0"))) or 0.0


def svg_with_strings(svg: str, strings: Sequence[str]) -> str:
    """The drawing `svg`, as `as_svg` wrote it, with `strings` in the place of its own texts, in document order."""
    tree = parse_svg(svg)
    for label, text in zip(labels(tree), strings, strict=True):
        if text != label.text:
            _say(label, text)
    return as_svg(tree)


def _say(label: Label, text: str) -> None:
    """Give the label other words.

    Runs whose words occur in `text` in their order keep them, and what is around goes to the longer neighbour: the `2A`
    of a receptor stays low. Where they don't, all of it is drawn as the longest run was.
    """
    starts = _starts(label, text)
    _let_flow(label)
    if starts is None:
        longest = max(label.runs, key=lambda run: len(run.text or ""))
        first = label.runs[0]
        place = {name: first.attrib[name] for name in POSITIONS if name in first.attrib}
        style = {name: value for name, value in longest.attrib.items() if name not in POSITIONS}
        first.attrib = {**style, **place} if label.parent is not first else first.attrib
        first.text = text
        for run in label.runs[1:]:
            label.parent.remove(run)
        return
    for run, start, end in zip(label.runs, starts, (*starts[1:], len(text)), strict=True):
        run.text = text[start:end]
        run.set(SPACE, "preserve")


def _let_flow(label: Label) -> None:
    """Let each run but the first follow the one before it, as high above or below it as it was."""
    y = _number(label.runs[0], "y", label.parent)
    for run in label.runs[1:]:
        run.attrib.pop("x", None)
        if "y" in run.attrib:
            rise = _number(run, "y", label.parent) - y
            y += rise
            del run.attrib["y"]
            run.set("dy", number(rise))


def _starts(label: Label, text: str) -> list[int] | None:
    """Where each run begins in `text`; None where its words aren't all there in their order."""
    starts, end, before = [], 0, 0
    for run in label.runs:
        words = (run.text or "").strip()
        found = text.find(words, end)
        if found < 0:
            return None
        starts.append(found if len(words) <= before else end)
        end, before = found + len(words), len(words)
    return [0, *starts[1:]] if len(starts) > 1 else None
