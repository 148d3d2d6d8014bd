"""A photocopy or scan: nothing on it can be read but a QR code, and a picture proves nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from leaflet.inspect.changes import number
from leaflet.inspect.verdict import Issue, State, Today, Verdict
from leaflet.preflight.instrument.barcodes import codes
from leaflet.preflight.instrument.pages import Page
from leaflet.required.imprint import EDITION

_PICTURE = "only its QR code can be read; the rest is a picture, and a picture proves nothing"
_ADDRESS = re.compile(rf"(.+)/({EDITION})/(\d+\.\d+)")


def judge_picture(file: str, pdf: bytes, pages: Sequence[Page], sources: Today) -> Verdict:
    """What can be said of `pdf`, whose text does not say what it is. Raises UnreadablePdfError."""
    texts = [code.text for code in codes(pdf)]
    addresses = [found for text in texts if (found := _ADDRESS.fullmatch(text))]
    own_addresses = [found for found in addresses if sources.base_url and found[1] == sources.base_url.rstrip("/")]
    if own_addresses:
        return _by_address(file, own_addresses[0][2], own_addresses[0][3], sources)
    return Verdict(file, State.UNKNOWN, notes=(_nothing(pages), *(f"its QR code leads to {text}" for text in texts)))


def _nothing(pages: Sequence[Page]) -> str:
    if any(page.text for page in pages):
        return "it does not say which edition it is, so it is not one of ours, or has lost the line that says it"
    return "it has pictures only, as a photocopy or scan has, and nothing on them can be read"


def _by_address(file: str, edition_id: str, version: str, sources: Today) -> Verdict:
    then, edition = Issue(version, "", "", ""), sources.edition(edition_id)
    if edition is None:
        return Verdict(file, State.UNKNOWN, edition_id, then, notes=("the sources have no edition that its QR code names",))
    meta = edition.topic.meta
    now = Issue(meta.version, meta.date.isoformat(), edition.short_fingerprint, "")
    if number(version) < number(meta.version):
        since = (f"its QR code says v{version}, today it is v{meta.version}",)
        return Verdict(file, State.OUTDATED, edition_id, then, now, since=since, notes=(_PICTURE,))
    return Verdict(file, State.UNKNOWN, edition_id, then, now, notes=(_PICTURE,))
