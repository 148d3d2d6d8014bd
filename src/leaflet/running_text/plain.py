"""Texts that aren't Markdown, such as a claim: they are printed as they are written, so markup in them is a slip."""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.running_text.constructs import BARE_STARTS, EMPHASIS, Construct
from leaflet.running_text.inline import MarkupFault, parse_line

MARKUP = Construct(
    "markup",
    "",
    "only text.md can have Markdown",
    "take the signs out: this text is printed as it is written",
    "stray-markup",
)


def plain_text_faults(text: str) -> Iterator[MarkupFault]:
    """What of `text` somebody took for markup. An asterisk alone is a sign: `2*50 mg`, `significant*`."""
    start = BARE_STARTS.match(text)
    if start:
        yield MarkupFault(MARKUP, 0, start[0].strip())
    parsed = parse_line(text)
    for offset, signs in parsed.markup:
        yield MarkupFault(MARKUP, offset, signs)
    for fault in parsed.faults:
        if fault.construct is not EMPHASIS:
            yield fault
        elif len(fault.signs) > 1:
            yield MarkupFault(MARKUP, fault.offset, fault.signs)
