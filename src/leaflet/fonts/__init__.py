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
"""The fontconfig file that shuts out every other font of the machine."""


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
    """Debian package that holds it."""
    line: int
    """Where it is listed in `fonts.toml`."""


@dataclass(frozen=True)
class Fault:
    """A font file that is not as it should be."""

    font: Font
    state: Literal["missing", "different"]
    path: Path | None
    """The file that differs; None where it is missing."""


def _listed() -> Iterator[Font]:
    text = (_HERE / "fonts.toml").read_text("utf-8")
    lines = (number for number, line in enumerate(text.splitlines(), 1) if line == "[[font]]")
    return (Font(**entry, line=line) for entry, line in zip(tomllib.loads(text)["font"], lines, strict=True))


FONTS: tuple[Font, ...] = tuple(_listed())


def folders() -> tuple[Path, ...]:
    """The folders that `fonts.conf` looks in, in its order."""
    return tuple(Path(element.text or "").expanduser() for element in ET.parse(CONFIG).iter("dir"))


def trusted_file(name: str) -> Path | None:
    """The file `name` with the checksum that `fonts.toml` gives; None where this machine has none, or another one."""
    font = next((font for font in FONTS if font.file == name), None)
    path = _path(font) if font else None
    return path if font and path and _checksum(path) == font.sha256 else None


def missing() -> tuple[Font, ...]:
    """The fonts that this machine lacks, in the order of `FONTS`. Looks at names only, so it costs next to nothing."""
    return tuple(font for font in FONTS if _path(font) is None)


def missing_or_different() -> tuple[Fault, ...]:
    """The fonts that this machine lacks or has in another version, in the order of `FONTS`.

    A different font is not trusted: preflight refuses the pages that are set in it.
    """
    return tuple(_faults())


def _faults() -> Iterator[Fault]:
    for font in FONTS:
        path = _path(font)
        if path is None:
            yield Fault(font, "missing", None)
        elif _checksum(path) != font.sha256:
            yield Fault(font, "different", path)


def _path(font: Font) -> Path | None:
    return next((folder / font.file for folder in folders() if (folder / font.file).is_file()), None)


def _checksum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
