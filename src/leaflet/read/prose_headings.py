"""The heading of a section: its title, and in braces its id, for whom it is and its role."""

from __future__ import annotations

import re
from typing import Any

from leaflet.model import Audience, is_id
from leaflet.problem import Problem, Span
from leaflet.read.prose_blocks import heading_parts, one_line
from leaflet.read.prose_faults import indentation_problems, title_problems, unsupported
from leaflet.read.record_messages import allowed_words_hint
from leaflet.read.text_file import Problems, TextFile
from leaflet.running_text.constructs import PLACEHOLDER
from leaflet.running_text.placed_text import PlacedText

ATTRIBUTES = re.compile(r"\{:?(?P<inside>[^{}]*)\}\s*$")
ATTRIBUTE = re.compile(
    r"""\s*(?:\#(?P<id>[^\s"'#=]+)|(?P<key>[a-z-]+)=(?P<quote>["'])(?P<value>.*?)(?P=quote))(?=\s|$)"""
)
CURLY = re.compile("[“”„‟‘’‚«»]")
REQUIRED_ATTRIBUTES = ("id", "for", "role")
"""What a section heading must say."""
HEADING_HINT = 'write `## Title {: #an-id for="patient clinician" role="background" }`'


def attributes_of(title: str) -> re.Match[str] | None:
    """The attributes at the end of a heading; None where it has none. The place of the emergency number is none."""
    match = ATTRIBUTES.search(title)
    return None if match and match[0].rstrip() == PLACEHOLDER else match


def section_heading(file: TextFile, block_text: PlacedText) -> tuple[dict[str, Any], dict[str, Span], Problems]:
    """The fields of a section that its heading gives, their locations, and what is wrong with it."""
    hashes, rest = heading_parts(block_text.content)
    match = attributes_of(rest)
    start = block_text.content_offset + block_text.content.index(rest)
    title = one_line(rest[: match.start()] if match else rest)
    values: dict[str, Any] = {"level": len(hashes), "title": title}
    spans = {"title": file.span(start)}
    own = (*indentation_problems(file, block_text), *title_problems(title, spans["title"]))
    if not match:
        message = "a section heading must say its id, for whom it is and its role"
        return values, spans, (*own, unsupported(file.span(block_text.content_offset), message, HEADING_HINT))
    given, faults = _attributes(file, match["inside"], start + match.start("inside"))
    missing = tuple(
        _missing(file.span(block_text.content_offset), k)
        for k in REQUIRED_ATTRIBUTES
        if not (given.get(k, ("", 0))[0].strip() or CURLY.search(match["inside"]))
    )
    audiences, unknown = _audiences(file, *given.get("for", ("", 0)))
    role, no_role = _role(file, *given.get("role", ("", 0)))
    values |= {"id": given.get("id", ("section", 0))[0], "audiences": audiences, "role": role}
    spans |= {name: file.span(offset) for name, (_, offset) in given.items()}
    spans["audiences"] = spans.get("for", spans["title"])
    return values, spans, (*own, *faults, *missing, *unknown, *no_role)


def _attributes(file: TextFile, inside: str, offset: int) -> tuple[dict[str, tuple[str, int]], Problems]:
    """`#id for="…" role="…"` → name: (value, offset of the value); a problem for anything else."""
    given: dict[str, tuple[str, int]] = {}
    at = 0
    while inside[at:].strip():
        match = ATTRIBUTE.match(inside, at)
        name = "id" if match and match["id"] else match["key"] if match else ""
        if not match or name not in REQUIRED_ATTRIBUTES or name in given:
            fault_offset = offset + at + len(inside[at:]) - len(inside[at:].lstrip())
            message = f"`{inside[at:].split(maxsplit=1)[0]}` is not an attribute that a heading can have here"
            if CURLY.search(inside, at):
                message = "what a heading says in braces must stand in straight quotation marks, not in curly ones"
            return given, (unsupported(file.span(fault_offset), message, HEADING_HINT),)
        group = "id" if match["id"] else "value"
        given[name] = (match[group], offset + match.start(group))
        at = match.end()
    return given, ()


def _missing(span: Span, key: str) -> Problem:
    what = {"id": "its id", "for": "for whom it is", "role": "its role"}
    return unsupported(span, f"a section heading must say {what[key]}", HEADING_HINT)


def _audiences(file: TextFile, value: str, offset: int) -> tuple[tuple[Audience, ...], Problems]:
    known = {str(a) for a in Audience}
    words = [(match[0], offset + match.start()) for match in re.finditer(r"\S+", value)]
    unknown = tuple(
        Problem("unknown-audience", f"`{word}` is not an audience", allowed_words_hint(word, known), file.span(at))
        for word, at in words
        if word not in known
    )
    return tuple(dict.fromkeys(Audience(word) for word, _ in words if word in known)), unknown


def _role(file: TextFile, value: str, offset: int) -> tuple[str | None, Problems]:
    """The role: which ones there are, the layouts say."""
    if is_id(value) or not offset:
        return (value if is_id(value) else None), ()
    message = f"`{value}` can't be a role of a section"
    hint = "write small letters, digits and hyphens, as in `background`"
    return None, (unsupported(file.span(offset), message, hint),)
