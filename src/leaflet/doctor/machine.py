"""The facts of a machine that `findings` are made from. Files are read and libraries loaded; nothing is changed."""

from __future__ import annotations

import ctypes
import ctypes.util
import importlib.metadata
import importlib.util
import re
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field

from leaflet import fonts
from leaflet.doctor.needs import LIBRARIES, PYTHON, TOOLS, SharedLibrary

DISTRIBUTION = "leaflet-press"
"""What Python's installer calls leaflet."""
_MAPS_FILE = "/proc/self/maps"
"""Which files Linux has mapped into this process (proc(5))."""
_LIBRARY_CACHE = "/etc/ld.so.cache"
"""Where Linux finds shared libraries (ld.so(8))."""


@dataclass(frozen=True)
class Machine:
    """What was looked at."""

    python: tuple[int, ...] = PYTHON
    """Major and minor version."""
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
    """The facts of this machine."""
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
