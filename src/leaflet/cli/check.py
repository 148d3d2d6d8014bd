"""`leaflet check`."""

from __future__ import annotations

from pathlib import Path

import click

from leaflet.cli.exit_status import ExitStatus, status_of
from leaflet.cli.options import project_options, today, topics_argument
from leaflet.cli.problem_text import problem_counts
from leaflet.cli.report import report
from leaflet.cli.selection import relevant, selection


@click.command()
@topics_argument
@project_options
def check(topics: tuple[str, ...], root: Path, output_format: str) -> ExitStatus:
    """Check the sources, all or those of TOPIC, and write nothing."""
    from leaflet.build.library_check import check_library

    chosen = selection(root, topics)
    found = relevant(check_library(root, today()).problems, chosen)
    report(found, output_format, problem_counts(found))
    return status_of(found)
