"""Reports faults of letters by quoting the words that contain them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from leaflet.model import layout_colours
from leaflet.preflight.instrument.drawn_page import Doubles, PageDrawing
from leaflet.preflight.instrument.finished_file import FinishedFile
from leaflet.preflight.instrument.letter_appearance import Appearances
from leaflet.preflight.instrument.lined_up import LinedUp
from leaflet.preflight.instrument.patches import Flags, Ints
from leaflet.preflight.instrument.text_origins import TextOrigin
from leaflet.problem import Problem

_MAX_WORDS = 6
"""Words that a message quotes, at most."""


@dataclass(frozen=True)
class LetterFault:
    """A fault that letters may have, and its message."""

    rule: str
    applies_to: Callable[[Appearances, Doubles], Flags]
    """Which letters have it, by how they look and by their type size, pt."""
    predicate: str
    """What is wrong with the words, as the end of a sentence that begins with them."""
    hint: str
    """What to do; `{layout}` stands for the layout's name."""


def letter_problems(file: FinishedFile, fault: LetterFault) -> Iterator[Problem]:
    """A problem for every required text that has letters with `fault`, at the first such page."""
    told: set[str] = set()
    for page in file.pages:
        found, sizes = file.appearances[page.number], file.lined_up.glyphs.size_pt
        for origin, rows in by_origin(file, found.rows[fault.applies_to(found.looks, sizes[found.rows])]):
            if origin.name not in told:
                told.add(origin.name)
                yield _problem(file, fault, origin, page, rows)


def by_origin(file: FinishedFile, rows: Ints) -> Iterator[tuple[TextOrigin, Ints]]:
    """`rows` by the origin of their texts, in the order of the document.

    Where required texts are among them, those alone: what spoils the words of a layout, too, is told once.
    """
    texts = file.lined_up.text[rows]
    found: dict[str, tuple[TextOrigin, list[Ints]]] = {}
    for text in np.unique(texts).tolist():
        origin = file.origins.of(text)
        found.setdefault(origin.name, (origin, []))[1].append(rows[texts == text])
    has_required = any(origin.required for origin, _ in found.values())
    yield from ((o, np.concatenate(parts)) for o, parts in found.values() if o.required or not has_required)


def _problem(file: FinishedFile, fault: LetterFault, origin: TextOrigin, page: PageDrawing, rows: Ints) -> Problem:
    return file.problem(
        fault.rule,
        f"“{words_containing(file.lined_up, rows)}” in {origin.name} on page {page.number} of "
        f"{file.edition.id} {fault.predicate}",
        origin.hint(fault.hint.format(layout=file.edition.layout.id)),
        origin.span,
        {file.page_thing(page.number), *colours_of(file, rows), *letters_of(file, rows)},
    )


def colours_of(file: FinishedFile, rows: Ints) -> frozenset[str]:
    """The colours of the texts that the glyphs in `rows` belong to, as things that a fault rests on."""
    required, edition = (origin.required for origin, _ in by_origin(file, rows)), file.edition.id
    return frozenset(text.look("colour", edition) if text else layout_colours(edition) for text in required)


def letters_of(file: FinishedFile, rows: Ints) -> frozenset[str]:
    """The letters of the texts that the glyphs in `rows` belong to, as things that a fault rests on or spoils."""
    return frozenset(file.letters_thing(text) for text in np.unique(file.lined_up.text[rows]).tolist())


def words_containing(lined_up: LinedUp, rows: Ints) -> str:
    """The first words that hold one of the glyphs in `rows`."""
    found: list[str] = []
    for text in np.unique(lined_up.text[rows]).tolist():
        mine = lined_up.rows_by_text[text]
        mine = mine[np.lexsort((lined_up.sign[mine], lined_up.glyphs.page[mine]))]
        word = np.cumsum(lined_up.starts_word[mine] == 1)
        hit = np.unique(word[np.isin(mine, rows)])
        found += [lined_up.glyphs.words(mine[word == number]) for number in hit.tolist()]
    return " ".join(found[:_MAX_WORDS]) + (" …" if len(found) > _MAX_WORDS else "")
