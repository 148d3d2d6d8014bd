"""The markup of a block: its elements with their attributes and its texts, as a document has it and as its source does.

A block of running text and a drawing have structure: lists, tables, emphasis, links. Both sides are written as tags and
texts, one after the other, so that one comparison shows any difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from unicodedata import normalize

from leaflet.editions.accent import printed_drawing
from leaflet.language.normalization import SPACE
from leaflet.model import Brand, Figure
from leaflet.preflight.instrument.document import Document, DocumentElement, read_document
from leaflet.running_text.printed import printed_line
from leaflet.running_text.tree import (
    Emphasis,
    Hyperlink,
    Line,
    LineBreak,
    Listing,
    NoteBox,
    NoteKind,
    Paragraph,
    Quotation,
    TextBlock,
    TextTable,
    Words,
)

Markup = tuple[str, ...]
"""Tags, each after `_TAG`, and texts: `<p>`, `See `, `<a href='…'>`, `this`, `</a>`, `</p>`."""
_TAG = "\x00"
_NAMESPACE = "xmlns"
"""The attribute that names a drawing's namespace: a parser has read it."""
_INLINE = ("a", "em", "strong", "tspan")
"""Elements beside which white space counts."""


def found_markup(document: Document, number: int) -> Markup:
    """What stands in the element of that number."""
    return _merged(_walk(document, number))


def drawn_markup(document: Document, number: int) -> Markup:
    """The drawing in that element, itself included."""
    element = document.elements[number]
    return (_tag(element.tag, element.attributes), *found_markup(document, number), _end_tag(element.tag))


def _walk(document: Document, number: int) -> Iterator[str]:
    elements = document.elements
    opened, place = [number], elements[number].texts.start
    for inner in (*range(number + 1, elements[number].end), elements[number].end):
        while opened and inner >= elements[opened[-1]].end:
            closed = opened.pop()
            yield from _texts(document, place, elements[closed].texts.stop)
            place = elements[closed].texts.stop
            yield from (_end_tag(elements[closed].tag),) if closed != number and not _is_plain(elements[closed]) else ()
        if opened:
            yield from _texts(document, place, elements[inner].texts.start)
            place = elements[inner].texts.start
            opened.append(inner)
            yield "" if _is_plain(elements[inner]) else _tag(elements[inner].tag, elements[inner].attributes)
            yield document.unseen.get(inner, "")


def _is_plain(element: DocumentElement) -> bool:
    """Does it only keep words on one line, as composing does with amounts and addresses?"""
    return element.tag == "span" and dict(element.attributes) == {"class": "unbroken"}


def _texts(document: Document, start: int, stop: int) -> Iterator[str]:
    return (text.text for text in document.texts[start:stop])


def _is_tag(part: str) -> bool:
    return part.startswith(_TAG)


def _tag(name: str, attributes: Mapping[str, str]) -> str:
    said = (f"{key}={value!r}" for key, value in sorted(attributes.items()) if not key.endswith(_NAMESPACE))
    return f"{_TAG}<{' '.join((name, *said))}>"


def _end_tag(name: str) -> str:
    return f"{_TAG}</{name}>"


def _merged(parts: Iterable[str]) -> Markup:
    """Texts that follow each other as one, white space folded, and none beside an element that begins a line."""
    merged = [""]
    for part in parts:
        if _is_tag(part):
            merged += (part, "")
        else:
            merged[-1] += part
    texts = (SPACE.sub(" ", normalize("NFC", part)) for part in merged)
    return tuple(part for part in _trimmed(list(texts)) if part)


def _trimmed(parts: list[str]) -> Iterator[str]:
    """Texts and tags by turns, each text without the blanks at a line's ends."""
    for place, part in enumerate(parts):
        before, after = (parts[n] if 0 <= n < len(parts) else "" for n in (place - 1, place + 1))
        if _is_tag(part):
            yield part
        else:
            text = part if _is_inline(before) else part.lstrip(" ")
            yield text if _is_inline(after) else text.rstrip(" ")


def _is_inline(tag: str) -> bool:
    return tag.strip(f"{_TAG}</>").partition(" ")[0] in _INLINE


def prose_markup(block: TextBlock, marks: tuple[str, str], note_labels: Mapping[NoteKind, str]) -> Markup:
    """What a block of running text must be, with these quotation marks, and these labels over boxes."""
    if not isinstance(block, NoteBox):
        return _merged(_block(block, marks))
    label = _element("p", _element("strong", (note_labels[block.kind],)))
    inside = (*label, *(part for inner in block.blocks for part in _block(inner, marks)))
    return _merged(_element("section", inside, **{"class": f"note-box {block.kind}"}))


def _block(block: Paragraph | Listing | TextTable | Quotation, marks: tuple[str, str]) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield from _element("p", _line(block.inside, marks))
    elif isinstance(block, Listing):
        yield from _element("ol" if block.is_numbered else "ul", _items(block, marks))
    elif isinstance(block, TextTable):
        yield from _element("table", _table(block, marks))
    else:
        yield from _element("blockquote", (part for inner in block.paragraphs for part in _block(inner, marks)))


def _items(block: Listing, marks: tuple[str, str]) -> Iterator[str]:
    for item in block.items:
        nested = _block(item.nested, marks) if item.nested else ()
        yield from _element("li", (*_line(item.inside, marks), *nested))


def _table(block: TextTable, marks: tuple[str, str]) -> Iterator[str]:
    head, *rows = block.rows
    cells = (part for cell in head for part in _element("th", _line(cell, marks), scope="col"))
    yield from _element("thead", _element("tr", cells))
    yield from _element("tbody", (part for row in rows for part in _row(row, marks)))


def _row(row: Iterable[Line], marks: tuple[str, str]) -> Iterator[str]:
    return _element("tr", (part for cell in row for part in _element("td", _line(cell, marks))))


def _element(tag: str, inside: Iterable[str], **attributes: str) -> Iterator[str]:
    yield _tag(tag, attributes)
    yield from inside
    yield _end_tag(tag)


def _line(line: Line, marks: tuple[str, str]) -> Iterator[str]:
    return _inlines(printed_line(line, marks))


def _inlines(line: Line) -> Iterator[str]:
    for inline in line:
        if isinstance(inline, Words):
            yield inline.text
        elif isinstance(inline, LineBreak):
            yield from _element("br", ())
        elif isinstance(inline, Hyperlink):
            yield from _element("a", _inlines(inline.inside), href=inline.target)
        elif isinstance(inline, Emphasis):
            yield from _element(inline.kind, _inlines(inline.inside))
        else:
            yield from _inlines(inline.inside)


def figure_markup(figure: Figure, brand: Brand) -> Markup:
    """What a drawing must be, its title and description among it."""
    return drawing_markup(printed_drawing(figure, brand))


@lru_cache(100)
def drawing_markup(svg: str) -> Markup:
    """The same of any drawing."""
    return found_markup(read_document(f"<body>{svg}</body>"), 0)
