"""What grows: with pages, and with documents."""

from __future__ import annotations

import time
from pathlib import Path

from benchmarks.commands import rounds, seconds
from benchmarks.library import make_library
from benchmarks.pages import sheets, weasyprint, write_page
from benchmarks.rendering import editions_of
from benchmarks.result import Curve, Series, Workload
from benchmarks.sizes import Sizes
from benchmarks.w4 import Built
from leaflet.compose.document import compose
from leaflet.editions.edition import Edition
from leaflet.render.document import load_renderer, render


def measure(place: Path, sizes: Sizes, built: Built) -> Workload:
    """Time by pages of one document, and by documents of one build."""
    root = make_library(place / "library", 1, sizes.locales)
    edition = next(e for e in editions_of(root) if e.layout.id == "trifold" and str(e.locale) == "en-GB")
    load_renderer()
    warm, cold = [], []
    for pages in sizes.pages_grow:
        ours, peer = _of_pages(place, edition, pages, sizes)
        warm.append((pages, ours.median))
        cold.append((pages, peer.median))
    return Workload(
        "growth",
        "What grows",
        "One document of more and more pages: the trifold's two sheets again and again, rendered by a process that is "
        f"warm and by the `weasyprint` command (medians of {sizes.rounds}). And the course of the build of W4.",
        curves=(
            Curve(
                "Pages of one document", "pages", "seconds", {"warm process": tuple(warm), "weasyprint": tuple(cold)}
            ),
            _documents(built),
        ),
    )


def _of_pages(place: Path, edition: Edition, pages: int, sizes: Sizes) -> tuple[Series, Series]:
    html = sheets(compose(edition), pages)
    file = write_page(place, edition, html)

    def warm(_: int) -> float:
        start = time.perf_counter()
        rendered = render(html, edition.layout.folder)
        assert rendered.page_count == pages, f"{rendered.page_count} pages, not {pages}"
        return time.perf_counter() - start

    ours, peer = rounds(sizes.rounds, warm, lambda _: seconds(weasyprint(file), place=place / "peer"))
    return Series("render", "", ours), Series("weasyprint", "", peer)


def _documents(built: Built) -> Curve:
    points = tuple((done, when) for when, done in built.course.done)
    return Curve("Documents of one build", "editions done", "seconds", {"leaflet build": points})
