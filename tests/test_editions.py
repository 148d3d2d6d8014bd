"""Every edition of the project, as it is printed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pypdfium2
import pytest
from samples import TODAY

from leaflet.build.options import Selection
from leaflet.build.pipeline import build
from leaflet.problem import has_errors

pytestmark = pytest.mark.slow

LAYOUTS = ("trifold", "large-print", "uncertainty-checklist", "clinician-handout", "one-page")
TOPICS = {
    "bdnf-trkb": LAYOUTS,
    "blood-pressure-at-home": ("trifold", "large-print", "one-page"),
    "mixing-medicines": LAYOUTS,
}
"""The layouts that each topic is printed in. By name: none may vanish unseen."""
EDITIONS = tuple(
    f"{topic}/{locale}/{layout}" for topic in TOPICS for locale in ("en-NL", "nl-NL") for layout in TOPICS[topic]
)
GOLDEN = Path(__file__).parent / "golden"


def _quiet(*_):
    """Progress that nobody reads."""


def _build(root: Path, out: Path) -> Mapping[str, bytes]:
    _, problems = build(root, out, TODAY, Selection(), _quiet)
    assert not has_errors(problems), problems
    files = (p for p in out.rglob("*") if p.is_file())
    return {p.relative_to(out).as_posix(): p.read_bytes() for p in files}


@pytest.fixture(scope="session")
def out(tmp_path_factory, repository):
    """The output folder of a build of the repository's sources."""
    folder = tmp_path_factory.mktemp("output")
    _build(repository, folder)
    return folder


def test_every_edition_and_the_manifest_are_written(out):
    files = {p.relative_to(out).as_posix() for p in out.rglob("*") if p.is_file()}
    state = {".leaflet/lock", *(f".leaflet/topics/{topic}.json" for topic in TOPICS)}
    assert files == {f"{name}.pdf" for name in EDITIONS} | {"manifest.json"} | state


def test_the_same_sources_in_another_folder_give_the_same_bytes(out, repository, tmp_path):
    for name in ("sources", "layouts"):
        shutil.copytree(repository / name, tmp_path / "elsewhere" / name)
    again = _build(tmp_path / "elsewhere", tmp_path / "out")
    assert again == {p.relative_to(out).as_posix(): p.read_bytes() for p in out.rglob("*") if p.is_file()}


def test_all_are_accessible_and_archival(out):
    """PDF/UA-1 and PDF/A-2a by veraPDF; where that is missing the test is skipped, but never in CI."""
    command = shutil.which("verapdf")
    if command is None:
        assert not os.environ.get("CI"), "verapdf is not on PATH"
        pytest.skip("the command `verapdf` is not on PATH")
    files = [str(out / f"{name}.pdf") for name in EDITIONS]
    result = subprocess.run([command, "-f", "ua1,2a", *files], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout
    assert result.stdout.count("PASS") == 2 * len(files)


@pytest.mark.parametrize("name", EDITIONS)
def test_the_text_of_each_edition_is_the_golden_text(out, name, accept):
    """A golden file is read by a person whenever it changes; `pytest --accept` rewrites it."""
    golden = GOLDEN / f"{name.replace('/', '.')}.txt"
    text = _text(out / f"{name}.pdf")
    if accept:
        golden.write_text(text, "utf-8")
    assert text == golden.read_text("utf-8")


def _text(pdf: Path) -> str:
    """The pages' text, without the content hash, which every change of the content changes in all editions."""
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    hashes = json.loads((pdf.parents[2] / "manifest.json").read_text("utf-8"))
    text = "".join(f"--- page {n}\n{page.strip()}\n" for n, page in enumerate(pages, 1)).replace("\r\n", "\n")
    return text.replace(_fingerprint(hashes, pdf), "(content hash)")


def _fingerprint(manifest: dict, pdf: Path) -> str:
    name = pdf.relative_to(pdf.parents[2]).as_posix()
    return manifest["files"][name]["fingerprint"][:12]
