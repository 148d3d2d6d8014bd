"""Do the items of a list within an item stand further in than that item's words?"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.preflight.instrument.placement import PlaceFault
from leaflet.preflight.instrument.set_lines import SetLines

_INDENT_MM = 1.5
"""The least that is seen as further in: half of what the project's layouts indent by. Its own limit."""
_LISTS = frozenset({"ul", "ol"})


def nesting_faults(lines: SetLines) -> Iterator[PlaceFault]:
    """The inner lists that aren't set in; the first item of each."""
    document = lines.lined_up.document
    for number, element in enumerate(document.elements):
        if element.tag != "li":
            continue
        for inner in (child for child in document.children(number) if document.elements[child].tag in _LISTS):
            own, nested = lines.of_element(number), lines.of_element(inner)
            if own and nested and min(line.box[0] for line in nested) < own[0].box[0] + _INDENT_MM:
                indent = nested[0].box[0] - own[0].box[0]
                yield PlaceFault("flattened", nested[0].text, own[0].text, nested[0].page, (indent, 0))
