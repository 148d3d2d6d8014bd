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
    from leaflet.build import pipeline

    chosen = selection(root, topics)
    _, problems = pipeline.check(root, today())
    found = relevant(problems, chosen)
    report(found, output_format, problem_counts(found))
    return status_of(found)
