"""Pictograms that statements name: each is a drawing of the layouts that the house builds with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from leaflet.messages import backtick_list, did_you_mean
from leaflet.model import BASE_FOLDER, LAYOUTS_FOLDER, Statement, layout_file
from leaflet.problem import Problem
from leaflet.read.layout_sources import packaged_layouts

_FOLDER = f"{BASE_FOLDER}/pictograms"


def pictogram_faults(root: Path, statements: Iterable[Statement]) -> Iterator[Problem]:
    """A problem for each of `statements` whose pictogram is no file: nothing would stand beside its words.

    A house whose own layouts have no pictograms at all prints none.
    """
    known = _pictograms(root)
    for statement in statements:
        if known and statement.pictogram and statement.pictogram not in known:
            hint = f"{did_you_mean(statement.pictogram, known)}there are {backtick_list(known)}"
            message = f"there is no pictogram `{statement.pictogram}`"
            yield Problem("unknown-pictogram", message, hint, statement.span("pictogram"))


def _pictograms(root: Path) -> list[str]:
    """Their names, sorted: the house's own, and leaflet's where its layouts are used."""
    own, packaged = root / LAYOUTS_FOLDER / _FOLDER, packaged_layouts(root)
    folders = (own, layout_file(root / LAYOUTS_FOLDER, packaged, _FOLDER))
    return sorted({file.stem for folder in folders if folder.is_dir() for file in folder.glob("*.svg")})
