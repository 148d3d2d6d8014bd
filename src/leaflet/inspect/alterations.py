"""What shows that a file is not as it was printed."""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.inspect.differences import additions, differences
from leaflet.inspect.file_identity import Identity
from leaflet.inspect.record_comparison import Lack
from leaflet.inspect.submitted import KINDS, Brought
from leaflet.language.normalization import letters
from leaflet.required.imprint import Imprint, Name
from leaflet.required.texts import marks


def alterations(submitted: Brought) -> tuple[str, ...]:
    """Every difference from what was printed, in words for a reader."""
    if submitted.is_identical:
        return ()
    return (*_contradictions(submitted), *additions(submitted.pdf), *_text(submitted))


def _text(brought: Brought) -> Iterator[str]:
    """Where today's printing is what the file was, the two are compared; else the file is held against its record."""
    if brought.has_same_document and brought.current.pdf:
        yield from differences(brought.pdf, brought.current.pdf)
    else:
        yield from dict.fromkeys(sentence for lack in brought.record_comparison.missing for sentence in _lack(brought, lack))


def _contradictions(brought: Brought) -> Iterator[str]:
    """The identity line must be on every page, and say the same everywhere."""
    imprint, lines = brought.identity.imprint, brought.identity.lines
    if len({_issue(line) for line in lines}) > 1:
        yield f"its pages don't belong together: they say {' and '.join(_issue(line) for line in lines)}"
    if imprint and imprint.fingerprint and any(not _agrees(line, imprint) for line in lines):
        recorded = f"{imprint.edition} v{imprint.version} {imprint.fingerprint[:12]}"
        yield f"its pages say {_issue(lines[0])}, its own record says {recorded}"
    identity = letters(f"{brought.identity.edition} v{brought.identity.version} {brought.identity.fingerprint}")
    for page in brought.pages:
        if identity not in page.text:
            yield f"page {page.number} has no line that says which edition it is"


def _issue(identity: Identity) -> str:
    return f"{identity.edition} v{identity.version} {identity.fingerprint}"


def _agrees(identity: Identity, imprint: Imprint) -> bool:
    return (identity.edition, identity.version, identity.fingerprint) == (imprint.edition, imprint.version, imprint.fingerprint[:12])


def _lack(brought: Brought, lack: Lack) -> Iterator[str]:
    names = [f"the {KINDS[kind]} `{name}`" for kind, name in lack.owners]
    if lack.times_found:
        often = f"it was printed {lack.times_printed} times, with {' and '.join(names)}"
        yield f"“{lack.text}” stands there {'once' if lack.times_found == 1 else f'{lack.times_found} times'}; {often}"
        return
    for name, mark in zip(names, lack.owners, strict=True):
        words = _same_today(brought, mark)
        yield f"{name} does not stand there as it was printed{f': “{words}”' if words else ''}"


def _same_today(brought: Brought, name: Name) -> str:
    """Today's words of a mark that has not changed since, '' for another."""
    if brought.recorded_texts[name] != brought.current_imprint.texts.get(name):
        return ""
    return next(" · ".join(mark.parts) for mark in marks(brought.edition) if (mark.kind, mark.id) == name)
