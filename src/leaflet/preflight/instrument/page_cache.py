"""What was found on a page, kept by the objects that the page is made of: the same bytes are not looked at twice.

For a process that made its files itself. Of a file that comes from elsewhere two programs may read different objects
under one number; there nothing is remembered.
"""

from __future__ import annotations

import hashlib
import re
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from typing import Any, TypeVar

import pikepdf

T = TypeVar("T")
_MOST = 64
"""Findings that are kept; those that were not asked for longest go first."""
_UPWARDS = re.compile(rb"/(?:Parent|P|StructParents?) (?:\d+ \d+ R|\d+)")
"""What leads out of a page into the tree of pages or the structure, and changes nothing of its looks."""
_REFERENCE = re.compile(rb"(\d+) (\d+) R\b")
_INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")
"""ISO 32000-1, table 30."""


class Memory:
    """Findings by what they were found in."""

    def __init__(self) -> None:
        self._found: OrderedDict[Hashable, Any] = OrderedDict()

    def get(self, key: Hashable, compute: Callable[[], T]) -> T:
        """What `find` gave for `key`; it is asked once."""
        if key not in self._found:
            self._found[key] = compute()
            while len(self._found) > _MOST:
                self._found.popitem(last=False)
        self._found.move_to_end(key)
        found: T = self._found[key]
        return found


def page_keys(pdf: pikepdf.Pdf) -> tuple[str, ...]:
    """For each page SHA-256 (hex) of every object that is drawn with it, and of the layers that may hide some."""
    shared = _written(pdf.Root.get("/OCProperties"))
    return tuple(_key(pdf, page.obj, shared) for page in pdf.pages)


def _key(pdf: pikepdf.Pdf, page: pikepdf.Object, shared: bytes) -> str:
    digest = hashlib.sha256(shared)
    for serialized in _parts(pdf, b" ".join((_written(page), *_inherited(page)))):
        digest.update(b"%d " % len(serialized) + serialized)
    return digest.hexdigest()


def _inherited(page: pikepdf.Object) -> Iterator[bytes]:
    """What a page takes over from the tree of pages above it."""
    node = page.get("/Parent")
    for _ in range(50):
        if not isinstance(node, pikepdf.Dictionary):
            return
        yield from (_written(node[key]) for key in _INHERITED if key in node)
        node = node.get("/Parent")


def _parts(pdf: pikepdf.Pdf, first: bytes) -> Iterator[bytes]:
    """`first`, and everything that it names, and what that names: each as it is written, once."""
    waiting, seen = [first], set[tuple[int, int]]()
    while waiting:
        serialized = waiting.pop()
        yield serialized
        for number, generation in _REFERENCE.findall(_UPWARDS.sub(b"", serialized)):
            objgen = int(number), int(generation)
            if objgen not in seen:
                seen.add(objgen)
                referenced = pdf.get_object(objgen)
                waiting.append(_written(referenced))
                if isinstance(referenced, pikepdf.Stream):
                    yield referenced.read_raw_bytes()


def _written(value: pikepdf.Object | None) -> bytes:
    if isinstance(value, pikepdf.Stream):
        return pikepdf.Dictionary(dict(value.items())).unparse()
    return value.unparse(resolved=True) if isinstance(value, pikepdf.Object) else b""
