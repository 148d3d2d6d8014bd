"""What a finished file draws and says: the oracle of the generators. Two files that differ in neither are the same."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pikepdf
import pypdfium2

DPI = 142
NOISE = 0
"""Of 255: by how much two drawings of one file differ. It was measured, and a test measures it again."""
OWN_DIGEST = re.compile(r"\bdocument:[0-9a-f]{12}")
PACKET = re.compile(r"<\?xpacket.*?\?>", re.DOTALL)
DEEPEST = 40
"""How deep tags are followed."""
TAG_KEYS = ("/S", "/Alt", "/ActualText", "/E", "/Lang", "/T", "/A", "/MCID")


@dataclass(frozen=True)
class Appearance:
    """A file as seen and as read by programs."""

    pages: tuple[np.ndarray[Any, np.dtype[np.uint8]], ...]
    says: dict[str, str]
    """What it says of itself, by where: metadata, tags, text, bookmarks, links, and how it is to be shown."""


@dataclass(frozen=True)
class Difference:
    """How far two files differ."""

    pixels: int
    """How many of the drawn dots differ by more than the noise; -1 where pages are more, fewer or of another size."""
    says: tuple[str, ...]
    """In which of the things that a file says of itself."""

    def __bool__(self) -> bool:
        return bool(self.pixels or self.says)


def appearance(pdf: bytes) -> Appearance:
    """Of a file. Raises PdfError or PdfiumError for one that can't be read."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        pages = tuple(page.render(scale=DPI / 72).to_numpy().copy() for page in document)
        text = "\f".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return Appearance(pages, {"text": text, **dict(_sayings(opened))})


def difference(one: Appearance, other: Appearance) -> Difference:
    """Of two files."""
    says = tuple(key for key in sorted({*one.says, *other.says}) if one.says.get(key) != other.says.get(key))
    if [page.shape for page in one.pages] != [page.shape for page in other.pages]:
        return Difference(-1, says)
    return Difference(sum(_changed(a, b) for a, b in zip(one.pages, other.pages, strict=True)), says)


def _changed(one: Any, other: Any) -> int:
    apart = np.abs(one.astype(np.int16) - other.astype(np.int16)).max(axis=2)
    return int((apart > NOISE).sum())


def _sayings(pdf: pikepdf.Pdf) -> Iterator[tuple[str, str]]:
    yield "metadata", OWN_DIGEST.sub("", repr(sorted((str(key), str(value)) for key, value in pdf.docinfo.items())))
    root = pdf.Root
    yield "xmp", _xmp(root.Metadata.read_bytes()) if "/Metadata" in root else ""
    for key in sorted(set(root.keys()) - {"/Metadata", "/Pages", "/StructTreeRoot", "/Outlines", "/Names", "/Dests"}):
        yield key, _shown(root[key])
    yield "names", _shown(root.get("/Names"))
    with pdf.open_outline() as outline:
        yield "bookmarks", repr(list(_bookmarks(outline.root)))
    yield "tags", repr(_tags(root.StructTreeRoot.get("/K"))) if "/StructTreeRoot" in root else ""
    for number, page in enumerate(pdf.pages, 1):
        keys = set(page.obj.keys()) - {"/Contents", "/Resources", "/Parent", "/Annots"}
        yield f"page {number}", repr([(key, _shown(page.obj[key])) for key in sorted(keys)])
        yield f"notes {number}", repr([_shown(note) for note in page.obj.get("/Annots", ())])
        yield f"marks {number}", repr(list(_marks(page)))
        fonts = page.obj.get("/Resources", pikepdf.Dictionary()).get("/Font", pikepdf.Dictionary())
        yield f"fonts {number}", repr([(name, _shown(font)) for name, font in sorted(fonts.items())])


def _marks(page: pikepdf.Page) -> Iterator[str]:
    """What the drawing commands are tagged as."""
    for command in pikepdf.parse_content_stream(page):
        if str(getattr(command, "operator", "")) in ("BDC", "BMC", "EMC"):
            yield " ".join(_shown(one) for one in command.operands)


def _xmp(packet: bytes) -> str:
    """The packet, however it is wrapped and indented; as it is where it can't be read."""
    text = OWN_DIGEST.sub("", PACKET.sub("", packet.decode("utf-8", "replace")))
    try:
        return ElementTree.canonicalize(text, strip_text=True)
    except ElementTree.ParseError:
        return text


def _bookmarks(items: Any, depth: int = 0) -> Iterator[tuple[int, str]]:
    for item in items:
        yield depth, item.title
        yield from _bookmarks(item.children, depth + 1)


def _tags(kid: Any, depth: int = 0) -> Any:
    """Kinds, texts and attributes of the elements, nested; numbers of marked content."""
    if kid is None or depth > DEEPEST:
        return None
    if isinstance(kid, pikepdf.Array):
        return [_tags(one, depth + 1) for one in kid]
    if not isinstance(kid, pikepdf.Dictionary):
        return str(kid)
    own = {key: _shown(kid[key]) for key in TAG_KEYS if key in kid}
    return own, _tags(kid.get("/K"), depth + 1)


def _shown(thing: Any, depth: int = 0) -> str:
    """An object in words, pages and what stands above it left out."""
    if depth > 6:
        return "…"
    if isinstance(thing, pikepdf.Stream):
        return f"stream {hash(bytes(thing.read_raw_bytes()))}"
    if isinstance(thing, pikepdf.Dictionary):
        if thing.get("/Type") in ("/Page", "/Pages", "/StructElem"):
            return str(thing.get("/Type"))
        inner = ((key, _shown(thing[key], depth + 1)) for key in sorted(thing.keys()) if key not in ("/Parent", "/P"))
        return repr(list(inner))
    if isinstance(thing, pikepdf.Array):
        return repr([_shown(one, depth + 1) for one in thing])
    return str(thing)
