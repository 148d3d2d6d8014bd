"""Layouts: every folder under `layouts/` that has a `layout.yaml`."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from leaflet.model import BASE_FOLDER, LAYOUTS_FOLDER, Layout
from leaflet.problem import Problem
from leaflet.read.file_names import name_faults
from leaflet.read.folders import folder_id_faults, list_folders
from leaflet.read.looks import look_of
from leaflet.read.outlines import outline_faults
from leaflet.read.records import read_record
from leaflet.read.template_skeleton import skeleton_faults
from leaflet.read.template_texts import texts_of_layout
from leaflet.read.templates import read_templates
from leaflet.read.text_file import Problems, read_text

LAYOUT_FILES = ("page.html.j2", "page.css")
"""What a layout has besides its `layout.yaml`."""


def read_layouts(root: Path) -> tuple[tuple[Layout, ...], Problems]:
    """The layouts by name, and every problem in them; a layout with a problem is left out.

    So is one with a file that leads outside the project, since templates and pictures are opened later.
    """
    names, problems = list_folders(root, LAYOUTS_FOLDER)
    unsafe = name_faults(root, LAYOUTS_FOLDER)
    pairs = [read_layout(root, f"{LAYOUTS_FOLDER}/{name}") for name in names if _is_layout(root, name)]
    faulty = {PurePosixPath(p.span.path).parts[1:2] for p in unsafe}
    read = [layout for layout, _ in pairs if layout and not faulty & {(layout.id,), (BASE_FOLDER,)}]
    return tuple(read), (*problems, *unsafe, *(p for _, faults in pairs for p in faults))


def read_layout(root: Path, folder: str) -> tuple[Layout | None, Problems]:
    """The layout in `folder` (relative to `root`), or None and the problems."""
    layout, problems = read_record(root, f"{folder}/layout.yaml", Layout)
    missing = tuple(p for name in LAYOUT_FILES for p in _file_faults(root, folder, name))
    id_faults = folder_id_faults(layout, folder) if layout else ()
    faults = (*problems, *missing, *id_faults, *skeleton_faults(root, PurePosixPath(folder).name))
    if faults or layout is None:
        return None, faults
    faults = tuple(outline_faults(layout, [text.text for text in read_templates(root)[0]]))
    if faults:
        return None, faults
    seen = {"folder": root / folder, "look": look_of(root, layout), "texts": texts_of_layout(root, layout.id)}
    return layout.model_copy(update=seen), ()


def _is_layout(root: Path, name: str) -> bool:
    return name != BASE_FOLDER and (root / LAYOUTS_FOLDER / name / "layout.yaml").exists()


def _file_faults(root: Path, folder: str, name: str) -> tuple[Problem, ...]:
    return read_text(root, f"{folder}/{name}")[1]
