"""What has changed between the day when a file was printed and today."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from leaflet.inspect.differences import strange_words
from leaflet.inspect.submitted import KINDS, Brought
from leaflet.inspect.verdict import Change, Issue
from leaflet.language.normalization import letters
from leaflet.preflight.instrument.locate import sight
from leaflet.problem import has_errors
from leaflet.required.imprint import Name
from leaflet.required.texts import marks

_IDENTITY = "identity"
"""Changes with the version, and is told by it."""


def changes(brought: Brought) -> tuple[Change, ...]:
    """Which statements, claims and other texts have changed since; none where the content is today's."""
    if brought.same_content and not brought.review_changed:
        return ()
    wordings: dict[Name, str] = {(mark.kind, mark.id): " · ".join(mark.pieces) for mark in marks(brought.edition)}
    found = _by_record(brought, wordings) if brought.marks else _by_text(brought, wordings)
    return tuple(change for change in found if change.id != _IDENTITY)


def since(brought: Brought, found: tuple[Change, ...]) -> tuple[str, ...]:
    """Why the file is outdated, in sentences; nothing where it is not. `found` is what `changes` gave."""
    return (*_forbidden(brought), *_review(brought), *_content(brought, found), *_layout(brought))


def newer(brought: Brought) -> bool:
    """Does the file say that it is of a later version than the sources?"""
    return number(brought.then.version) > number(brought.today.version)


def number(version: str) -> tuple[int, ...]:
    """`1.10` → (1, 10), which is more than (1, 9)."""
    return tuple(int(part) for part in version.split(".") if part.isdecimal())


def _by_record(brought: Brought, wordings: Mapping[Name, str]) -> Iterator[Change]:
    then, now, was = brought.marks, brought.imprint_today.marks, brought.recalled.texts
    for name in dict.fromkeys((*now, *then)):
        if then.get(name) != now.get(name):
            how = "added" if name not in then else "removed" if name not in now else "changed"
            yield Change(KINDS[name[0]], name[1], how, was.get(name, ""), wordings.get(name, ""))


def _by_text(brought: Brought, wordings: Mapping[Name, str]) -> Iterator[Change]:
    """Without its record, the file can only be searched for what would be printed today."""
    sightings = sight(brought.pages, marks(brought.edition))
    missed = dict.fromkeys((s.mark.kind, s.mark.id) for s in sightings if not s.whole)
    for name in missed:
        yield Change(KINDS[name[0]], name[1], "changed or added", "", wordings[name])


def _forbidden(brought: Brought) -> Iterator[str]:
    if has_errors(brought.printing.problems):
        yield "today's sources can't be printed before their faults are mended, so it may not be handed out either"


def _review(brought: Brought) -> Iterator[str]:
    if brought.review_changed:
        yield f"its state of review has changed: then {_reviewed(brought.then)}, today {_reviewed(brought.today)}"


def _reviewed(issue: Issue) -> str:
    day, _, until = issue.review.partition("/")
    return f"reviewed on {day} and valid until {until}" if until else issue.review


def _content(brought: Brought, found: tuple[Change, ...]) -> Iterator[str]:
    then, today = brought.then, brought.today
    if brought.same_content:
        return
    if newer(brought):
        yield f"it is newer than these sources: it says v{then.version}, they have v{today.version}"
    elif then.version == today.version:
        yield "its content has changed since, though its version has not"
    else:
        yield f"it says v{then.version}, today it is v{today.version}"
    if brought.marks and not found:
        yield "nothing that this piece prints has changed, only what stands in other pieces of the topic"
    if not brought.marks:
        yield from _strange(brought)


def _layout(brought: Brought) -> Iterator[str]:
    """The content is today's, but it is set otherwise: that weighs only where something is lost or put in by it."""
    if brought.identical or brought.same_document or not brought.same_content or brought.review_changed:
        return
    strange = tuple(_strange(brought))
    if strange or has_errors(brought.problems):
        yield "its layout has changed since, though not its content"
    yield from strange


def _strange(brought: Brought) -> Iterator[str]:
    """Words of the file that today's printing does not have; its version and content hash are told already."""
    issue = letters(f"v{brought.then.version} {brought.then.fingerprint} {brought.then.date}")
    for page, words in strange_words(brought.pages, brought.printing.pdf) if brought.printing.pdf else ():
        if letters(words) not in issue:
            yield f"page {page} says what today's piece does not say: “{words}”"
