"""Results → `docs/performance.md`: nothing in it is written by hand."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Iterator
from textwrap import fill

from benchmarks.result import WORKLOADS, Curve, Ratio, Results, Series, Workload

WIDTH = 120
"""Characters of a line."""
_HEAD = """\
# How fast it is

Written by `make bench` from `benchmarks/results.json`. What is compared ran in one run and in turn, A B A B …; a figure
is the median of its rounds, with the least and the greatest in brackets. A ratio is taken within each round, so that a
slow moment of the machine slows down both. Seconds hold for this machine only.

`leaflet build` ran without veraPDF, whose time is another program's. `make bench WHAT=w2` measures one part of this
page again; each says on what day it was measured. Nothing else may run on the machine meanwhile.
"""
_QUICK = """
**These figures say nothing.** They come from `make bench QUICK=1`, a run of tiny sizes that only shows that the
benchmark works.
"""
_PLOT = """
![Growth curves](performance.svg)
"""


def page(results: Results) -> str:
    """The whole document."""
    parts = [_HEAD, *([_QUICK] if results.quick else [])]
    parts += ["\n## Targets\n\n", *_lines(_targets(results.workloads))]
    parts += [section(workload) for workload in results.workloads]
    parts += [_PLOT, "\n## The machine\n\n", *_lines(_table(("what", "value"), results.machine.items()))]
    return "".join(parts)


def section(workload: Workload) -> str:
    """The part of the document about one workload."""
    about = f"`make bench WHAT={workload.name}`{_when(workload)}. {workload.about}"
    about = fill(about, WIDTH, break_on_hyphens=False)
    parts = [f"\n## {workload.title}\n\n{about}\n"]
    if workload.series:
        heads = ("what", "seconds", "rounds", "command")
        parts += ["\n", *_lines(_table(heads, map(_of_series, workload.series)))]
    if workload.ratios:
        parts += ["\n", *_lines(_table(("ratio", "measured", "target", ""), map(_of_ratio, workload.ratios)))]
    for curve in workload.curves:
        parts += ["\n", *_lines(_of_curve(curve))]
    parts += [f"\nNot measured: {sentence}\n" for sentence in workload.absent]
    return "".join(parts)


def _when(workload: Workload) -> str:
    return f", {workload.day}, {workload.minutes:.0f} minutes" if workload.day else ""


def _targets(workloads: tuple[Workload, ...]) -> Iterator[str]:
    rows = [(w, r) for w in workloads for r in w.ratios if r.held is not None]
    cells = ((_name(w.name), *_of_ratio(r), f"`make bench WHAT={w.name}`") for w, r in rows)
    yield from _table(("", "what", "measured", "target", "", "command"), cells)
    absent = [f"- {_name(w.name)}: {sentence}" for w in workloads for sentence in w.absent]
    left = sorted(set(WORKLOADS) - {w.name for w in workloads})
    absent += [f"- {_name(name)}: not with this version. `make bench WHAT={name}` measures it." for name in left]
    yield from ["", "Not measured:", "", *absent] if absent else []


def _name(workload: str) -> str:
    return workload.upper() if workload.startswith("w") else workload


def _of_series(series: Series) -> tuple[str, ...]:
    name = f"{series.name} ({series.note})" if series.note else series.name
    return name, _spread(series.seconds), str(len(series.seconds)), f"`{series.command}`"


def _of_ratio(ratio: Ratio) -> tuple[str, ...]:
    verdict = {None: "", True: "held", False: "**missed**"}[ratio.held]
    return ratio.what, _spread(ratio.ratios), _target(ratio), verdict


def _target(ratio: Ratio) -> str:
    if ratio.at_most is not None:
        return f"at most {ratio.at_most:g}"
    return f"at least {ratio.at_least:g}" if ratio.at_least is not None else ""


def _of_curve(curve: Curve) -> Iterator[str]:
    """A row for each of up to a dozen points, evenly taken."""
    yield f"{curve.title}:"
    for name, points in curve.lines.items():
        step = max(-(-len(points) // 12), 1)
        chosen = [*points[:-1:step], points[-1]] if points else []
        yield ""
        yield from _table((f"{curve.x}, {name}", curve.y), ((f"{x:g}", _number(y)) for x, y in chosen))


def _spread(values: tuple[float, ...]) -> str:
    middle = _number(statistics.median(values))
    return f"{middle} ({_number(min(values))}–{_number(max(values))})" if len(values) > 1 else middle


def _number(value: float) -> str:
    """Three digits, as a person writes them."""
    return f"{value:.0f}" if value >= 100 else f"{float(f'{value:.3g}'):g}"


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    yield from (f"| {' | '.join(row)} |" for row in rows)


def _lines(lines: Iterator[str]) -> Iterator[str]:
    return (f"{line}\n" for line in lines)
