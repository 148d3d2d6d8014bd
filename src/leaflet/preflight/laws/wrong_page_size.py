"""A page isn't as large as its layout says in one of its page boxes.

Why: a printer goes by these boxes. A page of another size is scaled, and then no type size and no margin is what it
was; a smaller box cuts off what lies outside it.

Fix: the layout's CSS must not set a page size or a bleed of its own: the size comes from `width_mm` and `height_mm` in
its layout.yaml. A file that was changed after it was built must be built again.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from leaflet.lengths import MM_PER_PT
from leaflet.preflight.instrument.finished_file import FinishedFile
from leaflet.preflight.instrument.pdf_objects import as_items, as_number
from leaflet.problem import Problem

NAME = "wrong-page-size"
_TOLERANCE_MM = 0.5
_BOXES = ("MediaBox", "TrimBox", "BleedBox")
"""Those that each page has; `active-content` tells of the others, and of what turns or scales a page."""


def check(file: FinishedFile) -> Iterator[Problem]:
    """Measure every box of every page."""
    layout = file.edition.layout
    hint = "the size of a page comes from layout.yaml alone; build the file again if it was changed afterwards"
    right = np.array((0, 0, layout.width_mm, layout.height_mm))
    for count, page in enumerate(file.pdf.pages, 1):
        for name in _BOXES:
            box = np.array([as_number(edge, np.nan) for edge in as_items(page.obj.get(f"/{name}"))]) * MM_PER_PT
            if box.shape != right.shape or not (abs(box - right) <= _TOLERANCE_MM).all():
                message = f"the {name} of page {count} of {file.edition.id} is {_shown(box)} mm, not {_shown(right)} mm"
                yield file.problem(NAME, message, hint, layout.span("width_mm"))


def _shown(box: np.ndarray) -> str:
    return " ".join(f"{edge:.1f}" for edge in box)
