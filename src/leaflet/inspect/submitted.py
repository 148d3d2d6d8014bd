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
    identity: Said
    edition: Edition
    current: Printing

    @cached_property
    def is_identical(self) -> bool:
        """Is it, byte for byte, what would be printed today?"""
        today = self.current.pdf
        return today is not None and hashlib.sha256(self.pdf).digest() == hashlib.sha256(today).digest()

    @property
    def has_same_content(self) -> bool:
        """Was it made from the content of today?"""
        return self.identity.fingerprint == self.edition.short_fingerprint

    @cached_property
    def has_same_document(self) -> bool:
        """Was it made from the very document of today? Then every difference is somebody's doing.

        Where the file has lost its record, content and review tell.
        """
        own = self.identity.imprint.document if self.identity.imprint else ""
        current = self._current_document()
        return self.has_same_content and (own == current if own and current else not self.has_review_changed)

    @property
    def has_review_changed(self) -> bool:
        """Does it show another state of review than would be printed today?"""
        then = self.stated_version.review
        words = identity(self.edition)[-1].split()[:1]
        return then not in ("", self.current_version.review, *words)

    @property
    def stated_version(self) -> Issue:
        """The issue that it says that it is."""
        return Issue(self.identity.version, self.identity.date, self.identity.fingerprint, self.identity.review)

    @property
    def current_version(self) -> Issue:
        """The issue that would be printed today."""
        current = self.current_imprint
        return Issue(current.version, current.date, current.fingerprint[:12], current.review)

    @cached_property
    def current_imprint(self) -> Imprint:
        """What a file that is printed today says of itself."""
        return imprint_of(self.edition)

    @property
    def recorded_texts(self) -> dict[Name, Trace]:
        """What the file was printed with, by its own record; none where it has lost that."""
        return dict(self.identity.imprint.texts) if self.identity.imprint else {}

    @cached_property
    def record_comparison(self) -> Recalled:
        """What it still carries of that."""
        return recall(self.pages, self.recorded_texts)

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """The tests that it fails as today's edition, without those that today's printing fails itself."""
        failures = () if self.is_identical else preflight(self.pdf, self.edition)[0]
        return tuple(problem for problem in failures if problem not in self.current.problems)

    def _current_document(self) -> str:
        today = self.current.pdf
        found = said(today, read_pages(today)) if today else None
        return found.imprint.document if found and found.imprint else ""
