"""Options that several commands have, written once; each command that has one names it in its signature.

`--root` and `--format` may also stand before the command's name.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from leaflet.cli import surroundings
from leaflet.problem import escaped

F = TypeVar("F", bound=Callable[..., Any])

FORMAT = "--format"
FORMATS = ("text", "json", "github")
CALENDAR_FORMAT = "ics"
"""Of the one command whose result is a calendar."""
_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
OLD_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
"""A file that is there."""
NEW_FILE = click.Path(dir_okay=False, path_type=Path)
"""A file to write."""
FORMAT_HELP = "Format of problems. [default: text]"
ROOT_HELP = "The project's folder. [default: from here upwards]"


def usage_error(message: str) -> click.UsageError:
    """The command line is wrong; `message` may contain what was typed, or names of folders."""
    return click.UsageError(escaped(message))


def today() -> date:
    """Today, or the day in LEAFLET_TODAY. Raises UsageError where that isn't a day."""
    given = surroundings.day()
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise usage_error(f"{surroundings.DAY_VARIABLE} must be a day such as 2026-11-24, not `{given}`") from None


def all_of(*decorators: Callable[[F], F]) -> Callable[[F], F]:
    """One decorator for several options, which `--help` lists in this order."""

    def decorate(command: F) -> F:
        for decorator in reversed(decorators):
            command = decorator(command)
        return command

    return decorate


# Before or after the command's name


def _key(parameter: click.Parameter) -> str:
    return f"leaflet.{parameter.name}"


def _keep(context: click.Context, parameter: click.Parameter, value: object) -> None:
    """Keep what stands before the command's name for the command."""
    if value is not None:
        context.meta[_key(parameter)] = value


def _given(context: click.Context, parameter: click.Parameter, value: Any) -> Any:
    """What stands after the command's name or, where nothing does, before it."""
    before = context.meta.get(_key(parameter))
    return value if value is not None or before is None else parameter.type.convert(before, parameter, context)


def _root(context: click.Context, parameter: click.Parameter, value: Path | None) -> Path:
    """The project's folder. Raises UsageError where there is none."""
    root = _given(context, parameter, value) or surroundings.project_root()
    if root is None:
        raise usage_error(
            f"neither this folder nor one above it has {surroundings.HOUSE_FILE}; go to the project's folder, or "
            "give --root"
        )
    return Path(root)


def _format(context: click.Context, parameter: click.Parameter, value: str | None) -> str:
    return str(_given(context, parameter, value) or "text")


def asked_format(arguments: Sequence[str]) -> str:
    """The format that a command line asks for which can't be understood: the last one, '' where there is none."""
    pairs = zip(arguments, (*arguments[1:], ""), strict=False)  # there may be no arguments
    named = [(one.partition("=")[2] if "=" in one else after) for one, after in pairs if one.split("=")[0] == FORMAT]
    return named[-1] if named else ""


def _format_option(formats: tuple[str, ...]) -> Callable[[F], F]:
    return click.option(FORMAT, "output_format", type=click.Choice(formats), callback=_format, help=FORMAT_HELP)


_debug = click.option("--debug", is_flag=True, expose_value=False, help="Show a traceback where leaflet itself fails.")
_root_option = click.option("--root", type=_FOLDER, callback=_root, help=ROOT_HELP)
project_options = all_of(_format_option(FORMATS), _root_option, _debug)
"""Of every command that works in a project: `output_format` and `root`, which is always a folder."""
calendar_options = all_of(_format_option((*FORMATS[:2], CALENDAR_FORMAT)), _root_option, _debug)
"""Of a command that works in a project, and has days as its result."""
machine_options = all_of(_format_option(FORMATS[:2]), _debug)
"""Of a command that needs no project and finds no problems in it: `output_format`."""
options_before_command = all_of(
    click.option(
        FORMAT,
        "output_format",
        type=click.Choice((*FORMATS, CALENDAR_FORMAT)),
        expose_value=False,
        callback=_keep,
        help=FORMAT_HELP,
    ),
    click.option("--root", type=_FOLDER, expose_value=False, callback=_keep, help=ROOT_HELP),
    _debug,
)
"""Of the command `leaflet` itself, for the one whose name follows."""


def refuse_unused(context: click.Context) -> None:
    """Raise UsageError for an option before a command's name that this command doesn't use."""
    name = context.invoked_subcommand or ""
    command = context.command.get_command(context, name) if isinstance(context.command, click.Group) else None
    commands = (command, *command.commands.values()) if isinstance(command, click.Group) else (command,)
    used = {_key(parameter) for one in commands if one for parameter in one.params}
    for parameter in context.command.params:
        if _key(parameter) in context.meta and _key(parameter) not in used and command:
            raise usage_error(f"`leaflet {name}` doesn't take {parameter.opts[0]}")


# What to build, where and how

topics_argument = click.argument("topics", nargs=-1, metavar="[TOPIC]...")
edition_options = all_of(
    click.option("--layout", "layouts", multiple=True, help="Only this layout; may be given again."),
    click.option("--locale", "locales", multiple=True, help="Only this locale, such as nl-NL; may be given again."),
)
out_option = click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), help="Where PDFs go. [default: output/]"
)
verapdf_option = click.option("--no-verapdf", is_flag=True, help="Don't run veraPDF, even where it is on PATH.")
build_options = all_of(
    out_option,
    click.option("--wait", is_flag=True, help="Wait for another build into the same folder to end."),
    click.option("--no-cache", is_flag=True, help="Rebuild every file that isn't up to date, without the cache."),
    verapdf_option,
)
scheduler_options = all_of(
    click.option(
        "--scheduler",
        metavar="ADDRESS",
        help="Do the work on this dask cluster: tcp://…, tls://… or, for one of this machine, local.",
    ),
    click.option("--tls-ca", type=OLD_FILE, help="Certificate authority of a tls:// cluster."),
    click.option("--tls-cert", type=OLD_FILE, help="Certificate for a tls:// cluster."),
    click.option("--tls-key", type=OLD_FILE, help="Key of that certificate."),
)
making_options = all_of(edition_options, build_options, scheduler_options, project_options)
"""Of a command that makes files."""


def output_folder(root: Path, out: Path | None) -> Path:
    """The folder for PDFs: `out`, or the project's own."""
    return out or Path(surroundings.output_folder(str(root)))
