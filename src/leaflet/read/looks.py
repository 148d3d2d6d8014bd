"""How a layout looks, as one hash: its rules, its templates and style sheets, its pictures.

A review may be bound to it (`leaflet.model.ReviewRecord`).
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from jinja2 import Environment, TemplateSyntaxError

from leaflet.model import BASE_FOLDER, LAYOUTS_FOLDER, Brand, Layout, can_change_a_page
from leaflet.read.file_names import outside_faults

_FOLDER = re.compile(r"([a-z0-9]+(?:-[a-z0-9]+)*)/")
"""`trifold` of `{% extends "trifold/page.html.j2" %}`."""
_LEXER = Environment()
_NOT_SEEN = {
    *("title", "languages", "words", "piece", "outline", "between_references", "draws", "needs", "roomier"),
    *("says", "extend"),
}
"""Fields of a layout that change no page."""
_SEEN_AS_TEXTS = {"legend", "short-legend", "emergency-contact"}
"""Parts of `shows` that reviews are bound to already, as texts; until 0.2 no layout could name them."""


def look_of(root: Path, layout: Layout) -> str:
    """SHA-256 (hex) of all that decides how the pages of `layout`, a folder under `root`, look.

    That is what the layout says of itself, and the files of its folder, of the one that all share, and of any other
    whose name stands in them: they may take a file from there. Each file counts as it is, with its comments, since what
    looks like one may stand in a string. A file that can't be read is left out: somebody else reports it.
    """
    # Without what a layout leaves open: a key that a later version adds voids no review.
    rules = layout.model_dump(mode="json", exclude={"id", "origin", *_NOT_SEEN}, exclude_defaults=True)
    rules["shows"] = [name for name in layout.shows if name not in _SEEN_AS_TEXTS]
    look = hashlib.sha256(json.dumps(rules, sort_keys=True).encode())
    for path, content in _files_used(root, layout):
        look.update(f"\0{path}\0".encode() + content)
    return look.hexdigest()


def branded(layout: Layout, brand: Brand) -> Layout:
    """`layout` as the house's `brand` makes it look; the same where the brand says nothing of that."""
    if not brand.look:
        return layout
    look = hashlib.sha256(f"{layout.look}\0{brand.look}".encode()).hexdigest()
    return layout.model_copy(update={"look": look})


def _files_used(root: Path, layout: Layout) -> Iterator[tuple[str, bytes]]:
    """(path, content) of each file that the pages of `layout` may be made of."""
    own = layout.folder.parent
    others = {path.name for parent in (own, layout.packaged) if parent and parent.is_dir() for path in parent.iterdir()}
    folders = [BASE_FOLDER, layout.id, *layout.extends]
    for folder in folders:  # it grows meanwhile
        for name, content in _contents(root, layout, folder):
            yield f"{folder}/{name}", content
            folders += [found for found in _folders_named(name, content) if found in others and found not in folders]


def _folders_named(name: str, content: bytes) -> Iterable[str]:
    """What may be a folder's name in the template or style sheet `name`: it stands before a `/`, or is a whole string.

    In a template's comments it doesn't count.
    """
    if not name.endswith((".j2", ".css")):
        return ()
    text, strings = content.decode("utf-8", "replace"), []
    if name.endswith(".j2"):
        with suppress(TemplateSyntaxError):  # reported by `read.templates`
            tokens = [(kind, part) for _, kind, part in _LEXER.lex(text) if kind != "comment"]
            text, strings = (
                "\n".join(part for _, part in tokens),
                [part[1:-1] for kind, part in tokens if kind == "string"],
            )
    return dict.fromkeys((*_FOLDER.findall(text), *strings))


def _contents(root: Path, layout: Layout, folder: str) -> Iterator[tuple[str, bytes]]:
    """(name, content) of each file below the folder that the templates of `layout` call `folder`."""
    start = layout.file(folder)
    is_own = start.is_relative_to(root / LAYOUTS_FOLDER)
    for file in sorted(start.rglob("*")):
        name = file.relative_to(start).as_posix()
        is_outside = is_own and outside_faults(root, file.relative_to(root).as_posix())
        if not can_change_a_page(f"{folder}/{name}") or is_outside or not file.is_file():
            continue
        try:
            yield name, file.read_bytes()
        except OSError:
            continue
