"""`leaflet translate`."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leaflet.cli.exit_status import ExitStatus, status_of
from leaflet.cli.options import project_options, usage_error
from leaflet.cli.problem_text import counted
from leaflet.cli.report import print_result, report, report_unwritten, tell

if TYPE_CHECKING:
    from leaflet.translate.catalogs import CatalogReport


@click.command()
@click.argument("language", metavar="LANG")
@project_options
def translate(language: str, root: Path, output_format: str) -> ExitStatus:
    """Update LANG's catalogs.

    What must be translated into LANG (such as nl) is written to them, and what is missing or fuzzy is reported.
    """
    from leaflet.translate import catalogs

    try:
        reports, problems = catalogs.translate(root, language)
    except OSError as error:
        return report_unwritten(error, output_format)
    if any(p.rule == "unknown-locale" and not reports for p in problems):
        raise usage_error(problems[0].message + "; " + problems[0].hint)
    report(problems, output_format, results={"catalogs": [asdict(catalog) for catalog in reports]})
    if output_format != "json":
        for catalog in reports:
            _report_catalog(catalog, output_format)
    return status_of(problems)


def _report_catalog(catalog: CatalogReport, output_format: str) -> None:
    """What a catalog lacks: the names to standard error, the counts to standard output."""
    if output_format == "text":
        for state, names in (("missing", catalog.missing), ("fuzzy", catalog.fuzzy)):
            for name in names:
                tell(f"{catalog.path}: {state}: {name}")
    counts = f"{len(catalog.missing)} missing, {len(catalog.fuzzy)} fuzzy, {len(catalog.obsolete)} obsolete"
    written = ", updated" if catalog.written else ""
    print_result(f"{catalog.path}: {counted(catalog.total, 'text')}, {counts}{written}", output_format)
