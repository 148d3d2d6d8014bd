"""The structure tree of a tagged PDF: in which order a screen reader reads it out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pikepdf

from leaflet.preflight.objects import dictionary

Content = tuple[int, int]
"""Page number from 1, and number of the marked content on it (MCID)."""


def reading_order(pdf: pikepdf.Pdf) -> Mapping[Content, int]:
    """The place of every marked content in the order of the structure tree, from 0; empty where there is no tree."""
    root = pdf.Root.get("/StructTreeRoot")
    if not isinstance(root, pikepdf.Dictionary):
        return {}
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
    order: dict[Content, int] = {}
    for content in _contents(root, numbers):
        order.setdefault(content, len(order))
    return order


def _contents(root: pikepdf.Dictionary, numbers: Mapping[tuple[int, int], int]) -> Iterator[Content]:
    """Depth first, without recursion: a broken file may nest deeper than Python does, or in a circle."""
    waiting: list[tuple[pikepdf.Object | int, int]] = [(root, 0)]
    seen: set[tuple[int, int]] = set()
    while waiting:
        node, page = waiting.pop()
        if isinstance(node, int):
            yield page, node
        elif isinstance(node, pikepdf.Array):
            waiting += [(kid, page) for kid in reversed(list(node))]
        elif isinstance(node, pikepdf.Dictionary) and node.objgen not in seen:
            seen |= {node.objgen} if node.is_indirect else set()
            page = numbers.get(dictionary(node.get("/Pg")).objgen, page)
            kid = node.get("/MCID") if node.get("/Type") == "/MCR" else node.get("/K")
            waiting.append((kid, page))  # type: ignore[arg-type]
