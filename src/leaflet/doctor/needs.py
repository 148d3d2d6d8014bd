"""What a machine needs, as `needs.toml` lists it.

Standard library only, here and in the rest of this room: `tools/system-packages` asks before anything is installed.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class SystemPackage:
    """What each system calls the package that holds a thing."""

    apt: str
    """Debian, Ubuntu."""
    dnf: str
    """Fedora."""
    brew: str
    """macOS."""


@dataclass(frozen=True)
class SharedLibrary:
    """A shared library that WeasyPrint loads."""

    name: str
    files: tuple[str, ...]
    """File names to try: Linux, macOS."""
    package: SystemPackage
    tested: str | None = None
    """Debian 12's version, where the library can report its own."""
    version_function: str | None = None
    """The C function without arguments that gives the version as a string."""


@dataclass(frozen=True)
class Tool:
    """A program that helps but isn't needed."""

    command: str
    use: str
    package: SystemPackage | None = None


@dataclass(frozen=True)
class System:
    """A kind of system, and how packages are installed there."""

    name: str
    manager: str
    """The field of SystemPackage with its names."""
    install: str
    """What is typed before the names."""


def _with_package(row: Mapping[str, Any]) -> dict[str, Any]:
    """`row` of a table with its package as a SystemPackage, where it has one."""
    return {**row, "package": SystemPackage(**row["package"])} if "package" in row else dict(row)


_NEEDS = tomllib.loads((Path(__file__).parent / "needs.toml").read_text("utf-8"))

PYTHON: tuple[int, ...] = tuple(map(int, _NEEDS["python"]["at_least"].split(".")))
PYTHON_PACKAGE = SystemPackage(**_NEEDS["python"]["package"])
LIBRARIES = tuple(SharedLibrary(**{**_with_package(row), "files": tuple(row["files"])}) for row in _NEEDS["library"])
FONT_PACKAGES: Mapping[str, SystemPackage] = {
    family: SystemPackage(**package) for family, package in _NEEDS["font_packages"].items()
}
"""By family."""
TOOLS = tuple(Tool(**_with_package(row)) for row in _NEEDS["tool"])
SYSTEMS = tuple(System(**row) for row in _NEEDS["system"])
