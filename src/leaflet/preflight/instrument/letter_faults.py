"""Reports faults of letters by quoting the words that contain them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from leaflet.model import KIND_NAMES, RequiredText
from leaflet.preflight.instrument.drawn_labels import drawn_labels
from leaflet.preflight.instrument.finished_file import FinishedFile
from leaflet.preflight.instrument.letter_appearance import Appearance
from leaflet.preflight.instrument.page import Glyph, Page
from leaflet.preflight.instrument.passage import Match, Passage
from leaflet.problem import Problem

_LABEL_HINT = "change it in the drawing: the label's colour, the shapes under and over it, or its place in the viewBox"
_MAX_WORDS = 6
"""Words that a message quotes, at most."""


@dataclass(frozen=True)
class LetterFault:
    """A fault that a letter may have, and its message."""

    rule: str
    applies_to: Callable[[Appearance, Glyph], bool]
    predicate: str
    """What is wrong with the words, as the end of a sentence that begins with them."""
    hint: str
    """What to do; `{layout}` stands for the layout's name."""


def letter_problems(file: FinishedFile, fault: LetterFault) -> Iterator[Problem]:
    """A problem for every required text that has letters with `fault`, at the first such passage."""
    for match in file.matches:
        candidates = ((passage, _faulty_glyphs(file, passage, fault)) for passage in match.passages)
        yield from islice((_problem(file, fault, match, *found) for found in candidates if found[1]), 1)


def _faulty_glyphs(file: FinishedFile, passage: Passage, fault: LetterFault) -> list[Glyph]:
    return [g for g in passage.inked_glyphs if fault.applies_to(file.appearances[passage.page.number, g.char_index], g)]


def _problem(file: FinishedFile, fault: LetterFault, match: Match, passage: Passage, faulty: list[Glyph]) -> Problem:
    required = match.required
    label = next((label for label in drawn_labels(file.edition, match) if passage in label.passages), None)
    name = label.name if label else f"the {KIND_NAMES[required.kind]} `{required.id}`"
    return file.problem(
        fault.rule,
        f"“{words_containing(passage.page, faulty)}” in {name} on page {passage.page.number} of "
        f"{file.edition.id} {fault.predicate}",
        _LABEL_HINT if label else fault.hint.format(layout=file.edition.layout.id),
        label.span if label else required.span,
        {file.page_thing(passage.page), file.letters_thing(passage.page), *_looks(file, [required])},
    )


def _looks(file: FinishedFile, texts: Iterable[RequiredText]) -> frozenset[str]:
    return frozenset(text.look("colour", file.edition.id) for text in texts)


def colours_of(file: FinishedFile, page: Page, glyphs: Collection[Glyph]) -> frozenset[str]:
    """The colours of the required texts that `glyphs` of `page` belong to, as things that a fault rests on."""
    numbers = {glyph.char_index for glyph in glyphs}
    on_page = [(match, passage) for match in file.matches for passage in match.passages if passage.page is page]
    held = (match for match, passage in on_page if any(g.char_index in numbers for g in passage.inked_glyphs))
    return _looks(file, (match.required for match in held))


def words_containing(page: Page, glyphs: list[Glyph]) -> str:
    """The first words of `page` that hold one of `glyphs`."""
    numbers = {glyph.char_index for glyph in glyphs}
    found: list[str] = []
    word, is_hit = "", False
    for glyph in page.glyphs:
        if glyph.char.strip():
            word, is_hit = word + glyph.char, is_hit or glyph.char_index in numbers
        else:
            found += [word] if is_hit else []
            word, is_hit = "", False
    found += [word] if is_hit else []
    return " ".join(found[:_MAX_WORDS]) + (" …" if len(found) > _MAX_WORDS else "")
