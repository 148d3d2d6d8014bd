"""The decision, and the only place where it is made.

Two questions are asked of a file, and each is answered with evidence. Is it as it was printed? What speaks against it
is in `differs` and `problems`. Has what it says changed since? What speaks for it is in `since` and `changes`.
Somebody's hand weighs more than age, since nobody knows how far it went.
"""

from __future__ import annotations

from collections.abc import Sequence

from leaflet.inspect.alterations import alterations
from leaflet.inspect.changes import changes, newer, since
from leaflet.inspect.clinic_copies import with_box
from leaflet.inspect.file_identity import Said, said
from leaflet.inspect.scans import judge_picture
from leaflet.inspect.submitted import Brought
from leaflet.inspect.verdict import Issue, State, Today, Verdict
from leaflet.preflight.instrument.clinic_copy import piece_of
from leaflet.preflight.instrument.pages import UnreadablePdfError, read_pages
from leaflet.problem import Problem, has_errors

_MOST_LETTERS = 500_000
"""A book has so many; comparing more takes minutes."""
_RECORD_LOST = "it has lost its own record, as by printing it to a PDF, so what somebody changed may go unnoticed"


def judge(file: str, pdf: bytes, sources: Today) -> Verdict:
    """What `pdf` is worth today; `file` is the name that it goes by. Whatever the bytes are, there is a verdict."""
    original = piece_of(pdf)
    if original:
        return with_box(judge(file, original, sources), pdf, original, sources)
    try:
        pages = read_pages(pdf)
        if sum(len(page.text) for page in pages) > _MOST_LETTERS:
            return unknown(file, "it has more text than any leaflet")
        identity = said(pdf, pages)
        if identity is None:
            return judge_picture(file, pdf, pages, sources)
        edition = sources.edition(identity.edition)
        if edition is None:
            return _without_edition(file, identity, sources)
        return _weighed(file, Brought(pdf, pages, identity, edition, sources.build(edition)))
    except UnreadablePdfError as error:
        return unknown(file, f"it is no PDF, or a damaged or locked one: {error}")


def unknown(file: str, why: str) -> Verdict:
    """The verdict on a file of which nothing is known, for the reason `why`."""
    return Verdict(file, State.UNKNOWN, notes=(why,))


def _without_edition(file: str, identity: Said, sources: Today) -> Verdict:
    then = Issue(identity.version, identity.date, identity.fingerprint, identity.review)
    why = "the sources have no such edition: it was dropped or renamed, or another house made it"
    if sources.problems:
        why = "the sources have faults, so it can't be told whether they have such an edition"
    return Verdict(file, State.UNKNOWN, identity.edition, then, notes=(why,), problems=sources.problems)


def _weighed(file: str, brought: Brought) -> Verdict:
    differs, found = alterations(brought), changes(brought)
    problems = brought.problems if brought.has_same_document else ()
    reasons = since(brought, found)
    return Verdict(
        file,
        _state(brought, is_altered=bool(differs) or has_errors(problems), reasons=bool(reasons or found)),
        brought.edition.id,
        brought.stated_version,
        brought.current_version,
        reasons,
        found,
        differs,
        (*problems, *brought.current.problems),
        _notes(brought, differs, problems),
    )


def _state(brought: Brought, *, is_altered: bool, reasons: bool) -> State:
    if is_altered:
        return State.ALTERED
    if newer(brought):
        return State.UNKNOWN
    return State.OUTDATED if reasons else State.CURRENT


def _notes(brought: Brought, differences: Sequence[str], problems: Sequence[Problem]) -> tuple[str, ...]:
    if brought.is_identical:
        return ()
    notes = () if brought.recorded_texts else (_RECORD_LOST,)
    if differences or not brought.has_same_content or brought.has_review_changed:
        return notes
    if has_errors(problems):
        return (*notes, "its words and looks are as they were printed; what it lost is for screen readers and archives")
    same = "it is not the same file byte for byte, but nothing that a reader sees is different"
    return (*notes, same if brought.has_same_document else "it is set otherwise than today, and carries all that it must")
