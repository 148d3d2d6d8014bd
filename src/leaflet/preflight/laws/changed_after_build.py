"""The file was changed after it was built, or is damaged.

Why: a PDF can be changed by adding to its end. What it was before is still in it, and two programs may show two
different pages of one file. (A clinic's copy is made this way, once: the edition's PDF, then what fills the
clinic's box.)

Fix: build the file again. A program that signs, fills in or comments on a PDF adds to it: give out the file as it was
built.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.preflight.instrument.finished_file import FinishedFile
from leaflet.preflight.instrument.revisions import revision_ends
from leaflet.problem import Problem

NAME = "changed-after-build"


def check(file: FinishedFile) -> Iterator[Problem]:
    """Count the ends of the file, look for what stands before or after, and ask whether it had to be repaired."""
    hint = "build it again from its sources, and give it out as it is"
    for fault in _faults(file):
        yield file.problem(NAME, f"the PDF of {file.edition.id} {fault}", hint)


def _faults(file: FinishedFile) -> Iterator[str]:
    ends = revision_ends(file.data)
    allowed = 2 if file.edition.clinic else 1
    if len(ends) > allowed or (len(ends) == 1 and "/Prev" in file.pdf.trailer):
        yield f"was added to after it was built: it has {max(len(ends), 2)} revisions"
    if not file.data.startswith(b"%PDF-") or not ends or file.data[ends[-1] :].strip(b"\r\n"):
        yield "has something before its beginning or after its end"
    if file.pdf.get_warnings():
        yield "is damaged, and other programs may show it differently"
