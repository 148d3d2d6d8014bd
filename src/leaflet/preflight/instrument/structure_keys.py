"""What the structure tree says of each page: the tags of its marked contents and all that they carry."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence

import pikepdf

from leaflet.preflight.instrument.structure import Element

_LINKS = {"/K", "/P", "/Pg", "/Type"}
"""Entries that lead to other elements, to pages and to contents, which are told apart here by their numbers."""
_MAX_DEPTH = 4
"""How deep an element's attributes are looked into; WeasyPrint writes two levels."""


def structure_keys(elements: Sequence[Element], but: str | None = None) -> Mapping[int, bytes]:
    """By page number: SHA-256 of those `elements` that hold contents of the page, with all that they stand in.

    What stands in an element with the title `but` doesn't count.
    """
    above: list[bytes | None] = []
    digests: defaultdict[int, hashlib._Hash] = defaultdict(hashlib.sha256)
    for element in elements:
        outer = above[element.parent] if element.parent is not None else b""
        is_left_out = outer is None or (but is not None and element.node.get("/T") == but)
        digest = None if is_left_out or outer is None else hashlib.sha256(outer + _said(element.node)).digest()
        above.append(digest)
        for page, number in element.content_ids if digest else ():
            digests[page].update(b"%d " % number + (digest or b""))
    return {page: digest.digest() for page, digest in digests.items()}


def _said(node: pikepdf.Dictionary) -> bytes:
    return b"".join(
        key.encode() + _described(value, 0) + b"\n" for key, value in sorted(node.items()) if key not in _LINKS
    )


def _described(value: object, depth: int) -> bytes:
    if not isinstance(value, pikepdf.Object) or depth > _MAX_DEPTH:
        return repr(value).encode()
    if isinstance(value, pikepdf.Array):
        return b"[%s]" % b" ".join(_described(item, depth + 1) for item in list(value))
    if isinstance(value, pikepdf.Dictionary):
        inside = (key.encode() + _described(item, depth + 1) for key, item in sorted(value.items()) if key != "/P")
        return b"<%s>" % b" ".join(inside)
    return value.unparse(resolved=True)
