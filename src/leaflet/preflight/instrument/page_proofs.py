"""Proofs of pages: what was shown of a page is not shown again, in this process or in the next build.

A proof says that the laws of pages found nothing wrong with a page of this key, and which codes were read on it. A page
that something was found wrong with has none. The key holds all that such a law can see (`pages_to_show`), and the state
of the program, so a proof of another day's program is the proof of nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, TypeVar

from leaflet.preflight.instrument.barcodes import Barcode
from leaflet.preflight.instrument.geometry import Box

_Result = TypeVar("_Result")
_FORMAT = "leaflet page proofs 1"
MAX_PROOFS = 4096
"""Proofs that are kept; the least recently used go first. An edition has some twenty."""
_MAX_MEASURED = 64
"""Pages as they were read, or as pixels, that a process keeps; one takes 2 to 6 MB."""
MAX_BYTES = 8_000_000
"""Of a file of proofs; what is longer isn't read."""
_DIGEST_BYTES = 64
"""SHA-256 in hexadecimal digits."""


@dataclass(frozen=True)
class PageProof:
    """What is known of a page that was shown."""

    barcodes: tuple[Barcode, ...] = ()
    """The codes on it, with the page's number in the file where they were read."""
    rooms: tuple[Box, ...] = ()
    """Where what is set aside stands, mm: around it, nothing else is drawn but plain ground."""


class PageProofs:
    """Proofs by the key of their page, and what this process has measured of pages."""

    def __init__(self, state: str, data: bytes = b"") -> None:
        """`state` says which program, renderer, fonts and laws these are; `data` is what `encoded` gave."""
        self.state = state
        self._proofs: OrderedDict[str, PageProof] = OrderedDict(_decoded(data))
        self._used: set[str] = set()
        self._measured: OrderedDict[Hashable, Any] = OrderedDict()

    def get(self, key: str) -> PageProof | None:
        """The proof of the page with `key`; None where it was not shown."""
        proof = self._proofs.get(key)
        if proof:
            self._use(key)
        return proof

    def put(self, key: str, proof: PageProof) -> None:
        """Keep the `proof` of a page that was shown and of which all is right."""
        self._proofs[key] = proof
        self._use(key)
        while len(self._proofs) > MAX_PROOFS:
            self._used.discard(self._proofs.popitem(last=False)[0])

    def _use(self, key: str) -> None:
        self._used.add(key)
        self._proofs.move_to_end(key)

    def once(self, key: Hashable, measure: Callable[[], _Result]) -> _Result:
        """What `measure` gave for the page with `key`; called once, for as long as the process has room for it."""
        if key not in self._measured:
            self._measured[key] = measure()
            while len(self._measured) > _MAX_MEASURED:
                self._measured.popitem(last=False)
        self._measured.move_to_end(key)
        found: _Result = self._measured[key]
        return found

    def encoded(self) -> bytes:
        """The proofs that were used or added, and their checksum: those of other pages are gone. Nothing for none."""
        used = {key: _as_json(proof) for key, proof in sorted(self._proofs.items()) if key in self._used}
        return sealed({"format": _FORMAT, "pages": used}) if used else b""


def sealed(content: object) -> bytes:
    """`content` as JSON with its SHA-256 at the end."""
    data = json.dumps(content, ensure_ascii=False).encode() + b"\n"
    return data + hashlib.sha256(data).hexdigest().encode()


def _as_json(proof: PageProof) -> object:
    codes = [[code.text, code.page, code.box_mm, code.is_legible_on_copy] for code in proof.barcodes]
    return [codes, proof.rooms]


def _decoded(data: bytes) -> dict[str, PageProof]:
    """What `encoded` gave; nothing where it is damaged, or something else."""
    content, digest = data[:-_DIGEST_BYTES], data[-_DIGEST_BYTES:]
    if len(data) > MAX_BYTES or hashlib.sha256(content).hexdigest().encode() != digest:
        return {}
    try:
        found = json.loads(content)
        return {key: _proof(row) for key, row in found["pages"].items()} if found["format"] == _FORMAT else {}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def _proof(row: Any) -> PageProof:
    codes, rooms = row
    barcodes = tuple(Barcode(str(text), int(page), _box(box), bool(legible)) for text, page, box, legible in codes)
    return PageProof(barcodes, tuple(map(_box, rooms)))


def _box(edges: Any) -> Box:
    left, top, right, bottom = map(float, edges)
    return left, top, right, bottom
