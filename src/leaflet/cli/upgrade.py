"""`leaflet upgrade`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from leaflet.cli.main import (
    _cannot_write,
    _common,
    _counted,
    _exit_status,
    _format,
    _problem_counts,
    _report,
    _root,
)
from leaflet.problem import escaped

if TYPE_CHECKING:
    from leaflet.upgrade.upgrade import Upgrade


@click.command()
@click.argument("lists", nargs=-1, metavar="[LIST]...", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Show what would change, and write nothing.")
@_common
def upgrade(lists: tuple[Path, ...], dry_run: bool) -> int:
    """Bring files of an earlier version to today's formats: sources, layouts and the lists of clinics LIST.

    What can be rewritten without a person is; the change is printed as a diff. Exit status 1 means that something is
    left for a person.
    """
    from leaflet.upgrade.upgrade import plan, save

    found = plan(_root(), lists)
    if not dry_run:
        try:
            save(found)
        except OSError as error:
            return _cannot_write(error)
    if _format() == "text":
        _report_steps(found)
        click.echo(found.diff, nl=False)
    notes = [
        {"version": report.version, "path": n.span.path, "line": n.span.line, "column": n.span.column, "text": n.text}
        for report in found.reports
        for n in report.notes
    ]
    _report(found.problems, _summary(found, dry_run), files=sorted(found.after), diff=found.diff, notes=notes)
    return _exit_status(found.problems)


def _report_steps(found: Upgrade) -> None:
    """What each step is about that has something to change or to tell, with its notes."""
    for report in found.reports:
        click.echo(f"{report.version}: {report.about}", err=True)
        for note in report.notes:
            click.echo(f"  {escaped(str(note.span))}: note: {escaped(note.text)}", err=True)


def _summary(found: Upgrade, dry_run: bool) -> str:
    count = _counted(len(found.after), "file")
    done = f"{count} to rewrite" if dry_run else f"{count} rewritten"
    changes = done if found.after else "nothing to rewrite"
    return f"{changes}, {_problem_counts(found.problems)} left for a person" if found.problems else changes
