"""`leaflet new`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leaflet.cli.exit_status import ExitStatus
from leaflet.cli.options import project_options, today, usage_error
from leaflet.cli.report import print_result, relative, report, report_unwritten
from leaflet.cli.selection import refuse_unknown

if TYPE_CHECKING:
    from leaflet.model import Category


@click.group()
def new() -> None:
    """Create something new."""


@new.command("topic")
@click.argument("name", metavar="ID")
@click.option(
    "--category",
    "wanted",
    multiple=True,
    metavar="ID",
    help="What kind of topic it is: a file in sources/categories. [default: the only one; on a terminal, leaflet asks]",
)
@project_options
def new_topic(name: str, wanted: tuple[str, ...], root: Path, output_format: str) -> ExitStatus:
    """Create the topic ID: a folder in sources/topics whose files say what to write."""
    from leaflet.read.obligations import read_obligations
    from leaflet.scaffold import topic as scaffold

    known, _ = read_obligations(root)
    categories = _chosen(wanted, known.categories)
    try:
        paths = scaffold.new_topic(root, name, today(), categories, known.substances)
    except scaffold.InvalidTopicError as error:
        raise usage_error(str(error)) from error
    except OSError as error:
        return report_unwritten(error, output_format)
    files = [str(relative(path)) for path in paths]
    for file in files:
        print_result(file, output_format)
    last_line = f"Open these files and write what they ask for; `leaflet check {name}` says how much is left."
    report((), output_format, last_line, {"files": [{"file": file} for file in files]})
    return ExitStatus.CLEAN


def _chosen(wanted: Sequence[str], known: Sequence[Category]) -> tuple[Category, ...]:
    """The categories in `wanted`; where nothing is, the only one that there is, or the answer of who sits there.

    Raises UsageError for one that isn't known, or where nobody can be asked.
    """
    refuse_unknown("category", wanted, [category.id for category in known])
    if wanted or len(known) < 2:
        return tuple(category for category in known if category.id in wanted or not wanted)
    if not sys.stdin.isatty():
        kinds = "; ".join(f"`{category.id}` ({category.label})" for category in known)
        raise usage_error(f"say with --category what kind of topic it is: {kinds}")
    listed = "\n".join(f"  {category.id}: {category.label}" for category in known)
    click.echo(f"What kind of topic is it?\n{listed}", err=True)
    names = click.Choice([category.id for category in known])
    answer = click.prompt("Category", type=names, show_choices=False, err=True)
    return tuple(category for category in known if category.id == answer)
