"""A claim is supported by a reference that the authors did not read.

Why: titles and other people's summaries are often wrong about what a study found. What supports a claim must have
been read at least as far as its abstract. The side that disputes a claim may be known from a summary only: leaving it
out would mislead more, and it is printed with the words "known from a summary by others".

Fix: read the abstract and correct `read:` of the reference in `sources/reading-notes.yaml`, or support the claim with
another one.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leaflet.model import Library
from leaflet.problem import Problem

NAME = "reference-not-read"

_READ = {"secondary": "only somebody else's summary was read", "entry-only": "only its bibliographic entry was seen"}


def check(library: Library, today: date) -> Iterator[Problem]:
    """References under `supported_by` that were not read as far as the abstract."""
    for topic in library.topics:
        for claim in topic.claims:
            for n, name in enumerate(claim.supported_by):
                reference = library.references.get(name)
                if reference and reference.read and not reference.can_support_claim:
                    yield Problem(
                        NAME,
                        f"reference `{name}` can't support claim `{claim.id}`: {_READ[reference.read]}",
                        "read its abstract and set `read:` in sources/reading-notes.yaml, or cite one that was read",
                        claim.span("supported_by", n),
                    )
