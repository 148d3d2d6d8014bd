"""The revisions of a PDF: a program that changes a file may add to its end, and leave what it was before inside."""

from __future__ import annotations

import re

_END_OF_REVISION = re.compile(rb"startxref\s+\d+\s+%%EOF")


def revision_ends(pdf: bytes) -> list[int]:
    """Where each revision of `pdf` ends, without the line break after it."""
    return [end.end() for end in _END_OF_REVISION.finditer(pdf)]
