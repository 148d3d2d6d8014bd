"""`leaflet new`."""

from __future__ import annotations

from pathlib import Path

import click

from leaflet.cli.exit_status import ExitStatus
from leaflet.cli.options import project_options, today, usage_error
from leaflet.cli.report import print_result, relative, report, report_unwritten


@click.group()
def new() -> None:
    """Create something new."""


@new.command("topic")
@click.argument("name", metavar="ID")
@project_options
def new_topic(name: str, root: Path, output_format: str) -> ExitStatus:
    """Create the topic ID: a folder in sources/topics whose files say what to write."""
    from leaflet.scaffold import topic as scaffold

    try:
        paths = scaffold.new_topic(root, name, today())
    except scaffold.InvalidTopicError as error:
        raise usage_error(str(error)) from error
    except OSError as error:
        return report_unwritten(error, output_format)
    files = [str(relative(path)) for path in paths]
    for file in files:
        print_result(file, output_format)
    last_line = f"Open these files and write what they ask for; `leaflet check {name}` lists what is left."
    report((), output_format, last_line, {"files": [{"file": file} for file in files]})
    return ExitStatus.CLEAN
