"""A finished file's glyphs beside the document's texts: which glyph is a sign of which text, and where both differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from leaflet.preflight.instrument.document import Document
from leaflet.preflight.instrument.drawn_page import PageDrawing
from leaflet.preflight.instrument.line_directions import LineDirections, in_logical_order
from leaflet.preflight.instrument.lining_up import GENERATED, Lining, TextFault, told_once
from leaflet.preflight.instrument.list_signs import ListSignCheck, label_contents, signs_before
from leaflet.preflight.instrument.patches import Ints
from leaflet.preflight.instrument.read_signs import Glyphs, in_reading_order, inked_glyphs, read_signs
from leaflet.preflight.instrument.repeated_heads import repeated_heads
from leaflet.preflight.instrument.running_marks import (
    in_document_order,
    lost_on_page,
    seen_order,
    without_page_number,
)
from leaflet.preflight.instrument.structure import ContentId, Structure
from leaflet.preflight.instrument.typesetting import RUNNING_CLASSES, Typesetting
from leaflet.preflight.instrument.wanted_signs import WantedSigns, wanted_signs

NO_TEXT = -1
"""In `LinedUp.text`: no text of the document. `GENERATED` there: a sign that the style sheet makes, as declared."""


@dataclass(frozen=True)
class LinedUp:
    """Every inked glyph of a file with its text."""

    document: Document
    glyphs: Glyphs
    text: Ints
    """By row of `glyphs`: the number of its text among `Document.texts`; `NO_TEXT` where it has none, `GENERATED`."""
    sign: Ints
    """By row: its place among the signs of the texts that it was held against; `NO_TEXT` where it has no text."""
    starts_word: Ints
    """By row: 1 where its sign begins a word in the document, 0 where it doesn't, `NO_TEXT` where it has no text."""
    faults: tuple[TextFault, ...]
    repeats: Mapping[int, int] = field(default_factory=dict)
    """By row, of a glyph in a head of a table that is said again on the next page: the row of the one repeated."""

    @cached_property
    def rows_by_text(self) -> Mapping[int, Ints]:
        """The rows of the glyphs of each text, in the order of reading within each page."""
        order = np.argsort(self.text, kind="stable")
        texts, starts = np.unique(self.text[order], return_index=True)
        return dict(zip(texts.tolist(), np.split(order, starts[1:]), strict=True))

    def rows_marked(self, kind: str, name: str) -> Ints:
        """The rows of the glyphs of a required text, wherever it stands."""
        return np.concatenate([*map(self.rows_of, self.document.marked.get((kind, name), ())), np.zeros(0, np.int64)])

    def rows_of(self, element: int) -> Ints:
        """The rows of the glyphs of all texts in an element, page by page, text by text."""
        found = [rows for n in self.document.elements[element].texts if (rows := self.rows_by_text.get(n)) is not None]
        return np.concatenate(found) if found else np.zeros(0, np.int64)


def line_up(document: Document, pages: Sequence[PageDrawing], structure: Structure, setting: Typesetting) -> LinedUp:
    """Hold drawn `pages`, with their file's structure, against `document`, which is set as `setting` says."""
    lining = _LiningUp(document, inked_glyphs(pages, setting.has_figures), setting)
    lining.compare_flow(structure)
    lining.compare_margins(len(pages))
    return LinedUp(
        document, lining.glyphs, lining.text, lining.sign, lining.starts_word, tuple(lining.faults), lining.repeats
    )


class _LiningUp:
    def __init__(self, document: Document, glyphs: Glyphs, setting: Typesetting) -> None:
        self.document, self.glyphs, self.setting = document, glyphs, setting
        self.text = np.full(len(glyphs.page), NO_TEXT, np.int64)
        self.sign = np.full(len(glyphs.page), NO_TEXT, np.int64)
        self.starts_word = np.full(len(glyphs.page), NO_TEXT, np.int64)
        self.faults: list[TextFault] = []
        self.repeats: Mapping[int, int] = {}
        self.untagged = np.zeros(0, np.int64)
        running = (e.texts for e in document.elements if not RUNNING_CLASSES.isdisjoint(e.classes))
        self.running = [number for texts in running for number in texts]

    def compare_flow(self, structure: Structure) -> None:
        """Compare what the structure tree has with the texts that don't stand in margins; then the signs of lists."""
        tagged, self.untagged = in_reading_order(self.glyphs, structure.reading_order)
        labels = label_contents(structure.elements)
        glyphs_of = self._by_content(tagged)
        in_margin = set(self.running)
        flow = wanted_signs(self.document, (n for n in range(len(self.document.texts)) if n not in in_margin))
        label_rows = np.array([row for content in labels for row in glyphs_of.get(content, ())], np.int64)
        tables = sum(element.tag == "thead" for element in self.document.elements)
        self.repeats = repeated_heads(structure, self.glyphs, glyphs_of, tables)
        generated = np.concatenate([label_rows, np.array([*self.repeats], np.int64)])
        self.faults += told_once(self._walk(flow, tagged[~np.isin(tagged, generated)]))
        found = [*signs_before(structure, labels, glyphs_of)]
        check = ListSignCheck(self.document, self.glyphs, self.setting)
        self.faults += check.faults(found, self.text.tolist())
        self.text[generated] = GENERATED

    def compare_margins(self, pages: int) -> None:
        """Compare what is in no tree with the running texts, on each page."""
        running = wanted_signs(self.document, self.running)
        for page in range(1, pages + 1):
            parts = seen_order(
                self.glyphs, self.untagged[self.glyphs.page[self.untagged] == page], self.setting.is_right_to_left
            )
            if self.setting.has_page_numbers:
                parts = without_page_number(self.glyphs, parts, page, pages)
            parts = [*in_document_order(running, self.glyphs, parts)]
            rows = np.concatenate([*parts, np.zeros(0, np.int64)])
            self.faults += lost_on_page(self._walk(running, rows), page)

    def _by_content(self, rows: Ints) -> Mapping[ContentId, list[int]]:
        found: defaultdict[ContentId, list[int]] = defaultdict(list)
        keys = zip(self.glyphs.page[rows].tolist(), self.glyphs.content[rows].tolist(), strict=True)
        for content, row in zip(keys, rows.tolist(), strict=True):
            found[content].append(row)
        return found

    def _walk(self, wanted: WantedSigns, rows: Ints) -> list[TextFault]:
        """Compare the glyphs in `rows` with `wanted`, and note which text each has."""
        directions = LineDirections(self.document, wanted, self.setting)
        read = in_logical_order(directions, self.glyphs, read_signs(self.glyphs, rows))
        lining = Lining(self.document, wanted, read, self.glyphs, self.setting)
        lining.walk()
        has_sign = lining.sign_of >= 0
        glyphs, signs = read.glyph[has_sign][::-1], lining.sign_of[has_sign][::-1]  # of a ligature the first counts
        self.text[read.glyph[lining.sign_of == GENERATED]] = GENERATED
        self.text[glyphs], self.sign[glyphs] = wanted.text[signs], signs
        self.starts_word[glyphs] = wanted.starts_word[signs]
        return lining.faults
