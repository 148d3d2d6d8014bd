"""A drawing as a program wrote it → the same drawing of a few plain elements and attributes.

Names, notes and empty definitions of the program are left out; styles become attributes, copies (`use`) what they are
copies of, gradients and clips the only definitions. What can't be kept is reported, never left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from leaflet.svg.checks import HREF, element_faults, root_faults
from leaflet.svg.elements import SPACE, SVG_NAMESPACE, SvgElement, SvgFault
from leaflet.svg.lengths import MEDIUM, fraction, is_absolute, is_translucent, length, number, type_size
from leaflet.svg.styles import move_styles_into_attributes
from leaflet.svg.text_runs import TextRun, text_runs
from leaflet.svg.vocabulary import GEOMETRY, GRADIENTS, HEADINGS, PAINTS, PROPERTIES, REFERENCE, SHAPES

MAX_ELEMENTS = 20_000
"""Elements that a drawing may have when its copies are drawn out."""
MAX_COPY_DEPTH = 8
_ROOT_ATTRIBUTES = ("width", "height", "x", "y")
"""Of the first `<svg>`: the layout decides how large a drawing is on its page."""


def cleaned(root: SvgElement, name: str = "drawing") -> tuple[SvgElement | None, tuple[SvgFault, ...]]:
    """The drawing `root`, which is used up, cleaned; None and the faults where anything can't be kept.

    What it defines is called after `name`, so that two drawings on a page don't share names.
    """
    if sum(1 for _ in root.walk()) > MAX_ELEMENTS:
        return None, (_too_many(root),)
    faults = tuple(root_faults(root))
    if not root.namespace:  # what is inside has none either: told as what it is meant to be
        for element in root.walk():
            element.tag = f"{{{SVG_NAMESPACE}}}{element.tag}" if not element.namespace else element.tag
    faults = (*faults, *move_styles_into_attributes(root), *element_faults(root))
    if faults:
        return None, faults
    cleaner = _Cleaner(root, name)
    drawing = cleaner.drawing()
    return (None, tuple(cleaner.faults)) if cleaner.faults else (drawing, ())


@dataclass(frozen=True)
class _Surroundings:
    """What an element takes over from those around it, as far as it is worked out here."""

    size: float = MEDIUM
    keeps_space: bool = False
    is_visible: bool = True
    copies: int = 0
    """How many copies it is a copy inside of."""


class _Cleaner:
    """Builds the cleaned drawing, and collects what can't be kept."""

    def __init__(self, root: SvgElement, name: str) -> None:
        self.root = root
        self.name = name
        self.faults: list[SvgFault] = []
        self.by_id = {element.attrib["id"]: element for element in root.walk() if "id" in element.attrib}
        self.definitions: dict[str, SvgElement] = {}
        self.new_ids: dict[str, str] = {}
        self.count = 0

    def drawing(self) -> SvgElement:
        """The cleaned root: title and description, then what is defined, then what is drawn."""
        inside = self._inside(self.root, _entered(self.root, _Surroundings()))
        attributes = {k: v for k, v in self._kept(self.root).items() if k not in _ROOT_ATTRIBUTES}
        cleaned_root = _element("svg", {**_view_box(self.root), **attributes}, self.root)
        cleaned_root.extend(self._headings())
        if self.definitions:
            defs = _element("defs", {}, self.root)
            defs.extend(self.definitions.values())
            cleaned_root.append(defs)
        cleaned_root.extend(inside)
        return cleaned_root

    def _headings(self) -> Iterator[SvgElement]:
        """The title and the description; they stand directly in the `<svg>`, one of each."""
        seen: set[str] = set()
        for element in self.root.children:
            words = " ".join("".join(element.itertext()).split()) if element.name in HEADINGS else ""
            if words and element.namespace == SVG_NAMESPACE:
                if element.name in seen:
                    hint = "put one <title> and one <desc> directly under <svg>"
                    self.faults.append(SvgFault(element, f"<{element.name}> must stand once in a drawing", hint))
                seen.add(element.name)
                heading = _element(element.name, {}, element)
                heading.text = words
                yield heading

    def _inside(self, element: SvgElement, around: _Surroundings) -> list[SvgElement]:
        """What is drawn of the elements in `element`."""
        children = list(element.children)
        if element.name == "switch":  # the first that a renderer knows
            children = [child for child in children if child.name not in (*HEADINGS, "foreignObject")][:1]
        return [drawn for child in children if (drawn := self._drawn(child, around)) is not None]

    def _drawn(self, element: SvgElement, around: _Surroundings) -> SvgElement | None:
        """`element` as it is drawn; None where it draws nothing."""
        if element.namespace != SVG_NAMESPACE or element.attrib.get("display") == "none":
            return None
        self.count += 1
        if self.count > MAX_ELEMENTS:
            self.faults += [_too_many(element)] if not self.faults else []
        elif element.name in SHAPES:
            return self._shape(element, _entered(element, around))
        elif element.name in _DRAWN:
            return _DRAWN[element.name](self, element, _entered(element, around))
        return None

    def _shape(self, element: SvgElement, inner: _Surroundings) -> SvgElement | None:
        return _element(element.name, self._kept(element), element) if inner.is_visible else None

    def _group(self, element: SvgElement, inner: _Surroundings) -> SvgElement | None:
        group = _element("svg" if element.name == "svg" else "g", self._kept(element, inner), element)
        group.extend(self._inside(element, inner))
        return group if len(group) else None

    def _kept(self, element: SvgElement, inner: _Surroundings | None = None) -> dict[str, str]:
        """The attributes of `element` that draw; its type size in the drawing's units."""
        kept = {}
        for name, value in element.attrib.items():
            if name in PAINTS:
                value = self._paint(element, name, value)  # noqa: PLW2901
            if name in GEOMETRY | PROPERTIES - {"display", "visibility", "baseline-shift"} and value:
                kept[name] = value
        if "font-size" in kept and inner and not is_absolute(kept["font-size"]):
            kept["font-size"] = number(inner.size)
        return kept

    def _paint(self, element: SvgElement, name: str, value: str) -> str:
        """A colour, or where the drawing defines what it names."""
        reference = REFERENCE.fullmatch(value.strip())
        if reference is None:
            return value
        wanted = ("clipPath",) if name == "clip-path" else GRADIENTS
        target = self.by_id.get(reference["id"])
        if target is not None and target.name in wanted:
            return f"url(#{self._defined(reference['id'], target)})"
        if target is None and reference["fallback"].strip():
            return reference["fallback"].strip()
        what = f"a <{target.name}>" if target is not None else "nothing in the drawing"
        hint = "fill it with a colour or a gradient" if name != "clip-path" else "release the clip, or cut the shapes"
        message = f"`{name}` names `#{reference['id']}`, which is {what}"
        self.faults.append(SvgFault(element, message, hint))
        return ""

    def _defined(self, old_id: str, target: SvgElement) -> str:
        """The id in the cleaned drawing of what `old_id` names."""
        if old_id not in self.new_ids:
            self.new_ids[old_id] = f"{self.name}-{len(self.new_ids) + 1}"
            made = self._clip(target) if target.name == "clipPath" else self._gradient(target)
            made.set("id", self.new_ids[old_id])
            self.definitions[old_id] = made
        return self.new_ids[old_id]

    def _gradient(self, target: SvgElement) -> SvgElement:
        """The gradient with all that it takes over from others by reference."""
        chain = [target]
        while (parent := self.by_id.get(_href(chain[-1]))) is not None and parent.name in GRADIENTS:
            if parent in chain:
                break
            chain.append(parent)
        attributes: dict[str, str] = {}
        for gradient in reversed(chain):
            attributes.update(self._kept(gradient))
        if target.name == "radialGradient" and attributes.get("gradientUnits") != "userSpaceOnUse":
            attributes["r"] = number(fraction(attributes.get("r", "50%")))  # WeasyPrint takes a percentage of more
        stops = next((found for g in chain if (found := [c for c in g.children if c.name == "stop"])), [])
        made = _element(target.name, attributes, target)
        made.extend(_element("stop", self._kept(stop), stop) for stop in stops)
        for stop in stops:
            if fraction(stop.attrib.get("stop-opacity", "1")) < 1 or is_translucent(stop.attrib.get("stop-color", "")):
                hint = "let it fade into the colour that it stands on; the whole shape may have an `opacity`"
                self.faults.append(SvgFault(stop, "a gradient must not fade into nothing", hint))
        return made

    def _clip(self, target: SvgElement) -> SvgElement:
        made = _element("clipPath", self._kept(target), target)
        if target.attrib.get("clipPathUnits") == "objectBoundingBox" or any(e.name == "text" for e in target.walk()):
            hint = "release the clip, or cut the shapes themselves"
            self.faults.append(SvgFault(target, "a clip must be made of shapes in the drawing's own units", hint))
        made.extend(self._inside(target, _Surroundings()))
        return made

    def _copy(self, use: SvgElement, around: _Surroundings) -> SvgElement | None:
        """A group with what `use` is a copy of."""
        target = self.by_id.get(_href(use))
        is_drawable = target is not None and target.name in (*SHAPES, "g", "text", "use", "switch")
        if target is None or not is_drawable or around.copies >= MAX_COPY_DEPTH:
            hint = "unlink the copy (in Inkscape: Edit, Clone, Unlink clone)"
            self.faults.append(SvgFault(use, f"<use> copies `#{_href(use)}`, which can't be copied", hint))
            return None
        kept = self._kept(use, around)
        x, y = (length(kept.pop(name, "0")) or 0 for name in ("x", "y"))
        move = f"translate({number(x)} {number(y)})" if x or y else ""
        transform = " ".join(part for part in (kept.pop("transform", ""), move) if part)
        attributes = {**kept, "transform": transform} if transform else kept
        group = _element("g", {k: v for k, v in attributes.items() if k not in ("width", "height")}, use)
        inside = self._drawn(target, replace(around, copies=around.copies + 1))
        group.extend(() if inside is None else (inside,))
        return group if len(group) else None

    def _text(self, element: SvgElement, inner: _Surroundings) -> SvgElement | None:
        """The text with its runs side by side, every space as it is drawn."""
        runs = text_runs(element, inner.size, inner.keeps_space) if inner.is_visible else ()
        if not runs:
            return None
        text = _element("text", self._kept(element, inner), element)
        if len(runs) == 1 and not runs[0].attributes:
            _write(text, runs[0].text)
        else:
            text.extend(self._run(run) for run in runs)
        return text

    def _run(self, run: TextRun) -> SvgElement:
        element = SvgElement.at("tspan", run.attributes, run.element.line, run.element.column)
        made = _element("tspan", self._kept(element), element)
        _write(made, run.text)
        return made


_DRAWN: Mapping[str, Callable[[_Cleaner, SvgElement, _Surroundings], SvgElement | None]] = {
    **dict.fromkeys(("g", "svg", "switch"), _Cleaner._group),
    "text": _Cleaner._text,
    "use": _Cleaner._copy,
}
"""What draws beside shapes, and how it is cleaned."""


def _too_many(element: SvgElement) -> SvgFault:
    message = f"a drawing must not have more than {MAX_ELEMENTS} elements, copies among them"
    return SvgFault(element, message, "draw fewer copies, or simplify the drawing")


def _element(name: str, attributes: Mapping[str, str], origin: SvgElement) -> SvgElement:
    """A new element at the place of `origin`."""
    return SvgElement.at(f"{{{SVG_NAMESPACE}}}{name}", attributes, origin.line, origin.column)


def _write(element: SvgElement, words: str) -> None:
    """Give the element its words, every space as it is drawn."""
    element.text = words
    if words != words.strip() or "  " in words:
        element.set(SPACE, "preserve")


def _href(element: SvgElement) -> str:
    return element.attrib.get("href", element.attrib.get(HREF, "")).removeprefix("#")


def _entered(element: SvgElement, around: _Surroundings) -> _Surroundings:
    """What holds inside `element`."""
    size = type_size(element.attrib["font-size"], around.size) if "font-size" in element.attrib else None
    space = element.attrib.get(SPACE)
    visibility = element.attrib.get("visibility", "inherit")
    return replace(
        around,
        size=around.size if size is None else size,
        keeps_space=around.keeps_space if space is None else space == "preserve",
        is_visible=around.is_visible if visibility == "inherit" else visibility == "visible",
    )


def _view_box(root: SvgElement) -> dict[str, str]:
    """The view box that a drawing without one has by its width and height, in the drawing's units."""
    sizes = [length(root.attrib.get(name, "")) for name in ("width", "height")]
    if "viewBox" in root.attrib or not all(sizes):
        return {}
    return {"viewBox": " ".join(["0 0", *(number(size) for size in sizes if size)])}
