"""The structure under a clinic's box: found in the original, copied from the box that was set by itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from leaflet.model import CLINIC_BOX

_KEPT_KEYS = ("/A", "/Alt", "/ActualText", "/Lang", "/E")
"""Keys that a structure element keeps when it is copied."""


class NoBoxError(Exception):
    """The original has no empty box for a clinic, or more than one."""


def marked_content(pdf: pikepdf.Pdf, key: int) -> Any:
    """The elements of a page's marked content, by number (ISO 32000-1, 14.7.4.4)."""
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    return next(numbers[n + 1] for n in range(0, len(numbers), 2) if int(numbers[n]) == key)


def empty_box_element(pdf: pikepdf.Pdf, page: Any) -> Any:
    """The element of the empty box on `page`. Raises NoBoxError."""
    found = [element for element in box_elements(pdf) if len(element.get("/K", ())) == 0 and element.Pg == page]
    if len(found) != 1:
        raise NoBoxError(f"{len(found)} empty boxes")
    return found[0]


def box_elements(pdf: pikepdf.Pdf) -> list[Any]:
    """The elements of clinics' boxes, in the order of the structure."""
    return [element for element in _descendants(pdf.Root.StructTreeRoot) if element.get("/T") == CLINIC_BOX]


def _descendants(element: Any) -> Iterator[Any]:
    yield element
    for kid in _kids(element):
        if isinstance(kid, Dictionary) and kid.get("/Type") not in ("/MCR", "/OBJR"):
            yield from _descendants(kid)


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K", Array())
    return list(kids) if isinstance(kids, Array) else [kids]


def add_structure(pdf: pikepdf.Pdf, element: Any, source: Any, marked: Any, shift_px: tuple[float, float]) -> None:
    """Put what is under `source` under `element`, its pictures moved by `shift_px`."""
    numbered: dict[int, Any] = {}
    offset = len(marked)
    element.K = Array([_copied(pdf, kid, element, numbered, shift_px) for kid in _kids(source)])
    for number in sorted(numbered):
        assert len(marked) == offset + number, "marks are numbered from 0, without gaps"
        marked.append(numbered[number])
    _shift_marks(element, offset)


def _copied(pdf: pikepdf.Pdf, kid: Any, parent: Any, numbered: dict[int, Any], shift_px: tuple[float, float]) -> Any:
    if isinstance(kid, int):
        numbered[kid] = parent
        return kid
    fields = Dictionary(Type=Name.StructElem, S=kid.S, P=parent, Pg=parent.Pg)
    for key in _KEPT_KEYS:
        if key in kid:
            fields[key] = _shifted(pikepdf.Object.parse(kid[key].unparse(resolved=True)), shift_px)
    copied = pdf.make_indirect(fields)
    copied.K = Array([_copied(pdf, inner, copied, numbered, shift_px) for inner in _kids(kid)])
    return copied


def _shifted(value: Any, shift_px: tuple[float, float]) -> Any:
    """An attribute with its bounds moved, which WeasyPrint gives in CSS pixels."""
    if isinstance(value, Dictionary) and "/BBox" in value:
        value.BBox = Array([round(float(edge) + shift_px[n % 2], 3) for n, edge in enumerate(value.BBox)])
    return value


def _shift_marks(element: Any, offset: int) -> None:
    """Number the marked content under `element` from `offset` on."""
    for inner in _descendants(element):
        inner.K = Array([kid + offset if isinstance(kid, int) else kid for kid in _kids(inner)])
