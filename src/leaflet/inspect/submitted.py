"""The file that was brought, beside the edition that would be printed today."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property

from leaflet.inspect.file_identity import Said, said
from leaflet.inspect.record_comparison import Recalled, recall
from leaflet.inspect.verdict import Issue, Printing
from leaflet.model import Edition
from leaflet.preflight import preflight
from leaflet.preflight.instrument.pages import Page, read_pages
from leaflet.problem import Problem
from leaflet.required.imprint import Imprint, Name, Trace, imprint_of
from leaflet.required.texts import identity

KINDS = {"disclaimer": "statement", "claim": "claim", "block": "text"}
"""A mark's kind, as a reader calls it."""


@dataclass(frozen=True)
class Brought:
    """A file that says which edition it is, and today's sources have that edition."""

    pdf: bytes
    pages: tuple[Page, ...]
    said: Said
    edition: Edition
    printing: Printing

    @cached_property
    def identical(self) -> bool:
        """Is it, byte for byte, what would be printed today?"""
        today = self.printing.pdf
        return today is not None and hashlib.sha256(self.pdf).digest() == hashlib.sha256(today).digest()

    @property
    def same_content(self) -> bool:
        """Was it made from the content of today?"""
        return self.said.fingerprint == self.edition.short_fingerprint

    @cached_property
    def same_document(self) -> bool:
        """Was it made from the very document of today? Then every difference is somebody's doing.

        Where the file has lost its record, content and review tell.
        """
        own = self.said.imprint.document if self.said.imprint else ""
        now = self._document_today()
        return self.same_content and (own == now if own and now else not self.review_changed)

    @property
    def review_changed(self) -> bool:
        """Does it show another state of review than would be printed today?"""
        then = self.then.review
        words = identity(self.edition)[-1].split()[:1]
        return then not in ("", self.today.review, *words)

    @property
    def then(self) -> Issue:
        """The issue that it says that it is."""
        return Issue(self.said.version, self.said.date, self.said.fingerprint, self.said.review)

    @property
    def today(self) -> Issue:
        """The issue that would be printed today."""
        now = self.imprint_today
        return Issue(now.version, now.date, now.fingerprint[:12], now.review)

    @cached_property
    def imprint_today(self) -> Imprint:
        """What a file that is printed today says of itself."""
        return imprint_of(self.edition)

    @property
    def marks(self) -> dict[Name, Trace]:
        """What the file was printed with, by its own record; none where it has lost that."""
        return dict(self.said.imprint.marks) if self.said.imprint else {}

    @cached_property
    def recalled(self) -> Recalled:
        """What it still carries of that."""
        return recall(self.pages, self.marks)

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """The tests that it fails as today's edition, without those that today's printing fails itself."""
        own = () if self.identical else preflight(self.pdf, self.edition)[0]
        return tuple(problem for problem in own if problem not in self.printing.problems)

    def _document_today(self) -> str:
        today = self.printing.pdf
        found = said(today, read_pages(today)) if today else None
        return found.imprint.document if found and found.imprint else ""
