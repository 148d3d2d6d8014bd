"""A composed document beside what its edition must say: text by text, in the order of reading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from typing import Protocol, TypeVar

from leaflet.editions.edition import Edition
from leaflet.editions.expected import ExpectedText, TextName
from leaflet.preflight.instrument.document import Document, read_document
from leaflet.preflight.instrument.document_texts import FoundText, found_texts
from leaflet.problem import Problem, Span

LAYOUT_KINDS = ("heading", "words")
"""Kinds of texts that are the layout's own."""


class _Named(Protocol):
    @property
    def name(self) -> TextName: ...


_AnyText = TypeVar("_AnyText", bound=_Named)


@dataclass(frozen=True)
class DocumentComparison:
    """The two sides."""

    edition: Edition
    html: str
    document: Document

    @cached_property
    def found(self) -> tuple[FoundText, ...]:
        """What the document says."""
        return found_texts(self.document)

    @cached_property
    def replaced(self) -> tuple[tuple[ExpectedText, FoundText], ...]:
        """The headings and words of the layout that others of their kind stand in the place of."""
        lost, strange = {id(text) for text in self._all_lost}, {id(text) for text in self._all_strange}
        return tuple(
            (expected, found)
            for expected, found in _exchanged(self.edition.expected_texts, self.found)
            if id(expected) in lost and id(found) in strange and expected.name[0] == found.name[0] in LAYOUT_KINDS
        )

    @cached_property
    def lost(self) -> tuple[ExpectedText, ...]:
        """What it should say and doesn't, or not often enough."""
        return tuple(_without(self._all_lost, (expected for expected, _ in self.replaced)))

    @cached_property
    def strange(self) -> tuple[FoundText, ...]:
        """What it says and shouldn't, or too often."""
        return tuple(_without(self._all_strange, (found for _, found in self.replaced)))

    @cached_property
    def _all_lost(self) -> tuple[ExpectedText, ...]:
        return _surplus(self.edition.expected_texts, self.found)

    @cached_property
    def _all_strange(self) -> tuple[FoundText, ...]:
        return _surplus(self.found, self.edition.expected_texts)

    @cached_property
    def pairs(self) -> tuple[tuple[ExpectedText, FoundText], ...]:
        """Each expected text with what was found of its name, the first with the first."""
        found = iter(sorted(_without(self.found, self._all_strange), key=lambda text: text.name))
        expected = sorted(_without(self.edition.expected_texts, self._all_lost), key=lambda text: text.name)
        by_place = {id(text): other for text, other in zip(expected, found, strict=True)}
        return tuple((text, by_place[id(text)]) for text in self.edition.expected_texts if id(text) in by_place)

    @property
    def template(self) -> Span:
        """The template of the layout's page or, where it is that of another layout, where the layout says so."""
        layout = self.edition.layout
        own = f"{layout.id}/page.html.j2"
        return layout.span("extend") if layout.page != own else Span(layout.shown_path(own))

    def problem(self, rule: str, message: str, hint: str, span: Span | None = None) -> Problem:
        """A problem that stops this edition; without `span` it is its template's."""
        return Problem(rule, message, hint, span or self.template, editions=(self.edition.id,))


def compare(html: str, edition: Edition) -> DocumentComparison:
    """`html`, the composed document of `edition`, beside what that must say."""
    return DocumentComparison(edition, html, read_document(html))


def name_in_messages(name: TextName) -> str:
    """The heading “Safety”, “Patient leaflet”, `wash-hands`."""
    kind, text = name
    if kind == "heading":
        return f"the heading “{text}”"
    return f"“{text}”" if kind == "words" else f"`{text}`"


def _surplus(texts: Sequence[_AnyText], others: Iterable[_Named]) -> tuple[_AnyText, ...]:
    """Those of `texts` that are there more often than in `others`: the last ones of a name."""
    left = Counter(text.name for text in others)
    surplus = []
    for text in texts:
        left[text.name] -= 1
        if left[text.name] < 0:
            surplus.append(text)
    return tuple(surplus)


def _without(texts: Iterable[_AnyText], taken: Iterable[_AnyText]) -> list[_AnyText]:
    left_out = {id(text) for text in taken}
    return [text for text in texts if id(text) not in left_out]


def _exchanged(
    expected: Sequence[ExpectedText], found: Sequence[FoundText]
) -> Iterator[tuple[ExpectedText, FoundText]]:
    """Texts of which one stands where another should: between the same neighbours."""
    matcher = SequenceMatcher(a=[t.name for t in expected], b=[t.name for t in found], autojunk=False)
    for change, first, last, other, end in matcher.get_opcodes():
        if change == "replace":
            yield from zip(expected[first:last], found[other:end], strict=False)
