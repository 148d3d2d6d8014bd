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


def alterations(brought: Brought) -> tuple[str, ...]:
    """Every difference from what was printed, in words for a reader."""
    if brought.identical:
        return ()
    return (*_contradictions(brought), *additions(brought.pdf), *_text(brought))


def _text(brought: Brought) -> Iterator[str]:
    """Where today's printing is what the file was, the two are compared; else the file is held against its record."""
    if brought.same_document and brought.printing.pdf:
        yield from differences(brought.pdf, brought.printing.pdf)
    else:
        yield from dict.fromkeys(told for lack in brought.recalled.lacks for told in _lack(brought, lack))


def _contradictions(brought: Brought) -> Iterator[str]:
    """The identity line must be on every page, and say the same everywhere."""
    own, lines = brought.said.imprint, brought.said.identities
    if len({_issue(line) for line in lines}) > 1:
        yield f"its pages don't belong together: they say {' and '.join(_issue(line) for line in lines)}"
    if own and own.fingerprint and any(not _agrees(line, own) for line in lines):
        recorded = f"{own.edition} v{own.version} {own.fingerprint[:12]}"
        yield f"its pages say {_issue(lines[0])}, its own record says {recorded}"
    line = letters(f"{brought.said.edition} v{brought.said.version} {brought.said.fingerprint}")
    for page in brought.pages:
        if line not in page.text:
            yield f"page {page.number} has no line that says which edition it is"


def _issue(line: Identity) -> str:
    return f"{line.edition} v{line.version} {line.fingerprint}"


def _agrees(line: Identity, own: Imprint) -> bool:
    return (line.edition, line.version, line.fingerprint) == (own.edition, own.version, own.fingerprint[:12])


def _lack(brought: Brought, lack: Lack) -> Iterator[str]:
    names = [f"the {KINDS[kind]} `{name}`" for kind, name in lack.marks]
    if lack.found:
        often = f"it was printed {lack.printed} times, with {' and '.join(names)}"
        yield f"“{lack.text}” stands there {'once' if lack.found == 1 else f'{lack.found} times'}; {often}"
        return
    for name, mark in zip(names, lack.marks, strict=True):
        words = _same_today(brought, mark)
        yield f"{name} does not stand there as it was printed{f': “{words}”' if words else ''}"


def _same_today(brought: Brought, name: Name) -> str:
    """Today's words of a mark that has not changed since, '' for another."""
    if brought.marks[name] != brought.imprint_today.marks.get(name):
        return ""
    return next(" · ".join(mark.pieces) for mark in marks(brought.edition) if (mark.kind, mark.id) == name)
