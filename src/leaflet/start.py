"""The entry point of the command `leaflet`: answers at once where there is nothing to build. Standard library only.

Where a build has nothing to do, that is printed at once; all else is left to `cli`, whose libraries take half a second.
"""

from __future__ import annotations

import os
import sys

from leaflet.build import up_to_date
from leaflet.cli import surroundings
from leaflet.cli.typed import as_typed
from leaflet.cli.wrapping import STANDARD_ERROR, columns, wrapped
from leaflet.files import write_all

_STANDARD_OUTPUT = 1


def main() -> None:
    """The command `leaflet`."""
    arguments = tuple(sys.argv[1:])
    try:
        if not {"build", "copies"}.isdisjoint(arguments) and _repeat_if_up_to_date(arguments):
            os._exit(0)  # there is nothing to clean up, and Python's own exit takes a tenth of the time
        from leaflet.cli import main as cli  # noqa: PLC0415 -- slow, and often not needed

        cli.main()
    except KeyboardInterrupt:  # while libraries are loaded, too
        sys.exit(130)


def _repeat_if_up_to_date(arguments: tuple[str, ...]) -> bool:
    """Print that all is up to date and give True, or give False where a build must find out.

    A record holds the arguments of its build, so it does no harm to misread them here.
    """
    root = _option_value("--root", arguments) or surroundings.project_root()
    if root is None:
        return False
    out = _option_value("--out", arguments) or surroundings.output_folder(root)
    try:
        output = up_to_date.output_if_unchanged(arguments, root, out, surroundings.day())
    except Exception:  # noqa: BLE001 -- whatever is wrong, the build will report it
        return False
    return output is not None and _print_output(*output)


def _option_value(option: str, arguments: tuple[str, ...]) -> str:
    """The value of `option`, '' where it is not given."""
    value = ""
    for number, argument in enumerate(arguments):
        if argument == option:
            value = "".join(arguments[number + 1 : number + 2])
        elif argument.startswith(f"{option}="):
            value = argument[len(option) + 1 :]
    return value


def _print_output(terminal: str, elsewhere: str, files: str) -> bool:
    """As a build does. False, and nothing printed, where the stream's encoding may lack these letters."""
    is_terminal = os.isatty(STANDARD_ERROR)
    told = as_typed(terminal if is_terminal else elsewhere)
    output = wrapped(told, columns(STANDARD_ERROR)) if is_terminal else told
    if not (output + files).isascii() and not _is_utf_8(sys.stderr, sys.stdout):
        return False
    _write(STANDARD_ERROR, output)
    _write(_STANDARD_OUTPUT, files)
    return True


def _write(descriptor: int, text: str) -> None:
    """Write `text`; where that fails, end as any command does."""
    try:
        write_all(descriptor, text.encode())
    except BrokenPipeError:
        sys.exit(1)
    except OSError as error:
        from leaflet.cli.streams import failure_sentence  # noqa: PLC0415 -- seldom needed

        sys.stderr.write(f"{failure_sentence(descriptor, error)}\n")
        sys.exit(1)


def _is_utf_8(*streams: object) -> bool:
    return all(getattr(stream, "encoding", "") == "utf-8" for stream in streams)


if __name__ == "__main__":
    main()
