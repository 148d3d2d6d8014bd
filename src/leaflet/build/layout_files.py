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
"""(path, content) of each file: below `layouts`, or below `packaged`, where leaflet's own are."""
_PACKAGED = "packaged"
_TEMPLATE_SUFFIXES = (".j2", ".css")
"""What a template may take from other layouts than its own and the base."""
_UNUSED_SUFFIXES = (".po", ".yaml")
"""What is in the edition already."""


def read_layout_files(edition: Edition) -> LayoutFiles:
    """The files that the pages of `edition` can be made with. Raises OSError."""
    layout = edition.layout
    places = {LAYOUTS_FOLDER: layout.folder.parent, **({_PACKAGED: layout.packaged} if layout.packaged else {})}
    return tuple(
        (f"{place}/{name.as_posix()}", (root / name).read_bytes())
        for place, root in places.items()
        for name in sorted(path.relative_to(root) for path in root.rglob("*") if path.is_file())
        if _is_used(name, edition)
    )


def _is_used(name: Path, edition: Edition) -> bool:
    extended = {folder.name for folder in edition.layout.folders}
    if name.parts[0] in (*extended, BASE_FOLDER):
        return name.suffix not in _UNUSED_SUFFIXES
    return name.suffix in _TEMPLATE_SUFFIXES


def without_folder(edition: Edition) -> Edition:
    """`edition` without the place of its layout's files."""
    return _in_folders(edition, Path(), Path() if edition.layout.packaged else None)


@contextmanager
def with_layout_files(edition: Edition, files: LayoutFiles) -> Iterator[Edition]:
    """`edition` with its layout's `files` in a temporary folder, or as it is where there are none."""
    if not files:
        yield edition
        return
    with TemporaryDirectory(prefix="leaflet-") as folder:
        for name, content in files:
            file = Path(folder, name)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        packaged = Path(folder, _PACKAGED) if edition.layout.packaged is not None else None
        yield _in_folders(edition, Path(folder, LAYOUTS_FOLDER, edition.layout.id), packaged)


def _in_folders(edition: Edition, folder: Path, packaged: Path | None) -> Edition:
    return replace(edition, layout=edition.layout.model_copy(update={"folder": folder, "packaged": packaged}))
