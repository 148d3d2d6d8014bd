"""`leaflet init`."""

from __future__ import annotations

import json
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leaflet.cli.exit_status import ExitStatus
from leaflet.cli.options import machine_options, today, usage_error
from leaflet.cli.report import print_result, report, report_unwritten
from leaflet.cli.typed import as_typed

if TYPE_CHECKING:
    from leaflet.model import Locale


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
        paths = scaffold.new_house(folder, scaffold.HouseSettings(locale, category, *names), today(), *_installed())
    except ValueError as error:
        raise usage_error(str(error)) from error
    except OSError as error:
        return report_unwritten(error, output_format)
    return _report_files(paths, (*_how_others_install(*_installed()), _last_line(folder, locale)), output_format)


def _report_files(paths: Sequence[Path], last_lines: Sequence[str], output_format: str) -> ExitStatus:
    for path in paths:
        print_result(str(path), output_format)
    report((), output_format, "\n".join(last_lines), {"files": [{"file": str(path)} for path in paths]})
    return ExitStatus.CLEAN


def _answer(given: str | None, question: str) -> str:
    """What was given or, on a terminal, is answered; '' where nothing is."""
    if given is None and _is_terminal():
        given = click.prompt(f"{question} (Enter: say so later)", default="", show_default=False, err=True)
    return (given or "").strip()


def _is_terminal() -> bool:
    return sys.stdin.isatty() and sys.stderr.isatty()


def _installed() -> tuple[str, str]:
    """Which version this is, and the address that it was installed from; '' where that is a file of this machine."""
    from importlib.metadata import distribution

    found = distribution("leaflet-press")
    record = json.loads(found.read_text("direct_url.json") or "{}")  # PEP 610: what pip and pipx write of it
    url, vcs = record.get("url", ""), record.get("vcs_info")
    if vcs:
        return found.version, f"{vcs['vcs']}+{url}@{vcs['commit_id']}" if url.startswith("https://") else ""
    return found.version, url if url.startswith("https://") else ""


def _how_others_install(version: str, origin: str) -> tuple[str, ...]:
    """What is to be done so that others, and CI, get the same leaflet."""
    from leaflet.scaffold.house import wheel_name

    if origin:
        return ()
    why = "since no registry of packages has leaflet yet"
    return (f"For CI put {wheel_name(version)} into the folder, too, {why}; leaflets.yml says where it is (LEAFLET).",)


def _last_line(folder: Path, locale: Locale) -> str:
    from leaflet.scaffold.house import has_emergency_number

    enter = "" if folder.resolve() == Path.cwd() else f"`cd {shlex.quote(str(folder))}`, "
    if has_emergency_number(locale):
        line = f"Now {enter}type `leaflet build`, and read sources/topics: each file says what its lines are for."
    else:
        line = (
            f"Now {enter}write the emergency number of {locale.country} into sources/contacts.yaml, which says how; "
            "nothing is built until then. Then type `leaflet build`."
        )
    return as_typed(line, str(folder))
