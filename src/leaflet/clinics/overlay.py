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
from pikepdf import Array, Dictionary, Name

from leaflet.model import CLINIC_BOX, ClinicBox

_PT = 72 / 25.4
"""Points in a millimetre."""
_PX = 96 / 25.4
"""CSS pixels in a millimetre, in which WeasyPrint gives the bounds of a picture."""
_PREFIX = "Clinic"
"""Before each name of a resource of the box, so that it can't be one of the original's."""
_RESOURCE_KINDS = {
    "Tf": "/Font",
    "gs": "/ExtGState",
    "Do": "/XObject",
    "sh": "/Shading",
    "cs": "/ColorSpace",
    "CS": "/ColorSpace",
}
"""Operators whose first operand is the name of a resource, and of which kind (ISO 32000-1, annex A)."""
_PATTERN_OPERATORS = ("scn", "SCN")
_KEPT_KEYS = ("/A", "/Alt", "/ActualText", "/Lang", "/E")
"""Keys that a structure element keeps when it is copied."""
_STARTXREF = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*$")


class NoBoxError(Exception):
    """The original has no empty box for a clinic, or more than one."""


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
        content = _stream(self.content_number, b"/Filter/FlateDecode", compressed)
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
        return _stream(self.next_number, dictionary, rows)


def _consecutive(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """(first, how many) of each run of consecutive numbers."""
    for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        members = [number for _, number in run]
        yield members[0], len(members)


def _stream(number: int, dictionary: bytes, data: bytes) -> bytes:
    return b"%d 0 obj\n<<%b/Length %d>>\nstream\n%b\nendstream\nendobj\n" % (number, dictionary, len(data), data)


def make_overlay(original: bytes, box: ClinicBox, boxes: pikepdf.Pdf, page: int) -> Overlay:
    """Add what is on the page `page` (from 0) of the document `boxes` to `original`, in its `box`.

    Raises NoBoxError.
    """
    with pikepdf.open(io.BytesIO(original)) as pdf:
        first = int(pdf.trailer.Size)
        target = pdf.pages[box.page - 1].obj
        marked = _marked_content(pdf, int(target.StructParents))
        commands, used_names = _commands(boxes.pages[page], len(marked))
        _add_resources(pdf, target, boxes, page, used_names)
        element = _box_element(pdf, target)
        _add_structure(pdf, element, _box_elements(boxes)[page], marked, (box.left_mm * _PX, box.top_mm * _PX))
        content = pdf.make_stream(b"")
        target.Contents = Array([pdf.make_stream(b"q"), *_streams(target.Contents), content])
        changed = [target, element, pdf.Root.StructTreeRoot.ParentTree]
        return _assembled(
            pdf, original, [*changed, *_new_objects(pdf, first)], content.objgen[0], _positioned(commands, box, target)
        )


def _streams(contents: Any) -> list[Any]:
    return list(contents) if isinstance(contents, Array) else [contents]


def _positioned(commands: Sequence[Any], box: ClinicBox, page: Any) -> list[Any]:
    """The commands moved into the box, after those of the original were closed."""
    height = float(page.MediaBox[3])
    left, bottom = box.left_mm * _PT, height - (box.top_mm + box.height_mm) * _PT
    matrix = [1, 0, 0, 1, round(left, 4), round(bottom, 4)]
    begin: tuple[tuple[list[float], str], ...] = (([], "Q"), ([], "q"), (matrix, "cm"))
    instructions = [pikepdf.ContentStreamInstruction(list(o), pikepdf.Operator(name)) for o, name in begin]
    return [*instructions, *commands, pikepdf.ContentStreamInstruction([], pikepdf.Operator("Q"))]


# Drawing commands


def _commands(page: pikepdf.Page, offset: int) -> tuple[list[Any], dict[str, set[str]]]:
    """The page's commands with names and marks of their own; the names that they use, by kind of resource."""
    used_names: dict[str, set[str]] = {}
    commands = [_renamed(command, offset, used_names) for command in pikepdf.parse_content_stream(page)]
    return commands, used_names


def _renamed(command: Any, offset: int, used_names: dict[str, set[str]]) -> Any:
    operator, operands = str(command.operator), list(command.operands)
    kind = _RESOURCE_KINDS.get(operator) or (
        "/Pattern" if operator in _PATTERN_OPERATORS and isinstance(operands[-1], Name) else None
    )
    at = -1 if operator in _PATTERN_OPERATORS else 0
    if kind and not str(operands[at]).startswith("/Device"):
        used_names.setdefault(kind, set()).add(str(operands[at]))
        operands[at] = _prefixed(str(operands[at]))
    if operator == "BDC" and "/MCID" in operands[1]:
        operands[1] = Dictionary({**dict(operands[1]), "/MCID": int(operands[1].MCID) + offset})
    return pikepdf.ContentStreamInstruction(operands, command.operator)


def _prefixed(name: str) -> Name:
    return Name(f"/{_PREFIX}{name[1:]}")


def _add_resources(
    pdf: pikepdf.Pdf, page: Any, boxes: pikepdf.Pdf, number: int, used_names: Mapping[str, set[str]]
) -> None:
    """Give the page the resources of the box beside its own. A dictionary that pages share is left as it is."""
    source = boxes.pages[number].obj.Resources
    resources = Dictionary(dict(page.Resources))
    for kind in sorted(used_names):
        entries = dict(resources[kind]) if kind in resources else {}
        for name in sorted(used_names[kind]):
            value = source[kind][name]
            entries[str(_prefixed(name))] = pdf.copy_foreign(value if value.is_indirect else boxes.make_indirect(value))
        resources[kind] = Dictionary(entries)
    page.Resources = resources


# Structure


def _marked_content(pdf: pikepdf.Pdf, key: int) -> Any:
    """The elements of a page's marked content, by number (ISO 32000-1, 14.7.4.4)."""
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    return next(numbers[n + 1] for n in range(0, len(numbers), 2) if int(numbers[n]) == key)


def _box_element(pdf: pikepdf.Pdf, page: Any) -> Any:
    """The element of the empty box on `page`. Raises NoBoxError."""
    found = [element for element in _box_elements(pdf) if len(element.get("/K", ())) == 0 and element.Pg == page]
    if len(found) != 1:
        raise NoBoxError(f"{len(found)} empty boxes")
    return found[0]


def _box_elements(pdf: pikepdf.Pdf) -> list[Any]:
    """The elements of clinics' boxes, in the order of the structure."""
    return [element for element in _descendants(pdf.Root.StructTreeRoot) if element.get("/T") == CLINIC_BOX]


def _descendants(element: Any) -> Iterator[Any]:
    yield element
    for kid in _kids(element):
        if isinstance(kid, Dictionary) and kid.get("/Type") not in ("/MCR", "/OBJR"):
            yield from _descendants(kid)


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K", Array())
    return list(kids) if isinstance(kids, Array) else [kids]


def _add_structure(pdf: pikepdf.Pdf, element: Any, source: Any, marked: Any, shift_px: tuple[float, float]) -> None:
    """Put what is under `source` under `element`, its pictures moved by `shift_px`."""
    numbered: dict[int, Any] = {}
    offset = len(marked)
    element.K = Array([_copied(pdf, kid, element, numbered, shift_px) for kid in _kids(source)])
    for number in sorted(numbered):
        assert len(marked) == offset + number, "marks are numbered from 0, without gaps"
        marked.append(numbered[number])
    _shift_marks(element, offset)


def _copied(pdf: pikepdf.Pdf, kid: Any, parent: Any, numbered: dict[int, Any], shift_px: tuple[float, float]) -> Any:
    if isinstance(kid, int):
        numbered[kid] = parent
        return kid
    fields = Dictionary(Type=Name.StructElem, S=kid.S, P=parent, Pg=parent.Pg)
    for key in _KEPT_KEYS:
        if key in kid:
            fields[key] = _shifted(pikepdf.Object.parse(kid[key].unparse(resolved=True)), shift_px)
    copied = pdf.make_indirect(fields)
    copied.K = Array([_copied(pdf, inner, copied, numbered, shift_px) for inner in _kids(kid)])
    return copied


def _shifted(value: Any, shift_px: tuple[float, float]) -> Any:
    if isinstance(value, Dictionary) and "/BBox" in value:
        value.BBox = Array([round(float(edge) + shift_px[n % 2], 3) for n, edge in enumerate(value.BBox)])
    return value


def _shift_marks(element: Any, offset: int) -> None:
    """Number the marked content under `element` from `offset` on."""
    for inner in _descendants(element):
        inner.K = Array([kid + offset if isinstance(kid, int) else kid for kid in _kids(inner)])


# Writing


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
        return _stream(number, dictionary.strip()[2:-2].strip(), value.read_raw_bytes())
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
