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
    if brought.has_same_content and not brought.has_review_changed:
        return ()
    current_wordings: dict[Name, str] = {(mark.kind, mark.id): " · ".join(mark.parts) for mark in marks(brought.edition)}
    found = _by_record(brought, current_wordings) if brought.recorded_texts else _by_text(brought, current_wordings)
    return tuple(change for change in found if change.id != _IDENTITY)


def since(brought: Brought, text_changes: tuple[Change, ...]) -> tuple[str, ...]:
    """Why the file is outdated, in sentences; nothing where it is not. `found` is what `changes` gave."""
    return (*_forbidden(brought), *_review(brought), *_content(brought, text_changes), *_layout(brought))


def newer(brought: Brought) -> bool:
    """Does the file say that it is of a later version than the sources?"""
    return number(brought.stated_version.version) > number(brought.current_version.version)


def number(version: str) -> tuple[int, ...]:
    """`1.10` → (1, 10), which is more than (1, 9)."""
    return tuple(int(part) for part in version.split(".") if part.isdecimal())


def _by_record(brought: Brought, current_wordings: Mapping[Name, str]) -> Iterator[Change]:
    then, now, was = brought.recorded_texts, brought.current_imprint.texts, brought.record_comparison.wordings
    for name in dict.fromkeys((*now, *then)):
        if then.get(name) != now.get(name):
            how = "added" if name not in then else "removed" if name not in now else "changed"
            yield Change(KINDS[name[0]], name[1], how, was.get(name, ""), current_wordings.get(name, ""))


def _by_text(brought: Brought, current_wordings: Mapping[Name, str]) -> Iterator[Change]:
    """Without its record, the file can only be searched for what would be printed today."""
    matches = sight(brought.pages, marks(brought.edition))
    missing = dict.fromkeys((s.required.kind, s.required.id) for s in matches if not s.is_complete)
    for name in missing:
        yield Change(KINDS[name[0]], name[1], "changed or added", "", current_wordings[name])


def _forbidden(brought: Brought) -> Iterator[str]:
    if has_errors(brought.current.problems):
        yield "today's sources can't be printed before their faults are mended, so it may not be handed out either"


def _review(brought: Brought) -> Iterator[str]:
    if brought.has_review_changed:
        yield f"its state of review has changed: then {_reviewed(brought.stated_version)}, today {_reviewed(brought.current_version)}"


def _reviewed(issue: Issue) -> str:
    day, _, until = issue.review.partition("/")
    return f"reviewed on {day} and valid until {until}" if until else issue.review


def _content(brought: Brought, text_changes: tuple[Change, ...]) -> Iterator[str]:
    then, today = brought.stated_version, brought.current_version
    if brought.has_same_content:
        return
    if newer(brought):
        yield f"it is newer than these sources: it says v{then.version}, they have v{today.version}"
    elif then.version == today.version:
        yield "its content has changed since, though its version has not"
    else:
        yield f"it says v{then.version}, today it is v{today.version}"
    if brought.recorded_texts and not text_changes:
        yield "nothing that this piece prints has changed, only what stands in other pieces of the topic"
    if not brought.recorded_texts:
        yield from _strange(brought)


def _layout(brought: Brought) -> Iterator[str]:
    """The content is today's, but it is set otherwise: that weighs only where something is lost or put in by it."""
    if brought.is_identical or brought.has_same_document or not brought.has_same_content or brought.has_review_changed:
        return
    strange = tuple(_strange(brought))
    if strange or has_errors(brought.problems):
        yield "its layout has changed since, though not its content"
    yield from strange


def _strange(brought: Brought) -> Iterator[str]:
    """Words of the file that today's printing does not have; its version and content hash are told already."""
    issue = letters(f"v{brought.stated_version.version} {brought.stated_version.fingerprint} {brought.stated_version.date}")
    for page, words in strange_words(brought.pages, brought.current.pdf) if brought.current.pdf else ():
        if letters(words) not in issue:
            yield f"page {page} says what today's piece does not say: “{words}”"
