"""The finished file has more or fewer pages than its layout allows.

Why: a leaflet of three pages can't be folded from one sheet, and a checklist of two pages is not the one page that was
promised. A page too many means that something ran over.

Fix: shorten the text, or make room in the layout's page.css. Only where the edition may really be longer, change
`pages` in its layout.yaml.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.model import PageBounds
from leaflet.preflight.instrument.finished_file import FinishedFile
from leaflet.problem import Problem

NAME = "wrong-page-count"


def check(file: FinishedFile) -> Iterator[Problem]:
    """Compare the number of pages with the layout's."""
    layout = file.edition.layout
    if not layout.pages.allows(len(file.pages)):
        yield file.problem(
            NAME,
            f"{file.edition.id} has {_pages(len(file.pages))}; `{layout.id}` must have {_allowed(layout.pages)}",
            f"shorten the text or make room in the layout; the last page begins with “{_first_words(file)}”",
            layout.span("pages"),
        )


def _pages(number: int) -> str:
    return f"{number} page{'' if number == 1 else 's'}"


def _allowed(pages: PageBounds) -> str:
    return f"exactly {_pages(pages.exactly)}" if pages.exactly else f"at most {_pages(pages.at_most or 0)}"


def _first_words(file: FinishedFile) -> str:
    return " ".join(file.pages[-1].raw_text.split()[:8]) if file.pages else ""
