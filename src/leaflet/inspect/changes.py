"""What has changed between the day when a file was printed and today."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from leaflet.inspect.differences import words_not_in
from leaflet.inspect.submitted import KIND_NAMES, SubmittedFile
from leaflet.inspect.verdict import ContentChange, EditionVersion
from leaflet.language.normalization import normalized
from leaflet.model import TextKey
from leaflet.preflight.instrument.locate import locate
from leaflet.problem import has_errors
from leaflet.required.texts import required_texts

_IDENTITY = "identity"
"""Changes with the version, which is reported already."""


def changes(brought: SubmittedFile) -> tuple[ContentChange, ...]:
    """Which statements, claims and other texts have changed since; none where the content is today's."""
    if brought.has_same_content and not brought.has_review_changed:
        return ()
    current_wordings: dict[TextKey, str] = {
        (mark.kind, mark.id): " · ".join(mark.parts) for mark in required_texts(brought.edition)
    }
    found = (
        _changes_by_record(brought, current_wordings)
        if brought.recorded_texts
        else _changes_by_text(brought, current_wordings)
    )
    return tuple(change for change in found if change.id != _IDENTITY)


def outdated_reasons(brought: SubmittedFile, text_changes: tuple[ContentChange, ...]) -> tuple[str, ...]:
    """Why the file is outdated, in sentences; nothing where it is not. `found` is what `changes` gave."""
    return (*_unprintable(brought), *_review(brought), *_content(brought, text_changes), *_layout(brought))


def is_newer(brought: SubmittedFile) -> bool:
    """Does the file say that it is of a later version than the sources?"""
    return version_key(brought.stated_version.version) > version_key(brought.current_version.version)


def version_key(version: str) -> tuple[int, ...]:
    """`1.10` → (1, 10), which is more than (1, 9)."""
    return tuple(int(part) for part in version.split(".") if part.isdecimal())


def _changes_by_record(brought: SubmittedFile, current_wordings: Mapping[TextKey, str]) -> Iterator[ContentChange]:
    then, now, was = brought.recorded_texts, brought.current_imprint.texts, brought.record_comparison.wordings
    for name in dict.fromkeys((*now, *then)):
        if then.get(name) != now.get(name):
            how = "added" if name not in then else "removed" if name not in now else "changed"
            yield ContentChange(KIND_NAMES[name[0]], name[1], how, was.get(name, ""), current_wordings.get(name, ""))


def _changes_by_text(brought: SubmittedFile, current_wordings: Mapping[TextKey, str]) -> Iterator[ContentChange]:
    """Without its record, the file can only be searched for what would be printed today."""
    matches = locate(brought.pages, required_texts(brought.edition))
    missing = dict.fromkeys((s.required.kind, s.required.id) for s in matches if not s.is_complete)
    for name in missing:
        yield ContentChange(KIND_NAMES[name[0]], name[1], "changed or added", "", current_wordings[name])


def _unprintable(brought: SubmittedFile) -> Iterator[str]:
    if has_errors(brought.current.problems):
        yield "today's sources can't be printed before their faults are fixed, so it may not be handed out either"


def _review(brought: SubmittedFile) -> Iterator[str]:
    if brought.has_review_changed:
        before, now = _reviewed(brought.stated_version), _reviewed(brought.current_version)
        yield f"its state of review has changed: it was {before}, and is now {now}"


def _reviewed(issue: EditionVersion) -> str:
    day, _, until = issue.review.partition("/")
    return f"reviewed on {day} and valid until {until}" if until else issue.review


def _content(brought: SubmittedFile, text_changes: tuple[ContentChange, ...]) -> Iterator[str]:
    then, today = brought.stated_version, brought.current_version
    if brought.has_same_content:
        return
    if is_newer(brought):
        yield f"it is newer than these sources: it says v{then.version}, they have v{today.version}"
    elif then.version == today.version:
        yield "its content has changed since, though its version has not"
    else:
        yield f"it says v{then.version}, today it is v{today.version}"
    if brought.recorded_texts and not text_changes:
        yield "nothing that this edition prints has changed, only what other editions of the topic print"
    if not brought.recorded_texts:
        yield from _unknown_words(brought)


def _layout(brought: SubmittedFile) -> Iterator[str]:
    """The content is today's, but the layout differs: that counts only where it loses or adds something."""
    if brought.is_identical or brought.has_same_document or not brought.has_same_content or brought.has_review_changed:
        return
    strange = tuple(_unknown_words(brought))
    if strange or has_errors(brought.problems):
        yield "its layout has changed since, though not its content"
    yield from strange


def _unknown_words(brought: SubmittedFile) -> Iterator[str]:
    """Words of the file that today's printing does not have; its version and content hash are reported already."""
    issue = normalized(
        f"v{brought.stated_version.version} {brought.stated_version.fingerprint} {brought.stated_version.date}"
    )
    for page, words in words_not_in(brought.pages, brought.current.pdf) if brought.current.pdf else ():
        if normalized(words) not in issue:
            yield f"page {page} has words that today's edition lacks: “{words}”"
