"""What the models say of their fields and words: the docstrings that follow these in the code.

Pydantic would find them, too, but while a model is made: then each command would wait for it.
"""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise

_PACKAGE = __name__.partition(".")[0]


def member_docstrings(cls: type) -> Mapping[str, str]:
    """The docstrings of the fields of a model, or of the words of an enumeration, by name.

    A field without one has that of its type, where its type is a name such as `Id`.
    """
    found: dict[str, str] = {}
    for base in reversed(cls.__mro__):
        if base.__module__.partition(".")[0] == _PACKAGE:
            found |= _in_class(base.__module__, base.__name__)
    return found


def _in_class(module: str, name: str) -> Mapping[str, str]:
    node = next(n for n in _body(module) if isinstance(n, ast.ClassDef) and n.name == name)
    types = _type_docstrings(module)
    annotations = ((_name(n), n.annotation) for n in node.body if isinstance(n, ast.AnnAssign))
    of_types = {
        field: types[part.id]
        for field, annotation in annotations
        for part in ast.walk(annotation)
        if isinstance(part, ast.Name) and part.id in types
    }
    return {**of_types, **dict(_following_strings(node.body))}


@cache
def _type_docstrings(module: str) -> Mapping[str, str]:
    """The docstrings of names that are assigned at the top of `module`, or of modules that it takes them from."""
    found: dict[str, str] = {}
    for node in _body(module):
        if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == _PACKAGE:
            there = _type_docstrings(str(node.module))
            found |= {alias.name: there[alias.name] for alias in node.names if alias.name in there}
    return {**found, **dict(_following_strings(_body(module)))}


@cache
def _body(module: str) -> list[ast.stmt]:
    return ast.parse(inspect.getsource(sys.modules[module])).body


def _following_strings(body: list[ast.stmt]) -> Iterator[tuple[str, str]]:
    """(name, docstring) of each assignment that a string stands after, on one line."""
    for node, after in pairwise(body):
        value = after.value if isinstance(after, ast.Expr) else None
        if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(value, ast.Constant):
            yield _name(node), " ".join(str(value.value).split())


def _name(node: ast.Assign | ast.AnnAssign) -> str:
    return ast.unparse(node.target if isinstance(node, ast.AnnAssign) else node.targets[0])
