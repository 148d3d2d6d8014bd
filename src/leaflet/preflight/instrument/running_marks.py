"""What stands in the margin of each page: it is in no structure tree, and is compared page by page as it is seen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from leaflet.preflight.instrument.lining_up import TextFault
from leaflet.preflight.instrument.patches import Ints
from leaflet.preflight.instrument.read_signs import Glyphs, read_signs
from leaflet.preflight.instrument.wanted_signs import WantedSigns

_LINE_MM = 1.0
"""Baselines that are nearer than this are one line."""


def seen_order(glyphs: Glyphs, rows: Ints, rtl: bool) -> list[Ints]:
    """The marked contents of a page that `rows` are in, from top to bottom, each line from its beginning."""
    parts = [rows[glyphs.sequence[rows] == number] for number in np.unique(glyphs.sequence[rows]).tolist()]
    side = -1 if rtl else 1

    def place(part: Ints) -> tuple[float, float]:
        across, down = glyphs.origin[part[0]]
        return round(float(down) / _LINE_MM), side * float(across)

    return sorted(parts, key=place)


def without_page_number(glyphs: Glyphs, parts: Sequence[Ints], page: int, pages: int) -> list[Ints]:
    """`parts` without one that is the page's number, alone or with how many pages there are."""
    numbers = {str(page), f"{page}/{pages}"}
    own = next((n for n, part in enumerate(parts) if read_signs(glyphs, part).signs in numbers), None)
    return [part for n, part in enumerate(parts) if n != own]


def in_document_order(wanted: WantedSigns, glyphs: Glyphs, parts: Sequence[Ints]) -> Iterator[Ints]:
    """`parts` in the document's order where a line of them holds several of its texts, side by side."""
    signs = wanted.signs
    places = {n: signs.find(read_signs(glyphs, part).signs) for n, part in enumerate(parts)}
    order = sorted(range(len(parts)), key=lambda n: (places[n] < 0, places[n], n))
    is_whole = "".join(read_signs(glyphs, parts[n]).signs for n in order) == signs
    yield from (parts[n] for n in order) if is_whole else parts


def lost_on_page(faults: Sequence[TextFault], page: int) -> Iterator[TextFault]:
    """`faults` of a page's margin: what is lost is lost on that page."""
    for fault in faults:
        kind = "lost-on-page" if fault.kind == "lost" else fault.kind
        yield TextFault(kind, fault.wanted, fault.got, fault.text, page)
