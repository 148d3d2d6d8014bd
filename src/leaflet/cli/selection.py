"""What was asked for: names that the sources don't have are refused, and what has nothing to do with it isn't shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from leaflet.cli.options import usage_error
from leaflet.problem import Problem

if TYPE_CHECKING:
    from leaflet.build.options import Selection

NO_EDITION_MATCHES = "no edition matches all of this; `leaflet list` shows which there are"


def selection(
    root: Path, topics: tuple[str, ...], layouts: tuple[str, ...] = (), locales: tuple[str, ...] = ()
) -> Selection:
    """What was asked for. Raises UsageError for a name that the sources don't have."""
    from leaflet.build.options import Selection
    from leaflet.read.layout_sources import layout_ids
    from leaflet.read.sources import read_house

    refuse_unknown("topic", topics, _topics(root))
    refuse_unknown("layout", layouts, layout_ids(root))
    house = read_house(root)[0] if locales else None
    if house:
        refuse_unknown("locale", locales, house.locales)
    return Selection(topics, layouts, locales)


def refuse_unknown(kind: str, names: Iterable[str], known: Sequence[str]) -> None:
    """Raise UsageError for the first of `names` that is not `known`."""
    from leaflet.messages import backtick_list, did_you_mean

    for name in names:
        if name not in known:
            there = {0: "there is none", 1: f"the only one is {backtick_list(known)}"}
            others = there.get(len(known), f"there are {backtick_list(known)}")
            raise usage_error(f"there is no {kind} `{name}`; {did_you_mean(name, known)}{others}")


def _topics(root: Path) -> tuple[str, ...]:
    """Ids of the topics, readable or not."""
    return tuple(name for name in _folders(root / "sources/topics") if not name.startswith("."))


def _folders(folder: Path) -> tuple[str, ...]:
    return tuple(sorted(p.name for p in folder.iterdir())) if folder.is_dir() else ()


def relevant(problems: Iterable[Problem], chosen: Selection) -> tuple[Problem, ...]:
    """The problems that have to do with something chosen."""
    return tuple(p for p in problems if _is_relevant(p, chosen))


def _is_relevant(problem: Problem, chosen: Selection) -> bool:
    asked = (chosen.topics, chosen.layouts, chosen.locales)
    if problem.editions:
        parts = (name.split("/") for name in problem.editions)
        return any(all(not a or part in a for a, part in zip(asked, edition, strict=True)) for edition in parts)
    path = Path(problem.span.path)
    if path.suffix == ".po" and chosen.locales:
        return path.stem in {locale.partition("-")[0] for locale in chosen.locales}
    folder, _, inside = problem.span.path.removeprefix("sources/").partition("/")
    name, below, _ = inside.partition("/")
    wanted = {"topics": chosen.topics, "layouts": (*chosen.layouts, "base")}.get(folder, ())
    return not below or not wanted or wanted == ("base",) or name in wanted
