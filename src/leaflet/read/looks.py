"""How a layout looks, as one hash: its rules, its templates and style sheets without comments, its pictures.

A review may be bound to it (`leaflet.model.ReviewRecord`).
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path

from leaflet.model import BASE_FOLDER, LAYOUTS_FOLDER, Layout
from leaflet.read.file_names import outside_faults

_TEMPLATE_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_NAMED_FOLDER = re.compile(r"""["']([a-z0-9]+(?:-[a-z0-9]+)*)/""")
"""`trifold` of `{% extends "trifold/page.html.j2" %}`."""
_COMMENTS = {".j2": _TEMPLATE_COMMENT, ".css": _CSS_COMMENT}
_NO_LOOK = {".yaml", ".po"}
"""`layout.yaml` counts by its values, and catalogs are texts."""
_NOT_SEEN = {"title", "languages", "words"}
"""Fields of a layout that change no page."""


def look_of(root: Path, layout: Layout) -> str:
    """SHA-256 (hex) of all that decides how the pages of `layout`, a folder under `root`, look.

    That is what the layout says of itself, and the files of its folder, of the one that all share, and of any other
    that its templates name. Comments and white space in templates and style sheets don't count. A file that can't be
    read is left out: somebody else reports it.
    """
    # Without what a layout leaves open: a key that a later version adds voids no review.
    rules = layout.model_dump(mode="json", exclude={"id", "origin", *_NOT_SEEN}, exclude_defaults=True)
    look = hashlib.sha256(json.dumps(rules, sort_keys=True).encode())
    for path, content in _files_used(root, layout.id):
        look.update(f"\0{path}\0".encode() + content)
    return look.hexdigest()


def _files_used(root: Path, layout: str) -> Iterator[tuple[str, bytes]]:
    """(path, what counts of it) of each file that the pages of `layout` may be made of."""
    folders = [BASE_FOLDER, layout]
    for folder in folders:  # it grows meanwhile
        for name, content in _contents(root, f"{LAYOUTS_FOLDER}/{folder}"):
            yield f"{folder}/{name}", content
            named = _NAMED_FOLDER.findall(content.decode("utf-8", "replace")) if name.endswith(".j2") else ()
            other = (found for found in dict.fromkeys(named) if found not in folders)
            folders += [found for found in other if (root / LAYOUTS_FOLDER / found).is_dir()]


def _contents(root: Path, folder: str) -> Iterator[tuple[str, bytes]]:
    """(name, what counts of it) of each file below `folder`."""
    for file in sorted((root / folder).rglob("*")):
        name = file.relative_to(root / folder).as_posix()
        is_hidden = any(part.startswith(".") for part in name.split("/"))  # what an editor or a build leaves there
        if is_hidden or file.suffix in _NO_LOOK or outside_faults(root, f"{folder}/{name}") or not file.is_file():
            continue
        try:
            yield name, _essential(file.read_bytes(), file.suffix)
        except OSError:
            continue


def _essential(data: bytes, suffix: str) -> bytes:
    comment = _COMMENTS.get(suffix)
    if comment is None:
        return data
    return " ".join(comment.sub(" ", data.decode("utf-8", "replace")).split()).encode()
