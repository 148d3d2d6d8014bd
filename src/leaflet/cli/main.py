"""The command `leaflet`: its commands, and how each ends.

Only this room prints, reads the clock or sets the exit status. Each command is in a file of its own, and imports rooms
with heavy libraries when it runs: `leaflet doctor` answers at once.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

import click

from leaflet.cli.build import build
from leaflet.cli.check import check
from leaflet.cli.copies import copies
from leaflet.cli.doctor import doctor
from leaflet.cli.due import due
from leaflet.cli.exit_status import ExitStatus
from leaflet.cli.explain import explain
from leaflet.cli.init import init
from leaflet.cli.inspect import inspect_files
from leaflet.cli.interruption import obey_signals
from leaflet.cli.list import list_sources
from leaflet.cli.moved import as_moved
from leaflet.cli.new import new
from leaflet.cli.options import asked_format, options_before_command, refuse_unused
from leaflet.cli.proof import proof
from leaflet.cli.report import print_json, tell
from leaflet.cli.resources import busy_message
from leaflet.cli.schema import schema
from leaflet.cli.sign_off import sign_off
from leaflet.cli.streams import prepare_streams, stream_failures
from leaflet.cli.translate import translate
from leaflet.cli.typed import program
from leaflet.cli.upgrade import upgrade
from leaflet.cli.watch import watch
from leaflet.problem import escaped
from leaflet.publish.lock import BusyError

COMMANDS = (
    build,
    copies,
    watch,
    check,
    inspect_files,
    explain,
    list_sources,
    proof,
    due,
    translate,
    sign_off,
    init,
    new,
    schema,
    upgrade,
    doctor,
)


def main() -> NoReturn:
    """The command `leaflet`."""
    try:
        prepare_streams()
        status = run(sys.argv[1:])
        for failure in stream_failures():
            status = status or ExitStatus.PROBLEMS
            tell(failure)
    except KeyboardInterrupt:  # before or after the command itself
        status = ExitStatus.INTERRUPTED
    sys.exit(status)


def run(arguments: Sequence[str]) -> int:
    """Run the command line `arguments`; the exit status."""
    obey_signals()
    try:
        status = leaflet.main(list(arguments), program(), standalone_mode=False, color=_colour(), obj=tuple(arguments))
    except click.UsageError as error:
        return _report_failure(ExitStatus.USAGE_ERROR, _shown(as_moved(error, arguments)), arguments)
    except click.ClickException as error:
        return _report_failure(ExitStatus(error.exit_code), _shown(error), arguments)
    except click.Abort:
        return ExitStatus.INTERRUPTED
    except BusyError as error:
        return _report_failure(ExitStatus.BUSY, busy_message(error.out), arguments)
    except Exception as error:  # noqa: BLE001 -- last resort: a fault of ours, reported in a sentence
        debug = "--debug" in arguments or bool(os.environ.get("LEAFLET_DEBUG"))
        return _report_failure(ExitStatus.INTERNAL_ERROR, _internal_error(error, debug=debug), arguments)
    return int(status or ExitStatus.CLEAN)


def _report_failure(status: ExitStatus, text: str, arguments: Sequence[str]) -> ExitStatus:
    """Print why a command did not do its work; where JSON was asked for, as its one value, too."""
    tell(text)
    if asked_format(arguments) == "json":
        error = text.splitlines()[-1].removeprefix("Error: ")
        print_json({"error": error, "exit_status": int(status)})
    return status


def _shown(error: click.ClickException) -> str:
    """What click says of `error`: how the command is used, and what is wrong."""
    shown = io.StringIO()
    error.show(shown)
    return shown.getvalue().rstrip("\n")


def _colour() -> bool | None:
    """False where the environment refuses colours (no-color.org); otherwise a terminal gets them."""
    return False if os.environ.get("NO_COLOR") else None


def _internal_error(error: Exception, *, debug: bool) -> str:
    """A sentence about a fault of ours; below its traceback where that is asked for."""
    message = " ".join(str(error).split())
    notes = "".join(f" {note}" for note in getattr(error, "__notes__", ()))
    sentence = (
        f"leaflet itself failed, not your files ({type(error).__name__}: {escaped(message)}).{notes} "
        "Please report it, with the command that you typed and what it prints with --debug."
    )
    if not debug:
        return sentence
    import traceback

    return f"{''.join(traceback.format_exception(error))}\n{sentence}"


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="leaflet-press", prog_name="leaflet")
@options_before_command
@click.pass_context
def leaflet(context: click.Context) -> None:
    """Build printable leaflets from one source, each checked to carry what it must.

    Exit status: 0 clean, 1 problems in the content, 2 wrong command line, 3 a fault of leaflet itself,
    75 another build is running.
    """
    refuse_unused(context)


for command in COMMANDS:
    leaflet.add_command(command)

if __name__ == "__main__":
    main()
