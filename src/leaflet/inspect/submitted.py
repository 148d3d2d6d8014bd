"""The submitted file, with the edition that would be printed today."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from functools import cached_property

from leaflet.compose.document import compose
from leaflet.editions.edition import Edition
from leaflet.editions.imprint import Imprint, TextDigest, imprint_of
from leaflet.inspect.clinic_copies import clinic_in_box
from leaflet.inspect.file_identity import FileIdentity, read_imprint
from leaflet.inspect.page import Page
from leaflet.inspect.print_comparison import PrintComparison, compare_with_print
from leaflet.inspect.record_comparison import RecordComparison, compare_with_record
from leaflet.inspect.verdict import CurrentBuild, EditionVersion
from leaflet.model import TextKey
from leaflet.preflight import preflight
from leaflet.preflight.laws import changed_after_build
from leaflet.problem import Problem


@dataclass(frozen=True)
class SubmittedFile:
    """A file that says which edition it is, and today's sources have that edition."""

    pdf: bytes
    pages: tuple[Page, ...]
    identity: FileIdentity
    edition: Edition
    current: CurrentBuild

    @cached_property
    def is_identical(self) -> bool:
        """Is it, byte for byte, what would be printed today?"""
        current_pdf = self.current.pdf
        return current_pdf is not None and hashlib.sha256(self.pdf).digest() == hashlib.sha256(current_pdf).digest()

    @property
    def has_same_content(self) -> bool:
        """Was it made from the content of today?"""
        return self.identity.fingerprint == self.edition.short_fingerprint

    @cached_property
    def has_same_document(self) -> bool:
        """Was it made from the very document of today? Then somebody made every difference.

        Where the file has lost its record, content and review decide.
        """
        stated = self.identity.imprint.document if self.identity.imprint else ""
        current = self._current_document()
        return self.has_same_content and (stated == current if stated and current else not self.has_review_changed)

    @cached_property
    def comparison(self) -> PrintComparison | None:
        """How it differs from today's print; None where it is of other content, or nothing can be printed today."""
        current_pdf = self.current.pdf
        if current_pdf is None or not self.has_same_content or self.has_review_changed:
            return None
        if self.is_identical:
            return PrintComparison(())
        return compare_with_print(self.pdf, current_pdf, self.current.box, self.pages)

    @property
    def has_review_changed(self) -> bool:
        """Does it show another state of review than would be printed today?"""
        then = self.stated_version.review
        words = self.edition.required.identity[-1].split()[:1]
        return then not in ("", self.current_version.review, *words)

    @property
    def stated_version(self) -> EditionVersion:
        """The version that it says it is."""
        return EditionVersion(
            self.identity.version, self.identity.date, self.identity.fingerprint, self.identity.review
        )

    @property
    def current_version(self) -> EditionVersion:
        """The version that would be printed today."""
        current = self.current_imprint
        return EditionVersion(current.version, current.date, current.fingerprint[:12], current.review)

    @cached_property
    def current_imprint(self) -> Imprint:
        """The imprint of a file that is built today."""
        return imprint_of(self.edition)

    @property
    def recorded_texts(self) -> dict[TextKey, TextDigest]:
        """What the file was printed with, by its own record; none where it has lost that."""
        return dict(self.identity.imprint.texts) if self.identity.imprint else {}

    @cached_property
    def record_comparison(self) -> RecordComparison:
        """Which of these texts it still has."""
        return compare_with_record(self.pages, self.recorded_texts)

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """The laws that it breaks, without those that today's build breaks itself; none where it is today's print.

        A clinic's box that is filled is looked at with all the laws.
        """
        comparison = self.comparison
        if comparison is None or not (comparison.differs or comparison.is_box_filled):
            return ()
        clinic = clinic_in_box(comparison.box_words, self.pdf, self.edition) if comparison.is_box_filled else None
        edition = replace(self.edition, clinic=clinic)
        found = preflight(self.pdf, edition, compose(edition))[0]
        return tuple(p for p in found if p not in self.current.problems and p.rule != changed_after_build.NAME)

    def _current_document(self) -> str:
        imprint = read_imprint(self.current.pdf) if self.current.pdf else None
        return imprint.document if imprint else ""
