"""The decision, and the only place where it is made.

Two questions are asked about a file, and each is answered with evidence. Is it as it was printed? The evidence against
that is in `differs` and `problems`. Has its content changed since? The evidence for that is in `since` and `changes`.
An alteration counts more than age, since nobody knows how far it went.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from leaflet.inspect.alterations import alterations
from leaflet.inspect.bounds import too_much
from leaflet.inspect.changes import changes, is_newer, outdated_reasons
from leaflet.inspect.clinic_copies import box_note, words_in_old_box
from leaflet.inspect.file_identity import FileIdentity, read_identity
from leaflet.inspect.pages import read_pages
from leaflet.inspect.scans import inspect_scan
from leaflet.inspect.submitted import SubmittedFile
from leaflet.inspect.verdict import CurrentSources, EditionVersion, FileState, Verdict
from leaflet.preflight.instrument.open_file import UnreadablePdfError
from leaflet.problem import has_errors

_IN_MEMORY = re.compile(r"^(?:stream )?<_io\.BytesIO[^>]*>:? ?")
"""What qpdf calls a file that it was given as bytes."""
_MAX_LETTERS = 500_000
"""A book has so many; comparing more takes minutes."""
_SAVED_ANEW = "another program{} saved it, but it draws and says the same"
_REACH = (
    "the sources of then are gone, so it was compared with its own record of {} texts: a box drawn over a text, "
    "other links or tags aren't noticed, nor whether somebody changed a text and the record alike"
)
_RECORD_LOST = "it has lost its own record, as by printing it to a PDF, so what somebody changed may go unnoticed"


def inspect_pdf(file: str, pdf: bytes, sources: CurrentSources) -> Verdict:
    """The verdict on `pdf`, named `file`; there is one whatever the bytes are."""
    try:
        if excess := too_much(pdf):
            return unknown_verdict(file, f"it has {excess}")
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
        return unreadable_verdict(file, error)


def unreadable_verdict(file: str, error: UnreadablePdfError) -> Verdict:
    """The verdict on a file that can't be opened, or not read to its end."""
    return unknown_verdict(file, f"it isn't a PDF, or is a damaged or locked one: {_IN_MEMORY.sub('', str(error))}")


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
        _notes(submitted, differs),
    )


def _state(submitted: SubmittedFile, *, is_altered: bool, is_outdated: bool) -> FileState:
    if is_altered:
        return FileState.ALTERED
    if is_newer(submitted):
        return FileState.UNKNOWN
    return FileState.OUTDATED if is_outdated else FileState.CURRENT


def _notes(submitted: SubmittedFile, differences: Sequence[str]) -> tuple[str, ...]:
    if submitted.is_identical:
        return ()
    comparison = submitted.comparison
    box_words = comparison.box_words if comparison else words_in_old_box(submitted.pdf)
    box = (box_note(box_words),) if box_words else ()
    if not submitted.recorded_texts:
        return (*box, _RECORD_LOST)
    if comparison is None:
        return (*box, _REACH.format(len(submitted.recorded_texts)))
    if differences or comparison.differs:
        return box
    return (*box, _SAVED_ANEW.format(f", “{comparison.saved_by}”," if comparison.saved_by else ""))
