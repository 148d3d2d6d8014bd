"""The structure tree of a tagged PDF: in which order a screen reader reads it out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import pikepdf

from leaflet.preflight.instrument.pdf_objects import as_dictionary, as_items

ContentId = tuple[int, int]
"""Page number from 1, and number of the marked content on it (MCID)."""


@dataclass(frozen=True, slots=True)
class Element:
    """One element of the tree."""

    node: pikepdf.Dictionary
    parent: int | None
    """The index of the element that holds it; None for the outermost."""
    content_ids: tuple[ContentId, ...]
    """The marked contents directly in it."""

    @property
    def tag(self) -> str:
        """`P`, `TH` …; '' where it has none."""
        return str(self.node.get("/S", "")).removeprefix("/")


@dataclass(frozen=True, slots=True)
class Structure:
    """The whole tree; nothing in it where there is none."""

    elements: tuple[Element, ...]
    """Every element, one before those in it."""
    reading_order: Mapping[ContentId, int]
    """The position of every marked content in the tree's order, from 0."""
    links: tuple[tuple[int, pikepdf.Dictionary], ...] = ()
    """The index of each element that holds a link of a page, and that link."""
    owners: Mapping[object, object] = field(default_factory=dict)
    """By key: the element of a link, or those of a page's marked contents, as the file lists them."""


def read_structure(pdf: pikepdf.Pdf) -> Structure:
    """The structure tree of `pdf`."""
    found: list[tuple[pikepdf.Dictionary, int | None]] = []
    content_ids_by_element: list[list[ContentId]] = []
    order: dict[ContentId, int] = {}
    links: list[tuple[int, pikepdf.Dictionary]] = []
    for owner, child in _walk(pdf):
        if isinstance(child, pikepdf.Dictionary) and child.get("/Type") == "/OBJR":
            links.append((-1 if owner is None else owner, as_dictionary(child.get("/Obj"))))
            continue
        if isinstance(child, pikepdf.Dictionary):
            found.append((child, owner))
            content_ids_by_element.append([])
            continue
        order.setdefault(child, len(order))
        if owner is not None:
            content_ids_by_element[owner].append(child)
    pairs = zip(found, content_ids_by_element, strict=True)
    elements = tuple(Element(*node_and_parent, tuple(ids)) for node_and_parent, ids in pairs)
    listed = as_items(as_dictionary(as_dictionary(pdf.Root.get("/StructTreeRoot")).get("/ParentTree")).get("/Nums"))
    return Structure(elements, order, tuple(links), dict(zip(listed[::2], listed[1::2], strict=False)))


def _walk(pdf: pikepdf.Pdf) -> Iterator[tuple[int | None, pikepdf.Dictionary | ContentId]]:
    """Every element and marked content in the tree's order, each with the index of the element that holds it.

    An element that is named twice comes twice, the second time with nothing in it.

    Depth first, without recursion: a broken file may nest deeper than Python does, or in a circle.
    """
    root = pdf.Root.get("/StructTreeRoot")
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
    stack: list[tuple[object, int, int | None]] = [(as_dictionary(root).get("/K"), 0, None)]
    seen: set[tuple[int, int]] = set()
    count = 0
    while stack:
        node, page, owner = stack.pop()
        if isinstance(node, int):
            yield owner, (page, node)
        elif isinstance(node, pikepdf.Array):
            stack += [(child, page, owner) for child in reversed(list(node))]
        elif isinstance(node, pikepdf.Dictionary):
            is_new = node.objgen not in seen
            seen |= {node.objgen} if node.is_indirect else set()
            page = numbers.get(as_dictionary(node.get("/Pg")).objgen, page)
            if node.get("/Type") == "/MCR":
                stack.append((node.get("/MCID"), page, owner))
            elif node.get("/Type") == "/OBJR":
                yield owner, node
            else:
                yield owner, node
                stack += [(node.get("/K"), page, count)] if is_new else []
                count += 1
