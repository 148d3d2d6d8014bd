"""`leaflet proof`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from leaflet.cli.exit_status import ExitStatus
from leaflet.cli.options import edition_options, out_option, output_folder, project_options, today, topics_argument
from leaflet.cli.problem_text import problem_counts
from leaflet.cli.report import print_json, relative, report, report_unwritten, tell
from leaflet.cli.selection import NO_EDITION_MATCHES, selection

if TYPE_CHECKING:
    from leaflet.editions.edition import Edition

PICTURES = Path("proof")
"""In the output folder."""


@click.command()
@topics_argument
@edition_options
@out_option
@project_options
def proof(  # noqa: PLR0913, PLR0917 -- click hands over each option
    topics: tuple[str, ...],
    layouts: tuple[str, ...],
    locales: tuple[str, ...],
    out: Path | None,
    root: Path,
    output_format: str,
) -> ExitStatus:
    """Write a picture of each finished piece, all or those of TOPIC, to look at it by.

    It has every page at reading size, small, in grey and as a photocopy and, of a folded sheet, what is met when. The
    pictures are in the folder `proof/` of the output folder.
    """
    from leaflet.editions.from_library import editions
    from leaflet.publish.publish import publish_path
    from leaflet.read.sources import read_library

    chosen = selection(root, topics, layouts, locales)
    library, problems = read_library(root, topics)
    if library is None:
        report(problems, output_format, problem_counts(problems))
        return ExitStatus.PROBLEMS
    folder = output_folder(root, out)
    wanted = [edition for edition in editions(library, today()) if chosen.includes(edition.name)]
    if not wanted:
        tell(NO_EDITION_MATCHES)
        return ExitStatus.PROBLEMS
    made = [edition for edition in wanted if (folder / publish_path(edition)).is_file()]
    try:
        pictures = [_write_picture(edition, folder) for edition in made]
    except OSError as error:
        return report_unwritten(error, output_format)
    for edition in (e for e in wanted if e not in made):
        tell(f"{edition.id} isn't built yet: run `leaflet build`")
    if output_format == "json":
        print_json({"pictures": [path.as_posix() for path in pictures]})
    else:
        for path in pictures:
            click.echo(path)
    return ExitStatus.CLEAN if made == wanted else ExitStatus.PROBLEMS


def _write_picture(edition: Edition, folder: Path) -> Path:
    """Raises OSError."""
    from leaflet.files import write
    from leaflet.proof_sheets.sheet import proof_sheet
    from leaflet.publish.publish import publish_path

    file = folder / publish_path(edition)
    picture = folder / PICTURES / publish_path(edition).with_suffix(".png")
    write(picture, proof_sheet(file.read_bytes(), edition.layout, edition.id), folder)
    return relative(picture)
