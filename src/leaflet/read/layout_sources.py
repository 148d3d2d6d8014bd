"""Where a house's layouts lie: in its own folder, and in leaflet's, whose layouts travel in the package.

A house takes from leaflet's each file that its own folder lacks. One that has a base of its own
(`layouts/base/`), as each house had until version 0.2, stands by itself: nothing is added to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from leaflet.model import (
    BASE_FOLDER,
    LAYOUTS_FOLDER,
    PACKAGED_LAYOUTS,
    PACKAGED_PREFIX,
    is_id,
    layout_file,
    shown_layout_path,
)
from leaflet.read.folders import list_folders
from leaflet.read.text_file import Problems, TextFile, read_text


def packaged_layouts(root: Path) -> Path | None:
    """The folder of leaflet's own layouts; None where the house at `root` stands by itself."""
    return None if (root / LAYOUTS_FOLDER / BASE_FOLDER).exists() else PACKAGED_LAYOUTS


def own_folders(root: Path) -> tuple[tuple[str, ...], Problems]:
    """The folders in the house's own `layouts/`, and what is wrong with their names.

    A house that takes leaflet's layouts needs no such folder.
    """
    if packaged_layouts(root) and not (root / LAYOUTS_FOLDER).is_symlink() and not (root / LAYOUTS_FOLDER).exists():
        return (), ()
    return list_folders(root, LAYOUTS_FOLDER)


def layout_folders(root: Path) -> tuple[str, ...]:
    """The folders of all layouts as templates name them: those of the house, and leaflet's that no layout replaces."""
    own = own_folders(root)[0]
    replaced = {f"{PACKAGED_PREFIX}{name}" for name in own if (root / LAYOUTS_FOLDER / name / "layout.yaml").exists()}
    return (*own, *(name for name in _packaged_folders(root) if name not in replaced))


def layout_ids(root: Path) -> tuple[str, ...]:
    """The ids of all layouts, the house's and leaflet's, sorted."""
    folders = (name for name in layout_folders(root) if _file(root, f"{name}/layout.yaml").exists())
    return tuple(sorted({name.removeprefix(PACKAGED_PREFIX) for name in folders} - {BASE_FOLDER}))


def template_names(root: Path, pattern: str = "*.j2") -> Iterator[str]:
    """The templates of all layouts, as templates name each other."""
    for name in (*own_folders(root)[0], *_packaged_folders(root)):
        for file in sorted(_file(root, name).glob(pattern)):
            yield f"{name}/{file.name}"


def _packaged_folders(root: Path) -> tuple[str, ...]:
    """Leaflet's own folders, also those that a layout of the house replaces: it may extend them."""
    packaged = packaged_layouts(root)
    names = (path.name for path in packaged.iterdir() if path.is_dir() and is_id(path.name)) if packaged else ()
    return tuple(f"{PACKAGED_PREFIX}{name}" for name in sorted(names))


def has_layout_file(root: Path, name: str) -> bool:
    """Is there a file that templates call `name`?"""
    return _file(root, name).is_file()


def read_layout_text(root: Path, name: str) -> tuple[TextFile | None, Problems]:
    """The text of the file that templates call `name`, or why it can't be had: one problem."""
    file, packaged = _file(root, name), packaged_layouts(root)
    if packaged is None or not file.is_relative_to(packaged):
        return read_text(root, f"{LAYOUTS_FOLDER}/{name}")
    text, problems = read_text(packaged.resolve(), file.relative_to(packaged).as_posix())
    shown = shown_layout_path(file, packaged)
    return (replace(text, path=shown) if text else None), problems


def _file(root: Path, name: str) -> Path:
    return layout_file(root / LAYOUTS_FOLDER, packaged_layouts(root), name)
