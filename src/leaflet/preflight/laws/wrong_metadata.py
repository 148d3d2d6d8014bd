"""The file doesn't give its language or title, isn't tagged, or doesn't name itself PDF/A-2a and PDF/UA-1.

Why: a screen reader speaks a page in the language that the file names, announces it by its title, and reads it out by
its tags. An archive goes by what the file says that it is.

Fix: the layout's template must extend `base/document.html.j2`, which sets all of this. A file that lost it was saved by
another program: build it again.
"""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf

from leaflet.preflight.instrument.finished_file import FinishedFile
from leaflet.preflight.instrument.pdf_objects import as_dictionary
from leaflet.problem import Problem

NAME = "wrong-metadata"
_CONFORMANCE = {"pdfaid:part": "2", "pdfaid:conformance": "A", "pdfuaid:part": "1"}
"""PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1) in one file."""


def check(file: FinishedFile) -> Iterator[Problem]:
    """Read the document's own statements about itself."""
    hint = "let the template extend base/document.html.j2, and don't save the finished file with another program"
    for fault in (*_language(file), *_title(file.pdf), *_tags(file.pdf), *_standards(file.pdf)):
        yield file.problem(NAME, f"the PDF of {file.edition.id} {fault}", hint)


def _language(file: FinishedFile) -> Iterator[str]:
    language = str(file.pdf.Root.get("/Lang", ""))
    if language != str(file.edition.locale):
        yield f"says that its language is “{language}”; it must be {file.edition.locale}"


def _title(pdf: pikepdf.Pdf) -> Iterator[str]:
    if not str(pdf.docinfo.get("/Title", "")).strip():
        yield "has no title"
    if not _is_set(pdf.Root.get("/ViewerPreferences"), "/DisplayDocTitle"):
        yield "does not ask for its title to be shown instead of the file name"


def _tags(pdf: pikepdf.Pdf) -> Iterator[str]:
    if not _is_set(pdf.Root.get("/MarkInfo"), "/Marked") or "/StructTreeRoot" not in pdf.Root:
        yield "is not tagged"


def _is_set(value: object, key: str) -> bool:
    return bool(as_dictionary(value).get(key, False))


def _standards(pdf: pikepdf.Pdf) -> Iterator[str]:
    metadata = pdf.open_metadata()
    for key, value in _CONFORMANCE.items():
        if metadata.get(key) != value:
            yield f"does not say {key}={value} in its metadata"
