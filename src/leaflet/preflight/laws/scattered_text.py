"""Parts of a text don't stand together, or in another order than the document has them, or in another text's place.

Why: a help line beside another one's number, a level under the wrong claim and a heading above another's text are read
as they stand, whatever the document and its tags say. So the parts of a page are held against each other as drawn: none
reaches into another, each follows the one before it, and what belongs together is nearer than what doesn't. A required
statement and a claim stand whole on one page, for the second half of a warning may be missed overleaf.

Fix: look at the place that the message names. Take away what moves it in the layout's CSS (`position`, `transform`,
`float`, negative margins), give its box more room, or set the gap inside of a text smaller than the gap around it. What
is split over two pages wants `break-inside: avoid`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np

from leaflet.model import KIND_NAMES
from leaflet.preflight.instrument.drawn_boxes import box_faults
from leaflet.preflight.instrument.finished_file import FinishedFile
from leaflet.preflight.instrument.lined_up import LinedUp
from leaflet.preflight.instrument.nested_lists import nesting_faults
from leaflet.preflight.instrument.placement import PlaceFault, place_faults
from leaflet.preflight.instrument.typesetting import RUNNING_CLASSES
from leaflet.problem import Problem

NAME = "scattered-text"
_MAX_EXCERPT = 40
_ON_ONE_PAGE = frozenset({"disclaimer", "claim"})
"""Kinds of required texts that stand whole on one page."""
_SAID = {
    "crossing": "“{text}” and “{other}” reach into each other on page {page} of {edition}",
    "order": "“{text}” stands before “{other}” on page {page} of {edition}, and comes after it in the document",
    "strayed": "“{text}” stands neither under nor beside “{other}” on page {page} of {edition}, which it follows",
    "outside": "“{text}” stands outside of the box that holds “{other}” on page {page} of {edition}",
    "flattened": "“{text}” on page {page} of {edition} isn't set in from its own item “{other}”",
    "torn": "a gap of {wide:.1f} mm parts “{text}” on page {page} of {edition}; “{other}” is {near:.1f} mm away",
    "heading": "the heading “{text}” on page {page} of {edition} is {wide:.1f} mm off its text, {near:.1f} off another",
}


def check(file: FinishedFile) -> Iterator[Problem]:
    """Hold the parts of each page against each other."""
    pictures = {number: [(one.page.number, one.box) for one in drawn] for number, drawn in file.pictures.items()}
    faults = [*place_faults(file.lines, RUNNING_CLASSES, pictures), *nesting_faults(file.lines)]
    for page in file.drawn_pages:
        faults += box_faults(file.document, [room for room in file.rooms if room.page == page.number], page.paintings)
    by_kind: defaultdict[str, list[PlaceFault]] = defaultdict(list)
    for fault in dict.fromkeys(faults):
        by_kind[fault.kind].append(fault)
    yield from (_problem(file, alike) for alike in by_kind.values())
    yield from _split_over_pages(file)


def _problem(file: FinishedFile, alike: Sequence[PlaceFault]) -> Problem:
    """What is wrong with the place of one text, or of several: then at the layout."""
    fault, more, layout = alike[0], len(alike) - 1, file.edition.layout.id
    said = _SAID[fault.kind].format(
        text=_excerpt(file.lined_up, fault.text),
        other=_excerpt(file.lined_up, fault.other),
        page=fault.page,
        edition=file.edition.id,
        wide=fault.mm[0],
        near=fault.mm[1],
    )
    said += f"; so do {more} other texts" if more > 1 else "; so does another text" if more else ""
    parts = [part for one in alike for part in (one.text, one.other)]
    pages = (file.page_thing(one.page) for one in alike)
    return file.problem(
        NAME,
        said,
        file.origins.of(fault.text).hint(f"look in the CSS of `{layout}` for what moves it, or give it more room"),
        None if more else file.text_span(fault.text),
        {*pages, *map(file.signs_thing, parts), *file.look_things(parts)},
        {thing(part) for part in parts for thing in (file.letters_thing, file.place_thing)},
    )


def _split_over_pages(file: FinishedFile) -> Iterator[Problem]:
    """Required statements and claims that begin on one page and end on another."""
    document = file.document
    for required in (text for text in file.edition.required.texts if text.kind in _ON_ONE_PAGE):
        for number in document.marked.get(required.key, ()):
            is_running = any(
                not RUNNING_CLASSES.isdisjoint(document.elements[n].classes) for n in document.ancestors(number)
            )
            pages = np.unique(file.lined_up.glyphs.page[file.lined_up.rows_of(number)]).tolist()
            if len(pages) > 1 and not is_running:
                yield file.problem(
                    NAME,
                    f"the {KIND_NAMES[required.kind]} `{required.id}` is split over pages {pages[0]} and {pages[-1]} "
                    f"of {file.edition.id}; it must stand whole on one page",
                    f"set `break-inside: avoid` for it in the CSS of `{file.edition.layout.id}`",
                    required.span,
                )


def _excerpt(lined_up: LinedUp, text: int) -> str:
    words = " ".join(lined_up.document.texts[text].text.split())
    return words if len(words) <= _MAX_EXCERPT else f"{words[:_MAX_EXCERPT]} …"
