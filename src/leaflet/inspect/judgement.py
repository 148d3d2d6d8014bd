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


def judge(file: str, pdf: bytes, today: Today) -> Verdict:
    """What `pdf` is worth today; `file` is the name that it goes by. Whatever the bytes are, there is a verdict."""
    piece = piece_of(pdf)
    if piece:
        return with_box(judge(file, piece, today), pdf, piece, today)
    try:
        pages = read_pages(pdf)
        if sum(len(page.text) for page in pages) > _MOST_LETTERS:
            return unknown(file, "it has more text than any leaflet")
        own = said(pdf, pages)
        if own is None:
            return judge_picture(file, pdf, pages, today)
        edition = today.edition(own.edition)
        if edition is None:
            return _without_edition(file, own, today)
        return _weighed(file, Brought(pdf, pages, own, edition, today.printed(edition)))
    except UnreadablePdfError as error:
        return unknown(file, f"it is no PDF, or a damaged or locked one: {error}")


def unknown(file: str, why: str) -> Verdict:
    """The verdict on a file of which nothing is known, for the reason `why`."""
    return Verdict(file, State.UNKNOWN, notes=(why,))


def _without_edition(file: str, own: Said, today: Today) -> Verdict:
    then = Issue(own.version, own.date, own.fingerprint, own.review)
    why = "the sources have no such edition: it was dropped or renamed, or another house made it"
    if today.faults:
        why = "the sources have faults, so it can't be told whether they have such an edition"
    return Verdict(file, State.UNKNOWN, own.edition, then, notes=(why,), problems=today.faults)


def _weighed(file: str, brought: Brought) -> Verdict:
    differs, found = alterations(brought), changes(brought)
    problems = brought.problems if brought.same_document else ()
    old = since(brought, found)
    return Verdict(
        file,
        _state(brought, altered=bool(differs) or has_errors(problems), old=bool(old or found)),
        brought.edition.id,
        brought.then,
        brought.today,
        old,
        found,
        differs,
        (*problems, *brought.printing.problems),
        _notes(brought, differs, problems),
    )


def _state(brought: Brought, *, altered: bool, old: bool) -> State:
    if altered:
        return State.ALTERED
    if newer(brought):
        return State.UNKNOWN
    return State.OUTDATED if old else State.CURRENT


def _notes(brought: Brought, differs: Sequence[str], problems: Sequence[Problem]) -> tuple[str, ...]:
    if brought.identical:
        return ()
    lost = () if brought.marks else (_RECORD_LOST,)
    if differs or not brought.same_content or brought.review_changed:
        return lost
    if has_errors(problems):
        return (*lost, "its words and looks are as they were printed; what it lost is for screen readers and archives")
    same = "it is not the same file byte for byte, but nothing that a reader sees is different"
    return (*lost, same if brought.same_document else "it is set otherwise than today, and carries all that it must")
