"""Violations by what is added: sentences and known words that take a text back, before, after, in and beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from leaflet.editions.edition import Edition
from leaflet.editions.words import localized
from violations.document_tree import DocumentCase, Tree, bare_tag, made, mark, put_after, put_before, words_of

FOREIGN = {
    "en": ("The following is not true:", "Not", "Or so they say.", "Reviewed", "Safe"),
    "nl": ("Het volgende is niet waar:", "Niet", "Dat zegt men.", "Beoordeeld", "Veilig"),
}
SIGNS = ("*", "?", "≠", "✕", "1")


def insertion_cases(tree: Tree, edition: Edition) -> Iterator[DocumentCase]:
    """All of them, for each statement, claim, level, draft mark, contact and heading."""
    words = takers_back(edition)
    for number in _attacked(tree):
        for text_name, text in words.items():
            for place, put in PLACES.items():
                name = f"insertions/{place}/{tree.names[number]}/{text_name}"
                yield DocumentCase(
                    name, words_of(tree.elements[number])[:80], partial(_apply, put=put, number=number, text=text)
                )


def takers_back(edition: Edition) -> dict[str, str]:
    """What may take a text back: strange sentences, signs, and words that the edition's pages say elsewhere."""
    found = {f"strange-{n}": text for n, text in enumerate(FOREIGN.get(edition.locale.language, FOREIGN["en"]))}
    found |= {f"sign-{ord(sign):04x}": sign for sign in SIGNS}
    said = [
        localized(edition, word)
        for word in ("draft", "reviewed", "not graded", "known from a summary by others", "Notes")
    ]
    levels = [level.label for level in edition.ladder.levels]
    found |= {f"known-{n}": text for n, text in enumerate(dict.fromkeys((*said, *levels)))}
    return found


def _attacked(tree: Tree) -> Iterator[int]:
    for number, element in enumerate(tree.elements):
        kind = (mark(element) or ("", ""))[0]
        family = (mark(element) or ("", ""))[-1].partition(".")[0]
        is_level = "level" in element.get("class", "").split() and bare_tag(element) == "span"
        if kind in ("disclaimer", "claim") or family == "contact" or is_level or bare_tag(element) in ("h1", "h2"):
            yield number


def _apply(tree: Tree, put: Callable[[Tree, Any, str], None], number: int, text: str) -> None:
    put(tree, tree.elements[number], text)


def _before(tree: Tree, element: Any, text: str) -> None:
    if bare_tag(element) == "tr":
        element[0].insert(0, made("p", text))
    elif bare_tag(element) == "span":
        put_before(tree, element, made("span", f"{text} "))
    else:
        put_before(tree, element, made("li" if bare_tag(element) == "li" else "p", text))


def _after(tree: Tree, element: Any, text: str) -> None:
    if bare_tag(element) == "tr":
        element[-1].append(made("p", text))
    elif bare_tag(element) == "span":
        put_after(tree, element, made("span", f" {text}"))
    else:
        put_after(tree, element, made("li" if bare_tag(element) == "li" else "p", text))


def _at_beginning(_: Tree, element: Any, text: str) -> None:
    inner = element[0] if bare_tag(element) == "tr" else element
    inner.text = f"{text} {(inner.text or '').lstrip()}"


def _at_end(_: Tree, element: Any, text: str) -> None:
    inner = element[-1] if bare_tag(element) == "tr" else element
    if len(inner):
        inner[-1].tail = f"{(inner[-1].tail or '').rstrip()} {text}"
    else:
        inner.text = f"{(inner.text or '').rstrip()} {text}"


def _beside(tree: Tree, element: Any, text: str) -> None:
    """In the same line, at the right edge of what it stands in."""
    inner = element[0] if bare_tag(element) == "tr" else element
    note = made("span", text, style="float: right")
    note.tail, inner.text = inner.text, None
    inner.insert(0, note)


PLACES: dict[str, Callable[[Tree, Any, str], None]] = {
    "before": _before,
    "after": _after,
    "at-beginning": _at_beginning,
    "at-end": _at_end,
    "beside": _beside,
}
