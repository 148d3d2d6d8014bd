"""Preflight of the editions that show a changed sentence: from nothing, and with what was shown before.

    python -m benchmarks.preflighting ROOT TOPIC ROUNDS

One process; files are rendered before, which isn't timed. Prints JSON: seconds of the processor in each round, pages,
editions.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import pypdfium2

from benchmarks.library import change_a_sentence
from benchmarks.rendering import editions_of
from leaflet.build.build_key import program_digest
from leaflet.build.workers import keep_freed_memory
from leaflet.compose.document import compose
from leaflet.editions.edition import Edition
from leaflet.preflight import PageProofs, preflight
from leaflet.render.document import render

_File = tuple[Edition, str, bytes]


def _rendered(root: Path, topic: str, shown: Mapping[str, str] | None = None) -> list[_File]:
    """The editions of `topic`, all or those with another fingerprint than `shown` has, and their files."""
    found = (e for e in editions_of(root, (topic,)) if shown is None or shown[e.id] != e.fingerprint)
    documents = ((edition, compose(edition)) for edition in found)
    return [(edition, html, render(html, edition.layout.folder).pdf) for edition, html in documents]


def _seconds(files: Sequence[_File], proofs: Mapping[str, bytes | None]) -> tuple[float, dict[str, bytes | None]]:
    """Seconds of the processor for preflight of `files`, each with its proofs as they were kept; and those after it.

    Raises AssertionError for a fault: what ends early takes no time.
    """
    after: dict[str, bytes | None] = {}
    start = time.process_time()
    for edition, html, pdf in files:
        kept = proofs.get(edition.id)
        own = PageProofs(program_digest(), kept or b"")
        problems, _ = preflight(pdf, edition, html, own)
        assert not problems, problems
        after[edition.id] = own.encoded()
    return time.process_time() - start, after


def main() -> None:
    """Print what was measured."""
    root, topic, rounds = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    keep_freed_memory()  # as a worker does
    first = _rendered(root, topic)
    _seconds(first, {})  # what a process loads once
    proofs, prints = _seconds(first, {})[1], {edition.id: edition.fingerprint for edition, _ in first}
    nothing: list[float] = []
    proven: list[float] = []
    pages: list[int] = []
    for number in range(rounds):
        change_a_sentence(root, 0, 500 + number)
        files = _rendered(root, topic, prints)
        pages = [len(pypdfium2.PdfDocument(pdf)) for _, _, pdf in files]
        nothing.append(_seconds(files, {})[0])
        took, after = _seconds(files, proofs)
        proven.append(took)
        proofs |= after
        prints |= {edition.id: edition.fingerprint for edition, _ in files}
    sys.stdout.write(json.dumps({"nothing": nothing, "proven": proven, "pages": sum(pages), "editions": len(pages)}))


if __name__ == "__main__":
    main()
