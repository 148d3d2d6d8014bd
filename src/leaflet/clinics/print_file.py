"""One file for the printer: the pages of many copies one after the other, what they share stored once.

It has no tags, since nobody reads it on a screen: each clinic's own file has them.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from leaflet.clinics.copy_check import box_commands

_UNTAGGED = ("/StructParents", "/Tabs", "/Annots", "/Parent")
"""Keys of a page that mean nothing on paper."""


@dataclass(frozen=True)
class PublishedCopy:
    """A copy, as it was published."""

    pdf: bytes
    shared_bytes: int
    """How many of its first bytes are the same in other copies; 0 where that isn't known."""


class PrintFileMismatchError(Exception):
    """The print file doesn't draw what the copies draw; a fault of leaflet itself."""


def print_file(copies: Sequence[PublishedCopy]) -> bytes:
    """The pages of `copies`, in their order, as one file. Raises PrintFileMismatchError."""
    with pikepdf.new() as out:
        templates: dict[bytes, list[Any]] = {}
        for copy in copies:
            for page in _pages(out, copy, templates):
                out.pages.append(pikepdf.Page(out.make_indirect(page)))
        data = io.BytesIO()
        out.save(data, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    _verify(data.getvalue(), copies)
    return data.getvalue()


def _pages(out: pikepdf.Pdf, copy: PublishedCopy, templates: dict[bytes, list[Any]]) -> Iterator[Any]:
    """The pages of `copy`: those of the first with the same head, except for the commands of its box."""
    commands = box_commands(copy.pdf, copy.shared_bytes) if copy.shared_bytes else None
    head = copy.pdf[: copy.shared_bytes]
    if commands is None or head not in templates:
        templates[head] = list(_imported_pages(out, copy.pdf))
    for page in templates[head]:
        if commands is not None and isinstance(page.Contents, Array):
            stream = pikepdf.Stream(out, zlib.compress(commands), Filter=Name.FlateDecode)
            yield Dictionary({**dict(page), "/Contents": Array([*list(page.Contents)[:-1], stream])})
        else:
            yield Dictionary(dict(page))


def _imported_pages(out: pikepdf.Pdf, pdf: bytes) -> Iterator[Any]:
    """The pages of `pdf` as objects of `out`."""
    with pikepdf.open(io.BytesIO(pdf)) as source:
        for page in source.pages:
            plain = Dictionary({key: value for key, value in page.obj.items() if key not in _UNTAGGED})
            yield out.copy_foreign(source.make_indirect(plain))


def _verify(data: bytes, copies: Iterable[PublishedCopy]) -> None:
    """Read the file back: each page must draw what the copy's page does, by the same fonts and pictures."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pages = iter(pdf.pages)
        seen: dict[bytes, list[bytes]] = {}
        for copy in copies:
            head = copy.pdf[: copy.shared_bytes] or copy.pdf
            if head not in seen:
                seen[head] = _page_commands(copy.pdf)
            box_stream = box_commands(copy.pdf, copy.shared_bytes) if copy.shared_bytes else None
            for expected in seen[head]:
                _compare(next(pages, None), expected, box_stream)
        if next(pages, None) is not None:
            raise PrintFileMismatchError("it has more pages than the copies")


def _page_commands(pdf: bytes) -> list[bytes]:
    with pikepdf.open(io.BytesIO(pdf)) as source:
        return [_commands(page) for page in source.pages]


def _commands(page: pikepdf.Page) -> bytes:
    """The commands of a page, except the last stream where it has several: that is the box."""
    contents = page.obj.Contents
    streams = list(contents)[:-1] if isinstance(contents, Array) else [contents]
    return b"\n".join(stream.read_bytes() for stream in streams)


def _compare(page: pikepdf.Page | None, expected: bytes, box_stream: bytes | None) -> None:
    if page is None or _commands(page) != expected:
        raise PrintFileMismatchError("a page differs from its copy's")
    contents = page.obj.Contents
    if box_stream is not None and isinstance(contents, Array) and list(contents)[-1].read_bytes() != box_stream:
        raise PrintFileMismatchError("a clinic's box differs from its copy's")
