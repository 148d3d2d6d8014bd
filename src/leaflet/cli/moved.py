"""Options and commands that went away, each with the command line that does the same now."""

from __future__ import annotations

import itertools
import shlex
from collections.abc import Iterator, Sequence

import click

from leaflet.cli.options import usage_error
from leaflet.cli.typed import program

_OF_COPIES = ("--clinics", "--clinic", "--print-file")
"""Options that `leaflet build` had."""
_SHARD = "--shard"


def as_moved(error: click.UsageError, arguments: Sequence[str]) -> click.UsageError:
    """The error that says what took the place of what `arguments` ask for; `error` itself where that never was."""
    message = ""
    if isinstance(error, click.NoSuchOption):
        message = _option_message(error.option_name, error.ctx.info_name if error.ctx else "", arguments)
    if isinstance(error, click.NoSuchCommand):
        message = _command_message(error.command_name, arguments)
    return usage_error(message) if message else error


def _option_message(option: str, command: str | None, arguments: Sequence[str]) -> str:
    if command not in ("build", "copies"):
        return ""
    if _SHARD in (option, *(argument.partition("=")[0] for argument in arguments)):
        line = _copies_line(command, arguments, "--scheduler ADDRESS")
        return f"`{_SHARD}` was removed; one command makes the copies, on many machines too: {line}"
    if option in _OF_COPIES:
        return f"`{option}` belongs to `leaflet copies` now: {_copies_line(command, arguments)}"
    return ""


def _command_message(command: str, arguments: Sequence[str]) -> str:
    if command == "merge":
        line = _copies_line(command, [command, *_options(arguments)], "--scheduler ADDRESS")
        return f"`leaflet merge` was removed; one command makes the copies, on many machines too: {line}"
    if command == "preflight":
        return f"`leaflet preflight` is called `leaflet inspect` now: {_line(command, 'inspect', arguments)}"
    return ""


def _copies_line(command: str, arguments: Sequence[str], *more: str) -> str:
    """The command line with `leaflet copies` in the place of `command`, what it needs added and shares left out."""
    kept = tuple(_without_shard(arguments))
    options = {argument.partition("=")[0] for argument in kept}
    needed = () if "--clinics" in options else ("--clinics FILE",)
    added = (one for one in (*needed, *more) if one.partition(" ")[0] not in options)
    return " ".join((_line(command, "copies", kept), *added))


def _options(arguments: Sequence[str]) -> Iterator[str]:
    """From the first option on, without --help: what stood before were folders of shares, and no topics."""
    from_first = itertools.dropwhile(lambda argument: not argument.startswith("--"), arguments)
    return (argument for argument in from_first if argument != "--help")


def _line(command: str, instead: str, arguments: Sequence[str]) -> str:
    at = list(arguments).index(command)
    return shlex.join((program(), *arguments[:at], instead, *arguments[at + 1 :]))


def _without_shard(arguments: Sequence[str]) -> Iterator[str]:
    before = ""
    for argument in arguments:
        if before != _SHARD and argument.partition("=")[0] != _SHARD:
            yield argument
        before = argument
