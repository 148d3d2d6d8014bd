"""No command waits for what it does not need."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

pytestmark = pytest.mark.slow

HEAVY = ("weasyprint", "pypdfium2", "pikepdf", "numpy", "zxingcpp", "citeproc")


@pytest.mark.parametrize(
    ("arguments", "allowed"),
    [
        (["--help"], ()),
        (["--version"], ()),
        (["list"], ("citeproc",)),
        (["due"], ()),
        (["doctor"], ()),
        (["translate", "nl"], ()),
        (["new", "topic", "other", "--category", "psychedelics"], ()),
        (["explain", "overclaim"], ("pypdfium2", "pikepdf", "numpy", "zxingcpp")),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_no_command_waits_for_libraries_that_it_does_not_need(project, repository, arguments, allowed):
    code = (
        "import sys; from leaflet.cli import main as cli; cli.run(sys.argv[2:]); "
        "print(*[m for m in sys.argv[1].split(',') if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, ",".join(HEAVY), *arguments],
        cwd=project,
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(repository / "src")},
    )
    assert set(done.stderr.splitlines()[-1].split()) <= set(allowed)
