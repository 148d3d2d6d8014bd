"""What has changed between the day when a file was printed and today."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from leaflet.inspect.submitted import SubmittedFile
from leaflet.inspect.verdict import ContentChange, EditionVersion
from leaflet.inspect.word_differences import words_not_in
from leaflet.language.normalization import normalized
from leaflet.model import KIND_NAMES, TextKey
from leaflet.problem import has_errors

_IDENTITY = "identity"
"""Changes with the version, which is reported already."""


def changes(submitted: SubmittedFile) -> tuple[ContentChange, ...]:
    """Which statements, claims and other texts have changed since; none where the content is today's."""
    if submitted.has_same_content and not submitted.has_review_changed:
        return ()
    current_wordings: dict[TextKey, str] = {
        (required.kind, required.id): " · ".join(required.parts) for required in submitted.edition.required.texts
    }
    found = (
        _changes_by_record(submitted, current_wordings)
        if submitted.recorded_texts
        else _changes_by_text(submitted, current_wordings)
    )
    return tuple(change for change in found if change.id != _IDENTITY)


def outdated_reasons(submitted: SubmittedFile, text_changes: tuple[ContentChange, ...]) -> tuple[str, ...]:
    """Why the file is outdated, in sentences; nothing where it isn't. `text_changes` is the result of `changes`."""
    return (*_unprintable(submitted), *_review(submitted), *_content(submitted, text_changes), *_layout(submitted))


def is_newer(submitted: SubmittedFile) -> bool:
    """Does the file say that it is of a later version than the sources?"""
    return version_key(submitted.stated_version.version) > version_key(submitted.current_version.version)


def version_key(version: str) -> tuple[int, ...]:
    """`1.10` → (1, 10), which is more than (1, 9)."""
    return tuple(int(part) for part in version.split(".") if part.isdecimal())


def _changes_by_record(submitted: SubmittedFile, current_wordings: Mapping[TextKey, str]) -> Iterator[ContentChange]:
    then, now, was = submitted.recorded_texts, submitted.current_imprint.texts, submitted.record_comparison.wordings
    for name in dict.fromkeys((*now, *then)):
        if then.get(name) != now.get(name):
            how = "added" if name not in then else "removed" if name not in now else "changed"
            yield ContentChange(KIND_NAMES[name[0]], name[1], how, was.get(name, ""), current_wordings.get(name, ""))


def _changes_by_text(submitted: SubmittedFile, current_wordings: Mapping[TextKey, str]) -> Iterator[ContentChange]:
    """Without its record, the file can only be searched for what would be printed today."""
    printed = "".join(page.text for page in submitted.pages)
    missing = [
        required.key
        for required in submitted.edition.required.texts
        if not all(normalized(part) in printed for part in required.parts)
    ]
    for name in dict.fromkeys(missing):
        yield ContentChange(KIND_NAMES[name[0]], name[1], "changed or added", "", current_wordings[name])


def _unprintable(submitted: SubmittedFile) -> Iterator[str]:
    if has_errors(submitted.current.problems) or submitted.current.pdf is None:
        yield "today's sources can't be printed before their faults are fixed, so it may not be handed out either"


def _review(submitted: SubmittedFile) -> Iterator[str]:
    if submitted.has_review_changed:
        before, now = _reviewed(submitted.stated_version), _reviewed(submitted.current_version)
        yield f"its state of review has changed: it was {before}, and is now {now}"


def _reviewed(version: EditionVersion) -> str:
    day, _, until = version.review.partition("/")
    return f"reviewed on {day} and valid until {until}" if until else version.review


def _content(submitted: SubmittedFile, text_changes: tuple[ContentChange, ...]) -> Iterator[str]:
    then, today = submitted.stated_version, submitted.current_version
    if submitted.has_same_content and then.version == today.version:
        return
    if is_newer(submitted):
        yield f"it is newer than these sources: it says v{then.version}, they have v{today.version}"
    elif then.version == today.version:
        yield "its content has changed since, though its version has not"
    else:
        yield f"it says v{then.version}, today it is v{today.version}"
    if submitted.recorded_texts and not text_changes and not submitted.has_same_content:
        yield "none of its texts has changed: it owes other subjects today, or another version of leaflet made its hash"
    if not submitted.recorded_texts:
        yield from _unknown_words(submitted)


def _layout(submitted: SubmittedFile) -> Iterator[str]:
    """The content is today's, but the file says that its layout isn't: it differs all the same."""
    comparison, is_same_version = submitted.comparison, submitted.stated_version.version == submitted.edition.version
    if comparison and comparison.differs and is_same_version and not submitted.has_same_document:
        yield "its layout has changed since, though not its content, or somebody changed it and what it says of itself"
        yield from _unknown_words(submitted)


def _unknown_words(submitted: SubmittedFile) -> Iterator[str]:
    """Words of the file that today's build lacks; its version and content hash are reported already."""
    identity = normalized(
        f"v{submitted.stated_version.version} {submitted.stated_version.fingerprint} {submitted.stated_version.date}"
    )
    for page, words in words_not_in(submitted.pages, submitted.current.pdf) if submitted.current.pdf else ():
        if normalized(words) not in identity:
            yield f"page {page} has words that today's edition lacks: “{words}”"
