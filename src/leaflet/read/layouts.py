"""Layouts: every folder of the house's `layouts/` that has a `layout.yaml`, and those that travel in the package."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from leaflet.model import BASE_FOLDER, LAYOUTS_FOLDER, PACKAGED_PREFIX, Layout
from leaflet.problem import Problem
from leaflet.read.file_names import name_faults
from leaflet.read.folders import folder_id_faults
from leaflet.read.layout_sources import (
    has_layout_file,
    layout_folders,
    own_folders,
    packaged_layouts,
    read_layout_text,
)
from leaflet.read.layout_variants import UNKNOWN_LAYOUT, LayoutRules, read_layout_rules
from leaflet.read.looks import look_of
from leaflet.read.outlines import outline_faults
from leaflet.read.records import validate
from leaflet.read.style_sides import side_faults
from leaflet.read.template_skeleton import skeleton_faults
from leaflet.read.template_texts import texts_of_layout
from leaflet.read.templates import read_templates
from leaflet.read.text_file import Problems

STYLE_SHEET = "page.css"
LAYOUT_FILES = ("page.html.j2", STYLE_SHEET)
"""What a layout has besides its `layout.yaml`; one that extends another may be without."""


def read_layouts(root: Path) -> tuple[tuple[Layout, ...], Problems]:
    """The layouts by name, and every problem in them; a layout with a problem is left out.

    So is one with a file that leads outside the project, since templates and pictures are opened later.
    """
    _, problems = own_folders(root)
    unsafe = name_faults(root, LAYOUTS_FOLDER) if (root / LAYOUTS_FOLDER).exists() else ()
    pairs = [read_layout(root, _folder(name)) for name in layout_folders(root) if _is_layout(root, name)]
    faulty = {PurePosixPath(p.span.path).parts[1:2] for p in unsafe}
    read = [layout for layout, _ in pairs if layout and not faulty & {(layout.id,), (BASE_FOLDER,)}]
    faults = (*problems, *unsafe, *(p for _, faults in pairs for p in faults))
    return tuple(sorted(read, key=lambda layout: layout.id)), faults


def read_layout(root: Path, folder: str) -> tuple[Layout | None, Problems]:
    """The layout in `folder` (relative to `root`, or to the package's own), or None and the problems."""
    name = folder.replace(f"{LAYOUTS_FOLDER}/", "", 1)
    rules, problems = read_layout_rules(root, name)
    layout, faults = validate(Layout, rules.document) if rules else (None, ())
    is_variant = bool(rules.extends) if rules else any(p.rule == UNKNOWN_LAYOUT for p in problems)
    missing = tuple(p for file in LAYOUT_FILES for p in _file_faults(root, name, file, is_variant=is_variant))
    missing = (*missing, *(_side_faults(root, name) if is_variant or packaged_layouts(root) else ()))
    id_faults = folder_id_faults(layout, folder) if layout else ()
    problems = (*problems, *faults, *missing, *id_faults)
    if rules is None or layout is None:
        return None, (*problems, *(() if is_variant else skeleton_faults(root, f"{name}/page.html.j2")))
    layout = layout.model_copy(update=_places(root, name, rules))
    problems = (*problems, *skeleton_faults(root, layout.page))
    if problems:
        return None, problems
    problems = tuple(outline_faults(layout, [text.text for text in read_templates(root)[0]]))
    if problems:
        return None, problems
    return layout.model_copy(update={"look": look_of(root, layout), "texts": texts_of_layout(root, layout.page)}), ()


def _places(root: Path, name: str, rules: LayoutRules) -> dict[str, object]:
    """Where the files of the layout in the folder `name` lie."""
    packaged = packaged_layouts(root)
    if packaged and name.startswith(PACKAGED_PREFIX):
        return {"folder": packaged / name.removeprefix(PACKAGED_PREFIX), "packaged": packaged}
    return {"folder": root / LAYOUTS_FOLDER / name, "packaged": packaged, "extends": rules.extends}


def _folder(name: str) -> str:
    """The folder that templates call `name`, as messages do."""
    own = name.removeprefix(PACKAGED_PREFIX)
    return f"{PACKAGED_PREFIX if own != name else ''}{LAYOUTS_FOLDER}/{own}"


def _is_layout(root: Path, name: str) -> bool:
    return name.removeprefix(PACKAGED_PREFIX) != BASE_FOLDER and has_layout_file(root, f"{name}/layout.yaml")


def _side_faults(root: Path, name: str) -> Iterator[Problem]:
    own = f"{name}/{STYLE_SHEET}"
    sheet = read_layout_text(root, own)[0] if (root / LAYOUTS_FOLDER / own).exists() else None
    yield from side_faults(sheet) if sheet else ()


def _file_faults(root: Path, name: str, file: str, *, is_variant: bool) -> Iterator[Problem]:
    if not is_variant or (root / LAYOUTS_FOLDER / name / file).exists():
        yield from read_layout_text(root, f"{name}/{file}")[1]
