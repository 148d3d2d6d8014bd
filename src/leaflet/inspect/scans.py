"""A photocopy or scan: only a QR code can be read from it, and a picture proves nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from leaflet.editions.imprint import EDITION_PATTERN
from leaflet.inspect.changes import version_key
from leaflet.inspect.verdict import CurrentSources, EditionVersion, FileState, Verdict
from leaflet.preflight.instrument.barcodes import read_barcodes
from leaflet.preflight.instrument.pages import Page

_SCAN_NOTE = "only its QR code can be read; the rest is a picture, and a picture proves nothing"
_ADDRESS = re.compile(rf"(.+)/({EDITION_PATTERN})/(\d+\.\d+)")


def inspect_scan(file: str, pdf: bytes, pages: Sequence[Page], sources: CurrentSources) -> Verdict:
    """What can be said of `pdf`, whose text does not say what it is. Raises UnreadablePdfError."""
    texts = [code.text for code in read_barcodes(pdf)]
    addresses = [found for text in texts if (found := _ADDRESS.fullmatch(text))]
    own_addresses = [found for found in addresses if sources.base_url and found[1] == sources.base_url.rstrip("/")]
    if own_addresses:
        return _by_address(file, own_addresses[0][2], own_addresses[0][3], sources)
    return Verdict(
        file, FileState.UNKNOWN, notes=(_why_unknown(pages), *(f"its QR code leads to {text}" for text in texts))
    )


def _why_unknown(pages: Sequence[Page]) -> str:
    if any(page.text for page in pages):
        return "it doesn't say which edition it is: not one of ours, or it lost that line"
    return "it has pictures only, as a photocopy or scan has, and nothing on them can be read"


def _by_address(file: str, edition_id: str, version: str, sources: CurrentSources) -> Verdict:
    then, edition = EditionVersion(version, "", "", ""), sources.edition(edition_id)
    if edition is None:
        return Verdict(
            file,
            FileState.UNKNOWN,
            edition_id,
            then,
            notes=("the sources don't have the edition that its QR code names",),
        )
    meta = edition.topic.meta
    now = EditionVersion(meta.version, meta.date.isoformat(), edition.short_fingerprint, "")
    if version_key(version) < version_key(meta.version):
        since = (f"its QR code says v{version}, today it is v{meta.version}",)
        return Verdict(file, FileState.OUTDATED, edition_id, then, now, since=since, notes=(_SCAN_NOTE,))
    return Verdict(file, FileState.UNKNOWN, edition_id, then, now, notes=(_SCAN_NOTE,))
