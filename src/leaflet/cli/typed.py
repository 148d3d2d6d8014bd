"""How the command `leaflet` is typed here: hints and messages say what works when it is typed as they have it.

After `pipx install` it is `leaflet`; in a clone, where `make` has installed it, `.venv/bin/leaflet`. Standard library
only, and of that only what loads in a moment: `start` prints what a build had printed before anything is loaded.
"""

from __future__ import annotations

import os
import sys

PLAIN = "leaflet"
"""How messages and docs write it."""


def program(folder: str = os.curdir) -> str:
    """What to type for `leaflet` in `folder`: that alone where the shell finds this very program so, or its path."""
    path = sys.argv[0]
    if os.path.basename(path) != PLAIN or not os.path.isfile(path) or _is_same(_found_by_shell(), path):
        return PLAIN
    if os.path.realpath(folder) != os.path.realpath(os.curdir):
        return os.path.abspath(path)
    typed = path.removeprefix(os.path.join(os.getcwd(), ""))
    return typed if os.sep in typed else os.path.join(os.curdir, typed)


def as_typed(text: str, folder: str = os.curdir) -> str:
    """`text` with its commands, which stand in backticks, as they are typed in `folder`."""
    typed = program(folder)
    return text if typed == PLAIN else text.replace(f"`{PLAIN} ", f"`{_quoted(typed)} ")


def _quoted(path: str) -> str:
    """`path` as one word of a shell."""
    return "'" + path.replace("'", "'\\''") + "'" if any(sign in path for sign in " '\"$`&;()*?") else path


def _found_by_shell() -> str:
    """The program that a shell would start as `leaflet`; '' where there is none."""
    folders = os.environ.get("PATH", "").split(os.pathsep)
    files = (os.path.join(folder, PLAIN) for folder in folders if folder)
    return next((file for file in files if os.path.isfile(file) and os.access(file, os.X_OK)), "")


def _is_same(file: str, other: str) -> bool:
    return bool(file) and os.path.realpath(file) == os.path.realpath(other)
