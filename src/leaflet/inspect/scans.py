"""A photocopy or scan: only a QR code can be read from it, and a picture proves nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from leaflet.inspect.changes import version_key
from leaflet.inspect.page import Page
from leaflet.inspect.verdict import CurrentSources, EditionVersion, FileState, Verdict
from leaflet.model import ID_PATTERN
from leaflet.preflight.instrument.barcodes import read_barcodes

_SCAN_NOTE = "only its QR code can be read; the rest is a picture, and a picture proves nothing"
_ADDRESS = re.compile(
    rf"(?P<base>.+)/(?P<topic>{ID_PATTERN})/(?P<locale>[a-z]{{2}}-[A-Z]{{2}})/(?P<layout>{ID_PATTERN})"
    r"/(?P<version>\d+\.\d+)/(?P<fingerprint>[0-9a-f]{12})"
)
"""As `Edition.status_url` writes it."""


def inspect_scan(file: str, pdf: bytes, pages: Sequence[Page], sources: CurrentSources) -> Verdict:
    """What can be said of `pdf`, whose text does not say what it is. Raises UnreadablePdfError."""
    texts = [code.text for code in read_barcodes(pdf)]
    addresses = [found for text in texts if (found := _ADDRESS.fullmatch(text))]
    base = (sources.base_url or "").rstrip("/")
    own_addresses = [found for found in addresses if base and found["base"] == base]
    if own_addresses:
        return _by_address(file, own_addresses[0], sources)
    return Verdict(
        file, FileState.UNKNOWN, notes=(_why_unknown(pages), *(f"its QR code leads to {text}" for text in texts))
    )


def _why_unknown(pages: Sequence[Page]) -> str:
    if any(page.text for page in pages):
        return "it doesn't say which edition it is: not one of ours, or it lost that line"
    return "it has pictures only, as a photocopy or scan has, and nothing on them can be read"


def _by_address(file: str, address: re.Match[str], sources: CurrentSources) -> Verdict:
    edition_id = f"{address['topic']}/{address['layout']}/{address['locale']}"
    then, edition = EditionVersion(address["version"], "", address["fingerprint"], ""), sources.edition(edition_id)
    if edition is None:
        notes = ("the sources don't have the edition that its QR code names",)
        return Verdict(file, FileState.UNKNOWN, edition_id, then, notes=notes)
    now = EditionVersion(edition.version, edition.date.isoformat(), edition.short_fingerprint, "")
    since = tuple(_since(then, now))
    state = FileState.OUTDATED if since else FileState.UNKNOWN
    return Verdict(file, state, edition_id, then, now, since=since, notes=(_SCAN_NOTE,))


def _since(then: EditionVersion, now: EditionVersion) -> Iterator[str]:
    """Why what the code says is not today's. A later version than the sources have says nothing."""
    if version_key(then.version) < version_key(now.version):
        yield f"its QR code says v{then.version}, today it is v{now.version}"
    elif then.version == now.version and then.fingerprint != now.fingerprint:
        yield "its QR code is of other content than today's of the same version"
