"""The Markdown that running text may hold inside a block: emphasis, lists of one level, links to https and tel.

The reader refuses what goes beyond it, pages are composed by it, and preflight looks for the words that it gives: so
nothing can be lost between them. What is none of it, such as HTML, entities or code, is text and printed as written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from leaflet.model import Link

ITEM = re.compile(r"^[ \t]*(?:[-*+]|(?P<number>\d+)\.)[ \t]+(?=\S)", re.MULTILINE)
"""The sign that begins an item of a list."""
LINK = re.compile(
    r"""\\[^\n] | !\[                                    # no link: what is escaped, a picture
      | \[(?!\s*\])(?P<words>(?:\\[^\n]|[^\[\]\\])+)\]
        \((?P<target>(?:https://|tel:)(?:[^\s()<>\\\x00-\x1f]|\([^\s()<>\\\x00-\x1f]*\))+)\)
      | <(?P<bare>https://[^\s<>\\\x00-\x1f]+)>""",
    re.VERBOSE,
)


def pieces(markdown: str) -> tuple[str, ...]:
    """The words of a paragraph, or of each item of a list, without link targets and list signs."""
    texts = _items(LINK.sub(lambda found: found["words"] or found["bare"] or found[0], markdown))
    return tuple(" ".join(text.split()) for text in texts if text.strip())


def _items(text: str) -> Iterator[str]:
    """The items of a list, or the text where it is none: a sign counts only where the first line has one."""
    starts = [found.end() for found in ITEM.finditer(text)] if ITEM.match(text) else [0]
    next_starts = [found.start() for found in ITEM.finditer(text)][1:] if starts[0] else []
    return (text[start:end] for start, end in zip(starts, [*next_starts, len(text)], strict=True))


def links(markdown: str) -> Iterator[Link]:
    """The links of a block, in order."""
    for found in LINK.finditer(markdown):
        if found["target"] or found["bare"]:
            yield Link(found["words"] or found["bare"], found["target"] or found["bare"])
