"""Violations of single texts: each piece between two tags dropped, doubled, exchanged, moved, cut short or merged."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from violations.document_tree import DocumentCase, Place, Tree


def text_cases(tree: Tree) -> Iterator[DocumentCase]:
    """All of them, for each text of the body."""
    places = list(tree.texts())
    names = [tree.name_of(place) for place in places]
    for index, place in enumerate(places):
        for kind, edit in (
            ("drop", _drop),
            ("double", _double),
            *((("truncate", _truncate),) if len(tree.get(place).split()) > 1 else ()),
        ):
            yield _case(tree, kind, names[index], place, edit)
        for kind, other in _partners(places, names, index):
            if tree.get(place).split() != tree.get(other).split():
                yield _case(tree, f"exchange-{kind}", names[index], place, partial(_exchange, other=other))
            yield _case(tree, f"move-to-{kind}", names[index], place, partial(_move, other=other))
        holders = [name.rpartition("/")[0] for name in names[index : index + 2]]
        is_one = holders[0] == holders[-1] and not _are_parted(tree, *places[index : index + 2])
        if index + 1 < len(places) and not is_one:
            yield _case(tree, "join", names[index], place, partial(_join, other=places[index + 1]))


def _case(tree: Tree, kind: str, name: str, place: Place, edit: Callable[[Tree, Place], None]) -> DocumentCase:
    return DocumentCase(f"texts/{kind}/{name}", tree.get(place).strip()[:80], partial(_apply, edit, place))


def _apply(edit: Callable[[Tree, Place], None], place: Place, tree: Tree) -> None:
    edit(tree, place)


def _partners(places: list[Place], names: list[str], index: int) -> Iterator[tuple[str, Place]]:
    """The next text, and the text at the same place in the next required text of that family."""
    if index + 1 < len(places):
        yield "next", places[index + 1]
    holder, _, number = names[index].rpartition("/")
    family = holder.partition("#")[0].rpartition(".")[0] or holder.partition("#")[0]
    for place, name in zip(places[index + 1 :], names[index + 1 :], strict=True):
        other, _, other_number = name.rpartition("/")
        if other != holder and other_number == number and other.startswith(family):
            yield "alike", place
            return


def _drop(tree: Tree, place: Place) -> None:
    tree.put(place, "")


def _double(tree: Tree, place: Place) -> None:
    text = tree.get(place)
    tree.put(place, f"{text.rstrip()} {text.strip()} ")


def _truncate(tree: Tree, place: Place) -> None:
    words = tree.get(place).split()
    tree.put(place, " ".join(words[: len(words) // 2]))


def _exchange(tree: Tree, place: Place, other: Place) -> None:
    one, two = tree.get(place), tree.get(other)
    tree.put(place, one.replace(one.strip(), two.strip()))
    tree.put(other, two.replace(two.strip(), one.strip()))


def _move(tree: Tree, place: Place, other: Place) -> None:
    text = tree.get(place).strip()
    tree.put(place, "")
    tree.put(other, f"{tree.get(other).rstrip()} {text}")


def _are_parted(tree: Tree, place: Place, following: Place | None = None) -> bool:
    """Does a blank stand between them? None does before an element that only keeps a word on its line."""
    return following is None or tree.get(place)[-1:].isspace() or tree.get(following)[:1].isspace()


def _join(tree: Tree, place: Place, other: Place) -> None:
    """Nothing parts it from the next one's first word, which it takes."""
    first, _, rest = tree.get(other).strip().partition(" ")
    tree.put(place, tree.get(place).rstrip() + first)
    tree.put(other, rest)
