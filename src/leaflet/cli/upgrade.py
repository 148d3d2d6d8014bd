"""`leaflet upgrade`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leaflet.cli.exit_status import ExitStatus, status_of
from leaflet.cli.options import project_options
from leaflet.cli.problem_text import counted, problem_counts
from leaflet.cli.report import report, report_unwritten, tell
from leaflet.problem import escaped

if TYPE_CHECKING:
    from leaflet.upgrade.upgrade import Upgrade


@click.command()
@click.argument("lists", nargs=-1, metavar="[LIST]...", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Show what would change, and write nothing.")
@project_options
def upgrade(lists: tuple[Path, ...], dry_run: bool, root: Path, output_format: str) -> ExitStatus:
    """Bring files of an earlier version to today's formats: sources, layouts and the lists of clinics LIST.

    What can be rewritten without a person is; the change is printed as a diff. Exit status 1 means that something is
    left for a person.
    """
    from leaflet.upgrade.upgrade import plan, save

    found = plan(root, lists)
    if not dry_run:
        try:
            save(found)
        except OSError as error:
            return report_unwritten(error, output_format)
    if output_format == "text":
        _report_steps(found)
        click.echo(found.diff, nl=False)
    results = {"files": sorted(found.after), "diff": found.diff, "notes": list(_note_rows(found))}
    report(found.problems, output_format, _summary(found, dry_run), results)
    return status_of(found.problems)


def _note_rows(found: Upgrade) -> Iterator[dict[str, object]]:
    """What is left to know, as JSON tells it."""
    for step in found.reports:
        for note in step.notes:
            place = {"path": note.span.path, "line": note.span.line, "column": note.span.column}
            yield {"version": step.version, **place, "text": note.text}


def _report_steps(found: Upgrade) -> None:
    """What each step is about that has something to change or to tell, with its notes."""
    for step in found.reports:
        tell(f"{step.version}: {step.about}")
        for note in step.notes:
            tell(f"  {escaped(str(note.span))}: note: {escaped(note.text)}")


def _summary(found: Upgrade, dry_run: bool) -> str:
    count = counted(len(found.after), "file")
    done = f"{count} to rewrite" if dry_run else f"{count} rewritten"
    changes = done if found.after else "nothing to rewrite"
    return f"{changes}, {problem_counts(found.problems)} left for a person" if found.problems else changes
