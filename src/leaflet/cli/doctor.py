"""`leaflet doctor`."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from leaflet.cli.exit_status import ExitStatus
from leaflet.cli.options import machine_options
from leaflet.cli.report import print_json

if TYPE_CHECKING:
    from leaflet.doctor.findings import Finding

_STATE_COLOURS = {"ok": "green", "missing": "red"}


@click.command()
@machine_options
def doctor(output_format: str) -> ExitStatus:
    """Report what this machine lacks.

    Also what it has in another version than leaflet was tested with, and how to fix it.
    """
    from leaflet.doctor.findings import findings
    from leaflet.doctor.install import install_lines, missing_packages
    from leaflet.doctor.machine import inspect_machine

    found = findings(inspect_machine())
    if output_format == "json":
        print_json([asdict(finding) for finding in found])
    else:
        for finding in found:
            click.echo(_line(finding))
        for line in install_lines(missing_packages(found)):
            click.echo(f"to install: {line}")
    return ExitStatus.PROBLEMS if any(finding.is_blocking for finding in found) else ExitStatus.CLEAN


def _line(finding: Finding) -> str:
    state = click.style(f"{finding.state:<8}", fg=_STATE_COLOURS.get(finding.state, "yellow"))
    return f"{state} {finding.name}: {finding.found}{finding.fix and f' ({finding.fix})'}"
