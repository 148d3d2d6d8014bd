"""What this machine lacks or has in another version, and how to fix it.

Standard library only: `tools/system-packages` asks this file before anything is installed.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import importlib.metadata
import importlib.util
import re
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from leaflet import fonts


class FindingState(StrEnum):
    """Whether a thing is as it should be."""

    OK = "ok"
    MISSING = "missing"
    DIFFERS = "differs"
    """Present in another version than leaflet was tested with: pages are valid, their bytes may differ."""


@dataclass(frozen=True)
class Package:
    """What the system calls the package that holds a thing."""

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
    package: Package
    version: str | None = None
    """Debian 12's, where the library can report its own."""
    version_function: str | None = None
    """The C function without arguments that gives the version as a string."""


@dataclass(frozen=True)
class Finding:
    """What was found out about one thing."""

    name: str
    state: FindingState
    found: str
    """In words, for a person."""
    fix: str = ""
    """What to do; empty where nothing needs doing."""
    package: Package | None = None
    """The system package to install, if that fixes it."""
    needed: bool = True
    """Can nothing be built without it?"""

    @property
    def is_blocking(self) -> bool:
        """Does it keep leaflets from being built?"""
        return self.needed and self.state is FindingState.MISSING


DISTRIBUTION = "leaflet-press"
"""What Python's installer calls leaflet."""
PYTHON = (3, 11)
_PYTHON_PACKAGE = Package("python3-venv", "python3", "python@3.12")

LIBRARIES = (
    SharedLibrary(
        "Pango",
        ("libpango-1.0.so.0", "libpango-1.0.dylib"),
        Package("libpango-1.0-0", "pango", "pango"),
        "1.50.12",
        "pango_version_string",
    ),
    SharedLibrary(
        "PangoFT2",
        ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib"),
        Package("libpangoft2-1.0-0", "pango", "pango"),
    ),
    SharedLibrary(
        "HarfBuzz",
        ("libharfbuzz.so.0", "libharfbuzz.0.dylib"),
        Package("libharfbuzz0b", "harfbuzz", "harfbuzz"),
        "6.0.0",
        "hb_version_string",
    ),
    SharedLibrary(
        "HarfBuzz subset",
        ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib"),
        Package("libharfbuzz-subset0", "harfbuzz", "harfbuzz"),
    ),
)
"""Without the last one WeasyPrint works, but with another subsetter, which writes other bytes."""

_MAPS_FILE = "/proc/self/maps"
"""Which files Linux has mapped into this process (proc(5))."""
_LIBRARY_CACHE = "/etc/ld.so.cache"
"""Where Linux finds shared libraries (ld.so(8))."""

FONT_PACKAGES: Mapping[str, Package] = {
    "Lato": Package("fonts-lato", "lato-fonts", "font-lato"),
    "Noto Sans Symbols2": Package("fonts-noto-core", "google-noto-sans-symbols-2-fonts", "font-noto-sans-symbols-2"),
    "Noto Sans Math": Package("fonts-noto-core", "google-noto-sans-math-fonts", "font-noto-sans-math"),
    "Noto Sans Symbols": Package("fonts-noto-core", "google-noto-sans-symbols-fonts", "font-noto-sans-symbols"),
    "Noto Naskh Arabic": Package("fonts-noto-core", "google-noto-naskh-arabic-fonts", "font-noto-naskh-arabic"),
    "Noto Sans Arabic": Package("fonts-noto-core", "google-noto-sans-arabic-fonts", "font-noto-sans-arabic"),
}
"""By family."""


@dataclass(frozen=True)
class Tool:
    """A program that helps but isn't needed."""

    command: str
    use: str
    package: Package | None


TOOLS = (
    Tool("pdftoppm", "`make picture` draws the README's picture", Package("poppler-utils", "poppler-utils", "poppler")),
    Tool("verapdf", "a second opinion on PDF/A-2a and PDF/UA-1, from verapdf.org", None),
)


@dataclass(frozen=True)
class Machine:
    """The facts that the findings are made from."""

    python: tuple[int, int] = PYTHON
    has_venv: bool = True
    """Can Python make virtual environments?"""
    libraries: Mapping[str, str | None] = field(default_factory=dict)
    """By `SharedLibrary.name`: the version, '' where it has no function for it; None where it can't be loaded."""
    fonts: tuple[fonts.FontFault, ...] = ()
    pinned: Mapping[str, str] = field(default_factory=dict)
    """Python package → the version that the lock files pin: the one with which its range in pyproject.toml begins."""
    installed: Mapping[str, str | None] = field(default_factory=dict)
    """Python package → the version that is installed."""
    tools: frozenset[str] = frozenset()
    """The commands of `TOOLS` that are on PATH."""


def inspect_machine() -> Machine:
    """The facts of this machine. Reads files and loads libraries, changes nothing."""
    pinned = _pinned()
    return Machine(
        python=sys.version_info[:2],
        has_venv=importlib.util.find_spec("ensurepip") is not None,
        libraries={library.name: _library_version(library) for library in LIBRARIES},
        fonts=fonts.font_faults(),
        pinned=pinned,
        installed={name: _installed(name) for name in pinned},
        tools=frozenset(tool.command for tool in TOOLS if shutil.which(tool.command)),
    )


def system_dependencies() -> tuple[str, ...]:
    """Paths outside of the project that a page depends on: folders of fonts, font files, libraries that are loaded.

    Loads the libraries, since what rendered may have been another process. Raises OSError where the system does not say
    which ones are loaded.
    """
    for library in LIBRARIES:
        _library_version(library)
    folders = fonts.font_folders()
    files = (folder / font.file for folder in folders for font in fonts.FONTS)
    names = tuple(f"/{library.files[0].partition('.so')[0]}." for library in LIBRARIES)
    with open(_MAPS_FILE, encoding="utf-8", errors="surrogateescape") as mapped:  # noqa: PTH123 -- not a file on a disk
        loaded = {path for line in mapped for path in line.split(maxsplit=5)[5:] if any(name in path for name in names)}
    return (*map(str, folders), *map(str, files), *sorted(path.strip() for path in loaded), _LIBRARY_CACHE)


def _library_version(library: SharedLibrary) -> str | None:
    for file in (*library.files, ctypes.util.find_library(library.files[0][3:].partition(".so")[0])):
        try:
            loaded = ctypes.CDLL(file) if file else None
        except OSError:
            continue
        if loaded:
            return _ask_version(loaded, library.version_function)
    return None


def _ask_version(library: ctypes.CDLL, function_name: str | None) -> str:
    if function_name is None:
        return ""
    function = library[function_name]
    function.restype = ctypes.c_char_p
    return str(function().decode())


def _pinned() -> dict[str, str]:
    try:
        required = importlib.metadata.requires(DISTRIBUTION) or ()
    except importlib.metadata.PackageNotFoundError:
        return {}
    pins = (re.fullmatch(r"([\w.-]+)(?:<[\w.]+,)?>=([\w.]+)", line) for line in required)  # and no extras
    return {pin[1]: pin[2] for pin in pins if pin}


def _installed(name: str) -> str | None:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None


def findings(machine: Machine) -> tuple[Finding, ...]:
    """What is there, missing or different on `machine`: system first, then fonts, Python packages and tools."""
    return (
        *_python(machine),
        *(_library(library, machine.libraries.get(library.name)) for library in LIBRARIES),
        *_fonts(machine),
        *(_pin_finding(name, version, machine.installed.get(name)) for name, version in machine.pinned.items()),
        *(_tool(tool, tool.command in machine.tools) for tool in TOOLS),
    )


def _python(machine: Machine) -> Iterator[Finding]:
    version = ".".join(map(str, machine.python))
    if machine.python < PYTHON:
        yield Finding("Python", FindingState.MISSING, version, "install Python 3.11 or newer", _PYTHON_PACKAGE)
    elif not machine.has_venv:
        yield Finding(
            "Python", FindingState.MISSING, f"{version}, without `venv`", "install the package", _PYTHON_PACKAGE
        )
    else:
        yield Finding("Python", FindingState.OK, version)


def _library(library: SharedLibrary, version: str | None) -> Finding:
    if version is None:
        return Finding(library.name, FindingState.MISSING, "can't be loaded", "install the package", library.package)
    if library.version in (None, version):
        return Finding(library.name, FindingState.OK, version or "loads")
    found = f"{version}; Debian 12 has {library.version}"
    return Finding(library.name, FindingState.DIFFERS, found, "nothing, unless you need the same bytes as on Debian 12")


def _fonts(machine: Machine) -> Iterator[Finding]:
    for fault in machine.fonts:
        name = f"font {fault.font.file}"
        if fault.state == "missing":
            hint = "install the package"
            yield Finding(name, FindingState.MISSING, "not found", hint, FONT_PACKAGES[fault.font.family])
        else:
            hint = "install Debian 12's version: printed glyphs are compared with it, and others are refused"
            yield Finding(name, FindingState.DIFFERS, f"{fault.path} is another version", hint)
    good = len(fonts.FONTS) - len(machine.fonts)
    yield Finding("fonts", FindingState.OK, f"{good} of {len(fonts.FONTS)} as expected")


def _pin_finding(name: str, pinned: str, installed: str | None) -> Finding:
    hint = "run `make setup`, which installs what requirements.lock pins"
    if installed is None:
        return Finding(name, FindingState.MISSING, "not installed", hint)
    if installed != pinned:
        return Finding(name, FindingState.DIFFERS, f"{installed}; {pinned} is pinned", hint)
    return Finding(name, FindingState.OK, installed)


def _tool(tool: Tool, is_there: bool) -> Finding:
    if is_there:
        return Finding(tool.command, FindingState.OK, "on PATH", needed=False)
    hint = f"only if you want it: {tool.use}"
    return Finding(tool.command, FindingState.MISSING, "not on PATH", hint, tool.package, needed=False)


def missing_packages(found: Iterable[Finding], *, needed_only: bool = False) -> tuple[Package, ...]:
    """The system packages that provide what is missing; or only those without which nothing is built."""
    missing = (f for f in found if f.state is FindingState.MISSING and (f.needed or not needed_only))
    return tuple(dict.fromkeys(f.package for f in missing if f.package))


def install_lines(packages: Iterable[Package]) -> tuple[str, ...]:
    """For each kind of system, what to type to install `packages`; none where there is nothing to install."""
    wanted = tuple(packages)
    if not wanted:
        return ()
    return (
        f"Debian, Ubuntu:  sudo apt-get install {_names(p.apt for p in wanted)}",
        f"Fedora:          sudo dnf install {_names(p.dnf for p in wanted)}",
        f"macOS:           brew install {_names(p.brew for p in wanted)}",
    )


def apt_names(packages: Iterable[Package]) -> str:
    """The names for `apt-get install`, with a space between."""
    return _names(p.apt for p in packages)


def _names(names: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(names))
