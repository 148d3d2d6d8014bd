"""A composed document as a tree in which texts and marked elements are counted, edited and written again."""

from __future__ import annotations

import copy
import functools
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import tinyhtml5

from leaflet.editions.imprint import with_document_digest

SVG = "http://www.w3.org/2000/svg"
NAMESPACE_ATTRIBUTE = "{http://www.w3.org/2000/xmlns/}xmlns"
MARKS = ("disclaimer", "claim", "block")
UNSEEN = ("style", "title", "desc", "defs", "script")
DIGEST = re.compile(r"\bdocument:[0-9a-f]{12}")
UNSEALED = "document:000000000000"
ElementTree.register_namespace("", SVG)


@dataclass(frozen=True)
class Place:
    """Where a text stands: in the element of that number, or after it (its `tail`)."""

    element: int
    is_tail: bool


@dataclass(frozen=True)
class DocumentCase:
    """One violation of a document."""

    name: str
    """Kind, family and place, such as `texts/drop/claim.neuron-growth#0/1`; no other case of the document has it."""
    was: str
    """The text that it attacks, or the first words of it."""
    edit: Callable[[Tree], None]

    @property
    def kind(self) -> str:
        """What is done: the name's first two parts."""
        return "/".join(self.name.split("/")[:2])


class Tree:
    """A document that can be edited. Elements are numbered in the order of the document that was read."""

    def __init__(self, root: Any) -> None:
        self.root = root
        self.elements: list[Any] = [e for e in root.iter() if isinstance(e.tag, str)]
        self.numbers = {id(element): number for number, element in enumerate(self.elements)}
        self.body: Any = next(e for e in self.elements if e.tag == "body")

    def copy(self) -> Tree:
        """The same document, to be edited."""
        return Tree(copy.deepcopy(self.root))

    @functools.cached_property
    def parents(self) -> dict[int, Any]:
        """For each element's `id` what it stands in, before any edit."""
        return {id(child): element for element in self.elements for child in element}

    @functools.cached_property
    def names(self) -> list[str]:
        """For each element its mark, or its tag and first class, and how many have had the same before."""
        seen: Counter[str] = Counter()
        names = []
        for element in self.elements:
            name = ".".join(mark(element)) or ".".join((bare_tag(element), *element.get("class", "").split()[:1]))
            names.append(f"{name}#{seen[name]}")
            seen[name] += 1
        return names

    def html(self) -> str:
        """The document as it is now."""
        return f"<!doctype html>{ElementTree.tostring(self.root, encoding='unicode', method='html')}"

    def parent(self, element: Any) -> Any:
        """The element that `element` stands in now; None for one that was taken out."""
        return next((e for e in self.root.iter() if element in list(e)), None)

    def marked(self) -> Iterator[int]:
        """Numbers of the elements that carry a required text."""
        yield from (number for number, element in enumerate(self.elements) if mark(element))

    def texts(self) -> Iterator[Place]:
        """Places of the body's texts that are seen, blanks left out."""
        yield from self._texts_in(self.body)

    def _texts_in(self, element: Any) -> Iterator[Place]:
        if bare_tag(element) in UNSEEN:
            return
        number = self.numbers[id(element)]
        if (element.text or "").strip():
            yield Place(number, is_tail=False)
        for child in element:
            yield from self._texts_in(child)
            if (child.tail or "").strip():
                yield Place(self.numbers[id(child)], is_tail=True)

    def texts_of(self, number: int) -> list[Place]:
        """Places of the texts in the element of that number."""
        return list(self._texts_in(self.elements[number]))

    def get(self, place: Place) -> str:
        """The text at `place`."""
        element = self.elements[place.element]
        return (element.tail if place.is_tail else element.text) or ""

    def put(self, place: Place, text: str) -> None:
        """Another text at `place`."""
        element = self.elements[place.element]
        if place.is_tail:
            element.tail = text
        else:
            element.text = text

    def name_of(self, place: Place) -> str:
        """The name of the marked element that `place` stands in, and which of its texts it is; or its own element's."""
        number = place.element
        holder = self._holder(number, place.is_tail)
        inside = self.texts_of(holder)
        return f"{self.names[holder]}/{inside.index(place) if place in inside else 'tail'}"

    def _holder(self, number: int, is_tail: bool) -> int:
        element = self.parents[id(self.elements[number])] if is_tail else self.elements[number]
        own = element
        while own is not None and not mark(own):
            own = self.parents.get(id(own))
        return self.numbers[id(own if own is not None else element)]


def bare_tag(element: Any) -> str:
    """The tag without its namespace."""
    return str(element.tag).rpartition("}")[2]


def mark(element: Any) -> tuple[str, ...]:
    """(kind, id) of the required text that `element` carries, or nothing."""
    return next(((kind, element.get(f"data-{kind}")) for kind in MARKS if element.get(f"data-{kind}")), ())


def words_of(element: Any) -> str:
    """All that `element` says, with single spaces."""
    return " ".join("".join(element.itertext()).split())


def take_out(tree: Tree, element: Any) -> None:
    """Remove `element`; what follows it in its parent's text stays."""
    parent = tree.parent(element)
    index = list(parent).index(element)
    tail, element.tail = element.tail, None
    parent.remove(element)
    if tail and index:
        parent[index - 1].tail = (parent[index - 1].tail or "") + tail
    elif tail:
        parent.text = (parent.text or "") + tail


def put_after(tree: Tree, element: Any, new: Any) -> None:
    """Insert `new` behind `element`, before what follows it."""
    parent = tree.parent(element)
    new.tail, element.tail = element.tail, None
    parent.insert(list(parent).index(element) + 1, new)


def put_before(tree: Tree, element: Any, new: Any) -> None:
    """Insert `new` right before `element`."""
    parent = tree.parent(element)
    new.tail = None
    parent.insert(list(parent).index(element), new)


def twin(element: Any) -> Any:
    """A copy of `element` with all that is in it."""
    other = copy.deepcopy(element)
    other.tail = None
    return other


def made(tag: str, text: str, **attributes: str) -> Any:
    """A new element."""
    element = ElementTree.Element(tag, attributes)
    element.text = text
    return element


def read_document(html: str) -> Tree:
    """The tree of `html`, a complete document."""
    root = tinyhtml5.parse(html, namespace_html_elements=False)
    for element in root.iter():
        if isinstance(element.tag, str):
            element.attrib.pop(NAMESPACE_ATTRIBUTE, None)
    return Tree(root)


def changed_document(document: Tree, case: DocumentCase, folder: Path) -> str:
    """`document` with the violation in it, as HTML with the digest that a template that makes it so would have.

    `folder` is the layout's.
    """
    changed = document.copy()
    case.edit(changed)
    return with_document_digest(DIGEST.sub(UNSEALED, changed.html()), folder)
