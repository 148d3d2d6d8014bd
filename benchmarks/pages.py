"""The very same HTML as leaflet's, in files that other renderers can open."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path

from benchmarks.commands import found
from leaflet.compose.document import compose
from leaflet.editions.edition import Edition


def write_pages(folder: Path, editions: Iterable[Edition]) -> list[Path]:
    """One HTML file of each of `editions`, with its layout's pictures beside it.

    The address `asset:ornament.svg`, which only leaflet knows, becomes `trifold/ornament.svg`; nothing else is changed.
    """
    return [write_page(folder, edition, compose(edition)) for edition in editions]


def write_page(folder: Path, edition: Edition, html: str) -> Path:
    """`html`, which belongs to `edition`, as `write_pages` writes it."""
    assets = folder / edition.layout.id
    if not assets.exists():
        shutil.copytree(edition.layout.folder, assets)
    page = folder / f"{edition.id.replace('/', '.')}.html"
    page.write_text(html.replace("asset:", f"{edition.layout.id}/"), "utf-8")
    return page


def weasyprint(page: Path) -> list[str]:
    """The command that renders `page` beside itself: tagged PDF/A-2a, as leaflet's files are."""
    return [found("weasyprint") or "weasyprint", "-q", "--pdf-variant", "pdf/a-2a", str(page), f"{page}.pdf"]


def chromium(page: Path) -> list[str]:
    """The same with Chromium."""
    where = ["--no-pdf-header-footer", f"--print-to-pdf={page}.pdf", page.as_uri()]
    return [found("chromium") or "chromium", "--headless", "--no-sandbox", "--disable-gpu", *where]


def sheets(html: str, pages: int) -> str:
    """The two-page leaflet `html` with `pages` pages: its two sheets again and again, or the first alone."""
    before, first, second, after = _parts(html)
    body = "".join((first, second)[number % 2] for number in range(pages))
    return before + re.sub(r' (?:id|data-[a-z]+)="[^"]*"', "", body) + after


def _parts(html: str) -> Sequence[str]:
    starts = [match.start() for match in re.finditer(r'<div class="sheet ', html)]
    end = html.index("</body>")
    cuts = (0, *starts, end, len(html))
    parts = [html[a:b] for a, b in pairwise(cuts)]
    assert len(parts) == 4, "the leaflet has two sheets"
    return parts
