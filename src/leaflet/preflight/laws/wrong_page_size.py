"""A page isn't as large as its layout says in one of a PDF's five page boxes, or is turned or scaled.

Why: a printer goes by these boxes. A page of another size is scaled, and then no type size and no margin is what it
was; a smaller box cuts off what lies outside it.

Fix: the layout's CSS must not set a page size or a bleed of its own: the size comes from `width_mm` and `height_mm` in
its layout.yaml. A file that was changed after it was built must be built again.
"""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf

from leaflet.lengths import MM_PER_PT
from leaflet.preflight.instrument.finished_file import FinishedFile
from leaflet.preflight.instrument.pdf_objects import as_dictionary, as_number
from leaflet.problem import Problem

NAME = "wrong-page-size"
_TOLERANCE_MM = 0.5
_BOXES = ("mediabox", "cropbox", "trimbox", "bleedbox", "artbox")


def check(file: FinishedFile) -> Iterator[Problem]:
    """Measure every box of every page."""
    layout = file.edition.layout
    hint = "the size of a page comes from layout.yaml alone; build the file again if it was changed afterwards"
    for count, page in enumerate(file.pdf.pages, 1):
        for fault in _faults(page, layout.width_mm, layout.height_mm):
            message = f"page {count} of {file.edition.id} {fault}"
            yield file.problem(NAME, message, hint, layout.span("width_mm"))


def _faults(page: pikepdf.Page, width: float, height: float) -> Iterator[str]:
    boxes = {_box(page, name): name for name in reversed(_BOXES)}
    mediabox = _box(page, "mediabox")
    for box, name in reversed(boxes.items()):
        size = ((box[2] - box[0]) * MM_PER_PT, (box[3] - box[1]) * MM_PER_PT)
        if abs(size[0] - width) > _TOLERANCE_MM or abs(size[1] - height) > _TOLERANCE_MM:
            yield f"measures {size[0]:.1f} × {size[1]:.1f} mm in its {name}; it must be {width:g} × {height:g} mm"
        elif any(abs(a - b) * MM_PER_PT > _TOLERANCE_MM for a, b in zip(box, mediabox, strict=True)):
            yield f"has a {name} that lies elsewhere than its mediabox"
    if as_number(page.obj.get("/UserUnit"), 1) != 1:
        yield "is scaled by a UserUnit; it must have none"
    if _rotation(page.obj) % 360:
        yield "is turned by a Rotate entry; it must have none"


def _box(page: pikepdf.Page, name: str) -> tuple[float, ...]:
    """The box called `name`; PDF points: left, bottom, right, top. Zeros where the file gives none that makes sense."""
    edges = getattr(page, name)
    if not isinstance(edges, pikepdf.Array) or len(edges) != 4:
        return (0, 0, 0, 0)
    return tuple(as_number(edge, 0) for edge in edges)


def _rotation(page: pikepdf.Object) -> float:
    """Degrees that the page is turned by; a page takes them over from the tree of pages above it."""
    node = as_dictionary(page)
    for _ in range(50):
        if "/Rotate" in node or "/Parent" not in node:
            break
        node = as_dictionary(node["/Parent"])
    return as_number(node.get("/Rotate"), 0)
