"""A signal that arrives in a callback, where Python ignores what is raised, still ends the command."""

import subprocess
import sys

import pytest

FORKING = """
import os, signal, sys
from leaflet.cli.interruption import obey_signals

obey_signals()
os.register_at_fork(after_in_parent=lambda: os.kill(os.getpid(), signal.{name}))
try:
    if os.fork() == 0:
        os._exit(0)
    signal.sigtimedwait([], 10)
    print("went on")
except KeyboardInterrupt:
    print("interrupted")
except SystemExit as end:
    print("ended with", int(end.code))
"""
COLLECTED = """
import os, signal
from leaflet.cli.interruption import obey_signals

class Held:
    def __del__(self):
        raise ValueError("of a library")

obey_signals()
Held()
signal.sigtimedwait([], 0.2)
print("went on")
"""


def shown(code):
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.parametrize(("name", "end"), [("SIGINT", "interrupted"), ("SIGTERM", "ended with 143")])
def test_a_signal_in_a_callback_of_a_fork_ends_the_command(name, end):
    process = shown(FORKING.format(name=name))
    assert process.stdout.split("\n")[0] == end
    assert "Traceback" not in process.stderr


def test_any_other_ignored_exception_is_shown_as_ever_and_ends_nothing():
    process = shown(COLLECTED)
    assert process.stdout == "went on\n"
    assert "of a library" in process.stderr
