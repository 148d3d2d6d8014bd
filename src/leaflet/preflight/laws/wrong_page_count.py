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
    if not layout.pages.allows(len(file.drawn_pages)):
        yield file.problem(
            NAME,
            f"{file.edition.id} has {_pages(len(file.drawn_pages))}; `{layout.id}` must have {_allowed(layout.pages)}",
            f"shorten the text or make room in the layout; the last page begins with “{_first_words(file)}”",
            layout.span("pages"),
        )


def _pages(number: int) -> str:
    return f"{number} page{'' if number == 1 else 's'}"


def _allowed(pages: PageBounds) -> str:
    return f"exactly {_pages(pages.exactly)}" if pages.exactly else f"at most {_pages(pages.at_most or 0)}"


def _first_words(file: FinishedFile) -> str:
    """What the last page begins with, as far as the document's texts on it are whole lines of it."""
    lined_up = file.lined_up
    texts = lined_up.text[(lined_up.glyphs.page == len(file.drawn_pages)) & (lined_up.text >= 0)]
    words = "" if not len(texts) else lined_up.document.texts[int(texts.min())].text
    return " ".join(words.split()[:8])
