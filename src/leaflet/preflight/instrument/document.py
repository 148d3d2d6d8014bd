"""The composed document: its elements and the texts in them, in the order in which they are read.

It is what a finished page is held against, after it was itself held against the edition. Styles are not looked at.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import Any

import tinyhtml5

_MARKS = ("disclaimer", "claim", "block")
_MARKED_BY_CLASS = {"review": ("block", "review"), "status-url": ("block", "status")}
"""Texts of the macros that no attribute marks: who reviewed the piece, the address of its status page."""
_NOT_READ = frozenset({"style", "script", "title", "desc", "defs", "metadata", "head"})
"""Elements whose texts stand on no page; `title` and `desc` are a drawing's, said in its place."""


@dataclass(frozen=True, slots=True)
class DocumentElement:
    """One element. It is named by its number, its place among `Document.elements`."""

    tag: str
    attributes: Mapping[str, str]
    parent: int | None
    """The element that it stands in; None for the body."""
    end: int
    """The number after its last descendant's: `number < n < end` holds for those in it."""
    texts: range
    """Which of `Document.texts` stand in it or in its descendants."""

    @property
    def mark(self) -> tuple[str, str] | None:
        """(kind, id) of the required text that it carries."""
        for kind in _MARKS:
            if name := self.attributes.get(f"data-{kind}"):
                return kind, name
        return next((_MARKED_BY_CLASS[name] for name in self.classes if name in _MARKED_BY_CLASS), None)

    @property
    def classes(self) -> frozenset[str]:
        """Its classes."""
        return frozenset(self.attributes.get("class", "").split())


@dataclass(frozen=True, slots=True)
class DocumentText:
    """A run of text between two tags."""

    text: str
    """As it stands there, blanks included."""
    element: int
    """The element directly around it."""


@dataclass(frozen=True)
class DocumentHead:
    """What a document says of itself."""

    root: Mapping[str, str]
    """The attributes of its `html`."""
    title: str
    metas: tuple[tuple[str, str], ...]
    """(name, content) of each `meta` that has a name."""


@dataclass(frozen=True)
class Document:
    """A document's body: its elements, each before those in it, and its texts."""

    elements: tuple[DocumentElement, ...]
    texts: tuple[DocumentText, ...]
    unseen: Mapping[int, str] = field(default_factory=dict)
    """What stands in elements whose texts stand on no page, by element: a drawing's title and description."""
    head: DocumentHead = DocumentHead({}, "", ())

    @cached_property
    def marked(self) -> Mapping[tuple[str, str], tuple[int, ...]]:
        """By the mark of a required text: the elements that carry it."""
        found: defaultdict[tuple[str, str], tuple[int, ...]] = defaultdict(tuple)
        for number, element in enumerate(self.elements):
            if mark := element.mark:
                found[mark] += (number,)
        return found

    def ancestors(self, number: int) -> Iterator[int]:
        """The element of that number, and each that it stands in."""
        at: int | None = number
        while at is not None:
            yield at
            at = self.elements[at].parent

    def children(self, number: int) -> Iterator[int]:
        """Numbers of the elements directly in that one."""
        child, end = number + 1, self.elements[number].end
        while child < end:
            yield child
            child = self.elements[child].end


@lru_cache(maxsize=2)
def read_document(html: str) -> Document:
    """The body of `html`; one without elements but the body where it has none.

    It is read once, though it is held against its edition first and its pages against it afterwards.
    """
    return document_of(tinyhtml5.parse(html, namespace_html_elements=False))


def document_of(root: Any) -> Document:
    """The same of a document that was parsed before: its `html` element."""
    body = next(element for element in root.iter() if element.tag == "body")
    return replace(_Reader().read(body), head=_head(root))


def _head(root: Any) -> DocumentHead:
    metas = ((e.get("name"), e.get("content", "")) for e in root.iter("meta") if e.get("name"))
    return DocumentHead(dict(root.attrib), "".join(e.text or "" for e in root.iter("title")), tuple(metas))


class _Reader:
    """Numbers elements and texts. Without recursion: a template may nest deeper than Python does."""

    def __init__(self) -> None:
        self.texts: list[DocumentText] = []
        self.unseen: dict[int, str] = {}
        self.opened: list[tuple[Any, int | None, int]] = []
        """Per element: itself, its parent, and how many texts stand before it."""
        self.ends: dict[int, tuple[int, int]] = {}
        """By element: how many elements and how many texts were read when it ended."""

    def read(self, body: Any) -> Document:
        steps: list[tuple[Any, int | None, bool]] = [(body, None, True)]
        while steps:
            element, number, is_start = steps.pop()
            if not isinstance(element.tag, str):  # a comment: what follows it is read on
                self._add(element.tail, number)
            elif is_start:
                steps += self._start(element, number)
            else:
                self._end(element, number)
        return Document(tuple(self._elements()), tuple(self.texts), self.unseen)

    def _start(self, element: Any, parent: int | None) -> list[tuple[Any, int | None, bool]]:
        """Read the text at its beginning; what comes next, last first."""
        number = len(self.opened)
        self.opened.append((element, parent, len(self.texts)))
        ending: list[tuple[Any, int | None, bool]] = [(element, number, False)]
        if _bare_tag(element) in _NOT_READ:
            self.unseen[number] = "".join(element.itertext())
            return ending
        self._add(element.text, number)
        return ending + [(child, number, True) for child in reversed(element)]

    def _end(self, element: Any, number: int | None) -> None:
        assert number is not None
        self.ends[number] = (len(self.opened), len(self.texts))
        self._add(element.tail, self.opened[number][1])

    def _add(self, text: str | None, element: int | None) -> None:
        if text and element is not None:
            self.texts.append(DocumentText(text, element))

    def _elements(self) -> Iterator[DocumentElement]:
        for number, (element, parent, first_text) in enumerate(self.opened):
            end, end_text = self.ends[number]
            yield DocumentElement(_bare_tag(element), dict(element.attrib), parent, end, range(first_text, end_text))


def _bare_tag(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]
