"""The first half of the first law: the composed document says what the edition must say, sign for sign, and no more."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from leaflet.editions.edition import Edition
from leaflet.preflight.instrument.document_comparison import DocumentComparison, compare
from leaflet.preflight.laws import altered_text, lost_text, misplaced_text, strange_text, wrong_head, wrong_markup
from leaflet.problem import Problem


class _DocumentLaw(Protocol):
    """A module of `laws`, which checks the composed document."""

    NAME: str
    __doc__: str | None

    def check(self, comparison: DocumentComparison) -> Iterator[Problem]: ...


DOCUMENT_LAWS: tuple[_DocumentLaw, ...] = (
    lost_text,
    strange_text,
    altered_text,
    misplaced_text,
    wrong_markup,
    wrong_head,
)


def check_document(html: str, edition: Edition) -> tuple[Problem, ...]:
    """What is wrong with `html` as the document of `edition`."""
    return check_comparison(compare(html, edition))


def check_comparison(comparison: DocumentComparison) -> tuple[Problem, ...]:
    """The same of a document that was read before."""
    laws = DOCUMENT_LAWS if comparison.edition.layout.outline else (lost_text,)
    return tuple(problem for law in laws for problem in law.check(comparison))
