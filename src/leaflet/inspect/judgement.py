"""The decision, and the only place where it is made.

Two questions are asked about a file, and each is answered with evidence. Is it as it was printed? The evidence against
that is in `differs` and `problems`. Has its content changed since? The evidence for that is in `since` and `changes`.
An alteration counts more than age, since nobody knows how far it went.
"""

from __future__ import annotations

from collections.abc import Sequence

from leaflet.inspect.alterations import alterations
from leaflet.inspect.changes import changes, is_newer, outdated_reasons
from leaflet.inspect.clinic_copies import inspect_copy
from leaflet.inspect.file_identity import FileIdentity, read_identity
from leaflet.inspect.scans import inspect_scan
from leaflet.inspect.submitted import SubmittedFile
from leaflet.inspect.verdict import CurrentSources, EditionVersion, FileState, Verdict
from leaflet.preflight.instrument.clinic_copy import edition_pdf_of
from leaflet.preflight.instrument.open_file import UnreadablePdfError
from leaflet.preflight.instrument.pages import read_pages
from leaflet.problem import Problem, has_errors

_MAX_LETTERS = 500_000
"""A book has so many; comparing more takes minutes."""
_RECORD_LOST = "it has lost its own record, as by printing it to a PDF, so what somebody changed may go unnoticed"


def inspect_pdf(file: str, pdf: bytes, sources: CurrentSources) -> Verdict:
    """The verdict on `pdf`, named `file`; there is one whatever the bytes are."""
    original = edition_pdf_of(pdf)
    if original:
        return inspect_copy(inspect_pdf(file, original, sources), pdf, original, sources)
    try:
        pages = read_pages(pdf)
        if sum(len(page.text) for page in pages) > _MAX_LETTERS:
            return unknown_verdict(file, "it has more text than any leaflet")
        identity = read_identity(pdf, pages)
        if identity is None:
            return inspect_scan(file, pdf, pages, sources)
        edition = sources.edition(identity.edition)
        if edition is None:
            return _verdict_without_edition(file, identity, sources)
        return _verdict_on(file, SubmittedFile(pdf, pages, identity, edition, sources.build(edition)))
    except UnreadablePdfError as error:
        return unknown_verdict(file, f"it isn't a PDF, or is a damaged or locked one: {error}")


def unknown_verdict(file: str, why: str) -> Verdict:
    """The verdict on a file of which nothing is known, for the reason `why`."""
    return Verdict(file, FileState.UNKNOWN, notes=(why,))


def _verdict_without_edition(file: str, identity: FileIdentity, sources: CurrentSources) -> Verdict:
    then = EditionVersion(identity.version, identity.date, identity.fingerprint, identity.review)
    why = "the sources have no such edition: it was removed or renamed, or another house made it"
    if sources.problems:
        why = "the sources have faults, so nobody knows whether they have such an edition"
    return Verdict(file, FileState.UNKNOWN, identity.edition, then, notes=(why,), problems=sources.problems)


def _verdict_on(file: str, submitted: SubmittedFile) -> Verdict:
    differs, content_changes = alterations(submitted), changes(submitted)
    problems = submitted.problems if submitted.has_same_document else ()
    reasons = outdated_reasons(submitted, content_changes)
    return Verdict(
        file,
        _state(
            submitted, is_altered=bool(differs) or has_errors(problems), is_outdated=bool(reasons or content_changes)
        ),
        submitted.edition.id,
        submitted.stated_version,
        submitted.current_version,
        reasons,
        content_changes,
        differs,
        (*problems, *submitted.current.problems),
        _notes(submitted, differs, problems),
    )


def _state(submitted: SubmittedFile, *, is_altered: bool, is_outdated: bool) -> FileState:
    if is_altered:
        return FileState.ALTERED
    if is_newer(submitted):
        return FileState.UNKNOWN
    return FileState.OUTDATED if is_outdated else FileState.CURRENT


def _notes(submitted: SubmittedFile, differences: Sequence[str], problems: Sequence[Problem]) -> tuple[str, ...]:
    if submitted.is_identical:
        return ()
    notes = () if submitted.recorded_texts else (_RECORD_LOST,)
    if differences or not submitted.has_same_content or submitted.has_review_changed:
        return notes
    if has_errors(problems):
        return (*notes, "its words and looks are as printed; what it lost is for screen readers and archives")
    same = "it is not the same file byte for byte, but nothing that a reader sees is different"
    return (
        *notes,
        same if submitted.has_same_document else "it is laid out differently, but carries all that it must",
    )
