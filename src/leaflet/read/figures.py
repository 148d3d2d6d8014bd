"""SVG drawings of a topic: cleaned, held to what can be printed, with their texts extracted for translation.

Whatever can load, run or style something is refused by the cleaning, so a drawing can go into a page as it is.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path, PurePosixPath

from leaflet.model import Figure, Located, Origin, PathStep
from leaflet.problem import Problem, Span
from leaflet.read.document import SourceDocument
from leaflet.read.file_names import is_safe_path
from leaflet.read.records import validate
from leaflet.read.text_file import Problems, TextFile, forbidden_character_faults, read_text
from leaflet.svg.cleaning import cleaned
from leaflet.svg.elements import (
    MAX_DEPTH,
    DocumentTypeError,
    SvgElement,
    SvgError,
    SvgFault,
    TooDeepError,
    as_svg,
    parse_svg,
)
from leaflet.svg.labels import labels
from leaflet.svg.levels import shown_levels
from leaflet.svg.placement import placement_faults

MAX_BYTES = 200_000
"""Bytes that a drawing may have."""


def read_figure(root: Path, topic: str, name: str, path: str, span: Span) -> tuple[Figure | None, Problems]:
    """The figure at `path` (from the folder `topic`), named in the running text at `span`; its block is called `name`.

    None and the problems where the file is missing, lies outside the topic's folder, or holds anything but a drawing.
    """
    pure = PurePosixPath(path)
    if pure.suffix != ".svg" or not is_safe_path(path):
        hint = "put the file into the topic's folder `figures` and write `![](figures/name.svg)`"
        return None, (Problem("unsafe-name", f"`{path}` is not a drawing inside the topic's folder", hint, span),)
    file, problems = read_text(root, f"{topic}/{pure}", within=topic, limit=MAX_BYTES)
    if file is None:
        return None, tuple(replace(p, span=span) if p.rule in ("missing-file", "unsafe-name") else p for p in problems)
    return parse_figure(file, name, str(pure))


def parse_figure(file: TextFile, name: str, path: str) -> tuple[Figure | None, Problems]:
    """The figure that `file` holds, for the block called `name`; `path` is its path from the topic's folder."""
    drawing, problems = read_drawing(file, name)
    if drawing is None:
        return None, problems
    faults = tuple(_problem(file.path, fault) for fault in placement_faults(drawing))
    return (None, faults) if faults else _record(file, drawing, name, path)


def read_drawing(file: TextFile, name: str) -> tuple[SvgElement | None, Problems]:
    """The cleaned drawing that `file` holds, what it defines called after `name`; None and why where it is refused."""
    try:
        drawing, faults = cleaned(parse_svg(file.text), re.sub(r"[^\w-]", "-", name))
    except SvgError as error:
        return None, (_unparsed(file.path, error),)
    return drawing, tuple(dict.fromkeys(_problem(file.path, fault) for fault in faults))


def _problem(path: str, fault: SvgFault) -> Problem:
    element = fault.element
    span = Span(path, fault.line, 1) if fault.line else Span(path, element.line, element.column)
    if fault.is_unsafe:
        return Problem("unsafe-svg", fault.message, fault.hint, span)
    return Problem("unprintable-drawing", fault.message, fault.hint, span)


def _unparsed(path: str, error: SvgError) -> Problem:
    """Why the file at `path` can't be parsed."""
    span = Span(path, error.line, error.column)
    if isinstance(error, TooDeepError):
        return Problem(
            "too-deep", f"elements must not be nested deeper than {MAX_DEPTH} levels", "ungroup the drawing", span
        )
    if isinstance(error, DocumentTypeError):
        message, hint = (
            "a drawing must not declare a document type or entities",
            "delete the line that begins with `<!DOCTYPE`",
        )
        return Problem("unsafe-svg", message, hint, span)
    hint = "open the file in a drawing program or a browser, and save it again as plain SVG"
    return Problem("unsafe-svg", f"this is not valid XML: {error}", hint, span)


def _record(file: TextFile, tree: SvgElement, name: str, path: str) -> tuple[Figure | None, Problems]:
    found, levels = labels(tree), shown_levels(parse_svg(file.text), tree)
    places = [Span(file.path, label.element.line, label.element.column) for label in found]
    forbidden = [
        fault
        for label, place in zip(found, places, strict=True)
        for fault in forbidden_character_faults(place, label.text)
    ]
    headings = {label.element.name: label.text for label in found if label.element.name in ("title", "desc")}
    located = Located(
        id=name,
        file=path,
        svg=as_svg(tree),
        strings=tuple(label.text for label in found),
        title=headings.get("title", ""),
        description=headings.get("desc", ""),
        levels=tuple({"claim": level.claim, "strings": level.labels, "shapes": level.shapes} for level in levels),
    )
    spans: dict[tuple[PathStep, ...], Span] = {("strings", n): place for n, place in enumerate(places)}
    spans |= {("levels", n): Span(file.path, s.element.line, s.element.column) for n, s in enumerate(levels)}
    located.origin = Origin(Span(file.path, tree.line, tree.column), spans)
    return (None, tuple(forbidden)) if forbidden else validate(Figure, SourceDocument(located, located.origin))
