"""Where the document's texts come from, and what each asks for: how large it must be, and what it must survive."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from leaflet.editions.edition import Edition
from leaflet.language.normalization import folded
from leaflet.model import KIND_NAMES, Figure, RequiredText, TextKey
from leaflet.preflight.instrument.document import Document
from leaflet.preflight.instrument.drawn_page import Doubles
from leaflet.preflight.instrument.patches import Flags
from leaflet.problem import Span

_LABEL_HINT = "change it in the drawing: the label's colour, the shapes under and over it, or its place in the viewBox"
PHOTOCOPIED_KINDS = frozenset({"disclaimer", "claim"})
"""Kinds of required texts that must survive photocopying."""


@dataclass(frozen=True, slots=True)
class TextOrigin:
    """What a text is a part of."""

    name: str
    """As a message names it."""
    span: Span
    """Where it is written."""
    required: RequiredText | None = None
    label: str | None = None
    """The drawing that it is a label of."""

    def hint(self, in_layout: str) -> str:
        """What to do: `in_layout` says it of the layout, and a label is changed where it is drawn."""
        return _LABEL_HINT if self.label else in_layout


@dataclass(frozen=True)
class TextOrigins:
    """The origins of all texts of a document."""

    edition: Edition
    document: Document

    @cached_property
    def _required(self) -> dict[TextKey, RequiredText]:
        return {text.key: text for text in reversed(self.edition.required.texts)}

    def required_around(self, text: int) -> Iterator[RequiredText]:
        """The required texts that the text with that number is a part of, the innermost first."""
        for number in self.document.ancestors(self.document.texts[text].element):
            mark = self.document.elements[number].mark
            if mark and (found := self._required.get(mark)):
                yield found

    def required_from(self, text: int) -> RequiredText | None:
        """The required text that the text with that number is a part of, or else the first one after it."""
        found = (required for n in range(text, len(self.document.texts)) for required in self.required_around(n))
        return next(found, None)

    def of(self, text: int) -> TextOrigin:
        """The origin of the text with that number; of none of the document's, the edition's layout."""
        required = next(self.required_around(text), None) if text >= 0 else None
        if required is None:
            words = folded(self.document.texts[text].text) if text >= 0 else ""
            return TextOrigin(f"“{words}”" if words else "the signs of the layout", self._span_before(text))
        return self._label(required, text) or TextOrigin(
            f"the {KIND_NAMES[required.kind]} `{required.id}`", required.span, required
        )

    def _label(self, required: RequiredText, text: int) -> TextOrigin | None:
        """The origin of a label of a drawing: what is wrong with one is to be changed there, not in the layout."""
        figure = next((b for b in self.edition.blocks() if isinstance(b, Figure) and b.id == required.id), None)
        if figure is None or required.kind != "block":
            return None
        words, hidden = folded(self.document.texts[text].text), len(figure.strings) - len(figure.labels)
        number = next((n for n, label in enumerate(figure.labels) if words in folded(label)), None)
        if number is None:
            return None
        name = f"the label “{figure.labels[number]}” of the drawing `{figure.file}`"
        return TextOrigin(name, figure.span("strings", number + hidden), required, figure.file)

    def _span_before(self, text: int) -> Span:
        """Where the nearest required text before the text with that number is written."""
        found = (required.span for n in range(text, -1, -1) for required in self.required_around(n))
        return next(found, self.edition.span())

    @cached_property
    def least_pt(self) -> Doubles:
        """By text: its least type size; pt."""
        smallest = self.edition.layout.smallest_pt
        texts = range(len(self.document.texts))
        return np.array([max((r.min_pt for r in self.required_around(n)), default=smallest) for n in texts])

    @cached_property
    def is_photocopied(self) -> Flags:
        """By text: must it survive photocopying?"""
        texts = range(len(self.document.texts))
        return np.array([any(r.kind in PHOTOCOPIED_KINDS for r in self.required_around(n)) for n in texts], np.bool_)
