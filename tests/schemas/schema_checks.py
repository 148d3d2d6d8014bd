"""What tests of the schemas share: another program's judgement of files, and a house with every field."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path

from leaflet.schemas.source_kinds import SOURCE_KINDS


def kind_of(path):
    """The kind of the file at `path`, from a house's folder on."""
    kinds = [kind for kind in SOURCE_KINDS if any(_matches(path, pattern) for pattern in kind.paths)]
    assert len(kinds) == 1, f"{path} is of no kind, or of two: see SOURCE_KINDS in src/leaflet/schemas/source_kinds.py"
    return kinds[0]


def _matches(path, pattern):
    """As editors and git match: `*` stands for part of one name."""
    names, patterns = path.split("/"), pattern.split("/")
    return len(names) == len(patterns) and all(map(fnmatch, names, patterns))


def source_files(root):
    """The files of the house in `root` that have a schema, or should."""
    paths = (path for part in ("sources", "layouts") for path in (root / part).rglob("*") if path.is_file())
    return sorted(path.relative_to(root).as_posix() for path in paths if path.suffix in (".yaml", ".yml", ".json"))


def refused(schema, files):
    """Those of `files` that check-jsonschema refuses by the schema in the file `schema`."""
    typed = [sys.executable, "-m", "check_jsonschema", "--output-format", "json", "--schemafile", schema]
    done = subprocess.run([*typed, *files], capture_output=True, text=True, check=False)
    told = json.loads(done.stdout)
    assert done.returncode in (0, 1), done.stdout + done.stderr
    assert done.returncode == (told["status"] == "fail")
    return {Path(fault["filename"]) for fault in (*told.get("errors", ()), *told.get("parse_errors", ()))}


def house_with_every_field(repository, folder):
    """A small house in `folder` that has every field of every model."""
    shutil.copytree(repository / "tests/policies/base", folder)
    shutil.copytree(repository / "tests/schemas/every_field", folder, dirs_exist_ok=True)
    return folder
