"""Two files object by object: what one says and the other doesn't, whatever numbers their objects have.

Objects are compared by what they hold, from the catalog down, so it makes no difference how a program has numbered,
packed, compressed or ordered them. Whatever differs is found, known or not; what is set aside is on the lists below.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

import pikepdf

from leaflet.inspect.drawing_commands import CommandsDiffer, is_same_number, paired_resources
from leaflet.inspect.xmp import xmp_statements
from leaflet.model import CLINIC_BOX
from leaflet.preflight.instrument.open_file import UnreadablePdfError
from leaflet.preflight.instrument.pdf_objects import as_dictionary, as_number

_MAX_PAIRS = 200_000
"""Pairs of objects that are compared; a leaflet's file has 10,000."""
_ENCODING_KEYS = frozenset({"/Length", "/Filter", "/DecodeParms", "/DL"})
"""How a stream is packed."""
_PAGE_TREE_KEYS = frozenset({"/Type", "/Parent", "/Contents", "/Resources"})
"""Contents and resources are compared as drawing commands."""
_INHERITED_KEYS = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")
"""ISO 32000-1, table 30."""
_EMPTY_BY_DEFAULT = frozenset({"/Annots", "/K"})
_PLACES = frozenset({"MediaBox", "CropBox", "BleedBox", "TrimBox", "ArtBox", "Rect"})
_MAX_SHIFT_PT = 0.005
"""Of an edge, by rounding to a hundredth: no finger, printer or knife notices a six-hundredth of a millimetre."""
SAVING_PROGRAM_KEYS = ("/Producer", "/Creator")
"""Which program saved the file: a note on the file quotes it."""
_SAVED_KEYS = frozenset({*SAVING_PROGRAM_KEYS, "/ModDate"})

ObjectPath = tuple[str, ...]
_Pair = tuple[ObjectPath, object, object]


@dataclass(frozen=True)
class ObjectDifference:
    """A place where two files hold something else."""

    path: ObjectPath
    """Where it is: `("page 2", "Annots", "0", "A", "URI")`."""
    submitted: object
    """The object there; None where there is none."""
    current: object


@dataclass(frozen=True)
class ObjectComparison:
    """Two open files that are compared."""

    submitted: pikepdf.Pdf
    current: pikepdf.Pdf
    submitted_pages: Mapping[tuple[int, int], int]
    """The index of each page by its object."""
    current_pages: Mapping[tuple[int, int], int]
    has_box: bool = False
    """Has the submitted file a clinic's box that is filled?"""


def object_differences(files: ObjectComparison) -> tuple[ObjectDifference, ...]:
    """Everything that the submitted file holds otherwise than today's print. Raises UnreadablePdfError.

    What stands in a clinic's box is left out: its part of the structure.
    """
    try:
        return tuple(_differences(files, list(_beginnings(files))))
    except (TypeError, ValueError, RecursionError, pikepdf.PdfError) as error:
        raise UnreadablePdfError(f"its objects are damaged: {error}") from error


def comparison_of(submitted: pikepdf.Pdf, current: pikepdf.Pdf) -> ObjectComparison:
    """Both files, to be compared."""
    return ObjectComparison(submitted, current, _page_numbers(submitted), _page_numbers(current))


def are_alike(files: ObjectComparison, submitted: object, current: object) -> bool:
    """Do two objects of the files hold the same?"""
    return not any(_differences(files, [(("resource",), submitted, current)]))


def page_entries(page: pikepdf.Object) -> dict[str, object]:
    """What holds for a page: its own entries, those from above, and defaults (ISO 32000-1, 14.11.2)."""
    own: dict[str, object] = {key: value for key, value in page.items() if key not in _PAGE_TREE_KEYS}
    node = as_dictionary(page.get("/Parent"))
    for _ in range(50):
        own |= {key: node[key] for key in _INHERITED_KEYS if key in node and key not in page and key not in own}
        node = as_dictionary(node.get("/Parent"))
    own.pop("/Resources", None)
    crop = own.setdefault("/CropBox", own.get("/MediaBox"))
    for key, value in (("/BleedBox", crop), ("/TrimBox", crop), ("/ArtBox", crop), ("/Rotate", 0), ("/UserUnit", 1)):
        own.setdefault(key, value)
    return own


def _page_numbers(pdf: pikepdf.Pdf) -> dict[tuple[int, int], int]:
    return {page.obj.objgen: number for number, page in enumerate(pdf.pages)}


def _beginnings(files: ObjectComparison) -> Iterator[_Pair]:
    """Where the comparison begins; what is put last is looked at first."""
    yield ("catalog",), files.submitted.Root, files.current.Root
    yield ("information",), _information(files.submitted), _information(files.current)
    pairs = zip(files.submitted.pages, files.current.pages, strict=False)
    for number, (page, current_page) in reversed(list(enumerate(pairs, 1))):
        yield (f"page {number}",), page_entries(page.obj), page_entries(current_page.obj)
        yield (f"page {number}", "drawn"), page.obj, current_page.obj


def _information(pdf: pikepdf.Pdf) -> dict[str, object]:
    return {key: value for key, value in pdf.docinfo.items() if key not in _SAVED_KEYS}


def _differences(files: ObjectComparison, stack: list[_Pair]) -> Iterator[ObjectDifference]:
    seen: set[tuple[object, ...]] = set()
    for _ in range(_MAX_PAIRS):
        if not stack:
            return
        path, one, other = stack.pop()
        if isinstance(one, pikepdf.Object) and isinstance(other, pikepdf.Object):
            key = (one.objgen, other.objgen, path[-1] == "drawn")
            if one.is_indirect and other.is_indirect and key in seen:
                continue
            seen.add(key)
        inside = _inside(files, path, one, other)
        if inside is None:
            yield ObjectDifference(path, one, other)
        else:
            stack += reversed(inside)
    raise UnreadablePdfError("it holds more than any leaflet")


def _inside(files: ObjectComparison, path: ObjectPath, one: object, other: object) -> list[_Pair] | None:
    """The pairs that must be alike for `one` and `other` to be; None where they differ already."""
    if path[-1] == "drawn":
        return _drawn(path, one, other)
    if isinstance(one, dict) and isinstance(other, dict):
        return _entries(files, path, one, other)
    if isinstance(one, pikepdf.Stream) and isinstance(other, pikepdf.Stream):
        return _streams(files, path, one, other)
    if isinstance(one, pikepdf.Dictionary) and isinstance(other, pikepdf.Dictionary):
        return _dictionaries(files, path, one, other)
    if isinstance(one, pikepdf.Array) and isinstance(other, pikepdf.Array):
        return _arrays(files, path, one, other)
    return [] if _is_same_value(one, other) else None


def _drawn(path: ObjectPath, one: object, other: object) -> list[_Pair] | None:
    """The resources that the same drawing commands use."""
    try:
        pairs = paired_resources(one, other)
    except CommandsDiffer:
        return None
    return [((*path[:-1], *where), a, b) for where, a, b in pairs]


def _entries(
    files: ObjectComparison, path: ObjectPath, one: Mapping[str, object], other: Mapping[str, object]
) -> list[_Pair]:
    return [
        ((*path, key.removeprefix("/")), one.get(key), other.get(key))
        for key in sorted({*one, *other})
        if not _may_differ(files, path, key, one.get(key), other)
    ]


def _may_differ(
    files: ObjectComparison, path: ObjectPath, key: str, value: object, other: Mapping[str, object]
) -> bool:
    """Is what stands under `key` set aside, or compared elsewhere?"""
    if key in _EMPTY_BY_DEFAULT and _is_empty(value) and _is_empty(other.get(key)):
        return True
    if path == ("catalog",):
        return key in ("/Pages", "/Version")
    return key == "/K" and files.has_box and other.get("/T") == CLINIC_BOX


def _is_empty(value: object) -> bool:
    return value is None or (isinstance(value, pikepdf.Array) and len(value) == 0)


def _dictionaries(
    files: ObjectComparison, path: ObjectPath, one: pikepdf.Dictionary, other: pikepdf.Dictionary
) -> list[_Pair] | None:
    numbers = files.submitted_pages.get(one.objgen), files.current_pages.get(other.objgen)
    if numbers != (None, None):
        return [] if numbers[0] == numbers[1] else None
    return _entries(files, path, dict(one.items()), dict(other.items()))


def _streams(
    files: ObjectComparison, path: ObjectPath, one: pikepdf.Stream, other: pikepdf.Stream
) -> list[_Pair] | None:
    if path == ("catalog", "Metadata"):
        return [(path, xmp_statements(one.read_bytes()), xmp_statements(other.read_bytes()))]
    own, current = (
        {key: value for key, value in stream.items() if key not in _ENCODING_KEYS} for stream in (one, other)
    )
    if own.get("/Subtype") == "/Form" or own.get("/PatternType") == 1:
        own.pop("/Resources", None)
        current.pop("/Resources", None)
        return [*_entries(files, path, own, current), ((*path, "drawn"), one, other)]
    return _entries(files, path, own, current) if _data(one) == _data(other) else None


def _data(stream: pikepdf.Stream) -> bytes:
    """What a stream holds, unpacked; as it is packed where that can't be undone (JBIG2)."""
    try:
        return stream.read_bytes(pikepdf.StreamDecodeLevel.all)
    except pikepdf.PdfError:
        return stream.read_raw_bytes()


def _arrays(files: ObjectComparison, path: ObjectPath, one: pikepdf.Array, other: pikepdf.Array) -> list[_Pair] | None:
    if path[-1] in _PLACES and len(one) == len(other):
        return [] if all(_is_same_edge(a, b) for a, b in zip(list(one), list(other), strict=True)) else None
    may_be_longer = files.has_box and "ParentTree" in path
    if len(one) != len(other) and not (may_be_longer and len(one) > len(other)):
        return None
    return [((*path, str(n)), a, b) for n, (a, b) in enumerate(zip(list(one), list(other), strict=False))]


def _is_same_edge(one: object, other: object) -> bool:
    return abs(as_number(one, 0) - as_number(other, 1e9)) <= _MAX_SHIFT_PT


def _is_same_value(one: object, other: object) -> bool:
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, int | Decimal) and isinstance(other, int | Decimal):
        return is_same_number(one, other)
    if isinstance(one, pikepdf.String) and isinstance(other, pikepdf.String):
        return bytes(one) == bytes(other) or str(one) == str(other)
    return type(one) is type(other) and one == other
