"""The machine that measures: enough to judge the figures by, and nothing that shows whose it is."""

from __future__ import annotations

import os
import platform
import subprocess
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from benchmarks.commands import found
from leaflet.build.workers import cores

_LIBRARIES = ("weasyprint", "typst", "pypdfium2", "pikepdf")
_COMMANDS = ("make", "chromium")


def facts() -> dict[str, str]:
    """Processor, memory and versions, by name."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "processors": str(cores()),
        "model": _model(),
        "memory": f"{memory / 1e9:.0f} GB",
        "system": f"{platform.system()} {platform.release().partition('-')[0]} {platform.machine()}",
        "Python": platform.python_version(),
        **{name: _library(name) for name in _LIBRARIES},
        **{name: _command(name) for name in _COMMANDS},
    }


def _model() -> str:
    lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "unknown")


def _library(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


def _command(name: str) -> str:
    """The first line of the output of `name --version`."""
    path = found(name)
    if path is None:
        return "not installed"
    output = subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout
    return output.partition("\n")[0].strip()
