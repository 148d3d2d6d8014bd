"""The file holds nothing but pages, their tags and plain links: no actions, layers, forms, attachments or media.

Why: what was shown to be on the page must stay there. A layer can hide a statement later, an action or a script can
change what is seen when the file is opened or printed, and a note or a form field can be laid over it.

Fix: build the file again. Nothing of the kind is written by leaflet, so the file was changed by another program, or a
layout uses HTML that makes form fields, notes or attachments: take it out.
"""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf

from leaflet.preflight.instrument.allowed_keys import ANY_NAME, GRAMMAR, MARKED, PLAIN, VARIANT
from leaflet.preflight.instrument.finished_file import Proof
from leaflet.preflight.instrument.pdf_objects import dictionary, number
from leaflet.problem import Problem

NAME = "active-content"
_WORDS = {
    "OpenAction": "something that happens when the file is opened",
    "AA": "something that happens when the reader does something",
    "JavaScript": "a script",
    "OCProperties": "layers, which can be switched off",
    "OC": "a layer, which can be switched off",
    "EmbeddedFiles": "attached files",
    "AF": "an attached file",
    "AcroForm": "a form",
    "AP": "a look of its own, which is drawn over the page",
    "Encrypt": "a lock",
    "Collection": "a collection of files",
    "PieceInfo": "data of another program",
    "Alternates": "another image for printing",
    "Trans": "a transition between pages",
    "Annots": "notes",
    "RoleMap": "other meanings for its tags",
}
"""What keys mean that forgers and other programs write."""
_Found = tuple[str, object]
"""A kind and a value that must be of it."""


def check(proof: Proof) -> Iterator[Problem]:
    """Go through every object that the file's trailer leads to, and through all marked content."""
    hint = "build it again from its sources; leaflet writes nothing of the kind"
    for fault in dict.fromkeys((*_objects(proof.pdf), *_borders(proof.pdf), *_marked(proof))):
        yield proof.problem(NAME, f"the PDF of {proof.edition.id} {fault}", hint)


def _objects(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Without recursion: a forged file may nest deeper than Python does, or in a circle."""
    waiting: list[_Found] = [("trailer", pdf.trailer)]
    seen: set[tuple[str, tuple[int, int]]] = set()
    while waiting:
        kind, value = waiting.pop()
        if isinstance(value, pikepdf.Array):
            waiting += [(kind, item) for item in list(value)]
        elif isinstance(value, pikepdf.Dictionary | pikepdf.Stream) and (kind, value.objgen) not in seen:
            seen |= {(kind, value.objgen)} if value.is_indirect else set()
            resolved = _exact(kind, value)
            if resolved in ANY_NAME:
                waiting += [(ANY_NAME[resolved], item) for _, item in value.items() if ANY_NAME[resolved] != PLAIN]
            elif resolved not in GRAMMAR:
                yield f"has {_article(kind)} of the kind {resolved.removeprefix(kind).strip() or 'unknown'}"
            else:
                yield from (_fault(resolved, key) for key in _strange(resolved, value))
                waiting += list(_inside(resolved, value))


def _exact(kind: str, value: pikepdf.Object) -> str:
    """Which of the kinds in the grammar `value` is to be held to."""
    if kind == "pages or page":
        return "pages" if value.get("/Type") == "/Pages" else "page"
    if kind not in VARIANT:
        return kind
    default = "StructElem" if kind == "structure" else ""
    return f"{kind} {str(value.get('/' + VARIANT[kind], default)).removeprefix('/')}"


def _strange(kind: str, value: pikepdf.Object) -> Iterator[str]:
    return (name for key in value.keys() if (name := key.removeprefix("/")) not in GRAMMAR[kind])  # noqa: SIM118


def _inside(kind: str, value: pikepdf.Object) -> Iterator[_Found]:
    for key, kind_inside in GRAMMAR[kind].items():
        if kind_inside != PLAIN and (inside := value.get(f"/{key}")) is not None:
            yield kind_inside, inside


def _fault(kind: str, key: str) -> str:
    words = f" ({_WORDS[key]})" if key in _WORDS else ""
    return f"has /{key}{words} in its {kind}"


def _article(kind: str) -> str:
    return f"a{'n' if kind[0] in 'aeiou' else ''} {kind}"


def _borders(pdf: pikepdf.Pdf) -> Iterator[str]:
    """A link without `/BS`, or with a width there, is drawn with a frame, which may be as thick as a line of text."""
    for count, page in enumerate(pdf.pages, 1):
        annotations = page.obj.get("/Annots")
        for annotation in list(annotations) if isinstance(annotations, pikepdf.Array) else ():
            if number(dictionary(dictionary(annotation).get("/BS")).get("/W"), 1) != 0:
                yield f"has a link with a frame on page {count}"


def _marked(proof: Proof) -> Iterator[str]:
    for count, page in enumerate(proof.contents, 1):
        for tag, properties in page.marked_content:
            if tag == "OC":
                yield f"has content in a layer, which can be switched off, on page {count}"
            for key in {name.removeprefix("/") for name in properties.keys()} - MARKED:  # noqa: SIM118
                yield f"has marked content with /{key} on page {count}"
