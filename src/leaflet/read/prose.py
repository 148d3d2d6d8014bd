"""The running text: `text.md` → sections of blocks, each with its location.

Only what the contract of the format names is read: headings, paragraphs, lists, the place of a claim (`[[id]]`) and the
place of a figure (`![](figures/name.svg)`). Inline Markdown stays as it is; it becomes HTML where pages are composed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from leaflet.model import (
    Audience,
    Block,
    ClaimPlaceholder,
    Figure,
    Located,
    Origin,
    Prose,
    Section,
    SectionRole,
    Subheading,
)
from leaflet.problem import Problem, Severity, Span
from leaflet.read.document import SourceDocument
from leaflet.read.records import allowed_words_hint, is_id, validate, without_duplicates
from leaflet.read.text_file import Problems, TextFile
from leaflet.running_text import LINK, LIST_ITEM

HEADING = re.compile(r"(#{1,6})[ \t]+(.*)")
ATTRIBUTES = re.compile(r"\{:?(?P<inside>[^{}]*)\}\s*$")
ATTRIBUTE = re.compile(
    r"""\s*(?:\#(?P<id>[^\s"'#=]+)|(?P<key>[a-z-]+)=(?P<quote>["'])(?P<value>.*?)(?P=quote))(?=\s|$)"""
)
CLAIM = re.compile(r"\[\[([^\[\]]*)\]\]")
FIGURE = re.compile(r"!\[([^\]]*)\]\(([^()\s]*)\)")
PICTURE = re.compile(r"!\[[^\[\]]*\](?=[(\[])")
FIRST_ITEM = re.compile(r"[ \t]*(?:[-*+]|1\.)[ \t]+\S")
"""A list may follow a paragraph without a blank line only where it counts from 1: “in\\n1986. …” isn't a list."""
OTHER_ITEM = re.compile(r"^[ \t]*\d+\)[ \t]+\S", re.MULTILINE)
MALFORMED_LINK = re.compile(r"\[(?:\s*\]\(|[^\[\]]*\]\((?![^()\s<>]+\)))")
"""Looks like a link, but isn't one; the policy `forbidden-link` reports one with a bad address."""
UNSUPPORTED = re.compile(r"[ ]{0,3}(?:>|```|~~~|\||={2,}\s*$|-{2,}\s*$|\*{3,}\s*$|_{3,}\s*$|\[[^\]]+\]:)")
"""Quotations, code, tables, rules, underlined headings, link definitions."""
RAW_HTML = re.compile(r"<(?:/?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?|!--[^<>]*)>")
REQUIRED_ATTRIBUTES = ("id", "for", "role")
"""What a section heading must say."""
HEADING_HINT = 'write `## Title {: #an-id for="patient clinician" role="background" }`'

FigureReader = Callable[[str, str, Span], tuple[Figure | None, Problems]]
"""(block id, file as written, location) → the figure."""


@dataclass
class _SectionText:
    """A section under construction: its heading and the blocks below it."""

    heading: _BlockText
    blocks: list[_BlockText] = field(default_factory=list)


@dataclass(frozen=True)
class _BlockText:
    """Consecutive lines that make one block."""

    text: str
    offset: int
    """Of its first character in the file."""


def read_prose(file: TextFile, read_figure: FigureReader) -> tuple[tuple[Section, ...], Problems]:
    """The sections of a `text.md`, and every problem in it. `read_figure` reads a figure."""
    section_texts, problems = _section_texts(file)
    sections: list[Section] = []
    for section_text in section_texts:
        section, faults = _section(file, section_text, read_figure)
        sections += [section] if section else []
        problems += faults
    kept, duplicates = without_duplicates(sections)
    return kept, (*problems, *duplicates)


def _section_texts(file: TextFile) -> tuple[list[_SectionText], Problems]:
    """The file split at its section headings; a problem for text before the first."""
    section_texts: list[_SectionText] = []
    problems: Problems = ()
    for block_text in _block_texts(file.text):
        if _heading_level(block_text.text) in (1, 2):
            section_texts.append(_SectionText(block_text))
        elif section_texts:
            section_texts[-1].blocks.append(block_text)
        elif not problems:
            problems = (_fault(file.span(block_text.offset), "text must stand under a section heading", HEADING_HINT),)
    if not section_texts and not problems:
        problems = (_fault(file.span(0), "the running text must have at least one section", HEADING_HINT),)
    return section_texts, problems


def _block_texts(text: str) -> Iterator[_BlockText]:
    """Blocks of lines: split at blank lines, before and after lines that stand alone, and where a list begins."""
    lines: list[str] = []
    start = offset = 0
    for line in text.splitlines(keepends=True):
        if lines and (not line.strip() or _stands_alone(line) or _stands_alone(lines[-1]) or _begins_list(lines, line)):
            yield _block_text(lines, start)
            lines = []
        if line.strip():
            start = start if lines else offset
            lines.append(line)
        offset += len(line)
    if lines:
        yield _block_text(lines, start)


def _block_text(lines: list[str], start: int) -> _BlockText:
    text = "".join(lines).rstrip()
    indent = 0 if LIST_ITEM.match(text) else len(text) - len(text.lstrip())
    return _BlockText(text[indent:], start + indent)


def _stands_alone(line: str) -> bool:
    stripped = line.strip()
    return bool(HEADING.fullmatch(stripped) or CLAIM.fullmatch(stripped) or FIGURE.fullmatch(stripped))


def _begins_list(lines: list[str], line: str) -> bool:
    return bool(FIRST_ITEM.match(line)) and not LIST_ITEM.match(lines[0])


def _heading_level(text: str) -> int:
    """The level of a heading; 0 where `text` isn't one."""
    match = HEADING.fullmatch(text)
    return len(match[1]) if match else 0


def _section(file: TextFile, section_text: _SectionText, read_figure: FigureReader) -> tuple[Section | None, Problems]:
    values, spans, problems = _heading(file, section_text.heading)
    name = str(values.get("id", "section"))
    pairs = [
        _block(file, block_text, f"{name}.{n}", read_figure) for n, block_text in enumerate(section_text.blocks, 1)
    ]
    below = tuple(p for _, faults in pairs for p in faults)
    values["blocks"] = tuple(block for block, _ in pairs if block)
    section, faults = (
        (None, ()) if problems else _record(Section, file.span(section_text.heading.offset), values, spans)
    )
    return section, (*problems, *faults, *below)


def _heading(file: TextFile, block_text: _BlockText) -> tuple[dict[str, Any], dict[str, Span], Problems]:
    """The fields of a section that its heading gives, their locations, and what is wrong with it."""
    hashes, rest = _groups(HEADING, block_text.text)
    match = ATTRIBUTES.search(rest)
    start = block_text.offset + block_text.text.index(rest)
    values: dict[str, Any] = {"level": len(hashes), "title": _one_line(rest[: match.start()] if match else rest)}
    spans = {"title": file.span(start)}
    if not match:
        message = "a section heading must say its id, for whom it is and its role"
        return values, spans, (_fault(file.span(block_text.offset), message, HEADING_HINT),)
    given, faults = _attributes(file, match["inside"], start + match.start("inside"))
    missing = tuple(
        _missing(file.span(block_text.offset), k) for k in REQUIRED_ATTRIBUTES if not given.get(k, ("", 0))[0].strip()
    )
    audiences, unknown = _audiences(file, *given.get("for", ("", 0)))
    role, no_role = _role(file, *given.get("role", ("", 0)))
    values |= {"id": given.get("id", ("section", 0))[0], "audiences": audiences, "role": role}
    spans |= {name: file.span(offset) for name, (_, offset) in given.items()}
    spans["audiences"] = spans.get("for", spans["title"])
    return values, spans, (*faults, *missing, *unknown, *no_role)


def _groups(pattern: re.Pattern[str], text: str) -> tuple[str, str]:
    match = pattern.fullmatch(text)
    return (match[1], match[2]) if match else ("", text)


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
            return given, (_fault(file.span(fault_offset), message, HEADING_HINT),)
        group = "id" if match["id"] else "value"
        given[name] = (match[group], offset + match.start(group))
        at = match.end()
    return given, ()


def _missing(span: Span, key: str) -> Problem:
    what = {"id": "its id", "for": "for whom it is", "role": "its role"}
    return _fault(span, f"a section heading must say {what[key]}", HEADING_HINT)


def _audiences(file: TextFile, value: str, offset: int) -> tuple[tuple[Audience, ...], Problems]:
    known = {str(a) for a in Audience}
    words = [(match[0], offset + match.start()) for match in re.finditer(r"\S+", value)]
    unknown = tuple(
        Problem("unknown-audience", f"`{word}` is not an audience", allowed_words_hint(word, known), file.span(at))
        for word, at in words
        if word not in known
    )
    return tuple(dict.fromkeys(Audience(word) for word, _ in words if word in known)), unknown


def _role(file: TextFile, value: str, offset: int) -> tuple[SectionRole | None, Problems]:
    known = {str(r) for r in SectionRole}
    if value in known or not offset:
        return (SectionRole(value) if value in known else None), ()
    message = f"`{value}` is not a role of a section"
    return None, (Problem("unknown-role", message, allowed_words_hint(value, known), file.span(offset)),)


def _block(
    file: TextFile, block_text: _BlockText, name: str, read_figure: FigureReader
) -> tuple[Block | None, Problems]:
    span = file.span(block_text.offset)
    claim, figure = CLAIM.fullmatch(block_text.text), FIGURE.fullmatch(block_text.text)
    if _heading_level(block_text.text):
        return _subheading(file, block_text, name)
    if claim:
        return _claim_placeholder(span, claim[1].strip())
    if figure:
        return _figure(span, figure, name, read_figure)
    problems = tuple(_faults(file, block_text))
    values = {"id": name, "markdown": _unwrapped(block_text.text)}
    block, faults = _record(Prose, span, values, {"markdown": span})
    return block, (*problems, *faults)


def _subheading(file: TextFile, block_text: _BlockText, name: str) -> tuple[Subheading | None, Problems]:
    hashes, title = _groups(HEADING, block_text.text)
    span = file.span(block_text.offset)
    if ATTRIBUTES.search(title):
        return None, (
            _fault(span, "only a section heading (`##`) has attributes", "remove the braces and what is in them"),
        )
    values = {"id": name, "level": len(hashes), "title": _one_line(title)}
    return _record(Subheading, span, values, {"title": file.span(block_text.offset + block_text.text.index(title))})


def _claim_placeholder(span: Span, name: str) -> tuple[ClaimPlaceholder | None, Problems]:
    if not is_id(name):
        hint = "write the id as in claims.yaml: `[[claim-id]]`"
        return None, (_fault(span, f"`{name}` can't be the id of a claim", hint),)
    return ClaimPlaceholder(claim=name, origin=Origin(span)), ()


def _figure(span: Span, match: re.Match[str], name: str, read_figure: FigureReader) -> tuple[Figure | None, Problems]:
    figure, problems = read_figure(name, match[2], span)
    if match[1].strip():
        hint = "move these words into <title> and <desc> of the drawing, where they are translated"
        return None, (_fault(span, "a figure is described in its drawing, not in the brackets", hint), *problems)
    return figure, problems


def _faults(file: TextFile, block_text: _BlockText) -> Iterator[Problem]:
    """What is wrong inside a paragraph or a list."""
    for pattern, message, hint in (
        (CLAIM, "a claim must stand alone on its line", "put a line break before and after `[[…]]`"),
        (PICTURE, "a figure must stand alone on its line", "put `![](figures/name.svg)` on a line of its own"),
        (OTHER_ITEM, "the number of a list's item must be followed by a dot", "write `1.`, not `1)`"),
    ):
        yield from (_fault(_match_span(file, block_text, f), message, hint) for f in pattern.finditer(block_text.text))
    yield from _link_faults(file, block_text)
    yield from _list_faults(file, block_text)
    for match in RAW_HTML.finditer(LINK.sub(_blank, block_text.text)):
        hint = "use Markdown: **bold**, *emphasis*, [words](https://…)"
        message = f"HTML is printed as it is written: {match[0]}"
        yield Problem("raw-html", message, hint, _match_span(file, block_text, match), Severity.WARNING)
    for line in re.finditer(r"^.*$", block_text.text, re.MULTILINE):
        if UNSUPPORTED.match(line[0]):
            message = "running text can only have paragraphs, lists, headings, claims and figures"
            yield _fault(_match_span(file, block_text, line), message, "write it as a paragraph or a list")


def _link_faults(file: TextFile, block_text: _BlockText) -> Iterator[Problem]:
    """What looks like a link and would be printed as it is written."""
    for match in MALFORMED_LINK.finditer(LINK.sub(_blank, block_text.text)):
        message = "a link must be words in brackets and an address in parentheses, and nothing else"
        yield _fault(
            _match_span(file, block_text, match), message, "write `[words](https://…)`, without a title and spaces"
        )


def _blank(match: re.Match[str]) -> str:
    """The same number of characters without a meaning."""
    return "_" * len(match[0])


def _list_faults(file: TextFile, block_text: _BlockText) -> Iterator[Problem]:
    """Lists that would be printed with other numbers, or other levels, than they are written with."""
    items = list(LIST_ITEM.finditer(block_text.text)) if LIST_ITEM.match(block_text.text) else []
    numbered = bool(items and items[0]["number"])
    for count, item in enumerate(items, 1):
        if bool(item["number"]) != numbered or (numbered and int(item["number"]) != count):
            hint = "begin with `1.` and leave none out; end a line that begins with a year in another place"
            yield _fault(
                _match_span(file, block_text, item),
                "the items of a list must count 1, 2, 3, or all begin with `-`",
                hint,
            )
        if _indent(item[0]) != _indent(items[0][0]) or LIST_ITEM.match(block_text.text[item.end() :]):
            yield _fault(
                _match_span(file, block_text, item), "a list must not stand inside another", "make one list of both"
            )


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())


def _match_span(file: TextFile, block_text: _BlockText, match: re.Match[str]) -> Span:
    return file.span(block_text.offset + match.start())


def _unwrapped(text: str) -> str:
    """One line a paragraph or list item, so that rewrapping the source changes nothing for translators.

    Two spaces at the end of a line keep their line break.
    """
    lines: list[str] = []
    for line in text.split("\n"):
        begins = not lines or (LIST_ITEM.match(line) and LIST_ITEM.match(text))
        if begins or lines[-1].endswith("  "):
            lines.append(line.lstrip())
        else:
            lines[-1] = f"{lines[-1].rstrip()} {line.lstrip()}"
    return "\n".join(line if line.endswith("  ") else line.rstrip() for line in lines)


def _one_line(text: str) -> str:
    return re.sub(r"[ \t]+", " ", text).strip()


def _record(model: type[Any], start: Span, values: dict[str, Any], spans: dict[str, Span]) -> tuple[Any, Problems]:
    located = Located(values)
    located.origin = Origin(start, {(name,): span for name, span in spans.items()})
    return validate(model, SourceDocument(located, located.origin))


def _fault(span: Span, message: str, hint: str) -> Problem:
    return Problem("unsupported-prose", message, hint, span)
