"""A layout's files as values, so that a machine without the project's folder can make its pages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from leaflet.editions.edition import Edition
from leaflet.model import BASE_FOLDER, LAYOUTS_FOLDER

LayoutFiles = tuple[tuple[str, bytes], ...]
"""(path below the folder of layouts, content) of each file."""
_TEMPLATE_SUFFIXES = (".j2", ".css")
"""What a template may take from other layouts than its own and the base."""
_UNUSED_SUFFIXES = (".po", ".yaml")
"""What is in the edition already."""


def read_layout_files(edition: Edition) -> LayoutFiles:
    """The files that the pages of `edition` can be made with. Raises OSError."""
    layouts = edition.layout.folder.parent
    files = (path for path in sorted(layouts.rglob("*")) if path.is_file())
    named = ((path, path.relative_to(layouts)) for path in files)
    return tuple((name.as_posix(), path.read_bytes()) for path, name in named if _is_used(name, edition))


def _is_used(name: Path, edition: Edition) -> bool:
    if name.parts[0] in (edition.layout.id, BASE_FOLDER):
        return name.suffix not in _UNUSED_SUFFIXES
    return name.suffix in _TEMPLATE_SUFFIXES


def without_folder(edition: Edition) -> Edition:
    """`edition` without the place of its layout's files."""
    return _in_folder(edition, Path())


@contextmanager
def with_layout_files(edition: Edition, files: LayoutFiles) -> Iterator[Edition]:
    """`edition` with its layout's `files` in a temporary folder, or as it is where there are none."""
    if not files:
        yield edition
        return
    with TemporaryDirectory(prefix="leaflet-") as folder:
        layouts = Path(folder, LAYOUTS_FOLDER)
        for name, content in files:
            (layouts / name).parent.mkdir(parents=True, exist_ok=True)
            (layouts / name).write_bytes(content)
        yield _in_folder(edition, layouts / edition.layout.id)


def _in_folder(edition: Edition, folder: Path) -> Edition:
    return replace(edition, layout=edition.layout.model_copy(update={"folder": folder}))
