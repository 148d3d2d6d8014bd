"""What is there, missing or different on a machine, in words, with what to do about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from leaflet import fonts
from leaflet.doctor.machine import Machine
from leaflet.doctor.needs import (
    FONT_PACKAGES,
    LIBRARIES,
    PYTHON,
    PYTHON_PACKAGE,
    TOOLS,
    SharedLibrary,
    SystemPackage,
    Tool,
)


class FindingState(StrEnum):
    """Whether a thing is as it should be."""

    OK = "ok"
    MISSING = "missing"
    DIFFERS = "differs"
    """Present in another version than leaflet was tested with: pages are valid, their bytes may differ."""


@dataclass(frozen=True)
class Finding:
    """What was found out about one thing."""

    name: str
    state: FindingState
    found: str
    """In words, for a person."""
    fix: str = ""
    """What to do; empty where nothing needs doing."""
    package: SystemPackage | None = None
    """The system package to install, if that fixes it."""
    needed: bool = True
    """Can nothing be built without it?"""

    @property
    def is_blocking(self) -> bool:
        """Does it keep leaflets from being built?"""
        return self.needed and self.state is FindingState.MISSING


def findings(machine: Machine) -> tuple[Finding, ...]:
    """What is there, missing or different on `machine`: system first, then fonts, Python packages and tools."""
    return (
        _python(machine),
        *(_library(library, machine.libraries.get(library.name)) for library in LIBRARIES),
        *_fonts(machine),
        *(_python_package(name, pinned, machine.installed.get(name)) for name, pinned in machine.pinned.items()),
        *(_tool(tool, tool.command in machine.tools) for tool in TOOLS),
    )


def _python(machine: Machine) -> Finding:
    version = ".".join(map(str, machine.python))
    if machine.python < PYTHON:
        fix = f"install Python {'.'.join(map(str, PYTHON))} or newer"
        return Finding("Python", FindingState.MISSING, version, fix, PYTHON_PACKAGE)
    if not machine.has_venv:
        found = f"{version}, without `venv`"
        return Finding("Python", FindingState.MISSING, found, "install the package", PYTHON_PACKAGE)
    return Finding("Python", FindingState.OK, version)


def _library(library: SharedLibrary, version: str | None) -> Finding:
    if version is None:
        return Finding(library.name, FindingState.MISSING, "can't be loaded", "install the package", library.package)
    if library.tested in (None, version):
        return Finding(library.name, FindingState.OK, version or "loads")
    found = f"{version}; Debian 12 has {library.tested}"
    return Finding(library.name, FindingState.DIFFERS, found, "nothing, unless you need the same bytes as on Debian 12")


def _fonts(machine: Machine) -> Iterator[Finding]:
    for fault in machine.fonts:
        name = f"font {fault.font.file}"
        if fault.state == "missing":
            package = FONT_PACKAGES.get(fault.font.family)
            fix = "install the package" if package else "install leaflet again: the file is its own"
            fix = f"only if a brand names it: {fix}" if fault.font.on_choice else fix
            yield Finding(name, FindingState.MISSING, "not found", fix, package, needed=not fault.font.on_choice)
        else:
            fix = "install Debian 12's version: printed glyphs are compared with it, and others are refused"
            yield Finding(name, FindingState.DIFFERS, f"{fault.path} is another version", fix)
    good = len(fonts.FONTS) - len(machine.fonts)
    yield Finding("fonts", FindingState.OK, f"{good} of {len(fonts.FONTS)} as expected")


def _python_package(name: str, tested: str, installed: str | None) -> Finding:
    fix = "run `make setup`, which installs what requirements.lock pins"
    if installed is None:
        return Finding(name, FindingState.MISSING, "not installed", fix)
    if installed != tested:
        return Finding(name, FindingState.DIFFERS, f"{installed}; {tested} is pinned", fix)
    return Finding(name, FindingState.OK, installed)


def _tool(tool: Tool, is_there: bool) -> Finding:
    if is_there:
        return Finding(tool.command, FindingState.OK, "on PATH", needed=False)
    fix = f"only if you want it: {tool.use}"
    return Finding(tool.command, FindingState.MISSING, "not on PATH", fix, tool.package, needed=False)
