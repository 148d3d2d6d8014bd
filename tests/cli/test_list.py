"""What `leaflet list` says of each edition."""

from __future__ import annotations

import json

import pytest
from cli_samples import CHECKLIST, SIGN, TOPIC, change
from hypothesis import given
from hypothesis import strategies as st

from leaflet.cli.edition_rows import HARDEST, edition_lines
from leaflet.language.reading_scales import SCALES

NAME = "bdnf-trkb/uncertainty-checklist/en-NL"
FILE = "output/bdnf-trkb/en-NL/uncertainty-checklist.pdf"
IDS = st.from_regex(r"[a-z]{1,16}/[a-z]{1,16}/nl-NL", fullmatch=True)


@st.composite
def rows(draw):
    """An edition: built or not, reviewed or not, with scores or without."""
    name, state = draw(IDS), draw(st.sampled_from(["missing", "current", "outdated"]))
    until = draw(st.sampled_from([None, "2027-11-24"]))
    score = {"scale": "SMOG", "own_text": draw(st.integers(0, 99)) / 10, "required_statements": 11.5}
    return {
        "id": name,
        "about": "reviewed" if until else "draft",
        "reviewed_until": until,
        "fingerprint": draw(st.sampled_from([None, "0123456789abcdef" * 4])),
        "file": None if state == "missing" else f"output/{name}.pdf",
        "file_state": state,
        "pages": None if state == "missing" else draw(st.integers(1, 99)),
        "readability": draw(st.sampled_from([None, score])),
    }


@given(found=st.lists(rows(), min_size=1, max_size=5), width=st.sampled_from([None, 80, 120, 200]))
def test_each_edition_is_a_line_of_a_table_or_a_few_short_lines_that_say_the_same(found, width):
    lines = list(edition_lines(found, width))
    assert all(len(line) <= width for line in lines) if width else len(lines) == len(found) + 1
    text = "\n".join(lines)
    for row in found:
        shown = [row["id"], row["about"], row["reviewed_until"], row["file"], (row["fingerprint"] or "–")[:12]]
        assert all(str(value) in text for value in shown if value)
        scores = row["readability"] or {}
        assert all(str(scores[name]) in text for name in scores if name != "scale")
    assert ("(old)" in text) is any(row["file_state"] == "outdated" for row in found)


def test_the_hardest_sentences_are_those_that_score_worst_and_no_headings():
    text = "Incomprehensibilities\nThe cat sat on the mat.\nInvestigators hypothesise about neurobiological matters.\n"
    found = SCALES["en"].hardest_sentences(text, (), 1)
    assert found == ("Investigators hypothesise about neurobiological matters.",)
    assert SCALES["nl"].hardest_words("De 12345 zelfmoordpreventiemedewerkers bellen.", 1) == (
        "zelfmoordpreventiemedewerkers",
    )


def _row(leaflet, *options):
    listed = json.loads(leaflet("list", *options, "--format", "json")[1])["editions"]
    return next(row for row in listed if row["id"] == NAME)


@pytest.mark.slow
def test_pages_and_file_are_those_that_were_built_until_the_sources_say_something_else(leaflet, project):
    before = _row(leaflet)
    assert (before["pages"], before["file"], before["file_state"]) == (None, None, "missing")
    assert leaflet("build", *CHECKLIST)[0] == 0
    built = _row(leaflet)
    assert (built["pages"], built["file"], built["file_state"]) == (1, FILE, "current")
    assert (
        built["fingerprint"]
        == json.loads((project / "output/manifest.json").read_text("utf-8"))["files"][FILE.removeprefix("output/")][
            "fingerprint"
        ]
    )
    assert FILE in leaflet("list")[1]
    assert _row(leaflet, "--out", "elsewhere")["pages"] is None
    change(project, f"{TOPIC}/topic.yaml", "title: Psychedelics", "title: On psychedelics")
    assert _row(leaflet)["file_state"] == "outdated"
    assert "1 (old)" in leaflet("list")[1]
    (project / "output/manifest.json").write_text("{", "utf-8")
    assert _row(leaflet)["pages"] is None


@pytest.mark.slow
def test_a_review_has_its_last_day_and_scores_their_hardest_sentences(leaflet, project):
    leaflet(*SIGN)
    row = _row(leaflet)
    assert (row["about"], row["review"], row["reviewed_until"]) == ("reviewed", "current", "2027-11-24")
    scores = [sentence["score"] for sentence in row["readability"]["hardest_sentences"]]
    assert (len(scores), scores) == (HARDEST, sorted(scores, reverse=True))
    assert "2027-11-24" in leaflet("list")[1]
    claims = (project / TOPIC / "claims.yaml").read_text("utf-8")
    (project / TOPIC / "claims.yaml").write_text(claims.replace("level: animal\n", "level: animals\n", 1), "utf-8")
    listed = json.loads(leaflet("list", "--format", "json")[1])["editions"]
    assert None in [row["fingerprint"] for row in listed]
