"""The markup that a text of a reference may hold, as reference managers write it.

It is the little HTML that Zotero and citeproc-js take in a title. Italic and bold are printed so; lowered, raised,
small and protected letters are set plain. Entities are signs: `&amp;` is `&`.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

_TAG = re.compile(r"</?[A-Za-z][\w:-]*(?:\s[^<>]*)?/?>")
_ENTITY = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|\w+);")
_KNOWN = re.compile(r"<(?P<name>i|b|sub|sup)>|<span (?:class=\"nocase\"|style=\"font-variant:\s*small-caps;?\")>")
MARKED_FIELDS = (
    *("title", "container-title", "container-title-short", "collection-title", "volume-title", "part-title"),
    *("publisher", "publisher-place", "edition", "genre", "medium", "volume", "issue", "number", "number-of-pages"),
    *("collection-number", "part-number", "supplement-number", "section", "event", "event-title", "event-place"),
    *("archive", "archive-place", "archive_collection", "archive_location", "references", "page"),
)
"""The fields of an item (CSL 1.0.2) that are printed as they are, markup included."""
TAGS = '`<i>`, `<b>`, `<sub>`, `<sup>` and `<span class="nocase">`'


@dataclass(frozen=True)
class MarkedText:
    """Some letters and how they are set."""

    text: str
    is_italic: bool = False
    is_bold: bool = False


def marked_texts(written: str) -> tuple[MarkedText, ...]:
    """The letters of a text that has no `markup_faults`, with their marks, in order."""
    found: list[MarkedText] = []
    open_tags: list[str] = []
    end = 0
    for tag in _TAG.finditer(written):
        found.append(_marked(written[end : tag.start()], open_tags))
        if tag[0].startswith("</"):
            open_tags.pop()
        else:
            open_tags.append(tag[0])
        end = tag.end()
    found.append(_marked(written[end:], open_tags))
    return tuple(part for part in found if part.text)


def plain_text(written: str) -> str:
    """The letters of a text without its markup."""
    return "".join(part.text for part in marked_texts(written))


def markup_faults(written: str) -> Iterator[str]:
    """What is wrong with the markup of a text, in words: unknown tags, and such as have no counterpart."""
    open_tags: list[str] = []
    for tag in _TAG.finditer(written):
        name = tag[0].strip("</>").split()[0]
        if tag[0].startswith("</"):
            if not open_tags or open_tags.pop() != name:
                yield f"`{tag[0]}` closes nothing that is open"
        elif _KNOWN.fullmatch(tag[0]):
            open_tags.append(name)
        else:
            yield f"`{tag[0]}` is not markup that a reference may hold"
            return
    for name in open_tags:
        yield f"`<{name}>` is not closed"


def _marked(written: str, open_tags: list[str]) -> MarkedText:
    text = _ENTITY.sub(lambda match: html.unescape(match[0]) or match[0], written)
    return MarkedText(text, "<i>" in open_tags, "<b>" in open_tags)
