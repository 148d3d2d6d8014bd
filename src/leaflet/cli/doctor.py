"""`leaflet doctor`."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from leaflet.cli.exit_status import ExitStatus
from leaflet.cli.options import machine_options
from leaflet.cli.report import print_json

if TYPE_CHECKING:
    from leaflet.doctor.machine import Finding

_STATE_COLOURS = {"ok": "green", "missing": "red"}


@click.command()
@machine_options
def doctor(output_format: str) -> ExitStatus:
    """Report what this machine lacks.

    Also what it has in another version than leaflet was tested with, and how to fix it.
    """
    from leaflet.doctor import machine

    findings = machine.findings(machine.inspect_machine())
    if output_format == "json":
        print_json([_row(finding) for finding in findings])
    else:
        for finding in findings:
            click.echo(_line(finding))
        for line in machine.install_lines(machine.missing_packages(findings)):
            click.echo(f"to install: {line}")
    return ExitStatus.PROBLEMS if any(finding.is_blocking for finding in findings) else ExitStatus.CLEAN


def _row(finding: Finding) -> dict[str, Any]:
    """For --format json, whose key `mend` is older than the field's name."""
    return {"mend" if name == "fix" else name: value for name, value in asdict(finding).items()}


def _line(finding: Finding) -> str:
    state = click.style(f"{finding.state:<8}", fg=_STATE_COLOURS.get(finding.state, "yellow"))
    return f"{state} {finding.name}: {finding.found}{finding.fix and f' ({finding.fix})'}"
