"""The Markdown that a block of running text may hold: emphasis, lists of one level, links to https and tel.

The reader refuses anything else, compose uses the same rules, and preflight looks for the texts they give: so
nothing can be lost between them. Anything else, such as HTML, entities or code, is printed as written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from leaflet.model import RequiredLink

LIST_ITEM = re.compile(r"^[ \t]*(?:[-*+]|(?P<number>\d+)\.)[ \t]+(?=\S)", re.MULTILINE)
"""The marker that begins an item of a list."""
LINK = re.compile(
    r"""\\[^\n] | !\[                                    # not a link: an escape, a picture
      | \[(?!\s*\])(?P<words>(?:\\[^\n]|[^\[\]\\])+)\]
        \((?P<target>(?:https://|tel:)(?:[^\s()<>\\\x00-\x1f]|\([^\s()<>\\\x00-\x1f]*\))+)\)
      | <(?P<bare>https://[^\s<>\\\x00-\x1f]+)>""",
    re.VERBOSE,
)


def item_texts(markdown: str) -> tuple[str, ...]:
    """The words of a paragraph, or of each item of a list, without link targets and list markers."""
    texts = _items(LINK.sub(lambda match: match["words"] or match["bare"] or match[0], markdown))
    return tuple(" ".join(text.split()) for text in texts if text.strip())


def _items(text: str) -> Iterator[str]:
    """The items of a list, or the text where it isn't a list: a marker counts only if the first line has one."""
    starts = [match.end() for match in LIST_ITEM.finditer(text)] if LIST_ITEM.match(text) else [0]
    next_starts = [match.start() for match in LIST_ITEM.finditer(text)][1:] if starts[0] else []
    return (text[start:end] for start, end in zip(starts, [*next_starts, len(text)], strict=True))


def links(markdown: str) -> Iterator[RequiredLink]:
    """The links of a block, in order."""
    for match in LINK.finditer(markdown):
        if match["target"] or match["bare"]:
            yield RequiredLink(match["words"] or match["bare"], match["target"] or match["bare"])
