"""`leaflet proof`: a picture of each finished piece, and what isn't finished is told."""

from __future__ import annotations

import io
import json

import pytest
from cli_samples import CHECKLIST, PDF, change
from PIL import Image
from test_proof_sheets import LEFT, PANELS, cut, has, shown

ASKED = ("--layout", "uncertainty-checklist", "--locale", "en-NL")
NAME = "bdnf-trkb/uncertainty-checklist/en-NL"
PICTURE = "output/proof/bdnf-trkb/en-NL/uncertainty-checklist.png"
TRIFOLD = ("--layout", "trifold", "--locale", "en-NL")
NOT_BUILT = f"{NAME} isn't built, or its file was changed: run `leaflet build`"


def test_what_is_not_built_is_told_and_the_status_is_1(leaflet, project):
    status, out, err = leaflet("proof", *ASKED)
    assert (status, out) == (1, "")
    assert err.replace(".venv/bin/", "").splitlines() == [NOT_BUILT]
    assert not (project / "output").exists()


def test_what_is_not_built_is_told_in_json_too(leaflet):
    status, out, err = leaflet("proof", *ASKED, "--format", "json")
    assert (status, err) == (1, "")
    assert json.loads(out) == {"files": [], "not_built": [NAME]}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("bdnf-trbk",), "there is no topic `bdnf-trbk`; did you mean `bdnf-trkb`?"),
        (("--layout", "trifolt"), "there is no layout `trifolt`; did you mean `trifold`?"),
        (("--locale", "fr-FR"), "there is no locale `fr-FR`"),
    ],
    ids=str,
)
def test_what_the_sources_do_not_have_ends_with_2(leaflet, arguments, said):
    status, out, err = leaflet("proof", *arguments)
    assert (status, out) == (2, "")
    assert said in err


def test_where_no_piece_is_asked_for_it_ends_with_2(leaflet, project):
    layout = project / "layouts/uncertainty-checklist/layout.yaml"
    layout.write_text(f"languages: [nl]\n{layout.read_text('utf-8')}", "utf-8")
    status, out, err = leaflet("proof", *ASKED)
    assert (status, out) == (2, "")
    assert "no edition matches all of this" in err


def test_sources_that_can_not_be_read_are_reported(leaflet, project):
    (project / "sources/house.yaml").write_text("publisher: [\n", "utf-8")
    status, out, err = leaflet("proof")
    assert (status, out) == (1, "")
    assert err.startswith("sources/house.yaml:")


@pytest.mark.slow
def test_a_finished_piece_has_one_picture_and_another_is_told(leaflet, project):
    assert leaflet("build", *CHECKLIST)[0] == 0
    status, out, err = leaflet("proof", *ASKED)
    assert (status, out.splitlines(), err) == (0, [PICTURE], "")
    sheet = Image.open(project / PICTURE).convert("RGB")
    pdf = (project / PDF).read_bytes()
    assert has(sheet, shown(pdf, 0, 100), 24)
    pictures = [path for path in (project / "output/proof").rglob("*") if path.is_file()]
    assert pictures == [project / PICTURE]
    before = (project / PICTURE).read_bytes()

    status, out, err = leaflet("proof", "--layout", "uncertainty-checklist", "--format", "json")
    other = NAME.replace("en-NL", "nl-NL")
    assert (status, err) == (1, "")
    assert json.loads(out) == {"files": [{"edition": NAME, "file": PICTURE}], "not_built": [other]}
    assert (project / PICTURE).read_bytes() == before  # the same file, the same picture

    assert "stale-file" not in leaflet("build", *CHECKLIST)[2]
    assert (project / PICTURE).is_file()
    (project / PDF).write_bytes(pdf[:-9])  # no file that a build has published
    status, out, err = leaflet("proof", *ASKED)
    assert (status, out) == (1, "")
    assert err.replace(".venv/bin/", "").splitlines() == [NOT_BUILT]


@pytest.mark.slow
def test_the_leaflet_is_shown_folded_and_elsewhere_where_that_is_asked_for(leaflet, project):
    change(project, "sources/topics/bdnf-trkb/topic.yaml", 'version: "1.0"', 'version: "1.1"')
    assert leaflet("build", *TRIFOLD, "--no-verapdf", "--out", "elsewhere")[0] == 0
    status, out, _ = leaflet("proof", "bdnf-trkb", *TRIFOLD, "--out", "elsewhere")
    assert (status, out) == (0, "elsewhere/proof/bdnf-trkb/en-NL/trifold.png\n")
    sheet = Image.open(io.BytesIO((project / out.strip()).read_bytes())).convert("RGB")
    pdf = (project / "elsewhere/bdnf-trkb/en-NL/trifold.pdf").read_bytes()
    outside, inside = shown(pdf, 0, 60), shown(pdf, 1, 60)
    front, left = cut(outside, PANELS["front"]), cut(inside, LEFT)
    assert has(sheet, front, 24)
    assert has(sheet, cut(outside, PANELS["back"]), 24 + front.width)
    assert has(sheet, left, 24)
    assert has(sheet, cut(outside, PANELS["flap"]), 24 + left.width)
    assert has(sheet, inside, 24)


def test_a_full_disk_is_told_and_leaves_no_half_picture(leaflet, project, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device", str(project / PICTURE))

    monkeypatch.setattr("leaflet.files.write", full)
    monkeypatch.setattr("leaflet.publish.manifest.is_intact", lambda *_: True)
    monkeypatch.setattr("leaflet.proof_sheets.sheet.proof_sheet", lambda *_: b"")
    (project / PDF).parent.mkdir(parents=True)
    (project / PDF).write_bytes(b"%PDF-1.7")
    status, out, err = leaflet("proof", *ASKED)
    assert (status, out) == (1, "")
    assert err.startswith(f"{PICTURE}:1:1: error: not everything could be written: no space left on device")
