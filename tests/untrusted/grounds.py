"""A small project to put hostile content into, and one of its editions, taken through the pipeline."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pypdfium2

from leaflet import problem
from leaflet.build.blocking import is_blocking
from leaflet.build.pipeline import check, make
from leaflet.compose.document import compose
from leaflet.editions.edition import Edition
from leaflet.editions.from_library import editions
from leaflet.language.normalization import normalized
from leaflet.problem import Problem

HERE = Path(__file__).parent
TODAY = date(2026, 11, 24)
TEXT = "sources/topics/tiny/text.md"


def lay_out(root: Path) -> None:
    """A project at `root`: the sources of the policies' cases, and a layout that prints whatever there is."""
    repository = HERE.parents[1]
    shutil.copytree(HERE.parent / "policies/base/sources", root / "sources")
    shutil.copytree(repository / "layouts/base", root / "layouts/base")
    shutil.copy(repository / "layouts/nl.po", root / "layouts")
    shutil.copytree(HERE / "flow", root / "layouts/flow")


@dataclass(frozen=True)
class Result:
    """What the pipeline makes of a project."""

    problems: tuple[Problem, ...]
    locale: str
    edition: Edition | None
    """None where a problem stopped it."""
    html: str = ""
    pdf: bytes = b""

    @property
    def errors(self) -> tuple[Problem, ...]:
        """Those that stop the edition, and not only one in another language."""
        relevant = (
            p for p in self.problems if not p.editions or any(name.endswith(self.locale) for name in p.editions)
        )
        return tuple(p for p in relevant if p.severity is problem.Severity.ERROR)

    @property
    def text(self) -> str:
        """The text of the finished file."""
        return pdf_text(self.pdf)


def way_through(root: Path, locale: str = "en-NL") -> Result:
    """The project's one edition in `locale`, through all stages but publishing."""
    library, faults = check(root, TODAY)
    candidates = editions(library, TODAY) if library else ()
    edition = next((e for e in candidates if str(e.locale) == locale), None)
    if edition is None or any(is_blocking(fault, edition.name) for fault in faults):
        return Result(faults, locale, None)
    outcome = make(edition)
    pdf = outcome.rendered.pdf if outcome.rendered else b""
    return Result((*faults, *outcome.problems), locale, edition, compose(edition), pdf)


def pdf_text(pdf: bytes) -> str:
    """All text of `pdf`, page after page; '' where there is none."""
    if not pdf:
        return ""
    with pypdfium2.PdfDocument(pdf) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def holds(text: str, words: str) -> bool:
    """Are the letters of `words` in `text`?"""
    return normalized(words) in normalized(text)
