"""Texts that aren't Markdown, such as a claim: they are printed as they are written, so markup in them is a slip."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping
from dataclasses import replace

from leaflet.running_text.constructs import BARE_STARTS, EMPHASIS, Construct
from leaflet.running_text.inline import MarkupFault, parse_line

MARKUP = Construct(
    "markup",
    "",
    "only text.md can have Markdown",
    "take the signs out: this text is printed as it is written",
    "stray-markup",
)
LEAVE_OUT = "leave these signs out, or say it in words: no sign can be escaped in this text"
ELSEWHERE: Mapping[str, tuple[str, str]] = {
    "code": ("", "leave the backticks out"),
    "remark": ("a remark can't stand in a text", "put it on a line of its own that begins with `#`"),
    "HTML": ("", "leave the tag out: this text has no markup at all"),
    "end of a remark": ("", "leave it out"),
    "deletion": ("", LEAVE_OUT),
    "highlight": ("", LEAVE_OUT),
    "insertion": ("", LEAVE_OUT),
    "note": ("", LEAVE_OUT),
    "raised sign": ("", "type the raised sign itself, such as ²"),
    "marked term": ("a term can't be marked in this text", "leave the brackets out, and mark terms in text.md"),
    "claim": ("a claim can't stand in this text", "set it in text.md, on a line of its own"),
    "link": ("a link can't stand in this text", "leave the brackets out, and set links in text.md"),
    "picture": ("a figure can't stand in this text", "set it in text.md, on a line of its own"),
}
"""(message, hint) by construct where those for text.md would not help here; '' where the message is the same."""


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
            yield replace(fault, construct=_said_elsewhere(fault))
        elif len(fault.signs) > 1:
            yield MarkupFault(MARKUP, fault.offset, fault.signs)


def _said_elsewhere(fault: MarkupFault) -> Construct:
    """The construct with a hint that works where nothing can be escaped."""
    construct = fault.construct
    if construct.name == "entity":
        sign = html.unescape(fault.signs)
        return replace(construct, hint=f"type {sign if sign.isprintable() and sign.strip() else 'the sign'} itself")
    message, hint = ELSEWHERE.get(construct.name, ("", ""))
    return replace(construct, message=message or construct.message, hint=hint or construct.hint)
