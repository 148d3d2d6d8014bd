"""What the templates of one layout print of their own: what its page calls, extends and includes, and nothing else.

The texts of all templates together, for the catalogs, are `read.templates`' matter.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from jinja2 import Environment, TemplateSyntaxError, nodes
from jinja2.ext import extract_from_ast

from leaflet.read.layout_sources import read_layout_text, template_names
from leaflet.read.templates import TRANSLATION_FUNCTIONS

_ENVIRONMENT = Environment(extensions=["jinja2.ext.i18n"], trim_blocks=True, lstrip_blocks=True, autoescape=True)
_Node = TypeVar("_Node", bound=nodes.Node)
_EVERY_MACRO = ""
"""In the place of a macro's name: the whole file is used."""
_ANY = ""
"""In the place of a file's path: a template whose name is worked out as the page is composed. It may be any."""


def texts_of_layout(root: Path, page: str) -> tuple[str, ...]:
    """The texts that a layout's template `page`, and those that it uses, mark for translation and can print, sorted.

    Of a file that is imported those macros count that are called. A template that can't be read or parsed gives none.
    """
    search = _PrintedTexts(root)
    search.visit_file(page)
    return tuple(sorted(search.texts))


@dataclass
class _PrintedTexts:
    """Files and macros that were visited, and the texts found in them."""

    root: Path
    texts: set[str] = field(default_factory=set)
    visited: set[tuple[str, str]] = field(default_factory=set)

    def visit_file(self, path: str) -> None:
        """A template of which all is printed."""
        if path == _ANY:
            for name in template_names(self.root):
                self.visit_file(name)
            return
        template = self._once(path, _EVERY_MACRO)
        if template:
            self._visit(template, path, template)

    def visit_macro(self, path: str, name: str) -> None:
        """A macro that is called, in the template `path`."""
        template = self._once(path, name)
        for macro in _all(template, nodes.Macro) if template else ():
            if macro.name == name and template:
                self._visit(macro, path, template)

    def _once(self, path: str, macro: str) -> nodes.Template | None:
        if (path, macro) in self.visited:
            return None
        self.visited.add((path, macro))
        return parsed_template(self.root, path)

    def _visit(self, node: nodes.Node, path: str, template: nodes.Template) -> None:
        """`node`, which stands in `template`, read from `path`."""
        self.texts |= _marked_texts(node)
        for file in _files_used_whole(node):
            self.visit_file(file)
        imported = {n.target: constant(n.template) for n in _all(template, nodes.Import)}
        own = {macro.name for macro in _all(template, nodes.Macro)}
        members = [n for n in _all(node, nodes.Getattr) if isinstance(n.node, nodes.Name)]
        for member in members:
            if member.node.name in imported:
                self.visit_macro(imported[member.node.name], member.attr)
        inside = {id(member.node) for member in members}
        for name in _all(node, nodes.Name):
            if name.name in own:
                self.visit_macro(path, name.name)
            elif name.name in imported and id(name) not in inside:  # handed on: nobody knows what of it is called
                self.visit_file(imported[name.name])


@lru_cache(1000)  # the layouts of a house call the same macros
def _all(node: nodes.Node, kind: type[_Node]) -> tuple[_Node, ...]:
    """The nodes of a kind inside `node`."""
    return tuple(node.find_all(kind))


@lru_cache(1000)
def _marked_texts(node: nodes.Node) -> frozenset[str]:
    whole = nodes.Template([node]) if not isinstance(node, nodes.Template) else node
    marked = (message for _, _, message in extract_from_ast(whole, TRANSLATION_FUNCTIONS))
    texts = (text for message in marked for text in (message if isinstance(message, tuple) else (message,)))
    return frozenset(text for text in texts if isinstance(text, str))


def _files_used_whole(node: nodes.Node) -> Iterator[str]:
    """Templates that are extended, included or imported name by name; _ANY where a name is computed."""
    if any(not constant(used.template) for used in _all(node, nodes.Import)):
        yield _ANY
    for used in (*_all(node, nodes.Extends), *_all(node, nodes.Include), *_all(node, nodes.FromImport)):
        yield constant(used.template) or _ANY


def constant(expression: nodes.Node) -> str:
    """The text that `expression` is; '' where it is worked out as the page is composed."""
    return str(expression.value) if isinstance(expression, nodes.Const) else ""


@lru_cache(1000)  # as in `parse_yaml`: a text that was parsed once is known
def _parsed_text(text: str) -> nodes.Template | None:
    try:
        return _ENVIRONMENT.parse(text)
    except TemplateSyntaxError:  # reported by `read.templates`
        return None


def parsed_template(root: Path, path: str) -> nodes.Template | None:
    """The template that others call `path`; None where it can't be read or parsed."""
    file, _ = read_layout_text(root, path)
    return _parsed_text(file.text) if file else None
