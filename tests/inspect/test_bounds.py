"""A file that wants too much ends in one sentence, whatever it is made of."""

from __future__ import annotations

import io
import json
import subprocess
import sys

import pikepdf
import pytest
from file_edits.bombs import CHANGES, bombs
from file_edits.edit import saved
from leaflets import two_pages
from samples import TODAY
from submitted import printing

from leaflet.build.options import Selection
from leaflet.build.pipeline import build
from leaflet.inspect.bounds import MAX_PAGES, too_much
from leaflet.inspect.files import LIMITS

SELECTION = Selection(layouts=("trifold",), locales=("en-NL",))
HARD_STOP_SECONDS = 600
"""For all of them, on a machine that is busy; how long they take is measured and told in docs/security.md."""


@pytest.fixture(scope="module")
def leaflet():
    return printing(two_pages())


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("3,000 pages", "pages, more than any leaflet"),
        ("200 MB of zeros drawn", "more packed into it than 150 MB"),
        ("200 MB of zeros elsewhere", "more packed into it than 150 MB"),
        ("a gigabyte packed twice", "more packed into it than 150 MB"),
        ("a million commands", "more drawn on a page than any leaflet"),
        ("a page of 350 m", "a page that is larger than any paper"),
        ("a unit of a metre", "a page that is larger than any paper"),
        ("a picture of 900 million dots", "more packed into it than 150 MB"),
    ],
)
def test_what_is_too_much_is_found_before_it_is_read(leaflet, name, says):
    assert says in (too_much(saved(CHANGES[name])(leaflet)) or "")


def test_as_many_pages_as_are_allowed_are_not_too_many(leaflet):
    def filled(pdf: pikepdf.Pdf) -> None:
        while len(pdf.pages) < MAX_PAGES:
            pdf.pages.append(pdf.pages[0])

    assert too_much(leaflet) is None
    assert too_much(saved(filled)(leaflet)) is None


MEASURED = """
import resource, sys
from leaflet.cli.main import run
status = run(sys.argv[1:])
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr)
sys.exit(status)
"""
"""Runs the command, and says the most memory that any of its workers took, kB."""


@pytest.mark.slow
def test_every_bomb_ends_in_a_sentence(project, tmp_path, repository):
    """By the command itself, within the limits of its workers, in a process that is stopped if it hangs."""
    build(project, tmp_path / "out", TODAY, SELECTION, lambda *_: None)
    pdf = (tmp_path / "out/bdnf-trkb/en-NL/trifold.pdf").read_bytes()
    files = []
    for name, data in bombs(pdf).items():
        files.append(tmp_path / f"{name}.pdf")
        files[-1].write_bytes(data)
    command = [sys.executable, "-c", MEASURED]
    arguments = ["inspect", "--root", str(project), "--format", "json", *map(str, files)]
    done = subprocess.run([*command, *arguments], capture_output=True, timeout=HARD_STOP_SECONDS, check=False)
    assert done.returncode == 1, done.stderr
    assert b"Traceback" not in done.stderr
    used = int(done.stderr.split()[-1]) * 1024
    for found in json.loads(io.BytesIO(done.stdout).read()):
        assert found["state"] in ("unknown", "altered"), found["file"]
        grounds = [*found["differs"], *found["notes"]]
        assert grounds, found["file"]
        assert found["state"] == "altered" or len(grounds) == 1, found
    assert used < LIMITS.megabytes * 1_500_000
