"""A heading, paragraph, question, help line, reference or the identity line is missing from the finished file.

Why: nothing that the source says may be lost on the way to the paper. A full page drops what doesn't fit, and nobody
notices which sentence it was.

Fix: the message names the paragraph and where its source is. Give its box more room in the layout's page.css, shorten
the text, or allow one page more in its layout.yaml.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.preflight.instrument.finished_file import FinishedFile
from leaflet.preflight.instrument.missing_text import missing_texts
from leaflet.problem import Problem

NAME = "missing-block"


def check(file: FinishedFile) -> Iterator[Problem]:
    """Look for everything else that the edition must carry."""
    return missing_texts(file, "block", NAME)
