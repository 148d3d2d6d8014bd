"""What is interrupted while it starts ends as any interrupted command, and no command loads what it doesn't need."""

from __future__ import annotations

import subprocess
import sys

INTERRUPTED = """
import builtins, sys
real = builtins.__import__
def load(name, *rest):
    if name == "leaflet.cli.build":
        raise KeyboardInterrupt
    return real(name, *rest)
builtins.__import__ = load
from leaflet.start import main
sys.argv = ["leaflet", "check"]
main()
"""


def test_an_interruption_while_libraries_are_loaded_ends_with_130():
    ended = subprocess.run([sys.executable, "-c", INTERRUPTED], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (130, "")


def test_the_commands_are_known_before_any_record_is():
    code = (
        "import sys, leaflet.cli.main; print([n for n in ('leaflet.model', 'pydantic', 'jinja2') if n in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
