"""Small inputs that a first version printed wrongly or refused: each is right now, as a whole command shows."""

from __future__ import annotations

import base64
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from benchmarks.first_topic import copy_project

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "sources.yaml").read_text("utf-8"))
TODAY = "2026-11-29"


def _copy_small_house(repository, root):
    shutil.copytree(repository / "tests/policies/base", root, dirs_exist_ok=True)


BASES = {"project": copy_project, "small": _copy_small_house}


def _edit(root, edit):
    """Make one change to a file below `root`."""
    file = root / edit["file"]
    file.parent.mkdir(parents=True, exist_ok=True)
    if "write" in edit:
        file.write_text(edit["write"], "utf-8")
    elif "b64" in edit:
        file.write_bytes(base64.b64decode(edit["b64"]))
    elif "item" in edit:
        items = json.loads(file.read_text("utf-8"))
        item = next(item for item in items if item["id"] == edit["item"])
        item.update(edit["set"])
        for key in edit.get("drop", ()):
            item.pop(key, None)
        file.write_text(json.dumps(items, indent=1, ensure_ascii=False), "utf-8")
    else:
        text = file.read_text("utf-8")
        assert edit["find"] in text, "the content has changed: adapt the edit"
        file.write_text(text.replace(edit["find"], edit["replace"], 1), "utf-8")


def _printed(root):
    """The text of all PDFs, with single spaces."""
    pages = (
        subprocess.run(["pdftotext", "-raw", file, "-"], capture_output=True, text=True, check=True).stdout
        for file in sorted((root / "output").glob("**/*.pdf"))
    )
    return " ".join(" ".join(pages).split())


def _holds(expected, status, told, printed, root):
    return (
        status == expected.get("rc", status)
        and re.search(expected.get("out", ""), told)
        and not ("noout" in expected and re.search(expected["noout"], told))
        and re.search(expected.get("pdf", ""), printed)
        and not ("nopdf" in expected and re.search(expected["nopdf"], printed))
        and ("file" not in expected or re.search(expected["has"], (root / expected["file"]).read_text("utf-8")))
    )


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_it_is_printed_as_written_or_refused_in_its_place(case, repository, tmp_path):
    BASES[case["base"]](repository, tmp_path)
    for edit in case["edits"]:
        _edit(tmp_path, edit)
    command = [sys.executable, "-m", "leaflet.cli.main", "--root", str(tmp_path), *case["run"]]
    environment = {**os.environ, "LEAFLET_TODAY": TODAY}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    told = done.stdout + done.stderr
    assert "Traceback" not in told
    assert any(_holds(e, done.returncode, told, _printed(tmp_path), tmp_path) for e in case["passes_if"]), told
