"""`leaflet proof`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leaflet.cli.exit_status import ExitStatus
from leaflet.cli.options import (
    edition_options,
    out_option,
    output_folder,
    project_options,
    today,
    topics_argument,
    usage_error,
)
from leaflet.cli.problem_text import problem_counts
from leaflet.cli.report import print_json, relative, report, report_unwritten, tell
from leaflet.cli.selection import NO_EDITION_MATCHES, selection

if TYPE_CHECKING:
    from leaflet.build.options import Selection
    from leaflet.editions.edition import Edition
    from leaflet.model import Library

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

    It has each page at reading size, small, in grey, photocopied and folded, and is in `proof/` of the output folder.
    """
    from leaflet.read.sources import read_library

    chosen = selection(root, topics, layouts, locales)
    library, problems = read_library(root, topics)
    if library is None:
        report(problems, output_format, problem_counts(problems))
        return ExitStatus.PROBLEMS
    wanted = _wanted(library, chosen)
    try:
        pictures = dict(_pictures(wanted, output_folder(root, out)))
    except OSError as error:
        return report_unwritten(error, output_format)
    return _report_pictures(pictures, [edition.id for edition in wanted if edition.id not in pictures], output_format)


def _wanted(library: Library, chosen: Selection) -> tuple[Edition, ...]:
    """Raises UsageError where there is none."""
    from leaflet.editions.from_library import editions

    wanted = tuple(edition for edition in editions(library, today()) if chosen.includes(edition.name))
    if not wanted:
        raise usage_error(NO_EDITION_MATCHES)
    return wanted


def _pictures(wanted: Iterable[Edition], folder: Path) -> Iterable[tuple[str, Path]]:
    """(edition, its picture) of each whose finished file is in `folder` as it was published. Raises OSError."""
    from leaflet.files import write
    from leaflet.proof_sheets.sheet import proof_sheet
    from leaflet.publish.manifest import is_intact, known_entries
    from leaflet.publish.publish import publish_path

    entries = known_entries(folder)
    for edition in wanted:
        path = publish_path(edition)
        if is_intact(folder, path.as_posix(), entries.get(path.as_posix(), {})):
            picture = folder / PICTURES / path.with_suffix(".png")
            write(picture, proof_sheet((folder / path).read_bytes(), edition.layout, edition.id), folder)
            yield edition.id, relative(picture)


def _report_pictures(pictures: Mapping[str, Path], not_built: Sequence[str], output_format: str) -> ExitStatus:
    if output_format == "json":
        rows = [{"edition": name, "file": path.as_posix()} for name, path in pictures.items()]
        print_json({"files": rows, "not_built": not_built})
    for path in pictures.values() if output_format != "json" else ():
        click.echo(path)
    for name in not_built if output_format != "json" else ():
        tell(f"{name} isn't built, or its file was changed: run `leaflet build`")
    return ExitStatus.PROBLEMS if not_built else ExitStatus.CLEAN
