"""Violations of what a document says to programs: title, languages, subject, links, descriptions, bookmarks, roles."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from violations.document_tree import SVG, DocumentCase, Tree, bare_tag, mark, words_of

Edit = Callable[[Tree], None]
LANGUAGES = {"other": "de", "unknown": "xx", "empty": "", "country-only": "NL"}


def metadata_cases(tree: Tree) -> Iterator[DocumentCase]:
    """All of them."""
    for name, was, edit in (
        *_title(tree),
        *_languages(tree),
        *_metas(tree),
        *_links(tree),
        *_pictures(tree),
        *_bookmarks(tree),
    ):
        yield DocumentCase(f"metadata/{name}", was, edit)


Entry = tuple[str, str, Edit]


def _title(tree: Tree) -> Iterator[Entry]:
    was = words_of(next(tree.root.iter("title")))
    words = was.split(" ")
    for kind, text in (
        ("empty", ""),
        ("other", "All is well"),
        ("cut", " ".join(words[:2])),
        ("added-to", f"{was} · reviewed"),
        ("turned", " ".join(reversed(words))),
        ("sign", f"{was}?"),
    ):
        yield f"title-{kind}/title#0", was, partial(_put_title, text=text)


def _put_title(tree: Tree, text: str) -> None:
    next(tree.root.iter("title")).text = text


def _languages(tree: Tree) -> Iterator[Entry]:
    was = tree.root.get("lang")
    for kind, value in LANGUAGES.items():
        yield f"language-{kind}/html#0", was, partial(_set, number=0, key="lang", value=value)
    yield "language-gone/html#0", was, partial(_set, number=0, key="lang", value=None)
    for number in (*tree.marked(), *_headings(tree)):
        name, words = tree.names[number], words_of(tree.elements[number])[:80]
        yield f"language-of-part/{name}", words, partial(_set, number=number, key="lang", value="de")
    yield "direction/body", was, partial(_set, number=tree.numbers[id(tree.body)], key="dir", value="rtl")


def _set(tree: Tree, number: int, key: str, value: str | None) -> None:
    if value is None:
        tree.elements[number].attrib.pop(key, None)
    else:
        tree.elements[number].set(key, value)


def _metas(tree: Tree) -> Iterator[Entry]:
    for number, element in enumerate(tree.elements):
        if bare_tag(element) == "meta" and element.get("name"):
            key, was = element.get("name"), element.get("content")
            for kind, value in (("empty", ""), ("other", _other(key, was)), ("gone", None)):
                if value != was:
                    yield f"{key}-{kind}/{tree.names[number]}", was[:80], partial(_put_meta, number=number, value=value)


def _other(key: str, was: str) -> str:
    if key.startswith("dcterms"):
        return "2019-01-01"
    if key == "keywords":
        return was.replace("review:draft", "review:2026-11-24/2027-11-24")
    return f"{was} and others"


def _put_meta(tree: Tree, number: int, value: str | None) -> None:
    if value is None:
        tree.elements[number].set("name", "nothing")
    else:
        tree.elements[number].set("content", value)


def _links(tree: Tree) -> Iterator[Entry]:
    for number, element in enumerate(tree.elements):
        target = element.get("href")
        if bare_tag(element) == "a" and target:
            for kind, value in (
                ("elsewhere", "https://example.org/"),
                ("insecure", target.replace("https:", "http:")),
                ("longer", f"{target}/2"),
                ("gone", None),
            ):
                yield (
                    f"link-{kind}/{tree.names[number]}",
                    target,
                    partial(_set, number=number, key="href", value=value),
                )
    for number in (n for n in tree.marked() if _first_words(tree, n) is not None):
        yield (
            f"link-around/{tree.names[number]}",
            words_of(tree.elements[number])[:80],
            partial(_wrap_in_link, number=number),
        )


def _wrap_in_link(tree: Tree, number: int) -> None:
    """The words of the first text become a link to somewhere."""
    holder = _first_words(tree, number)
    link = holder.makeelement("a", {"href": "https://example.org/"})
    link.text, holder.text = holder.text, None
    holder.insert(0, link)


def _first_words(tree: Tree, number: int) -> Any:
    """The element that begins with the first text; None in a drawing, where there are no links."""
    places = [place for place in tree.texts_of(number) if not place.is_tail]
    holder = tree.elements[places[0].element] if places else None
    return None if holder is None or _is_drawn(holder) else holder


def _is_drawn(element: Any) -> bool:
    return str(element.tag).startswith(f"{{{SVG}}}")


def _pictures(tree: Tree) -> Iterator[Entry]:
    for number, element in enumerate(tree.elements):
        if bare_tag(element) in ("title", "desc") and _is_drawn(element):
            was = words_of(element)
            for kind, text in (("emptied", ""), ("other", "A drawing"), ("half", was[: len(was) // 2])):
                yield f"picture-{kind}/{tree.names[number]}", was[:80], partial(_say, number=number, text=text)


def _say(tree: Tree, number: int, text: str) -> None:
    tree.elements[number].text = text


def _headings(tree: Tree) -> list[int]:
    own = [n for n, element in enumerate(tree.elements) if bare_tag(element) in ("h1", "h2", "h3")]
    return [number for number in own if not mark(tree.elements[number])]


def _bookmarks(tree: Tree) -> Iterator[Entry]:
    for number, element in enumerate(tree.elements):
        if bare_tag(element) in ("h1", "h2", "h3"):
            for kind, style in (
                ("gone", "bookmark-level: none"),
                ("deeper", "bookmark-level: 5"),
                ("other", "bookmark-label: 'All is well'"),
                ("empty", "bookmark-label: ''"),
            ):
                edit = partial(_set, number=number, key="style", value=style)
                yield f"bookmark-{kind}/{tree.names[number]}", words_of(element)[:80], edit
    for number in tree.marked():
        if bare_tag(tree.elements[number]) == "p":
            edit = partial(_set, number=number, key="style", value="bookmark-level: 1")
            yield f"bookmark-added/{tree.names[number]}", words_of(tree.elements[number])[:80], edit
