"""What a finished file is made from, as one digest: the same key gives the same bytes and the same preflight.

A file is up to date when its entry in the manifest has today's build key, never because it is younger than another.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from leaflet.doctor import machine as doctor
from leaflet.editions.edition import Edition

_ALREADY_IN_HTML = frozenset((".j2", ".css", ".yaml", ".po"))
"""Files of a layout that are in the HTML already, or in the edition."""


def build_key(html: str, edition: Edition) -> str:
    """SHA-256 (hex) of all that the file of `edition` is made from and checked by.

    That is its `html`, what its sources say in every language, what its layout asks for, the layout's pictures, this
    program, the libraries that it uses, and the fonts. Who reviewed it, and whether that still holds, is in the HTML.
    """
    layout_rules = edition.layout.model_dump(mode="json", exclude={"origin"})
    parts = (
        html,
        edition.fingerprint,
        json.dumps(layout_rules, sort_keys=True),
        *(line for folder in edition.layout.folders for line in _asset_checksums(folder)),
        program_state(),
    )
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _asset_checksums(folder: Path) -> Iterator[str]:
    for file in sorted(folder.rglob("*")):
        if file.is_file() and file.suffix not in _ALREADY_IN_HTML:
            yield f"{file.relative_to(folder).as_posix()} {_checksum(file)}"


@cache
def program_state() -> str:
    """This program's files, and the versions of what it runs on."""
    here = Path(__file__).parent.parent
    files = sorted(file for file in here.rglob("*") if file.is_file() and file.suffix != ".pyc")
    checksums = "\n".join(f"{file.relative_to(here).as_posix()} {_checksum(file)}" for file in files)
    machine = doctor.inspect_machine()
    versions = (machine.python, sorted(machine.libraries.items()), sorted(machine.installed.items()), machine.fonts)
    return f"{checksums}\n{versions!r}"


@cache
def program_digest() -> str:
    """SHA-256 (hex) of `program_state`: only where it is the same are bytes and findings the same."""
    return hashlib.sha256(program_state().encode()).hexdigest()


def _checksum(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
