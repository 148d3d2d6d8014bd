"""Every rule that a problem can have is explained, and nothing else is; each explanation has the same three parts."""

from __future__ import annotations

import ast
from dataclasses import dataclass

import pytest

from leaflet.cli.explanations import EXPLANATIONS
from leaflet.inspect.verdict import FileState

COMPUTED = {"str(verdict.state)": {str(state) for state in FileState} - {"current"}}
"""Rules that are worked out, by the expression."""
PASSED_ON = {"error.rule", "fault.construct.rule", "fault.rule", "found.rule", "refused.rule", "rule"}
"""Expressions of what was given the rule itself: whoever gave it is asked."""


@dataclass(frozen=True)
class Module:
    """A module of the program, parsed."""

    tree: ast.Module
    constants: dict[str, str]
    """The texts that it gives a name to."""
    imported: dict[str, tuple[str, str]]
    """(module, name there) of each name that it takes from another."""


@pytest.fixture(scope="module")
def modules(repository):
    """Every module of the program, by its name."""
    root = repository / "src"
    files = sorted(root.rglob("*.py"))
    names = (".".join(file.relative_to(root).with_suffix("").parts).removesuffix(".__init__") for file in files)
    trees = (ast.parse(file.read_text("utf-8")) for file in files)
    return {
        name: Module(tree, dict(_constants(tree)), dict(_imported(tree)))
        for name, tree in zip(names, trees, strict=True)
    }


def _constants(tree):
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            yield from ((target.id, node.value.value) for target in node.targets if isinstance(target, ast.Name))


def _imported(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            yield from ((alias.asname or alias.name, (node.module, alias.name)) for alias in node.names)


def _origin(name, module, modules):
    """(module, name) where what `module` calls `name` is defined."""
    source, original = modules[module].imported.get(name, ("", ""))
    return _origin(original, source, modules) if source in modules else (module, name)


def _value(name, module, modules):
    """What the constant `name` of `module` is; None where it isn't a constant."""
    source, original = _origin(name, module, modules)
    return modules[source].constants.get(original)


def _rule_position(node):
    """Which argument of a function or class that is defined here is called `rule`; None where none is."""
    if isinstance(node, ast.ClassDef):
        makers = [inner for inner in node.body if getattr(inner, "name", "") == "__init__"]
        fields = [field.target.id for field in node.body if isinstance(field, ast.AnnAssign)]
        return _rule_position(makers[0]) if makers else fields.index("rule") if "rule" in fields else None
    arguments = [argument.arg for argument in node.args.args if argument.arg != "self"]
    return arguments.index("rule") if "rule" in arguments else None


def _takers(modules):
    """(module, name) of each function and class that takes a rule, ("", name) of each method; and in which place."""
    for module, parsed in modules.items():
        for node in parsed.tree.body:
            inside = node.body if isinstance(node, ast.ClassDef) else ()
            methods = [("", inner) for inner in inside if isinstance(inner, ast.FunctionDef)]
            defined = [(module, node)] if isinstance(node, ast.ClassDef | ast.FunctionDef) else []
            for where, definition in (*defined, *methods):
                position = _rule_position(definition)
                if position is not None and definition.name != "__init__":
                    yield (where, definition.name), position


def _rules(modules):
    """(the expression that gives a rule, module, line) of every call of something that takes one."""
    takers = dict(_takers(modules))
    for module, parsed in modules.items():
        for node in ast.walk(parsed.tree):
            if isinstance(node, ast.Call):
                is_method = isinstance(node.func, ast.Attribute)
                called = ("", node.func.attr) if is_method else _origin(getattr(node.func, "id", ""), module, modules)
                named = [keyword.value for keyword in node.keywords if keyword.arg == "rule"]
                place = takers.get(called, len(node.args))
                yield from ((given, module, node.lineno) for given in named or node.args[place : place + 1])


def test_whatever_can_be_reported_is_explained_and_nothing_else(modules):
    used, unclear = set(), []
    for given, module, line in _rules(modules):
        expression = ast.unparse(given)
        value = given.value if isinstance(given, ast.Constant) else _value(expression, module, modules)
        if value is not None:
            used.add(value)
        elif expression in COMPUTED:
            used |= COMPUTED[expression]
        elif expression not in PASSED_ON:
            unclear.append(f"{module}:{line}: {expression}")
    assert not unclear
    assert used == set(EXPLANATIONS)


def test_every_policy_and_every_law_is_explained(modules):
    rooms = ("leaflet.policies.", "leaflet.preflight.laws.")
    checks = {name: parsed.constants.get("NAME") for name, parsed in modules.items() if name.startswith(rooms)}
    named = {name: value for name, value in checks.items() if value}
    assert set(named.values()) <= set(EXPLANATIONS)
    assert {name.rpartition(".")[2].replace("_", "-") for name in named} == set(named.values())


@pytest.mark.parametrize("name", EXPLANATIONS)
def test_an_explanation_says_what_why_and_how_to_fix(name):
    fault, why, fix = (part.strip() for part in EXPLANATIONS[name].split("\n\n"))
    assert fault.endswith(".")
    assert "\n" not in fault
    assert why.startswith("Why: ")
    assert fix.startswith("Fix: ")
