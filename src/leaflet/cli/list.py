"""`leaflet list`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leaflet.cli.answers import answer_rows
from leaflet.cli.exit_status import ExitStatus
from leaflet.cli.options import project_options, today
from leaflet.cli.problem_text import problem_counts
from leaflet.cli.report import print_json, report

if TYPE_CHECKING:
    from leaflet.editions.edition import Edition
    from leaflet.model import Library


@click.command("list")
@project_options
def list_sources(root: Path, output_format: str) -> ExitStatus:
    """List topics, layouts, locales, editions, and translators' answers to suspicions."""
    from leaflet.editions.from_library import editions
    from leaflet.read.sources import read_library

    library, problems = read_library(root)
    if library is None:
        report(problems, output_format, problem_counts(problems))
        return ExitStatus.PROBLEMS
    listing = _listing(library, editions(library, today()))
    if output_format == "json":
        print_json(listing)
        return ExitStatus.CLEAN
    for kind, rows in listing.items():
        if rows:
            click.echo(kind)
        for row in rows:
            click.echo(f"  {row['id']:<42} {row['about']}".rstrip())
    return ExitStatus.CLEAN


def _listing(library: Library, editions: Iterable[Edition]) -> Mapping[str, Sequence[Mapping[str, str]]]:
    return {
        "topics": [{"id": t.id, "about": f"{t.meta.title}, version {t.meta.version}"} for t in library.topics],
        "layouts": [{"id": layout.id, "about": layout.title} for layout in library.layouts],
        "locales": [{"id": str(locale), "about": ""} for locale in library.locales],
        "answers": [
            {"id": row["place"], "about": row["about"]}
            for row in answer_rows(library, {t.id for t in library.topics}, {n.language for n in library.locales})
        ],
        "editions": [{"id": e.id, "about": "reviewed" if e.reviewed else "draft"} for e in editions],
    }
