"""What a page draws and says, as a key: the same key means that nothing of it is different.

The text objects that show an edition's content hash are set aside, since each edition has another one: what they show
and where they begin doesn't count, all else does. A font counts by the glyphs that the page shows in it: their outlines
and widths, and the texts that they stand for; the rest of its file belongs to other pages. Where a page is written in
another way than WeasyPrint writes it, nothing is set aside and all counts whole.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import pikepdf

from leaflet.model import CLINIC_BOX
from leaflet.preflight.instrument.font_keys import FontKeys
from leaflet.preflight.instrument.pdf_objects import as_dictionary, page_commands, stream_bytes
from leaflet.preflight.instrument.structure import Element
from leaflet.preflight.instrument.structure_keys import structure_keys
from leaflet.preflight.instrument.text_objects import all_text_objects, text_objects, without_texts

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
    aside_texts: tuple[str, ...] = ()
    """What each of them reads."""
    has_box: bool = False
    """Is it a copy's page, and what is set aside is what a clinic's box holds?"""


def page_keys(
    pdf: pikepdf.Pdf, elements: Sequence[Element], aside: str = "", box_page: int | None = None
) -> tuple[PageKey, ...]:
    """The key of each page of `pdf`, which has these `elements` in its structure tree.

    The text objects that show `aside`, among other words, are set aside, or on the page `box_page` those in its box.
    """
    layers, said, fonts = _serialize(pdf.Root.get("/OCProperties")), structure_keys(elements), FontKeys()
    around = {number: layers + said.get(number, b"") for number in range(1, len(pdf.pages) + 1)}
    keys = [
        _key(_Sources(pdf, page.obj, fonts), page_commands(page.obj), aside, around[number])
        for number, page in enumerate(pdf.pages, 1)
    ]
    if box_page and box_page <= len(keys):
        page = _Sources(pdf, pdf.pages[box_page - 1].obj, fonts)
        outside = layers + structure_keys(elements, CLINIC_BOX).get(box_page, b"")
        keys[box_page - 1] = _with_box(page, keys[box_page - 1], aside, outside)
    return tuple(keys)


@dataclass(frozen=True)
class _Sources:
    """A page, and where its objects are."""

    pdf: pikepdf.Pdf
    page: pikepdf.Object
    fonts: FontKeys

    @property
    def named_fonts(self) -> pikepdf.Dictionary:
        """Its fonts, by their names."""
        return as_dictionary(as_dictionary(self.page.get("/Resources")).get("/Font"))


def _key(source: _Sources, commands: bytes, aside: str, around: bytes) -> PageKey:
    """The key of a page with the drawing `commands`; `around` is what it has from elsewhere."""
    fonts, named = source.fonts, source.named_fonts
    patterns = {name[1:].encode(): fonts.codes_of(font, aside) for name, font in named.items()}
    texts = text_objects(commands, patterns)
    glyphs = (fonts.glyphs(named, texts.codes), fonts.glyphs(named, texts.all_codes)) if texts else (None, None)
    if texts is None or glyphs[0] is None or glyphs[1] is None:
        whole = _digest((around, commands, *_objects(source.pdf, source.page, None))).hexdigest()
        return PageKey(whole, whole)
    drawn = _digest((around, texts.rest, *_objects(source.pdf, source.page, texts.names)))
    shown = _digest((*texts.aside, *glyphs[1]), drawn)
    return PageKey(
        _digest(glyphs[0], drawn).hexdigest(), shown.hexdigest(), texts.aside, fonts.read(named, texts.aside)
    )


def _with_box(source: _Sources, key: PageKey, aside: str, around: bytes) -> PageKey:
    """The `key` of a copy's page with what is in its box set aside, where that is nothing but text."""
    contents = source.page.get("/Contents")
    streams = [stream_bytes(stream) for stream in contents] if isinstance(contents, pikepdf.Array) else []
    added = text_objects(streams[-1], {}) if len(streams) > 2 and streams[0] == b"q" else None
    if added is None or _PAINTS.search(without_texts(streams[-1])):
        return key
    original = _key(source, b"\n".join(streams[1:-1]), aside, around)
    texts = all_text_objects(streams[-1])
    return PageKey(original.shown, key.shown, texts, source.fonts.read(source.named_fonts, texts), has_box=True)


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
    texts = text_objects(stream_bytes(stream), {}) if "/Resources" in stream else None
    return texts.names if texts else None


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
