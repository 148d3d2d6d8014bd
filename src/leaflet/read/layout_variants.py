"""A layout that extends another: what its `layout.yaml` doesn't say is as in that of the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from leaflet.messages import backtick_list, did_you_mean
from leaflet.model import LAYOUTS_FOLDER, PACKAGED_PREFIX, Located, Origin, PathStep
from leaflet.problem import Problem, Span
from leaflet.read.document import SourceDocument
from leaflet.read.layout_sources import has_layout_file, layout_ids, read_layout_text
from leaflet.read.text_file import Problems
from leaflet.read.yaml_file import parse_yaml

UNKNOWN_LAYOUT = "unknown-layout"
_OWN = ("id", "extend")
"""Keys that no layout has from another."""


@dataclass(frozen=True)
class LayoutRules:
    """What a `layout.yaml` says, with all that it has from others."""

    document: SourceDocument
    extends: tuple[str, ...] = ()
    """The folders of those others, the nearest first, as templates name them."""


def read_layout_rules(root: Path, name: str) -> tuple[LayoutRules | None, Problems]:
    """What the `layout.yaml` in the folder that templates call `name` says, or the problems.

    What it has from the layout that it extends stands where it says so: an editor finds every fault in the own file.
    """
    return _read(root, name, ())


def _read(root: Path, name: str, before: tuple[str, ...]) -> tuple[LayoutRules | None, Problems]:
    file, problems = read_layout_text(root, f"{name}/layout.yaml")
    document, faults = parse_yaml(file) if file else (None, problems)
    if document is None:
        return None, faults
    extended = document.value.get("extend") if isinstance(document.value, dict) else None
    place = document.origin.span_at("extend")
    if extended is None:
        return LayoutRules(document), ()
    if not isinstance(extended, str):
        hint = "write one id, as in `extend: trifold`"
        return None, (Problem(UNKNOWN_LAYOUT, "`extend` must be the id of a layout", hint, place),)
    folder = _folder_of(root, name, extended)
    if folder is None or folder in (*before, name):
        return None, (_unknown(root, name, extended, place, is_circle=folder is not None),)
    base, faults = _read(root, folder, (*before, name))
    if base is None:
        return None, faults
    return LayoutRules(_merged(document, base.document, place), (folder, *base.extends)), ()


def _folder_of(root: Path, name: str, extended: str) -> str | None:
    """The folder of the layout called `extended`; leaflet's, where a layout extends the one of its own name."""
    packaged = f"{PACKAGED_PREFIX}{extended}"
    names = (packaged,) if name in (extended, packaged) else (extended, packaged)
    if not has_layout_file(root, f"{names[0]}/layout.yaml"):
        return None
    own = names[0] == extended and (root / LAYOUTS_FOLDER / extended / "layout.yaml").exists()
    return extended if own else packaged


def _unknown(root: Path, name: str, extended: str, place: Span, *, is_circle: bool) -> Problem:
    known = [other for other in layout_ids(root) if other != name]
    if is_circle:
        message = f"`{name}` extends `{extended}`, which extends `{name}` in its turn"
        return Problem(UNKNOWN_LAYOUT, message, "let one of them stand by itself", place)
    message = f"there is no layout `{extended}` that `{name}` could extend"
    return Problem(UNKNOWN_LAYOUT, message, f"{did_you_mean(extended, known)}there are {backtick_list(known)}", place)


def _merged(own: SourceDocument, base: SourceDocument, place: Span) -> SourceDocument:
    """`own` with what `base` says beside it; each value of `base` is told of at `place`."""
    inherited = {key: value for key, value in base.value.items() if key not in _OWN and key not in own.value}
    words = _with_words(own.value, base.value)
    spans: Mapping[tuple[PathStep, ...], Span] = {**{(key,): place for key in inherited}, **own.origin.spans}
    value: Any = Located({**own.value, **inherited, **words})
    value.origin = Origin(own.origin.start, spans)
    return SourceDocument(value, value.origin, own.keys, own.unfit_texts)


def _with_words(own: Mapping[str, Any], base: Mapping[str, Any]) -> dict[str, Any]:
    """Other words are had from a layout one by one."""
    both = (own.get("says"), base.get("says"))
    if not all(isinstance(words, dict) for words in both):
        return {}
    return {"says": {**base["says"], **own["says"]}}
