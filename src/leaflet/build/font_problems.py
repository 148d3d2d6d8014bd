"""Fonts that this machine lacks: nothing is built without them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from leaflet import fonts
from leaflet.problem import Problem, Span

_HINT = (
    "on Debian or Ubuntu type `apt-get install {package}` as root; `leaflet doctor` lists the files and has the line "
    "for other systems. Nothing needs changing in content or layout"
)
_OWN_HINT = "install leaflet again: the file is its own"


def font_problems() -> Iterator[Problem]:
    """A problem for each family that this machine lacks, whole or in part."""
    for family, missing in groupby(fonts.missing_fonts(), key=lambda font: font.family):
        files = list(missing)
        yield Problem(
            "missing-font",
            f"the font `{family}` is missing on this machine, or files of it are; nothing is built",
            _HINT.format(package=files[0].package) if files[0].package else _OWN_HINT,
            Span("src/leaflet/fonts/fonts.toml", files[0].line),
        )
