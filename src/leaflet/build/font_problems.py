"""Fonts that this machine lacks: nothing is built without them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from leaflet import fonts
from leaflet.problem import Problem, Span


def font_problems() -> Iterator[Problem]:
    """A problem for each family that this machine lacks, whole or in part."""
    for family, missing in groupby(fonts.missing_fonts(), key=lambda font: font.family):
        files = list(missing)
        yield Problem(
            "missing-font",
            f"the font `{family}` is missing on this machine, or files of it are; nothing is built",
            f"on Debian or Ubuntu type `apt-get install {files[0].package}` as root; `leaflet doctor` lists the files "
            "and has the line for other systems. Nothing needs changing in content or layout",
            Span("src/leaflet/fonts/fonts.toml", files[0].line),
        )
