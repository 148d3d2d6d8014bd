"""Where a command works and on which day, as far as it isn't given on the command line.

`start` asks this before anything is loaded: standard library only, and of that only what loads in a moment.
"""

from __future__ import annotations

import os
import time

HOUSE_FILE = os.path.join("sources", "house.yaml")
"""The file that makes a folder a project."""
DAY_VARIABLE = "LEAFLET_TODAY"


def project_root() -> str | None:
    """The nearest folder from here upwards that has a house file, or None."""
    folder = os.getcwd()
    while not os.path.isfile(os.path.join(folder, HOUSE_FILE)):
        if folder == os.path.dirname(folder):
            return None
        folder = os.path.dirname(folder)
    return folder


def output_folder(root: str) -> str:
    """Where the PDFs of the project `root` are."""
    return os.path.join(root, "output")


def day() -> str:
    """The day in LEAFLET_TODAY, which may be anything, or today as 2026-11-24."""
    return os.environ.get(DAY_VARIABLE) or time.strftime("%Y-%m-%d")
