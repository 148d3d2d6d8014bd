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


@dataclass(frozen=True)
class Fault:
    """A font file that is not as it should be."""

    font: Font
    state: Literal["missing", "different"]
    path: Path | None
    """The file that differs; None where it is missing."""


FONTS: tuple[Font, ...] = tuple(Font(**entry) for entry in tomllib.loads((_HERE / "fonts.toml").read_text())["font"])


def folders() -> tuple[Path, ...]:
    """The folders that `fonts.conf` looks in, in its order."""
    return tuple(Path(element.text or "").expanduser() for element in ET.parse(CONFIG).iter("dir"))


def missing_or_different() -> tuple[Fault, ...]:
    """The fonts that this machine lacks or has in another version, in the order of `FONTS`.

    A different font gives valid pages, but other bytes than Debian 12's.
    """
    return tuple(_faults())


def _faults() -> Iterator[Fault]:
    for font in FONTS:
        path = next((folder / font.file for folder in folders() if (folder / font.file).is_file()), None)
        if path is None:
            yield Fault(font, "missing", None)
        elif hashlib.sha256(path.read_bytes()).hexdigest() != font.sha256:
            yield Fault(font, "different", path)
