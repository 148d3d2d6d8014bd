"""The file holds more than pages, their tags and plain links: actions, layers, forms, attachments or media.

Why: what the checks found on the page must stay there. A layer can hide a statement later, an action or a script can
change what is seen when the file is opened or printed, and a note or a form field can be laid over it.

Fix: build the file again. Nothing of the kind is written by leaflet, so the file was changed by another program, or a
layout uses HTML that makes form fields, notes or attachments: take it out.
"""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf

from leaflet.preflight.instrument.allowed_keys import (
    ALLOWED_KEYS,
    DISCRIMINATOR,
    FREE_KEYS,
    MARKED_CONTENT_KEYS,
    OPAQUE,
)
from leaflet.preflight.instrument.finished_file import FinishedFile
from leaflet.problem import Problem

NAME = "active-content"
_DESCRIPTIONS = {
    "OpenAction": "something that happens when the file is opened",
    "AA": "something that happens when the reader does something",
    "OCProperties": "layers, which can be switched off",
    "OC": "a layer, which can be switched off",
    "AF": "an attached file",
    "AcroForm": "a form",
    "AP": "an appearance of its own, which is drawn over the page",
    "Encrypt": "a lock",
    "Collection": "a collection of files",
    "PieceInfo": "data of another program",
    "Alternates": "another image for printing",
    "Trans": "a transition between pages",
    "Annots": "notes",
    "RoleMap": "other meanings for its tags",
    "ActualText": "words that are read out in the place of those that are printed",
    "E": "words that are read out in the place of those that are printed",
    "Alt": "words that are read out in the place of those that are printed",
    "Names": "scripts, attached files, places that links lead to",
    "Name": "such as a layer, which can be switched off",
    "Rotate": "which turns a page",
    "UserUnit": "which scales a page",
    "CropBox": "which cuts a page off",
    "ArtBox": "which may be another part of a page",
}
"""What keys mean that forgers and other programs write."""
_TypedValue = tuple[str, object]
"""A kind and a value that must be of it."""


def check(file: FinishedFile) -> Iterator[Problem]:
    """Go through every object that the file's trailer leads to."""
    return _problems(file, tuple(_objects(file.pdf)))


def check_pages(file: FinishedFile) -> Iterator[Problem]:
    """Go through all marked content."""
    return _problems(file, tuple(_marked_content(file)))


def _problems(file: FinishedFile, faults: tuple[str, ...]) -> Iterator[Problem]:
    hint = "build it again from its sources; leaflet writes nothing of the kind"
    for fault in dict.fromkeys(faults):
        yield file.problem(NAME, f"the PDF of {file.edition.id} {fault}", hint)


def _objects(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Without recursion: a forged file may nest deeper than Python does, or in a circle."""
    stack: list[_TypedValue] = [("trailer", pdf.trailer)]
    seen: set[tuple[str, tuple[int, int]]] = set()
    while stack:
        kind, value = stack.pop()
        if isinstance(value, pikepdf.Array):
            stack += [(kind, item) for item in list(value)]
        elif isinstance(value, pikepdf.Dictionary | pikepdf.Stream) and (kind, value.objgen) not in seen:
            seen |= {(kind, value.objgen)} if value.is_indirect else set()
            resolved = _resolve_kind(kind, value)
            if resolved in FREE_KEYS:
                stack += [(FREE_KEYS[resolved], item) for _, item in value.items()]
            elif resolved not in ALLOWED_KEYS:
                yield f"has {_article(kind)} of the kind {resolved.removeprefix(kind).strip() or 'unknown'}"
            else:
                yield from (_fault(resolved, key) for key in _unknown_keys(resolved, value))
                stack += list(_children(resolved, value))


def _resolve_kind(kind: str, value: pikepdf.Object) -> str:
    """The kind of ALLOWED_KEYS that applies to `value`."""
    if kind == "pages or page":
        return "pages" if value.get("/Type") == "/Pages" else "page"
    if kind not in DISCRIMINATOR:
        return kind
    default = "StructElem" if kind == "structure" else ""
    return f"{kind} {str(value.get('/' + DISCRIMINATOR[kind], default)).removeprefix('/')}"


def _unknown_keys(kind: str, value: pikepdf.Object) -> Iterator[str]:
    return (name for key in value.keys() if (name := key.removeprefix("/")) not in ALLOWED_KEYS[kind])  # noqa: SIM118


def _children(kind: str, value: pikepdf.Object) -> Iterator[_TypedValue]:
    for key, kind_inside in ALLOWED_KEYS[kind].items():
        if kind_inside != OPAQUE and (inside := value.get(f"/{key}")) is not None:
            yield kind_inside, inside


def _fault(kind: str, key: str) -> str:
    return f"has /{key}{_described(key)} in its {kind}"


def _described(key: str) -> str:
    return f" ({_DESCRIPTIONS[key]})" if key in _DESCRIPTIONS else ""


def _article(kind: str) -> str:
    return f"a{'n' if kind[0] in 'aeiou' else ''} {kind}"


def _marked_content(file: FinishedFile) -> Iterator[str]:
    for page in file.pages:
        for tag, properties in page.marked_content:
            for key in {name.removeprefix("/") for name in properties.keys()} - MARKED_CONTENT_KEYS:  # noqa: SIM118
                yield f"has marked content ({tag}) with /{key}{_described(key)} on page {page.number}"
