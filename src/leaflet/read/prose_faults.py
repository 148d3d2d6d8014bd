"""What a block of running text must not hold: it would be printed otherwise than it is written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from leaflet.problem import Problem, Severity, Span
from leaflet.read.prose_blocks import CLAIM, BlockText
from leaflet.read.text_file import TextFile
from leaflet.running_text import LINK, LIST_ITEM

PICTURE = re.compile(r"!\[[^\[\]]*\](?=[(\[])")
OTHER_ITEM = re.compile(r"^[ \t]*\d+\)[ \t]+\S", re.MULTILINE)
MALFORMED_LINK = re.compile(r"\[(?:\s*\]\(|[^\[\]]*\]\((?![^()\s<>]+\)))")
"""Looks like a link, but isn't one; the policy `forbidden-link` reports one with a bad address."""
UNSUPPORTED = re.compile(r"[ ]{0,3}(?:>|```|~~~|\||={2,}\s*$|-{2,}\s*$|\*{3,}\s*$|_{3,}\s*$|\[[^\]]+\]:)")
"""Quotations, code, tables, rules, underlined headings, link definitions."""
RAW_HTML = re.compile(r"<(?:/?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?|!--[^<>]*)>")


def unsupported(span: Span, message: str, hint: str) -> Problem:
    """The problem of something that running text can't hold."""
    return Problem("unsupported-prose", message, hint, span)


def paragraph_faults(file: TextFile, block_text: BlockText) -> Iterator[Problem]:
    """What is wrong inside a paragraph or a list."""
    for pattern, message, hint in (
        (CLAIM, "a claim must stand alone on its line", "put a line break before and after `[[…]]`"),
        (PICTURE, "a figure must stand alone on its line", "put `![](figures/name.svg)` on a line of its own"),
        (OTHER_ITEM, "the number of a list's item must be followed by a dot", "write `1.`, not `1)`"),
    ):
        yield from (
            unsupported(_match_span(file, block_text, f), message, hint) for f in pattern.finditer(block_text.text)
        )
    yield from _link_faults(file, block_text)
    yield from _list_faults(file, block_text)
    for match in RAW_HTML.finditer(LINK.sub(_blank, block_text.text)):
        hint = "use Markdown: **bold**, *emphasis*, [words](https://…)"
        message = f"HTML is printed as it is written: {match[0]}"
        yield Problem("raw-html", message, hint, _match_span(file, block_text, match), Severity.WARNING)
    for line in re.finditer(r"^.*$", block_text.text, re.MULTILINE):
        if UNSUPPORTED.match(line[0]):
            message = "running text can only have paragraphs, lists, headings, claims and figures"
            yield unsupported(_match_span(file, block_text, line), message, "write it as a paragraph or a list")


def _link_faults(file: TextFile, block_text: BlockText) -> Iterator[Problem]:
    """What looks like a link and would be printed as it is written."""
    for match in MALFORMED_LINK.finditer(LINK.sub(_blank, block_text.text)):
        message = "a link must be words in brackets and an address in parentheses, and nothing else"
        yield unsupported(
            _match_span(file, block_text, match), message, "write `[words](https://…)`, without a title and spaces"
        )


def _blank(match: re.Match[str]) -> str:
    """The same number of characters without a meaning."""
    return "_" * len(match[0])


def _list_faults(file: TextFile, block_text: BlockText) -> Iterator[Problem]:
    """Lists that would be printed with other numbers, or other levels, than they are written with."""
    items = list(LIST_ITEM.finditer(block_text.text)) if LIST_ITEM.match(block_text.text) else []
    numbered = bool(items and items[0]["number"])
    for count, item in enumerate(items, 1):
        if bool(item["number"]) != numbered or (numbered and int(item["number"]) != count):
            hint = "begin with `1.` and leave none out; end a line that begins with a year in another place"
            yield unsupported(
                _match_span(file, block_text, item),
                "the items of a list must count 1, 2, 3, or all begin with `-`",
                hint,
            )
        if _indent(item[0]) != _indent(items[0][0]) or LIST_ITEM.match(block_text.text[item.end() :]):
            yield unsupported(
                _match_span(file, block_text, item), "a list must not stand inside another", "make one list of both"
            )


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())


def _match_span(file: TextFile, block_text: BlockText, match: re.Match[str]) -> Span:
    return file.span(block_text.offset + match.start())
