"""Texts that others collected to break programs: CommonMark's examples and the Big List of Naughty Strings."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[1] / "npm/node_modules"
EXAMPLE = re.compile(r"^`{32} example\n(.*?)^\.\n.*?^`{32}$", re.MULTILINE | re.DOTALL)
"""As the package's own index.js reads them: Markdown, a dot, HTML; `→` is a tab."""


def _file(name: str) -> str:
    file = FOLDER / name
    if not file.exists():
        assert "CI" not in os.environ, f"{file} is missing: run make test, with npm installed"
        pytest.skip("npm is missing, with which `make test` fetches these texts")
    return file.read_text("utf-8")


def examples() -> dict[str, str]:
    """CommonMark's examples by number, `commonmark 12`."""
    spec = _file("commonmark-spec/spec.txt").partition("<!-- END TESTS -->")[0]
    found = (match[1].replace("→", "\t").rstrip("\n") for match in EXAMPLE.finditer(spec))
    return {f"commonmark {number}": text for number, text in enumerate(found, 1)}


def strings() -> dict[str, str]:
    """The naughty strings by number, `naughty 12`."""
    found = json.loads(_file("big-list-of-naughty-strings/blns.json"))
    return {f"naughty {number}": text for number, text in enumerate(found, 1)}
