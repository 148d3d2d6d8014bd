"""Violations of a document's required texts as wholes: each dropped, doubled, exchanged, moved, cut short or merged."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from violations.document_tree import DocumentCase, Tree, bare_tag, mark, put_after, put_before, take_out, twin, words_of

Edit = Callable[[Tree, int], None]


def part_cases(tree: Tree) -> Iterator[DocumentCase]:
    """All of them, for each element that carries a required text."""
    marked = list(tree.marked())
    for number in marked:
        yield from _single(tree, number)
    for number, other, how in _pairs(tree, marked):
        if words_of(tree.elements[number]) != words_of(tree.elements[other]):
            yield _case(tree, f"exchange-{how}", number, partial(_exchange, other=other))
        yield _case(tree, f"merge-{how}", number, partial(_merge, other=other))


def _single(tree: Tree, number: int) -> Iterator[DocumentCase]:
    element = tree.elements[number]
    kids = list(tree.parents[id(element)])
    index, steps = kids.index(element), _sections_beside(tree, number)
    kinds: list[tuple[str, Edit, bool]] = [
        ("drop", _drop, True),
        ("double", _double, True),
        ("double-at-end", _double_at_end, True),
        ("empty", _empty, True),
        ("truncate", _truncate, True),
        ("keep-second-half", partial(_truncate, second=True), len(words_of(element).split()) > 1),
        ("move-before-elder", _move_before_elder, index > 0),
        ("move-after-younger", _move_after_younger, index + 1 < len(kids)),
        ("move-to-next-section", partial(_move_to_section, step=1), 1 in steps),
        ("move-to-section-before", partial(_move_to_section, step=-1), -1 in steps),
        ("move-to-end", _move_to_end, element not in list(_last_place(tree).iter())),
    ]
    yield from (_case(tree, kind, number, edit) for kind, edit, is_possible in kinds if is_possible)


def _case(tree: Tree, kind: str, number: int, edit: Edit) -> DocumentCase:
    return DocumentCase(
        f"parts/{kind}/{tree.names[number]}", words_of(tree.elements[number])[:80], partial(_apply, edit, number)
    )


def _apply(edit: Edit, number: int, tree: Tree) -> None:
    edit(tree, number)


def _pairs(tree: Tree, marked: list[int]) -> Iterator[tuple[int, int, str]]:
    """Each marked element with the next of its family, and with the next of another one."""
    for index, number in enumerate(marked):
        rest = [n for n in marked[index + 1 :] if mark(tree.elements[n]) != mark(tree.elements[number])]
        own = _family(tree, number)
        alike = next((n for n in rest if _family(tree, n) == own), None)
        other = next((n for n in rest if _family(tree, n) != own), None)
        if alike is not None:
            yield number, alike, "with-alike"
        if other is not None:
            yield number, other, "with-other"


def _family(tree: Tree, number: int) -> str:
    kind, name = mark(tree.elements[number])
    return f"{kind}.{name.partition('.')[0]}" if kind == "block" else kind


def _drop(tree: Tree, number: int) -> None:
    take_out(tree, tree.elements[number])


def _double(tree: Tree, number: int) -> None:
    put_after(tree, tree.elements[number], twin(tree.elements[number]))


def _double_at_end(tree: Tree, number: int) -> None:
    _last_place(tree).append(twin(tree.elements[number]))


def _empty(tree: Tree, number: int) -> None:
    for place in tree.texts_of(number):
        tree.put(place, "")


def _truncate(tree: Tree, number: int, second: bool = False) -> None:
    """Half of its words go: whole texts of it, and half of the one in the middle."""
    places = tree.texts_of(number)
    left = sum(len(tree.get(place).split()) for place in places) // 2
    for place in places:
        words = tree.get(place).split()
        kept = words[left:] if second else words[: max(left, 0)]
        tree.put(place, " ".join(kept) if len(kept) < len(words) else tree.get(place))
        left = max(left - len(words), 0)


def _exchange(tree: Tree, number: int, other: int) -> None:
    """What the two say changes places; a row of a table with another row, a paragraph with a heading."""
    one, two = tree.elements[number], tree.elements[other]
    one_text, two_text, one_kids, two_kids = one.text, two.text, list(one), list(two)
    for element, text, kids in ((one, two_text, two_kids), (two, one_text, one_kids)):
        for kid in list(element):
            element.remove(kid)
        element.text = text
        element.extend(kids)


def _merge(tree: Tree, number: int, other: int) -> None:
    """The other's words are said as a part of it."""
    words = words_of(tree.elements[other])
    take_out(tree, tree.elements[other])
    places = tree.texts_of(number)
    if places:
        tree.put(places[-1], f"{tree.get(places[-1]).rstrip()} {words}")


def _move_before_elder(tree: Tree, number: int) -> None:
    element = tree.elements[number]
    kids = list(tree.parent(element))
    index = kids.index(element)
    if index:
        take_out(tree, element)
        put_before(tree, kids[index - 1], element)


def _move_after_younger(tree: Tree, number: int) -> None:
    element = tree.elements[number]
    kids = list(tree.parent(element))
    index = kids.index(element)
    if index + 1 < len(kids):
        take_out(tree, element)
        put_after(tree, kids[index + 1], element)


def _heads(tree: Tree) -> list[Any]:
    return [element for element in tree.elements if bare_tag(element) == "h2"]


def _sections_beside(tree: Tree, number: int) -> tuple[int, ...]:
    """Is there a heading after that of the element's own (1), and one before it (-1)? Rows and headings stay."""
    if bare_tag(tree.elements[number]) in ("tr", "h2", "h3"):
        return ()
    places = [tree.numbers[id(head)] for head in _heads(tree)]
    before = [place for place in places if place < number]
    return (*((1,) if len(before) < len(places) else ()), *((-1,) if len(before) > 1 else ()))


def _move_to_section(tree: Tree, number: int, step: int) -> None:
    """To right under the next heading, or under the one before its own."""
    heads = _heads(tree)
    own = sum(tree.numbers[id(head)] < number for head in heads) - 1
    element = tree.elements[number]
    take_out(tree, element)
    put_after(tree, heads[own + step], element)


def _move_to_end(tree: Tree, number: int) -> None:
    element, end = tree.elements[number], _last_place(tree)
    take_out(tree, element)
    end.append(element)


def _last_place(tree: Tree) -> Any:
    """What the last marked element stands in: what is put into it is on the last page."""
    return tree.parents[id(tree.elements[list(tree.marked())[-1]])]
