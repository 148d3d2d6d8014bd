"""`sources/categories/`: the kinds of topics, one a file."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from leaflet.model import CATEGORIES_FOLDER, Category, Ladder
from leaflet.problem import Problem, Span
from leaflet.read.file_names import outside_faults
from leaflet.read.records import read_record, without_duplicates
from leaflet.read.text_file import Problems


def read_categories(root: Path) -> tuple[tuple[Category, ...], Problems]:
    """Every category in the project at `root`, by name; one with a fault is left out."""
    folder = root / CATEGORIES_FOLDER
    if outside := outside_faults(root, CATEGORIES_FOLDER):
        return (), outside
    if not folder.is_dir():
        message = f"the folder `{CATEGORIES_FOLDER}` must exist, with a file for each kind of topic"
        hint = "run `leaflet upgrade`, which writes one for a house of an earlier version"
        return (), (Problem("missing-file", message, hint, Span(CATEGORIES_FOLDER)),)
    paths = sorted(f"{CATEGORIES_FOLDER}/{file.name}" for file in folder.glob("[!.]*.yaml"))
    read = [(path, *read_record(root, path, Category)) for path in paths]
    faults = {path: (*problems, *(_name_faults(path, found) if found else ())) for path, found, problems in read}
    categories = tuple(found for path, found, _ in read if found and not faults[path])
    return categories, tuple(problem for problems in faults.values() for problem in problems)


def taken_levels(ladder: Ladder, categories: Iterable[Category]) -> Problems:
    """Rungs of categories whose id another rung of the house has: a claim names a rung by its id alone."""
    levels = (*ladder.levels, *(level for category in categories for level in category.levels))
    return without_duplicates(levels)[1]


def _name_faults(path: str, category: Category) -> Problems:
    name = Path(path).stem
    if category.id == name:
        return ()
    message = f"the id `{category.id}` must be the name of its file, `{name}`"
    return (Problem("invalid-record", message, f"write `id: {name}`, or rename the file", category.span("id")),)
