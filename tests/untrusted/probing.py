"""The list of probes, and how one is put into a project."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from grounds import TEXT

SECRET = "Zwartekanarie"
KNOWN = {"what", "prose", "replace", "write", "link", "refused", "at", "path", "printed", "locale"}


@dataclass(frozen=True)
class Probe:
    """An entry of the list."""

    family: str
    entry: Mapping[str, Any]

    def __str__(self) -> str:
        return f"{self.family}: {self.entry['what']}"


def _probes() -> tuple[Probe, ...]:
    families = yaml.safe_load(Path(__file__).with_name("probes.yaml").read_text("utf-8"))
    return tuple(Probe(family, entry) for family, entries in families.items() for entry in entries)


PROBES = _probes()


@dataclass(frozen=True)
class Site:
    """Where a probe is tried: the project, what lies outside of it, and the address of the server."""

    root: Path
    outside: Path
    address: str

    def filled(self, text: str) -> str:
        """`text` with its placeholders filled in, and its repetitions expanded."""
        text = re.sub(r"REPEAT\((.+?),(\d+)\)", lambda found: found[1] * int(found[2]), text)
        names = {"OUTSIDE": str(self.outside), "SERVER": self.address, "MOVED": f"{self.address}/moved"}
        for name, value in names.items():
            text = text.replace(name, value)
        return text


def lay_outside(folder: Path) -> None:
    """Files in `folder`, by names that somebody might ask for; each says the secret word."""
    folder.mkdir()
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg"><title>{SECRET}</title><desc>{SECRET}</desc></svg>'
    (folder / "secret.svg").write_text(drawing)
    (folder / "secret.css").write_text(f"body::before {{ content: '{SECRET}' }}")
    for name in ("secret.txt", "layout.yaml", "topic.yaml", "house.yaml"):
        (folder / name).write_text(f"id: {SECRET}")


def put(probe: Probe, site: Site) -> None:
    """Put the probe into the project."""
    entry = probe.entry
    if "prose" in entry:
        _append(site.root / TEXT, site.filled(entry["prose"]))
    for path, changes in entry.get("replace", {}).items():
        for old, new in changes.items():
            _replace(site.root / path, old, site.filled(new))
    for path, text in entry.get("write", {}).items():
        _write(site.root / path, site.filled(text))
    for path, target in entry.get("link", {}).items():
        _link(site.root / path, site.filled(target))


def _append(file: Path, paragraph: str) -> None:
    with file.open("a", encoding="utf-8", newline="") as stream:
        stream.write(f"\n{paragraph}\n")


def _replace(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    for mark, charset in (("LATIN1:", "latin-1"), ("UTF16:", "utf-16")):
        if text.startswith(mark):
            file.write_bytes(text.removeprefix(mark).encode(charset))
            return
    file.write_text(text, "utf-8")


def _link(file: Path, target: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    if file.is_dir():
        shutil.rmtree(file)
    file.unlink(missing_ok=True)
    file.symlink_to(target)
