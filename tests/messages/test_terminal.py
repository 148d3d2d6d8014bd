"""What a terminal of 80 columns, and one of 120, shows of everyday faults: golden texts that a person has read.

`pytest tests/messages --accept` writes them anew. Read each as somebody would who has never seen leaflet.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest
from situations import SITUATIONS, Situation

pytestmark = pytest.mark.slow

GOLDEN = Path(__file__).parents[1] / "golden/messages"
COLOURS = re.compile(r"\x1b\[[\d;?]*[a-zA-Z]")
BAR = re.compile(r"^(editions|copies) .*?(\d+)%.*$")
WIDTHS = (80, 120)


def _on_a_terminal(root: Path, repository: Path, situation: Situation, columns: int) -> tuple[int, str]:
    """Exit status of the situation's command on a terminal, and all that is seen there in the end."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "COLUMNS")}
    given = {"TERM": "xterm", "LEAFLET_TODAY": "2026-11-29", "PYTHONPATH": str(repository / "src")}
    code = f"{situation.before}\nimport sys; sys.argv[0] = 'leaflet'\nfrom leaflet.cli.main import main\nmain()"
    process = subprocess.Popen(
        [sys.executable, "-c", code, *situation.command],
        cwd=root,
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
        env={**kept, **given, **situation.environment},
    )
    os.close(theirs)
    shown = b""
    try:
        while chunk := os.read(ours, 4096):
            shown += chunk
    except OSError:  # on Linux the end of a terminal is an error
        pass
    os.close(ours)
    return process.wait(timeout=120), _seen(shown.decode())


def _seen(shown: str) -> str:
    """What stays on the screen: no colours, of a line that was written over the last state, of a bar its percentage."""
    lines = [line.rstrip("\r").rpartition("\r")[2] for line in COLOURS.sub("", shown).split("\n")]
    return "\n".join(BAR.sub(r"\1 \2%", line).rstrip() for line in lines)


@pytest.mark.parametrize("columns", WIDTHS)
@pytest.mark.parametrize("name", SITUATIONS)
def test_what_is_seen_is_what_a_person_has_read(project, repository, accept, name, columns):
    situation = SITUATIONS[name]
    for change in situation.changes:
        change(project)
    status, seen = _on_a_terminal(project, repository, situation, columns)
    text = f"$ leaflet {' '.join(situation.command)}\n{seen}exit status {status}\n"
    golden = GOLDEN / str(columns) / f"{name}.txt"
    if accept:
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(text, "utf-8")
    assert text == golden.read_text("utf-8")


def test_each_golden_text_belongs_to_a_situation():
    names = {f"{columns}/{name}.txt" for columns in WIDTHS for name in SITUATIONS}
    assert {path.relative_to(GOLDEN).as_posix() for path in GOLDEN.rglob("*.txt")} == names


@pytest.mark.parametrize("columns", WIDTHS)
def test_no_line_crosses_the_edge_but_for_a_word_that_cannot_be_broken(columns):
    for golden in sorted((GOLDEN / str(columns)).glob("*.txt")):
        lines = golden.read_text("utf-8").partition("\n{\n")[0].splitlines()[1:]  # JSON is for programs
        assert [line for line in lines if len(line) > columns and " " in line.strip()] == [], golden.name
