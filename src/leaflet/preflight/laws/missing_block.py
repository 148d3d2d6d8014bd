"""Every heading, paragraph, question, help line and reference is in the finished file, and so is the identity line.

Why: nothing that the source says may be lost on the way to the paper. A full page drops what doesn't fit, and nobody
notices which sentence it was.

Fix: the message names the paragraph and where its source is. Give its box more room in the layout's page.css, shorten
the text, or let the piece have one page more in its layout.yaml.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.preflight.instrument.finished_file import Proof
from leaflet.preflight.instrument.missing_text import missing
from leaflet.problem import Problem

NAME = "missing-block"


def check(proof: Proof) -> Iterator[Problem]:
    """Look for everything else that the edition must carry."""
    return missing(proof, "block", NAME)
