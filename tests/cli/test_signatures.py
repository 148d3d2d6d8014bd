"""Every option is a parameter of its command, and every command uses each of its options."""

from __future__ import annotations

import ast
import inspect
from pathlib import Path

import click
import pytest

from leaflet.cli import main as cli

NOT_HANDED_OVER = {"help", "debug"}
"""`--help` ends the command, and `--debug` is for whoever reports a fault of leaflet itself."""


def _commands(group=cli.leaflet):
    for command in group.commands.values():
        yield from _commands(command) if isinstance(command, click.Group) else [command]


COMMANDS = tuple(_commands())


def _parameters(callback):
    return inspect.signature(inspect.unwrap(callback)).parameters.values()


def _definition(callback):
    """The syntax tree of the function."""
    function = inspect.unwrap(callback)
    tree = ast.parse(Path(inspect.getsourcefile(function)).read_text("utf-8"))
    return next(node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name == function.__name__)


def _unread(definition):
    """Parameters of the function that its body doesn't read."""
    body = (node for statement in definition.body for node in ast.walk(statement))
    read = {node.id for node in body if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}
    return {argument.arg for argument in definition.args.args} - read


@pytest.mark.parametrize("command", [*COMMANDS, cli.leaflet], ids=lambda command: command.name)
def test_no_command_takes_any_keyword(command):
    kinds = {parameter.kind for parameter in _parameters(command.callback)}
    assert kinds <= {inspect.Parameter.POSITIONAL_OR_KEYWORD}


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_each_option_is_a_parameter_of_its_command(command):
    handed_over = {parameter.name for parameter in command.params} - NOT_HANDED_OVER
    assert handed_over <= {parameter.name for parameter in _parameters(command.callback)}
    assert all(parameter.expose_value for parameter in command.params if parameter.name in handed_over)


@pytest.mark.parametrize("command", [*COMMANDS, cli.leaflet], ids=lambda command: command.name)
def test_each_parameter_is_read_in_the_body(command):
    assert _unread(_definition(command.callback)) == set()


def test_a_parameter_that_is_not_read_is_found():
    (function,) = ast.parse("def f(a, b, c):\n    b = a\n    return lambda: [c for b in (1,)]\n").body
    assert _unread(function) == {"b"}
