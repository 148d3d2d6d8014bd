"""What is added to an original: written once for all copies whose boxes have the same kinds of lines, except the lines.

Objects that all these copies share come first; the drawing commands and the table of objects of each copy follow.
"""

from __future__ import annotations

import hashlib
import io
import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary

from leaflet.clinics.box_drawing import add_resources, positioned, renamed_commands
from leaflet.clinics.box_structure import add_structure, box_elements, empty_box_element, marked_content
from leaflet.lengths import PX_PER_MM
from leaflet.model import ClinicBox

_STARTXREF = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*$")


@dataclass(frozen=True)
class OverlayLine:
    """A line of the box, as it was set."""

    array: bytes
    """The operand of `TJ`."""
    font: str
    """As the file calls it, without the tag of its subset: `Lato-Bold`."""
    resource: str
    """The name by which the page knows it."""
    size: float
    """CSS pixels."""


@dataclass(frozen=True, eq=False)
class Overlay:
    """An original with everything added that does not depend on the words of the lines."""

    head: bytes
    """The original, and the objects that were added to it."""
    offsets: Mapping[int, int]
    """Where in `head` each of them begins, by its number."""
    content_number: int
    """The number of the drawing commands."""
    segments: tuple[bytes, ...]
    """Those commands, split where the arrays of the lines are."""
    lines: tuple[OverlayLine, ...]
    """One fewer than `segments`."""
    next_number: int
    """The first number that no object has."""
    previous_table: int
    """The offset of the original's own cross-reference table."""
    root: str
    info: str
    file_id: bytes
    """The first of the original's two file identifiers (ISO 32000-1, 14.4)."""

    def tail(self, arrays: Sequence[bytes]) -> bytes:
        """What follows `head` in the copy whose lines are `arrays`."""
        commands = self.segments[0] + b"".join(a + part for a, part in zip(arrays, self.segments[1:], strict=True))
        compressed = zlib.compress(commands)
        digest = hashlib.md5(commands, usedforsecurity=False).hexdigest().upper().encode()
        content = stream_object(self.content_number, b"/Filter/FlateDecode", compressed)
        offsets = {**self.offsets, self.content_number: len(self.head), self.next_number: len(self.head) + len(content)}
        return content + self._table(offsets, digest) + b"startxref\n%d\n%%%%EOF\n" % offsets[self.next_number]

    def _table(self, offsets: Mapping[int, int], digest: bytes) -> bytes:
        """The cross-reference stream (ISO 32000-1, 7.5.8)."""
        numbers = sorted(offsets)
        rows = b"".join(b"\x01" + offsets[number].to_bytes(4, "big") + b"\0" for number in numbers)
        index = b" ".join(b"%d %d" % (first, count) for first, count in _consecutive(numbers))
        dictionary = b"/Type/XRef/Size %d/W[1 4 1]/Index[%b]/Root %b/Info %b/Prev %d/ID[<%b><%b>]" % (
            *(
                self.next_number + 1,
                index,
                self.root.encode(),
                self.info.encode(),
                self.previous_table,
                self.file_id,
                digest,
            ),
        )
        return stream_object(self.next_number, dictionary, rows)


def _consecutive(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """(first, how many) of each run of consecutive numbers."""
    for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        members = [number for _, number in run]
        yield members[0], len(members)


def stream_object(number: int, dictionary: bytes, data: bytes) -> bytes:
    return b"%d 0 obj\n<<%b/Length %d>>\nstream\n%b\nendstream\nendobj\n" % (number, dictionary, len(data), data)


def make_overlay(original: bytes, box: ClinicBox, boxes: pikepdf.Pdf, page: int) -> Overlay:
    """Add what is on the page `page` (from 0) of the document `boxes` to `original`, in its `box`.

    Raises NoBoxError.
    """
    with pikepdf.open(io.BytesIO(original)) as pdf:
        first = int(pdf.trailer.Size)
        target = pdf.pages[box.page - 1].obj
        marked = marked_content(pdf, int(target.StructParents))
        commands, used_names = renamed_commands(boxes.pages[page], len(marked))
        add_resources(pdf, target, boxes, page, used_names)
        element = empty_box_element(pdf, target)
        add_structure(
            pdf, element, box_elements(boxes)[page], marked, (box.left_mm * PX_PER_MM, box.top_mm * PX_PER_MM)
        )
        content = pdf.make_stream(b"")
        target.Contents = Array([pdf.make_stream(b"q"), *_streams(target.Contents), content])
        changed = [target, element, pdf.Root.StructTreeRoot.ParentTree]
        return _assembled(
            pdf, original, [*changed, *_new_objects(pdf, first)], content.objgen[0], positioned(commands, box, target)
        )


def _streams(contents: Any) -> list[Any]:
    return list(contents) if isinstance(contents, Array) else [contents]


def _new_objects(pdf: pikepdf.Pdf, first: int) -> Iterator[Any]:
    return (obj for obj in pdf.objects if obj.objgen[0] >= first)


def _assembled(
    pdf: pikepdf.Pdf, original: bytes, objects: Sequence[Any], content_number: int, commands: Sequence[Any]
) -> Overlay:
    by_number = {obj.objgen[0]: obj for obj in objects if obj.objgen[0] != content_number}
    head, offsets = bytearray(original), {}
    for number in sorted(by_number):
        offsets[number] = len(head)
        head += _object(number, by_number[number])
    startxref = _STARTXREF.search(original)
    assert startxref, "an original that leaflet has written ends with startxref"
    segments, lines = _split_at_lines(commands, pdf.pages)
    return Overlay(
        head=bytes(head),
        offsets=offsets,
        content_number=content_number,
        segments=segments,
        lines=lines,
        next_number=max(*by_number, content_number) + 1,
        previous_table=int(startxref[1]),
        root="{} {} R".format(*pdf.Root.objgen),
        info="{} {} R".format(*pdf.docinfo.objgen),
        file_id=bytes(pdf.trailer.ID[0]).hex().upper().encode(),
    )


def _object(number: int, value: Any) -> bytes:
    if isinstance(value, pikepdf.Stream):
        dictionary = Dictionary({key: v for key, v in value.items() if key != "/Length"}).unparse(resolved=True)
        return stream_object(number, dictionary.strip()[2:-2].strip(), value.read_raw_bytes())
    return b"%d 0 obj\n%b\nendobj\n" % (number, value.unparse(resolved=True))


def _split_at_lines(commands: Sequence[Any], pages: Any) -> tuple[tuple[bytes, ...], tuple[OverlayLine, ...]]:
    """The commands as bytes, split at the arrays of the lines, and these lines."""
    fonts = {name: str(font.BaseFont) for page in pages for name, font in page.obj.Resources.Font.items()}
    groups: list[list[Any]] = [[]]
    lines: list[OverlayLine] = []
    font, size = "", 0.0
    for command in commands:
        operator = str(command.operator)
        if operator == "Tf":
            font, size = str(command.operands[0]), float(command.operands[1])
        if operator == "TJ":
            array = pikepdf.unparse_content_stream([command]).removesuffix(b" TJ")
            lines.append(OverlayLine(array, fonts[font].rpartition("+")[2].removeprefix("/"), font, size))
            groups.append([])
        else:
            groups[-1].append(command)
    segments = [pikepdf.unparse_content_stream(group) for group in groups]
    return (segments[0] + b"\n", *(b" TJ\n" + group + b"\n" for group in segments[1:])), tuple(lines)
