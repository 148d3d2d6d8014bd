"""The notes and links of a file: what somebody put on its pages, and where its links lead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pikepdf

from leaflet.preflight.instrument.pdf_objects import as_dictionary

_MAX_LINKS = 3
"""Links that are named one by one when they are gone."""


def added_annotations(pdf: pikepdf.Pdf) -> tuple[str, ...]:
    """The annotations of `pdf` that aren't links, in sentences: a leaflet is printed with links only."""
    kinds = ((page, str(note.get("/Subtype", "/unknown"))) for page, note in _annotations(pdf))
    return tuple(
        f"page {page}: somebody put a note, stamp, field or drawing on it ({kind.removeprefix('/')})"
        for page, kind in kinds
        if kind != "/Link"
    )


def link_differences(submitted: pikepdf.Pdf, current: pikepdf.Pdf) -> tuple[str, ...]:
    """Which links lead elsewhere, or are gone, in sentences."""
    own, printed = _targets(submitted), _targets(current)
    added, gone = sorted(own - printed), sorted(printed - own)
    missing = tuple(f"a link to {target} is gone" for target in gone)
    return (
        *(f"a link leads to {target}; it wasn't printed with that link" for target in added),
        *((f"{len(gone)} links are gone",) if len(gone) > _MAX_LINKS else missing),
    )


def _targets(pdf: pikepdf.Pdf) -> Counter[str]:
    """How many links lead to each address."""
    actions = (as_dictionary(note.get("/A")) for _, note in _annotations(pdf))
    return Counter(str(action["/URI"]) for action in actions if "/URI" in action)


def _annotations(pdf: pikepdf.Pdf) -> Iterator[tuple[int, pikepdf.Dictionary]]:
    """Every annotation with the number of its page."""
    for number, page in enumerate(pdf.pages, 1):
        annotations = page.obj.get("/Annots")
        for annotation in list(annotations) if isinstance(annotations, pikepdf.Array) else ():
            yield number, as_dictionary(annotation)
