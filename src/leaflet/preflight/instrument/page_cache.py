"""A cache of what was found on a page, keyed by the page's objects: the same bytes are not examined twice.

For a process that made its files itself. Of a file that comes from elsewhere two programs may read different objects
under one number; there nothing is cached.
"""

from __future__ import annotations

import hashlib
import re
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from typing import Any, TypeVar

import pikepdf

_Result = TypeVar("_Result")
_MAX_ENTRIES = 64
"""Entries that are kept; the least recently used go first."""
_PARENT_KEYS = re.compile(rb"/(?:Parent|P|StructParents?) (?:\d+ \d+ R|\d+)")
"""What leads out of a page into the tree of pages or the structure, and changes nothing of its looks."""
_REFERENCE = re.compile(rb"(\d+) (\d+) R\b")
_INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")
"""ISO 32000-1, table 30."""


class PageCache:
    """Results by the page that they were computed from; the least recently used go first."""

    def __init__(self) -> None:
        self._entries: OrderedDict[Hashable, Any] = OrderedDict()

    def get(self, key: Hashable, compute: Callable[[], _Result]) -> _Result:
        """What `compute` returned for `key`; it is called once."""
        if key not in self._entries:
            self._entries[key] = compute()
            while len(self._entries) > _MAX_ENTRIES:
                self._entries.popitem(last=False)
        self._entries.move_to_end(key)
        found: _Result = self._entries[key]
        return found


def page_keys(pdf: pikepdf.Pdf) -> tuple[str, ...]:
    """For each page SHA-256 (hex) of every object that is drawn with it, and of the layers that may hide some."""
    shared = _serialize(pdf.Root.get("/OCProperties"))
    return tuple(_key(pdf, page.obj, shared) for page in pdf.pages)


def _key(pdf: pikepdf.Pdf, page: pikepdf.Object, shared: bytes) -> str:
    digest = hashlib.sha256(shared)
    for serialized in _reachable_objects(pdf, b" ".join((_serialize(page), *_inherited(page)))):
        digest.update(b"%d " % len(serialized) + serialized)
    return digest.hexdigest()


def _inherited(page: pikepdf.Object) -> Iterator[bytes]:
    """What a page takes over from the tree of pages above it."""
    node = page.get("/Parent")
    for _ in range(50):
        if not isinstance(node, pikepdf.Dictionary):
            return
        yield from (_serialize(node[key]) for key in _INHERITED if key in node)
        node = node.get("/Parent")


def _reachable_objects(pdf: pikepdf.Pdf, first: bytes) -> Iterator[bytes]:
    """`first`, and everything that it names, and what that names: each as it is written, once."""
    stack, seen = [first], set[tuple[int, int]]()
    while stack:
        serialized = stack.pop()
        yield serialized
        for number, generation in _REFERENCE.findall(_PARENT_KEYS.sub(b"", serialized)):
            objgen = int(number), int(generation)
            if objgen not in seen:
                seen.add(objgen)
                referenced = pdf.get_object(objgen)
                stack.append(_serialize(referenced))
                if isinstance(referenced, pikepdf.Stream):
                    yield referenced.read_raw_bytes()


def _serialize(value: pikepdf.Object | None) -> bytes:
    if isinstance(value, pikepdf.Stream):
        return pikepdf.Dictionary(dict(value.items())).unparse()
    return value.unparse(resolved=True) if isinstance(value, pikepdf.Object) else b""
