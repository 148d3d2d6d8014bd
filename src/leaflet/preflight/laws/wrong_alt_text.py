"""A picture lacks its description or has a wrong one, or words are read out that differ from those printed.

Why: who can't see a drawing hears its title and description instead; with the wrong words, or none, what it says is
lost. And a file can tell a screen reader other words than those on the page.

Fix: give the drawing a <title> and a <desc>, and let the layout set it with `drawing(block)`, once. A file in which
words were exchanged was changed after it was built: build it again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pikepdf

from leaflet.preflight.instrument.finished_file import FinishedFile
from leaflet.problem import Problem

NAME = "wrong-alt-text"
_REPLACEMENT_KEYS = ("/Alt", "/ActualText", "/E")
"""What is read out in the place of the content (ISO 32000-1, 14.9.3 to 14.9.5)."""


def check(file: FinishedFile) -> Iterator[Problem]:
    """Compare the figures' words with the source's, and look for words that replace others."""
    yield from (_problem(file, fault) for fault in dict.fromkeys((*_figures(file), *_replaced(file))))


def check_pages(file: FinishedFile) -> Iterator[Problem]:
    """Look for such words in the drawing commands."""
    yield from (_problem(file, fault) for fault in dict.fromkeys(_replaced_on_pages(file)))


def _figures(file: FinishedFile) -> Iterator[str]:
    described = Counter(_words(element.node) for element in file.elements if element.tag == "Figure")
    wanted = Counter(file.edition.required.alt_texts)
    if nameless := described.pop("", 0):
        yield f"has {nameless} picture{'s' if nameless > 1 else ''} without a description"
    for words, count in (wanted - described).items():
        times = f"{count} times " if count > 1 else ""
        yield f"lacks {times}a picture, or its description: “{_short(words)}”"
    for words in described - wanted:
        yield f"has a picture too many, or one whose description differs from the source's: “{_short(words)}”"


def _words(node: pikepdf.Dictionary) -> str:
    return str(node.get("/Alt", "")).strip()


def _replaced(file: FinishedFile) -> Iterator[str]:
    for element in file.elements:
        allowed = {"/Alt"} if element.tag == "Figure" else set()
        yield from (
            _replacement_fault(element.node, key)
            for key in _REPLACEMENT_KEYS
            if key in element.node and key not in allowed
        )


def _replaced_on_pages(file: FinishedFile) -> Iterator[str]:
    for page in file.pages:
        for _, properties in page.marked_content:
            yield from (_replacement_fault(properties, key) for key in _REPLACEMENT_KEYS if key in properties)


def _replacement_fault(node: pikepdf.Dictionary, key: str) -> str:
    return f"makes a screen reader say other words than are printed ({key}): “{_short(str(node[key]))}”"


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}…"


def _problem(file: FinishedFile, fault: str) -> Problem:
    return file.problem(
        NAME,
        f"the PDF of {file.edition.id} {fault}",
        "set each drawing of the source once, with `drawing(block)`; a file that was changed must be built again",
    )
