"""What a house's files hold now, in short: the same digest means the same findings and the same pages.

Contents decide, never times. Times say only whether somebody wrote while a build read.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from leaflet.model import LAYOUTS_FOLDER, SOURCES_FOLDER, TOPICS_FOLDER
from leaflet.read.layout_sources import packaged_layouts


@dataclass(frozen=True)
class FolderState:
    """All that is in some folders."""

    digest: str
    """SHA-256 (hex) over the path and the content of each file."""
    is_certain: bool
    """Is everything in it a plain file or folder that could be read? What a link leads to is not looked at."""


def topic_state(root: Path, name: str) -> FolderState:
    """The state of the topic in the folder `name`."""
    return _state(root, [root / TOPICS_FOLDER / name], "")


def shared_state(root: Path) -> FolderState:
    """The state of what topics share: of all other sources, and of the layouts."""
    return _state(root, _shared_folders(root), str(root / TOPICS_FOLDER))


def stamp(root: Path, name: str = "") -> str:
    """When and how each file of the topic called `name`, or of what topics share, last changed: SHA-256 (hex)."""
    folders = (root / TOPICS_FOLDER / name,) if name else _shared_folders(root)
    left_out = "" if name else str(root / TOPICS_FOLDER)
    digest = sha256()
    for path in _paths(folders, left_out):
        info = os.lstat(path) if os.path.lexists(path) else None
        seen = (info.st_ino, info.st_mode, info.st_size, info.st_mtime_ns, info.st_ctime_ns) if info else ()
        digest.update(repr((path, *seen)).encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def _shared_folders(root: Path) -> tuple[Path, ...]:
    """The sources, the house's layouts, and leaflet's where the house takes from them, wherever they lie."""
    packaged = packaged_layouts(root)
    return (root / SOURCES_FOLDER, root / LAYOUTS_FOLDER, *((packaged.resolve(),) if packaged else ()))


def _state(root: Path, folders: Iterable[Path], left_out: str) -> FolderState:
    digest, is_certain = sha256(), True
    for path in _paths(folders, left_out):
        content = _content(path)
        is_certain = is_certain and content is not None
        name = os.path.relpath(path, root)
        digest.update(repr((name, content)).encode("utf-8", "surrogateescape"))
    return FolderState(digest.hexdigest(), is_certain)


def _paths(folders: Iterable[Path], left_out: str) -> Iterator[str]:
    """The folders and everything in them, but for what is in folders of the folder `left_out`."""
    for top in folders:
        for folder, inside, files in os.walk(top):
            inside.sort()
            paths = [f"{folder}/{name}" for name in (*inside, *files)]
            yield from sorted((folder, *paths))
            if folder == left_out:
                inside.clear()


def _content(path: str) -> str | None:
    """The checksum of a plain file, '' of a folder; None of anything else, and of what can't be read."""
    try:
        mode = os.lstat(path).st_mode
        if stat.S_ISDIR(mode):
            return ""
        return sha256(Path(path).read_bytes()).hexdigest() if stat.S_ISREG(mode) else None
    except OSError:
        return None
