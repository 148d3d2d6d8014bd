"""`leaflet build`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from leaflet.cli.edition_build import BuildRequest, build_editions, report_build
from leaflet.cli.exit_status import ExitStatus
from leaflet.cli.options import build_options, output_folder, project_options, what_options
from leaflet.cli.record import record_when_done
from leaflet.cli.resources import options_of_build
from leaflet.cli.scheduler import engine
from leaflet.cli.selection import selection


@click.command()
@what_options
@build_options
@project_options
@click.pass_obj
def build(  # noqa: PLR0913, PLR0917 -- click hands over each option
    arguments: tuple[str, ...],
    topics: tuple[str, ...],
    layouts: tuple[str, ...],
    locales: tuple[str, ...],
    out: Path | None,
    wait: bool,
    no_cache: bool,
    no_verapdf: bool,
    scheduler: str | None,
    tls_ca: Path | None,
    tls_cert: Path | None,
    tls_key: Path | None,
    root: Path,
    output_format: str,
) -> ExitStatus:
    """Build PDFs, all or those of TOPIC.

    An edition with an error is not written: the last good file stays. One that is up to date is left as it is.
    """
    request = BuildRequest(root, output_folder(root, out), selection(root, topics, layouts, locales), output_format)
    with engine(scheduler, tls_ca, tls_cert, tls_key) as run_units:
        options = options_of_build(wait, no_cache, no_verapdf, run_units)
        built = build_editions(request, replace(options, on_finish=record_when_done(arguments, request)))
    return report_build(built, request)
