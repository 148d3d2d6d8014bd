"""The QR code is missing, leads elsewhere, can't be read from paper, or lacks its address in words beside it.

Why: a telephone goes where the code says, and nobody can see where that is. A code that is too small is not read from a
copy, and who has no telephone needs the address.

Fix: set the code with `status(qr)` of base/macros.html.j2, at least 20 mm wide, once, and nothing over it. A file with
another code was changed after it was built: build it again.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from leaflet.language.normalization import folded
from leaflet.preflight.instrument.barcodes import Barcode
from leaflet.preflight.instrument.finished_file import FinishedFile
from leaflet.problem import Problem

NAME = "wrong-qr-code"
_NONE = np.zeros(0, np.int64)
_MIN_SIDE_MM = 20.0
_TOLERANCE_MM = 0.5
"""A pixel and a half on each side."""
_BESIDE_MM = 20.0
"""How far from the code its address may begin or pass."""


def check(file: FinishedFile) -> Iterator[Problem]:
    """Read the codes from the pages, and look for the address beside the right one."""
    wanted = file.edition.status_url
    expected = [code for code in file.codes if code.text == wanted]
    for code in file.codes:
        if code.text != wanted:
            yield _problem(file, f"has a code on page {code.page} that leads elsewhere: “{code.text}”")
    if wanted and len(expected) != 1:
        what = "more than one code" if expected else "no code that can be read"
        yield _problem(file, f"has {what} for its status page {wanted}")
    for code in expected:
        yield from (_problem(file, fault) for fault in _faults(file, code))


def _faults(file: FinishedFile, code: Barcode) -> Iterator[str]:
    left, top, right, bottom = code.box_mm
    if (size := min(right - left, bottom - top)) < _MIN_SIDE_MM - _TOLERANCE_MM:
        yield f"has a QR code on page {code.page} that is {size:.0f} mm wide; it needs {_MIN_SIDE_MM:.0f} mm"
    if not code.is_legible_on_copy:
        yield f"has a QR code on page {code.page} that is too pale for a copy"
    if not _has_address_beside(file, code):
        yield f"has a QR code on page {code.page} without its address printed beside it"


def _has_address_beside(file: FinishedFile, code: Barcode) -> bool:
    """Does a text of the document that reads the address stand near the code?"""
    lined_up, address = file.lined_up, folded(code.text)
    texts = (n for n, text in enumerate(file.document.texts) if folded(text.text) == address)
    rows = np.concatenate([*(lined_up.rows_by_text.get(n, _NONE) for n in texts), _NONE])
    ink = lined_up.glyphs.ink[rows[lined_up.glyphs.page[rows] == code.page]]
    left, top, right, bottom = code.box_mm
    across = np.maximum(np.maximum(left - ink[:, 2], ink[:, 0] - right), 0)
    down = np.maximum(np.maximum(top - ink[:, 3], ink[:, 1] - bottom), 0)
    return bool((across**2 + down**2 <= _BESIDE_MM**2).any())


def _problem(file: FinishedFile, fault: str) -> Problem:
    return file.problem(
        NAME,
        f"the PDF of {file.edition.id} {fault}",
        "set the code with `status(qr)` of base/macros.html.j2 at least 20 mm wide; build a changed file again",
    )
