"""What shows that a file is not as it was printed."""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.inspect.differences import added_annotations, differences
from leaflet.inspect.file_identity import IdentityLine
from leaflet.inspect.record_comparison import MissingText
from leaflet.inspect.submitted import KIND_NAMES, SubmittedFile
from leaflet.language.normalization import normalized
from leaflet.model import TextKey
from leaflet.required.imprint import Imprint
from leaflet.required.texts import required_texts


def alterations(submitted: SubmittedFile) -> tuple[str, ...]:
    """Every difference from what was printed, in words for a reader."""
    if submitted.is_identical:
        return ()
    return (*_contradictions(submitted), *added_annotations(submitted.pdf), *_text_differences(submitted))


def _text_differences(brought: SubmittedFile) -> Iterator[str]:
    """Where today's printing is what the file was, the two are compared; else the file is held against its record."""
    if brought.has_same_document and brought.current.pdf:
        yield from differences(brought.pdf, brought.current.pdf)
    else:
        yield from dict.fromkeys(
            sentence for lack in brought.record_comparison.missing for sentence in _describe_missing(brought, lack)
        )


def _contradictions(brought: SubmittedFile) -> Iterator[str]:
    """The identity line must be on every page, and say the same everywhere."""
    imprint, lines = brought.identity.imprint, brought.identity.lines
    if len({_identity_text(line) for line in lines}) > 1:
        yield f"its pages don't belong together: they say {' and '.join(_identity_text(line) for line in lines)}"
    if imprint and imprint.fingerprint and any(not _is_same(line, imprint) for line in lines):
        recorded = f"{imprint.edition} v{imprint.version} {imprint.fingerprint[:12]}"
        yield f"its pages say {_identity_text(lines[0])}, its own record says {recorded}"
    identity = normalized(f"{brought.identity.edition} v{brought.identity.version} {brought.identity.fingerprint}")
    for page in brought.pages:
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


def _describe_missing(brought: SubmittedFile, lack: MissingText) -> Iterator[str]:
    names = [f"the {KIND_NAMES[kind]} `{name}`" for kind, name in lack.owners]
    if lack.times_found:
        often = f"it was printed {lack.times_printed} times, with {' and '.join(names)}"
        times = "once" if lack.times_found == 1 else f"{lack.times_found} times"
        yield f"“{lack.text}” is on its pages {times}; {often}"
        return
    for name, mark in zip(names, lack.owners, strict=True):
        words = _unchanged_wording(brought, mark)
        yield f"{name} is not as it was printed{f': “{words}”' if words else ''}"


def _unchanged_wording(brought: SubmittedFile, name: TextKey) -> str:
    """Today's words of a mark that has not changed since, '' for another."""
    if brought.recorded_texts[name] != brought.current_imprint.texts.get(name):
        return ""
    return next(" · ".join(mark.parts) for mark in required_texts(brought.edition) if (mark.kind, mark.id) == name)
