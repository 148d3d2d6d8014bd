"""The fonts that leaflets are set in: which files, and whether this machine has them."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from xml.etree import ElementTree as ET

_HERE = Path(__file__).parent

CONFIG = _HERE / "fonts.conf"
"""The fontconfig file that excludes every other font on the machine."""


@dataclass(frozen=True)
class Font:
    """One font file."""

    family: str
    style: str
    file: str
    """File name, without a folder."""
    sha256: str
    """Checksum (hex) of Debian 12's file."""
    package: str
    """Debian package that holds it; '' of leaflet's own, which lies beside this file."""
    line: int
    """Where it is listed in `fonts.toml`."""
    on_choice: bool = False
    """Is it needed only where a house's brand names its family?"""


@dataclass(frozen=True)
class FontFault:
    """A font file that is missing or different."""

    font: Font
    state: Literal["missing", "different"]
    path: Path | None
    """The file that differs; None where it is missing."""


def _read_list() -> Iterator[Font]:
    text = (_HERE / "fonts.toml").read_text("utf-8")
    lines = (number for number, line in enumerate(text.splitlines(), 1) if line == "[[font]]")
    return (Font(**entry, line=line) for entry, line in zip(tomllib.loads(text)["font"], lines, strict=True))


FONTS: tuple[Font, ...] = tuple(_read_list())
TEXT_FAMILIES = ("Lato", "Noto Sans", "Noto Serif")
"""The families that running text and headings may be set in, the layouts' own first."""


def font_folders() -> tuple[Path, ...]:
    """The folders of the machine that `fonts.conf` looks in, in its order."""
    folders = (element for element in ET.parse(CONFIG).iter("dir") if element.get("prefix") != "relative")
    return tuple(Path(element.text or "").expanduser() for element in folders)


def trusted_file(name: str) -> Path | None:
    """The file `name` with the checksum that `fonts.toml` gives; None where this machine has none, or another one."""
    font = next((font for font in FONTS if font.file == name), None)
    path = _installed_path(font) if font else None
    return path if font and path and _checksum(path) == font.sha256 else None


def missing_fonts() -> tuple[Font, ...]:
    """The fonts that this machine lacks, in the order of `FONTS`. Checks file names only, so it is cheap.

    Those that are needed on choice aren't among them: who chooses one asks `trusted_file`.
    """
    return tuple(font for font in FONTS if not font.on_choice and _installed_path(font) is None)


def font_faults() -> tuple[FontFault, ...]:
    """The fonts that this machine lacks or has in another version, in the order of `FONTS`.

    A different font is not trusted: preflight refuses the pages that are set in it.
    """
    return tuple(_font_faults())


def _font_faults() -> Iterator[FontFault]:
    for font in FONTS:
        path = _installed_path(font)
        if path is None:
            yield FontFault(font, "missing", None)
        elif _checksum(path) != font.sha256:
            yield FontFault(font, "different", path)


def _installed_path(font: Font) -> Path | None:
    folders = font_folders() if font.package else (_HERE,)
    return next((folder / font.file for folder in folders if (folder / font.file).is_file()), None)


def _checksum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
