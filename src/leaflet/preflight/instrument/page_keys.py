"""What a page draws and says, as a key: the same key means that nothing of it is different.

The text objects that show an edition's content hash are set aside, since each edition has another one: what they show
and where they begin doesn't count, all else does. A font counts by the glyphs that the page shows in it: their outlines
and widths, and the texts that they stand for; the rest of its file belongs to other pages. Where a page is written in
another way than WeasyPrint writes it, nothing is set aside and all counts whole.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pikepdf

from leaflet.preflight.instrument.font_keys import FontKeys
from leaflet.preflight.instrument.pdf_objects import as_dictionary, page_commands, stream_bytes
from leaflet.preflight.instrument.structure import Element
from leaflet.preflight.instrument.structure_keys import structure_keys
from leaflet.preflight.instrument.text_objects import TextObjects, text_objects

_PARENT_KEYS = re.compile(rb"/(?:Parent|P|StructParents?) (?:\d+ \d+ R|\d+)")
"""What leads out of a page into the tree of pages or the structure, and changes nothing of its looks."""
_REFERENCE = re.compile(rb"(\d+) (\d+) R\b")
_INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")
"""ISO 32000-1, table 30."""


@dataclass(frozen=True)
class PageKey:
    """What a page draws and says."""

    drawn: str
    """SHA-256 (hex) of all but what is set aside."""
    shown: str
    """SHA-256 (hex) of all."""
    aside: tuple[bytes, ...] = ()
    """The commands of the text objects that are set aside."""
    aside_texts: tuple[str, ...] = ()
    """What each of them reads."""


def page_keys(pdf: pikepdf.Pdf, elements: Sequence[Element], aside: str = "") -> tuple[PageKey, ...]:
    """The key of each page of `pdf`, which has these `elements` in its structure tree.

    The text objects that show `aside`, among other words, are set aside.
    """
    layers, said, fonts = _serialize(pdf.Root.get("/OCProperties")), structure_keys(elements), FontKeys()
    return tuple(
        _key(pdf, page.obj, fonts, aside, layers + said.get(number, b"")) for number, page in enumerate(pdf.pages, 1)
    )


def _key(pdf: pikepdf.Pdf, page: pikepdf.Object, fonts: FontKeys, aside: str, around: bytes) -> PageKey:
    content = page_commands(page)
    named = as_dictionary(as_dictionary(page.get("/Resources")).get("/Font"))
    texts = text_objects(content, {name[1:].encode(): fonts.codes_of(font, aside) for name, font in named.items()})
    is_whole = texts is None or any(fonts.is_unknown(font) for font in named.values())
    texts = TextObjects.none(content) if texts is None or is_whole else texts
    digest = hashlib.sha256(around)
    for part in (texts.rest, *_objects(pdf, page, None if is_whole else texts.names)):
        _add(digest, part)
    shown = digest.copy()
    for part in () if is_whole else fonts.glyphs(named, texts.codes):
        _add(digest, part)
    for part in (*texts.aside, *(() if is_whole else fonts.glyphs(named, texts.all_codes))):
        _add(shown, part)
    return PageKey(digest.hexdigest(), shown.hexdigest(), texts.aside, fonts.read(named, texts.aside))


def _add(digest: hashlib._Hash, part: bytes) -> None:
    digest.update(b"%d " % len(part) + part)


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
