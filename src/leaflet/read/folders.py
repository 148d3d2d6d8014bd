"""Folders whose names are ids: topics and layouts."""

from __future__ import annotations

from pathlib import Path

from leaflet.model import is_id
from leaflet.problem import Problem, Span, escaped
from leaflet.read.file_names import outside_faults
from leaflet.read.records import HasId
from leaflet.read.text_file import Problems


def list_folders(root: Path, parent: str) -> tuple[tuple[str, ...], Problems]:
    """The names of the folders in `parent` (relative to `root`) in alphabetical order, hidden ones left out.

    A problem for each whose name isn't an id, or that leads outside the project; `parent` is not opened if it does.
    """
    outside = outside_faults(root, parent)
    if outside:
        return (), outside
    try:
        found = sorted(p for p in (root / parent).iterdir() if p.is_dir() and not p.name.startswith("."))
    except OSError:
        hint = "create it, or run leaflet in the project's folder"
        return (), (Problem("missing-file", f"the folder `{parent}` must exist", hint, Span(parent)),)
    faults = {p.name: _faults(root, parent, p) for p in found}
    return tuple(name for name, f in faults.items() if not f), tuple(p for f in faults.values() for p in f)


def folder_id_faults(record: HasId, folder: str) -> Problems:
    """A problem where the record's id is not its folder's name."""
    name = folder.rpartition("/")[2]
    if record.id == name:
        return ()
    message = f"the id `{record.id}` must be the name of its folder, `{name}`"
    return (Problem("invalid-record", message, f"write `id: {name}`, or rename the folder", record.span("id")),)


def _faults(root: Path, parent: str, folder: Path) -> Problems:
    path = f"{parent}/{folder.name}"
    if not is_id(folder.name):
        hint = "rename it: small letters and digits, words joined by single hyphens, at most 60 characters"
        message = f"the folder's name `{escaped(folder.name)}` is not an id"
        return (Problem("unsafe-name", message, hint, Span(escaped(path))),)
    return outside_faults(root, path)
