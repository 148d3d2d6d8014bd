"""What a page draws and says, as a key: the same key means that nothing of it is different.

The text objects that show an edition's content hash are set aside, since each edition has another one: what they show
and where they begin doesn't count, all else does. A font counts by its name: that each glyph of it is the trusted
font's own, as wide, and stands for the same text, is a law of the whole file, and a page of a file with any fault is
never kept. Where a page is written in another way than WeasyPrint writes it, nothing is set aside and all counts whole.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pikepdf

from leaflet.model import CLINIC_BOX
from leaflet.preflight.instrument.drawn_page import PageDrawing
from leaflet.preflight.instrument.pdf_objects import as_dictionary, page_commands, stream_bytes
from leaflet.preflight.instrument.structure import Element
from leaflet.preflight.instrument.structure_keys import structure_keys
from leaflet.preflight.instrument.text_objects import count_text_objects, text_objects, without_texts

_PARENT_KEYS = re.compile(rb"/(?:Parent|P|StructParents?) (?:\d+ \d+ R|\d+)")
"""What leads out of a page into the tree of pages or the structure, and changes nothing of its looks."""
_REFERENCE = re.compile(rb"(\d+) (\d+) R\b")
_PAINTS = re.compile(rb"\b(?:Do|sh|[fFSsBbWn]\*?)(?=\s|$)")
"""Commands that draw something other than text, or clip it."""
_INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")
"""ISO 32000-1, table 30."""


@dataclass(frozen=True)
class PageKey:
    """What a page draws and says."""

    drawn: str
    """SHA-256 (hex) of all but what is set aside; of a copy's page the `shown` of the original's."""
    shown: str
    """SHA-256 (hex) of all."""
    aside: tuple[bytes, ...] = ()
    """The commands of the text objects that are set aside."""
    aside_numbers: frozenset[int] = frozenset()
    """Their numbers, as `DrawnGlyphs.text_object`."""
    has_box: bool = False
    """Is it a copy's page, and what is set aside is what a clinic's box holds?"""


def page_keys(
    pdf: pikepdf.Pdf,
    pages: Sequence[PageDrawing],
    elements: Sequence[Element],
    asides: Mapping[int, Collection[int]],
    box_page: int | None = None,
) -> tuple[PageKey, ...]:
    """The key of each page of `pdf`, which draws `pages` and has these `elements` in its structure tree.

    `asides` are the text objects that are set aside, by the page's number; on the page `box_page` those in its box are.
    """
    layers, said = _serialize(pdf.Root.get("/OCProperties")), structure_keys(elements)
    keys = []
    for drawing, page in zip(pages, pdf.pages, strict=True):
        source = _Source(pdf, page.obj, drawing)
        around = layers + said.get(drawing.number, b"")
        key = _key(source, page_commands(page.obj), drawing.text_objects, asides.get(drawing.number, ()), around)
        if drawing.number == box_page:
            outside = layers + structure_keys(elements, CLINIC_BOX).get(box_page, b"")
            key = _with_box(source, key, asides.get(box_page, ()), outside)
        keys.append(key)
    return tuple(keys)


@dataclass(frozen=True)
class _Source:
    """A page, and where its objects are."""

    pdf: pikepdf.Pdf
    page: pikepdf.Object
    drawing: PageDrawing

    def fonts(self, names: frozenset[bytes]) -> list[bytes] | None:
        """The fonts that have one of `names`, each with the name of the trusted font that it is; None for another."""
        own = {font.dictionary.objgen: font for font in self.drawing.glyphs.fonts if font.dictionary.is_indirect}
        resources = as_dictionary(as_dictionary(self.page.get("/Resources")).get("/Font"))
        used = [(name, own.get(font.objgen)) for name, font in sorted(resources.items()) if name[1:].encode() in names]
        if any(font is None or not font.trusted for _, font in used):
            return None
        return [f"{name} {font.name}".encode() for name, font in used if font]


def _key(source: _Source, commands: bytes, count: int, aside: Collection[int], around: bytes) -> PageKey:
    """The key of a page with the drawing `commands`; `around` is what it has from elsewhere."""
    texts = text_objects(commands, count, aside)
    fonts = source.fonts(texts.names) if texts else None
    if texts is None or fonts is None:
        whole = _digest((around, commands, *_objects(source.pdf, source.page, None))).hexdigest()
        return PageKey(whole, whole)
    drawn = _digest((around, texts.rest, *fonts, *_objects(source.pdf, source.page, texts.names)))
    return PageKey(drawn.hexdigest(), _digest(texts.aside, drawn).hexdigest(), texts.aside, frozenset(aside))


def _with_box(source: _Source, key: PageKey, aside: Collection[int], around: bytes) -> PageKey:
    """The `key` of a copy's page with what is in its box set aside, where that is nothing but text."""
    contents = source.page.get("/Contents")
    streams = [stream_bytes(stream) for stream in contents] if isinstance(contents, pikepdf.Array) else []
    if not (len(streams) > 2 and streams[0] == b"q") or _PAINTS.search(without_texts(streams[-1])):
        return key
    own, count = b"\n".join(streams[1:-1]), source.drawing.text_objects
    in_box = frozenset(range(count_text_objects(own) + 1, count + 1))
    added = text_objects(streams[-1], len(in_box), range(1, len(in_box) + 1))
    if added is None:
        return key
    original = _key(source, own, count - len(in_box), aside, around)
    return PageKey(original.shown, key.shown, added.aside, in_box, has_box=True)


def _digest(parts: Iterable[bytes], begun: hashlib._Hash | None = None) -> hashlib._Hash:
    """SHA-256 of `parts`, each with its length, after what was `begun`."""
    digest = begun.copy() if begun else hashlib.sha256()
    for part in parts:
        digest.update(b"%d " % len(part) + part)
    return digest


def _objects(pdf: pikepdf.Pdf, page: pikepdf.Object, names: frozenset[bytes] | None) -> Iterator[bytes]:
    """The page and every object that is drawn with it, each as it is written and once, but for its commands.

    Of the resources only those with one of the `names`, without fonts; all where `names` is None. References are
    numbered in the order in which they are met: in another file the same objects have other numbers.
    """
    numbers: dict[tuple[int, int], int] = {}
    waiting: list[tuple[int, int]] = []

    def numbered(match: re.Match[bytes]) -> bytes:
        place = int(match[1]), int(match[2])
        if place not in numbers:
            numbers[place] = len(numbers)
            waiting.append(place)
        return b"%d R" % numbers[place]

    own = (_entries(page, {"/Contents"}, names, "/Font"), *_inherited(page))
    yield _REFERENCE.sub(numbered, _PARENT_KEYS.sub(b"", b" ".join(own)))
    for place in waiting:
        thing = pdf.get_object(place)
        if isinstance(thing, pikepdf.Stream):
            yield _REFERENCE.sub(numbered, _PARENT_KEYS.sub(b"", _entries(thing, set(), _names_in(thing))))
            yield thing.read_raw_bytes()
        else:
            yield _REFERENCE.sub(numbered, _PARENT_KEYS.sub(b"", _serialize(thing)))


def _names_in(stream: pikepdf.Stream) -> frozenset[bytes] | None:
    """The names in the commands of a drawing or pattern, which may draw those resources and no others."""
    content = stream_bytes(stream) if "/Resources" in stream else b""
    texts = text_objects(content, count_text_objects(content), ())
    return texts.names if content and texts else None


def _entries(thing: pikepdf.Object, but: set[str], names: frozenset[bytes] | None, but_kind: str = "") -> bytes:
    """The entries of a page or stream, those of its resources by `_named`."""
    resources = thing.get("/Resources")
    kept = [(key, value) for key, value in sorted(thing.items()) if key not in {*but, "/Resources"}]
    drawn = _written(resources) if names is None else b" ".join(_named(as_dictionary(resources), names, but_kind))
    return b" ".join((*(key.encode() + _written(value) for key, value in kept), drawn))


def _named(resources: pikepdf.Dictionary, names: frozenset[bytes], but_kind: str) -> Iterator[bytes]:
    """The `resources` with one of `names`, but for those of a kind, and what isn't named at all."""
    for kind, values in sorted(resources.items()):
        if not isinstance(values, pikepdf.Dictionary):
            yield kind.encode() + _written(values)
        elif kind != but_kind:
            found = [(name, value) for name, value in sorted(values.items()) if name[1:].encode() in names]
            yield from (b" ".join((kind.encode(), name.encode(), _written(value))) for name, value in found)


def _inherited(page: pikepdf.Object) -> Iterator[bytes]:
    """What a page takes over from the tree of pages above it."""
    node = page.get("/Parent")
    for _ in range(50):
        if not isinstance(node, pikepdf.Dictionary):
            return
        yield from (_serialize(node[key]) for key in _INHERITED if key in node)
        node = node.get("/Parent")


def _written(value: object) -> bytes:
    """`value` as a reference where it is an object of its own, as it is written otherwise."""
    if isinstance(value, pikepdf.Object) and value.is_indirect:
        return b" %d %d R" % value.objgen
    return b" " + _serialize(value)


def _serialize(value: object) -> bytes:
    if isinstance(value, pikepdf.Stream):
        return pikepdf.Dictionary(dict(value.items())).unparse()
    return value.unparse(resolved=True) if isinstance(value, pikepdf.Object) else repr(value).encode()
