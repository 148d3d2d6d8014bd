"""Results → `docs/performance.svg`: the growth curves. Only this file imports matplotlib."""

from __future__ import annotations

from pathlib import Path

import matplotlib as mpl
from matplotlib.figure import Figure

from benchmarks.result import Curve, Results

_WIDTH, _HEIGHT = 5, 3.6
"""Inches of one curve's field."""
_STYLES = ("o-", "s--", "^:", "d-.")
"""Of a curve's lines."""
_OVER_DECADES = ("clinics", "topics")
"""What grows tenfold from point to point."""


def plot(results: Results, file: Path) -> None:
    """Draw every curve into `file`, an SVG; the same results give the same bytes."""
    curves = [curve for workload in results.workloads for curve in workload.curves]
    figure = Figure(figsize=(_WIDTH * 2, _HEIGHT * -(-len(curves) // 2)), layout="constrained")
    for number, curve in enumerate(curves, 1):
        _draw(figure.add_subplot(-(-len(curves) // 2), 2, number), curve)
    with mpl.rc_context({"svg.hashsalt": "leaflet", "svg.fonttype": "none"}):
        figure.savefig(file, metadata={"Date": None, "Creator": None})


def _draw(axes: mpl.axes.Axes, curve: Curve) -> None:
    for (name, points), style in zip(curve.lines.items(), _STYLES[: len(curve.lines)], strict=True):
        axes.plot(*zip(*points, strict=True), style, markersize=3, label=name)
    axes.set(title=curve.title, xlabel=curve.x, ylabel=curve.y)
    if curve.x in _OVER_DECADES:
        axes.set(xscale="log", yscale="log")
    else:
        axes.set_ylim(bottom=0)
    axes.grid(alpha=0.3)
    if curve.lines:
        axes.legend()
