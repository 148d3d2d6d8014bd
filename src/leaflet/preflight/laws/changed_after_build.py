"""The file was changed after it was built, or is damaged.

Why: a PDF can be changed by adding to its end. What it was before is still in it, and two programs may show two
different pages of one file. (A clinic's copy is made so, once: the piece, and what fills the clinic's box.)

Fix: build the file again. A program that signs, fills in or comments on a PDF adds to it: give out the file as it was
built.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from leaflet.preflight.instrument.finished_file import FinishedFile
from leaflet.problem import Problem

NAME = "changed-after-build"
_END_OF_REVISION = re.compile(rb"startxref\s+\d+\s+%%EOF")


def check(proof: FinishedFile) -> Iterator[Problem]:
    """Count the ends of the file, look for what stands before or after, and ask whether it had to be repaired."""
    hint = "build it again from its sources, and give it out as it is"
    for fault in _faults(proof):
        yield proof.problem(NAME, f"the PDF of {proof.edition.id} {fault}", hint)


def _faults(proof: FinishedFile) -> Iterator[str]:
    ends = [match.end() for match in _END_OF_REVISION.finditer(proof.data)]
    allowed = 2 if proof.edition.clinic else 1
    if len(ends) > allowed or (len(ends) == 1 and "/Prev" in proof.pdf.trailer):
        yield f"was added to after it was made: it has {max(len(ends), 2)} versions inside"
    if not proof.data.startswith(b"%PDF-") or not ends or proof.data[ends[-1] :].strip(b"\r\n"):
        yield "has something before its beginning or after its end"
    if proof.pdf.get_warnings():
        yield "is damaged, and other programs may show it differently"
