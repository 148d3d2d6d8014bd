"""`leaflet init`."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from leaflet.cli.exit_status import ExitStatus
from leaflet.cli.options import machine_options, today, usage_error
from leaflet.cli.report import print_result, report, report_unwritten
from leaflet.cli.typed import as_typed


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--language", metavar="CODE", default="en", show_default=True, help="What readers read: en or nl.")
@click.option("--country", metavar="CODE", help="Whose telephone numbers are printed. [default: GB, or NL for nl]")
@click.option("--category", metavar="ID", default="everyday", show_default=True, help="The first topic's kind.")
@click.option("--publisher", metavar="NAME", help="Who publishes; asked for on a terminal.")
@click.option("--feedback", metavar="ADDRESS", help="E-mail or web address for remarks; asked for on a terminal.")
@machine_options
def init(  # noqa: PLR0913, PLR0917 -- click hands over each option
    folder: Path,
    language: str,
    country: str | None,
    category: str,
    publisher: str | None,
    feedback: str | None,
    output_format: str,
) -> ExitStatus:
    """Begin a house: a folder DIR with sources, and a first topic, which builds at once."""
    from leaflet.model import Locale
    from leaflet.scaffold import house as scaffold

    try:
        locale = Locale.parse(f"{language}-{country or scaffold.COUNTRIES.get(language, 'GB')}")
        names = (_answer(publisher, "Who publishes?"), _answer(feedback, "Which address do readers write to?"))
        paths = scaffold.new_house(folder, scaffold.HouseSettings(locale, category, *names), today(), _version())
    except ValueError as error:
        raise usage_error(str(error)) from error
    except OSError as error:
        return report_unwritten(error, output_format)
    return _report_files([str(path) for path in paths], _next_step(folder, locale.country), output_format)


def _report_files(files: Sequence[str], last_line: str, output_format: str) -> ExitStatus:
    for file in files:
        print_result(file, output_format)
    report((), output_format, last_line, {"files": [{"file": file} for file in files]})
    return ExitStatus.CLEAN


def _answer(given: str | None, question: str) -> str:
    """What was given or, on a terminal, is answered; '' where nothing is."""
    if given is None and sys.stdin.isatty() and sys.stderr.isatty():
        given = click.prompt(f"{question} (Enter: say so later)", default="", show_default=False, err=True)
    return (given or "").strip()


def _version() -> str:
    from importlib.metadata import version

    return version("leaflet-press")


def _next_step(folder: Path, country: str) -> str:
    """What to do now, as it is typed in `folder`."""
    return as_typed(_last_line(folder, country), str(folder))


def _last_line(folder: Path, country: str) -> str:
    from leaflet.scaffold.house import has_emergency_number

    enter = "" if folder.resolve() == Path.cwd() else f"`cd {shlex.quote(str(folder))}`, "
    if has_emergency_number(country):
        return f"Now {enter}type `leaflet build`, and read sources/topics: each file says what its lines are for."
    return (
        f"Now {enter}write the emergency number of {country} into sources/contacts.yaml, which says how; "
        "nothing is built until then. Then type `leaflet build`."
    )
