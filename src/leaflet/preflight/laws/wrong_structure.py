"""The file's tags, which a screen reader goes by, say something else than the document that was set.

Why: who hears a leaflet is told by its tags what is a heading, a list or a table, which heads a cell has, what a
picture shows and in which language a word is. A file can say other words there than those on the page.

Fix: nothing in a layout leads to this: the tags are made from its elements. Build the file again; where it happens
again, the style sheet sets an element as something else than it is (`display`, `content`): take that out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import pikepdf

from leaflet.messages import excerpt
from leaflet.model import CLINIC_BOX
from leaflet.preflight.instrument.document import Document, DocumentElement
from leaflet.preflight.instrument.finished_file import FinishedFile
from leaflet.preflight.instrument.pdf_objects import as_dictionary, as_items
from leaflet.preflight.instrument.structure import Element
from leaflet.preflight.instrument.tagged_elements import BODY, PICTURES, TAGS, TaggedElements
from leaflet.problem import Problem

NAME = "wrong-structure"
_LINKS = frozenset({"/Type", "/S", "/K", "/P", "/Pg"})
_IN_ITEMS = frozenset({"Lbl", "LBody"})
"""The sign of an item in a list, and the item's text."""
_OF_TEXTS = frozenset({"Span", "Link", "Figure"})
_NO_WORDS = frozenset({"Div", "Sect", "Part", "Art", "Lbl"})
"""What may hold no text of the document: a ruled line, the rest of a section on the next page, signs of lists."""


def check(file: FinishedFile) -> Iterator[Problem]:
    """Compare the two trees, and what their elements say."""
    tagged = file.tagged
    locale = str(file.edition.locale)
    faults = (*tagged.faults, *_tree(file)) or (*_rows(tagged), *_empty(tagged), *_sayings(tagged, locale))
    signs = frozenset(map(file.signs_thing, range(len(file.document.texts))))
    for fault in dict.fromkeys(faults):
        yield file.problem(
            NAME,
            f"the tags of {file.edition.id}: it {fault}",
            "build it again; a style sheet must not change what an element is",
            rests_on=signs,
        )


def _tree(file: FinishedFile) -> Iterator[str]:
    """Each element stands once in the tree and knows where, and so does each content."""
    elements = file.elements
    # Programs write empty elements that are alike once, and let both places name it.
    nodes = Counter(e.node.objgen for e in elements if e.node.is_indirect and as_items(e.node.get("/K")))
    contents = Counter(content for element in elements for content in element.content_ids)
    if any(count > 1 for count in (*nodes.values(), *contents.values())):
        yield "has an element or a text twice"
    if any(page.obj.get("/Tabs") != "/S" for page in file.pdf.pages):
        yield "lets the key Tab go through links in another order than they are read"
    root = as_dictionary(file.pdf.Root.get("/StructTreeRoot"))
    for element in elements:
        above = root if element.parent is None else elements[element.parent].node
        tag, outer = element.tag, str(above.get("/S", "")).removeprefix("/")
        if as_dictionary(element.node.get("/P")).objgen != above.objgen:
            yield f"has a {tag} that names another as the one it stands in"
        if (tag == "Document") != (element.parent is None) or (tag in _IN_ITEMS) != (outer == "LI"):
            yield f"has a {tag} in a {outer or 'tree'}"
        if element.content_ids and tag not in _OF_TEXTS:
            yield f"has a text in a {tag}"
        if not all(_is_listed(file, element, *content) for content in element.content_ids):
            yield f"has a text in a {tag} that names another element as its own"


def _is_listed(file: FinishedFile, element: Element, page: int, number: int) -> bool:
    if not 0 < page <= len(file.pdf.pages):
        return False
    owners = as_items(file.structure.owners.get(file.pdf.pages[page - 1].obj.get("/StructParents")))
    return 0 <= number < len(owners) and as_dictionary(owners[number]).objgen == element.node.objgen


def _empty(tagged: TaggedElements) -> Iterator[str]:
    """No element is without a word but those that may be, signs of lists, and cells, which their row has counted."""
    for number, element in enumerate(tagged.structure.elements):
        if element.tag not in _NO_WORDS and not tagged.is_plain(number) and number not in tagged.with_words:
            yield f"has a {element.tag or 'tag'} without a word in it"


def _rows(tagged: TaggedElements) -> Iterator[str]:
    """A row has the document's cells, in their order; with them, those are known that are empty."""
    document = tagged.document
    for number, row in list(tagged.document_element.items()):
        if document.elements[row].tag == "tr":
            found, right = tagged.children(number), [*document.children(row)]
            if [tagged.structure.elements[n].tag for n in found] != [TAGS[document.elements[n].tag] for n in right]:
                yield "has a row with other cells than the document"
            tagged.document_element.update(zip(found, right, strict=False))
            tagged.with_words.update(found)


def _sayings(tagged: TaggedElements, locale: str) -> Iterator[str]:
    """Each element says what the document says of it, and nothing else."""
    heads = {
        str(tagged.structure.elements[number].node.get("/ID")): of
        for number, of in tagged.document_element.items()
        if tagged.structure.elements[number].tag == "TH"
    }
    for number, element in enumerate(tagged.structure.elements):
        of = tagged.document_element.get(number)
        said = {key: _plain(value) for key, value in element.node.items() if key not in _LINKS}
        language = said.pop("/Lang", locale)
        if language != locale:
            yield f"lets a {element.tag} be read as {language}"
        right = _right_sayings(tagged.document, of, said, heads)
        for key in sorted(said.keys() | right.keys()):
            if said.get(key) != right.get(key):
                one, other = excerpt(str(said.get(key, ""))), excerpt(str(right.get(key, "")))
                yield f"says {one} as {key} of a {element.tag}, not {other}"


def _right_sayings(
    document: Document, of: int | None, said: Mapping[str, Any], heads: Mapping[str, int]
) -> dict[str, object]:
    if of is None:  # the clinic's box, where it is empty
        return {"/T": CLINIC_BOX} if "/T" in said else {}
    element, about = document.elements[of], said.get("/A")
    if element.tag in PICTURES:
        return {"/A": {"/O": "/Layout", "/BBox": about and about.get("/BBox")}, "/Alt": _title(document, of)}
    if element.tag == "th":
        scope = "/Row" if element.attributes.get("scope") == "row" else "/Column"
        return {"/A": {"/O": "/Table", "/Scope": scope}, "/ID": said.get("/ID", "its name")}
    if element.tag == "td":
        names = about.get("/Headers", ()) if about else ()
        is_right = [heads.get(name) for name in names] == [*_heads_of(document, of)]
        return {"/A": {"/O": "/Table", "/Headers": names if is_right else "the heads of its row and column"}}
    return {"/T": CLINIC_BOX} if element.attributes.get("data-clinic") == "box" else {}


def _title(document: Document, picture: int) -> str:
    titles = (document.unseen[n] for n in document.children(picture) if document.elements[n].tag == "title")
    return document.elements[picture].attributes.get("alt") or next(titles, "")


def _heads_of(document: Document, cell: int) -> Iterator[int]:
    """The heads of the cell's row, then those of its column."""
    elements, row = document.elements, document.elements[cell].parent or BODY
    table = next((n for n in document.ancestors(cell) if elements[n].tag == "table"), row)
    place = [*document.children(row)].index(cell)
    yield from (n for n in document.children(row) if _is_head(elements[n], "row"))
    for number in range(table, elements[table].end):
        if elements[number].tag == "tr":
            in_column = [*document.children(number)][place : place + 1]
            yield from (n for n in in_column if _is_head(elements[n], "col"))


def _is_head(element: DocumentElement, scope: str) -> bool:
    return element.tag == "th" and element.attributes.get("scope", "col") == scope


def _plain(value: object) -> Any:
    """The same without objects of a PDF."""
    if isinstance(value, pikepdf.Array):
        return [_plain(item) for item in list(value)]
    if isinstance(value, pikepdf.Dictionary):
        return {key: _plain(item) for key, item in value.items()}
    return str(value) if isinstance(value, pikepdf.Object) else value
