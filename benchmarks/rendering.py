"""Composes and renders editions in two stages of six, without checking or preflight: what a renderer alone would do.

    python -m benchmarks.rendering ROOT OUT [TOPIC]...

As many processes as there are processors, forked after warm-up, as in `leaflet build`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from leaflet.build.workers import Limits, in_workers
from leaflet.compose.document import compose
from leaflet.editions.edition import Edition
from leaflet.editions.from_library import editions
from leaflet.read.sources import read_library
from leaflet.render.document import load_renderer, render


def editions_of(root: Path, topics: tuple[str, ...] = ()) -> Iterator[Edition]:
    """The editions of the project at `root`, all or those of `topics`."""
    library, problems = read_library(root, topics)
    assert library, problems
    yield from (e for e in editions(library, date.today()) if not topics or e.topic.id in topics)


def _pdf(edition: Edition) -> bytes:
    return render(compose(edition), edition.layout.folder).pdf


def main() -> None:
    """Write a PDF of every edition into OUT."""
    root, out, *topics = sys.argv[1:]
    wanted = tuple(editions_of(Path(root), tuple(topics)))
    load_renderer()
    Path(out).mkdir(parents=True, exist_ok=True)
    for edition, pdf in zip(wanted, in_workers(_pdf, wanted, Limits()), strict=True):
        (Path(out) / f"{edition.id.replace('/', '.')}.pdf").write_bytes(pdf)


if __name__ == "__main__":
    main()
