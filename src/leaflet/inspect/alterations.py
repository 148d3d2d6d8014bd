"""What shows that a file isn't as it was printed."""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.editions.imprint import Imprint
from leaflet.inspect.file_identity import IdentityLine
from leaflet.inspect.notes_and_links import added_annotations
from leaflet.inspect.record_comparison import MissingText
from leaflet.inspect.submitted import SubmittedFile
from leaflet.language.normalization import normalized
from leaflet.model import KIND_NAMES, TextKey
from leaflet.preflight.instrument.finished_file import open_objects


def alterations(submitted: SubmittedFile) -> tuple[str, ...]:
    """Every difference from what was printed, in words for a reader."""
    if submitted.is_identical:
        return ()
    return (*_contradictions(submitted), *_found(submitted))


def _found(submitted: SubmittedFile) -> tuple[str, ...]:
    """What differs from today's print where that is the same document, otherwise from the file's own record."""
    if submitted.comparison and submitted.has_same_document:
        return submitted.comparison.differs
    missing = (s for text in submitted.record_comparison.missing for s in _describe_missing(submitted, text))
    with open_objects(submitted.pdf) as objects:
        return (*added_annotations(objects), *dict.fromkeys(missing))


def _contradictions(submitted: SubmittedFile) -> Iterator[str]:
    """The identity line must be on every page, and say the same everywhere."""
    imprint, lines = submitted.identity.imprint, submitted.identity.lines
    if len({_identity_text(line) for line in lines}) > 1:
        yield f"its pages don't belong together: they say {' and '.join(_identity_text(line) for line in lines)}"
    if imprint and imprint.fingerprint and any(not _is_same(line, imprint) for line in lines):
        recorded = f"{imprint.edition} v{imprint.version} {imprint.fingerprint[:12]}"
        yield f"its pages say {_identity_text(lines[0])}, its own record says {recorded}"
    identity = normalized(
        f"{submitted.identity.edition} v{submitted.identity.version} {submitted.identity.fingerprint}"
    )
    for page in submitted.pages:
        if identity not in page.text:
            yield f"page {page.number} lacks its identity line"


def _identity_text(identity: IdentityLine) -> str:
    return f"{identity.edition} v{identity.version} {identity.fingerprint}"


def _is_same(identity: IdentityLine, imprint: Imprint) -> bool:
    return (identity.edition, identity.version, identity.fingerprint) == (
        imprint.edition,
        imprint.version,
        imprint.fingerprint[:12],
    )


def _describe_missing(submitted: SubmittedFile, missing: MissingText) -> Iterator[str]:
    names = [f"the {KIND_NAMES[kind]} `{name}`" for kind, name in missing.owners]
    if missing.times_found:
        often = f"it was printed {missing.times_printed} times, as part of {' and '.join(names)}"
        times = "once" if missing.times_found == 1 else f"{missing.times_found} times"
        yield f"“{missing.text}” is on its pages {times}; {often}"
        return
    for name, owner in zip(names, missing.owners, strict=True):
        words = _unchanged_wording(submitted, owner)
        yield f"{name} is not as it was printed{f': “{words}”' if words else ''}"


def _unchanged_wording(submitted: SubmittedFile, name: TextKey) -> str:
    """Today's words of a required text that hasn't changed since, '' for another."""
    if submitted.recorded_texts[name] != submitted.current_imprint.texts.get(name):
        return ""
    return next(
        " · ".join(required.parts)
        for required in submitted.edition.required.texts
        if (required.kind, required.id) == name
    )
