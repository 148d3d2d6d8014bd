"""`leaflet list`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from leaflet.cli.answers import answer_rows
from leaflet.cli.edition_rows import edition_lines, edition_rows
from leaflet.cli.exit_status import ExitStatus
from leaflet.cli.options import out_option, output_folder, project_options, today
from leaflet.cli.problem_text import problem_counts
from leaflet.cli.report import print_json, relative, report
from leaflet.cli.wrapping import STANDARD_OUTPUT, columns

if TYPE_CHECKING:
    from leaflet.model import Library


@click.command("list")
@out_option
@project_options
def list_sources(out: Path | None, root: Path, output_format: str) -> ExitStatus:
    """List topics, layouts, locales, editions, and translators' answers to suspicions.

    Of an edition: how many pages it has, whether it is reviewed, and until when, how hard its own text and its
    required statements are to read, the hash of what it prints, its file. JSON has its hardest sentences, too. Of an
    edition that isn't made, since it would be empty: why.
    """
    from leaflet.read.sources import read_library

    library, problems = read_library(root)
    if library is None:
        report(problems, output_format, problem_counts(problems))
        return ExitStatus.PROBLEMS
    listing = _listing(library, output_folder(root, out))
    if output_format == "json":
        print_json(listing)
    else:
        for line in _lines(listing):
            click.echo(line)
    return ExitStatus.CLEAN


def _lines(listing: Mapping[str, Sequence[Mapping[str, Any]]]) -> Iterator[str]:
    for kind, rows in listing.items():
        if rows:
            yield kind.replace("_", " ")
        if kind == "editions":
            yield from edition_lines(rows, columns(STANDARD_OUTPUT)) if rows else ()
        else:
            yield from (f"  {row['id']:<42} {row['about']}".rstrip() for row in rows)


def _listing(library: Library, out: Path) -> Mapping[str, Sequence[Mapping[str, Any]]]:
    from leaflet.editions.from_library import editions
    from leaflet.editions.made import unmade_editions
    from leaflet.publish.manifest import known_entries

    return {
        "topics": [{"id": t.id, "about": f"{t.meta.title}, version {t.meta.version}"} for t in library.topics],
        "layouts": [{"id": layout.id, "about": layout.title} for layout in library.layouts],
        "locales": [{"id": str(locale), "about": ""} for locale in library.locales],
        "answers": [
            {"id": row["place"], "about": row["about"]}
            for row in answer_rows(library, {t.id for t in library.topics}, {n.language for n in library.locales})
        ],
        "editions": edition_rows(library, editions(library, today()), relative(out), known_entries(out)),
        "not_made": [{"id": unmade.id, "about": unmade.reason} for unmade in unmade_editions(library)],
    }
