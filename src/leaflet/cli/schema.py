"""`leaflet schema`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from leaflet.cli.exit_status import ExitStatus
from leaflet.cli.options import project_options
from leaflet.cli.problem_text import counted, problem_counts
from leaflet.cli.report import print_json, print_result, relative, report, report_unwritten
from leaflet.cli.selection import refuse_unknown

Schemas = Mapping[str, Mapping[str, Any]]
"""By kind of file."""


@click.command()
@click.argument("kinds", nargs=-1, metavar="[KIND]...")
@click.option("--house", is_flag=True, help="With the ids that this house has: references, levels, substances, …")
@click.option("--write", is_flag=True, help="Write them into schema/ or, with --house, into .leaflet/schema/.")
@project_options
def schema(kinds: tuple[str, ...], house: bool, write: bool, root: Path, output_format: str) -> ExitStatus:
    """Print the JSON Schemas of source files, all or those of KIND, for editors and other programs.

    Kinds are house, claims, layout and so on. An editor that has the schemas says what each key is for, and marks what
    leaflet would refuse.
    """
    from leaflet.schemas.schema import schema_of
    from leaflet.schemas.source_kinds import SOURCE_KINDS

    refuse_unknown("kind of file", kinds, tuple(kind.name for kind in SOURCE_KINDS))
    schemas: Schemas | None = {k.name: schema_of(k) for k in SOURCE_KINDS if k.name in kinds or not kinds}
    if house:
        schemas = _with_ids_of_house(schemas or {}, root, output_format)
    if schemas is None:
        return ExitStatus.PROBLEMS
    if write:
        return _write(schemas, root, house, output_format)
    if output_format == "text":
        print_json(schemas if len(kinds) != 1 else schemas[kinds[0]])
    else:
        report((), output_format, results={"schemas": schemas})
    return ExitStatus.CLEAN


def _with_ids_of_house(schemas: Schemas, root: Path, output_format: str) -> Schemas | None:
    """`schemas` with the house's ids; None, and errors reported, where some can't be read."""
    from leaflet.policies.answerable import ANSWERABLE
    from leaflet.policies.waivable import WAIVABLE
    from leaflet.problem import has_errors
    from leaflet.read.sources import read_library
    from leaflet.schemas.named_ids import ids_of, with_ids

    library, problems = read_library(root)
    if library is None or has_errors(problems):
        report(problems, output_format, f"{problem_counts(problems)}: fix the errors first", {"schemas": {}})
        return None
    ids = ids_of(library, [policy.NAME for policy in WAIVABLE], ANSWERABLE)
    return {name: with_ids(made, ids) for name, made in schemas.items()}


def _write(schemas: Schemas, root: Path, house: bool, output_format: str) -> ExitStatus:
    from leaflet import files
    from leaflet.schemas.editor_settings import HOUSE_SCHEMAS, SCHEMAS, schema_file
    from leaflet.schemas.schema import as_text

    folder = HOUSE_SCHEMAS if house else SCHEMAS
    try:
        for name, made in schemas.items():
            files.write(root / schema_file(folder, name), as_text(made).encode(), root)
    except OSError as error:
        return report_unwritten(error, output_format)
    paths = [str(relative(root / schema_file(folder, name))) for name in schemas]
    for path in paths:
        print_result(path, output_format)
    report((), output_format, f"{counted(len(paths), 'schema')} written", {"files": [{"file": path} for path in paths]})
    return ExitStatus.CLEAN
