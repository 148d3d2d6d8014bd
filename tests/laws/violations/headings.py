"""Violations of headings: hidden, emptied, doubled, renamed, exchanged, moved, set as something else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from leaflet.editions.edition import Edition
from violations.document_tree import (
    DocumentCase,
    Tree,
    bare_tag,
    made,
    mark,
    put_after,
    put_before,
    take_out,
    twin,
    words_of,
)

HEADINGS = ("h1", "h2", "h3", "caption")
Edit = Callable[[Tree, Any], None]


def heading_cases(tree: Tree, edition: Edition) -> Iterator[DocumentCase]:
    """All of them, for each heading of the document."""
    heads = [number for number, element in enumerate(tree.elements) if bare_tag(element) in HEADINGS]
    said = {number: words_of(tree.elements[number]) for number in heads}
    known = [text for text in edition.required.layout_texts if text[:1].isupper() and "%" not in text]
    for number in heads:
        yield from _single(tree, number)
        for other in heads:
            if said[other] != said[number]:
                yield _case(tree, f"called-like/{tree.names[other]}", number, partial(_rename, text=said[other]))
            if other > number and said[other] != said[number]:
                yield _case(tree, f"exchanged-with/{tree.names[other]}", number, partial(_exchange, other=other))
        for n, text in enumerate(known):
            if text not in said.values():
                yield _case(tree, f"called-known/{n}", number, partial(_rename, text=text))


def _single(tree: Tree, number: int) -> Iterator[DocumentCase]:
    for kind, edit in (
        ("dropped", _drop),
        ("emptied", partial(_rename, text="")),
        ("doubled", _double),
        ("set-as-paragraph", partial(_retag, tag="p")),
        ("set-deeper", partial(_retag, tag="h4")),
        ("called-how", partial(_rename, text="How?")),
        ("questioned", lambda tree, element: _rename(tree, element, f"{words_of(element)}?")),
        ("denied", lambda tree, element: _rename(tree, element, f"Not: {words_of(element)}")),
        ("out-of-sight", _hide),
        ("read-out-otherwise", _other_label),
        ("new-heading-before", _new_before),
        ("new-heading-after", _new_after),
        ("moved-below-its-text", _sink),
    ):
        if not (bare_tag(tree.elements[number]) == "caption" and edit in (_new_before, _new_after, _double, _sink)):
            yield _case(tree, kind, number, edit)


def _case(tree: Tree, kind: str, number: int, edit: Edit) -> DocumentCase:
    name = f"headings/{kind}/{tree.names[number]}"
    return DocumentCase(name, words_of(tree.elements[number])[:80], partial(_apply, edit, number))


def _apply(edit: Edit, number: int, tree: Tree) -> None:
    edit(tree, tree.elements[number])


def _drop(tree: Tree, element: Any) -> None:
    take_out(tree, element)


def _double(tree: Tree, element: Any) -> None:
    put_after(tree, element, twin(element))


def _rename(_: Tree, element: Any, text: str) -> None:
    for kid in list(element):
        element.remove(kid)
    element.text = text


def _exchange(tree: Tree, element: Any, other: int) -> None:
    second = tree.elements[other]
    one, two = words_of(element), words_of(second)
    _rename(tree, element, two)
    _rename(tree, second, one)


def _retag(_: Tree, element: Any, tag: str) -> None:
    element.tag = tag


def _hide(_: Tree, element: Any) -> None:
    element.set("style", "display: none")


def _other_label(_: Tree, element: Any) -> None:
    element.set("style", "bookmark-label: 'All is well'")


def _new_before(tree: Tree, element: Any) -> None:
    put_before(tree, element, made("h2", "What is proven"))


def _new_after(tree: Tree, element: Any) -> None:
    put_after(tree, element, made("h3", "What is proven"))


def _sink(tree: Tree, element: Any) -> None:
    """It stands behind what it is the heading of: the next required text, or all that is left of its parent."""
    kids = list(tree.parent(element))
    later = kids[kids.index(element) + 1 :]
    goal = next((kid for kid in later if mark(kid)), later[-1] if later else None)
    if goal is not None:
        take_out(tree, element)
        put_after(tree, goal, element)
