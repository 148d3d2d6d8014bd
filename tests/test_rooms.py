"""What each room may know, how large a file may be, and where the outside world is touched.

A room is a folder or a file of `src/leaflet`. docs/developers.md lists them in the order of the layers here.
"""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections import Counter
from dataclasses import dataclass
from fnmatch import fnmatch
from graphlib import TopologicalSorter
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from leaflet.model import Clinic, House, Layout, Topic, TopicMeta

WORDS = (
    *("problem", "messages", "files", "lengths", "telephone", "svg", "running_text", "reference_markup"),
    *("model", "language", "fonts", "signs", "pixels", "colours"),
)
"""What every room may use: they know no other."""
SOURCES = ("read", "translate")
WAIST = ("editions",)
"""Above it are YAML, Markdown and gettext and no HTML, below it HTML and PDF and no YAML."""
CHECKS = ("policies",)
PAGES = ("compose", "render")
PROOF = ("preflight",)
OUTPUT = ("publish",)
MACHINE = ("doctor",)
STAGES = ("build",)
HOUSES = ("scaffold", "schemas", "upgrade")
"""What a house's files are written anew by, and what is known of them elsewhere."""
PEOPLE = ("clinics", "inspect", "proof_sheets")
"""What is done with finished files."""
COMMANDS = ("cli", "start")
ROOMS = (
    *WORDS,
    *SOURCES,
    *WAIST,
    *CHECKS,
    *PAGES,
    *PROOF,
    *OUTPUT,
    *MACHINE,
    *STAGES,
    *HOUSES,
    *PEOPLE,
    *COMMANDS,
)
ABOVE_THE_STAGES = (*STAGES, *HOUSES, *PEOPLE, *COMMANDS)

NEVERS = {
    WORDS: (*SOURCES, *WAIST, *CHECKS, *PAGES, *PROOF, *OUTPUT, *MACHINE, *ABOVE_THE_STAGES),
    SOURCES: (*WAIST, *CHECKS, *PAGES, *PROOF, *OUTPUT, *MACHINE, *ABOVE_THE_STAGES),
    WAIST: (*CHECKS, *PAGES, *PROOF, *OUTPUT, *MACHINE, *ABOVE_THE_STAGES),
    CHECKS: (*PAGES, *PROOF, *OUTPUT, *MACHINE, *ABOVE_THE_STAGES),
    ("compose",): (*SOURCES, *CHECKS, "render", *PROOF, *OUTPUT, *MACHINE, *ABOVE_THE_STAGES),
    ("render",): (*SOURCES, *WAIST, *CHECKS, "compose", *PROOF, *OUTPUT, *MACHINE, *ABOVE_THE_STAGES),
    PROOF: (*SOURCES, *CHECKS, *PAGES, *OUTPUT, *MACHINE, *ABOVE_THE_STAGES),
    OUTPUT: (*SOURCES, *CHECKS, *PAGES, *PROOF, *MACHINE, *ABOVE_THE_STAGES),
    MACHINE: tuple(room for room in ROOMS if room != "fonts"),
    STAGES: (*HOUSES, *PEOPLE, *COMMANDS),
    HOUSES: (*CHECKS, *PAGES, *PROOF, *OUTPUT, *MACHINE, *STAGES, *PEOPLE, *COMMANDS),
    ("clinics",): ("inspect", "proof_sheets", *HOUSES, *COMMANDS),
    ("inspect",): ("clinics", "proof_sheets", *HOUSES, *COMMANDS),
    ("proof_sheets",): ("clinics", "inspect", *HOUSES, *COMMANDS),
    ("cli",): ("start",),
    ("start",): tuple(room for room in ROOMS if room not in ("build", "files", "cli")),
}
"""Rooms, and those of which they must know nothing."""

MAX_FILE_LINES = 300
MAX_FUNCTION_LINES = 30
PRINTING_ROOMS = ("cli", "start")
CLOCK = {
    "date.today",
    "datetime.now",
    "datetime.today",
    "datetime.utcnow",
    "time.time",
    "time.time_ns",
    "time.strftime",
}
NAMES_WITHOUT_A_CONCEPT = {"util", "utils", "common", "helper", "helpers", "misc"}


@dataclass(frozen=True)
class SourceFile:
    """A file of the program, parsed."""

    path: str
    """From `src/leaflet` on."""
    text: str
    tree: ast.Module

    @property
    def room(self):
        return Path(self.path).with_suffix("").parts[0]

    def imports(self):
        """(full name, line) of what it imports; names taken from a package count as parts of it."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from ((alias.name, node.lineno) for alias in node.names)
            if isinstance(node, ast.ImportFrom):
                assert not node.level, f"{self.path}:{node.lineno}: a relative import"
                yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)

    def rooms_imported(self):
        """(room, line) of each import from another room."""
        for name, line in self.imports():
            top, room, *_ = (*name.split("."), "")
            if top == "leaflet" and room != self.room:
                yield room, line

    def libraries(self):
        """Names of the libraries of others that it imports."""
        own = sys.stdlib_module_names | {"leaflet"}
        return {name.partition(".")[0] for name, _ in self.imports()} - own


@pytest.fixture(scope="module")
def files(repository):
    """Every Python file of the program but that of the package itself."""
    root = repository / "src/leaflet"
    paths = (path for path in sorted(root.rglob("*.py")) if path != root / "__init__.py")
    texts = ((path.relative_to(root).as_posix(), path.read_text("utf-8")) for path in paths)
    return tuple(SourceFile(path, text, ast.parse(text)) for path, text in texts)


def test_every_room_stands_in_one_layer(files):
    assert {file.room for file in files} == set(ROOMS)
    assert Counter(room for rooms in NEVERS for room in rooms) == Counter(ROOMS)


def test_no_room_knows_what_it_must_not(files):
    nevers = {room: set(forbidden) - {room} for rooms, forbidden in NEVERS.items() for room in rooms}
    wrong = [
        f"{file.path}:{line} imports {room}"
        for file in files
        for room, line in file.rooms_imported()
        if room in nevers[file.room]
    ]
    assert not wrong


def test_nothing_but_the_command_line_knows_clinics_or_inspect(files):
    assert {file.room for file in files for room, _ in file.rooms_imported() if room in PEOPLE} == {"cli"}


def test_no_two_rooms_know_each_other(files):
    known = {
        room: {other for file in files if file.room == room for other, _ in file.rooms_imported()} for room in ROOMS
    }
    TopologicalSorter(known).prepare()


def _rows_about_rooms(repository):
    """(path, what it is for, its libraries) of each row of the table of rooms."""
    table = (repository / "docs/developers.md").read_text("utf-8").split("| room |", 1)[1].split("\n\n", 1)[0]
    return [tuple(cell.strip() for cell in row.strip("|").split("|")) for row in table.splitlines()[2:]]


def test_the_table_of_rooms_says_what_the_code_says(files, repository):
    distributions = packages_distributions()
    rows = []
    for room in ROOMS:
        inside = [file for file in files if file.room == room]
        folder = next((file for file in inside if file.path == f"{room}/__init__.py"), None)
        words = ast.get_docstring((folder or inside[0]).tree).partition("\n")[0].removesuffix(".")
        libraries = {distributions[name][0].lower().replace("_", "-") for file in inside for name in file.libraries()}
        rows.append((f"`src/leaflet/{room}{'/' if folder else '.py'}`", words, ", ".join(sorted(libraries))))
    assert _rows_about_rooms(repository) == rows


def test_files_and_functions_are_short(files):
    long = [f"{file.path}: {lines} lines" for file in files if (lines := len(file.text.splitlines())) > MAX_FILE_LINES]
    for file in files:
        for node in ast.walk(file.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                first = min(part.lineno for part in (node, *node.decorator_list))
                if node.end_lineno - first + 1 > MAX_FUNCTION_LINES:
                    long.append(f"{file.path}:{node.lineno} {node.name}: {node.end_lineno - first + 1} lines")
    assert not long


def test_nothing_is_named_after_no_concept(repository):
    paths = (path.relative_to(repository) for path in (repository / "src").rglob("*"))
    assert not [path for path in paths if NAMES_WITHOUT_A_CONCEPT & set(path.stem.lower().split("_"))]


def _type_names(tree):
    """Classes, and the aliases of types that are assigned at the top; variables of types aren't types."""
    yield from (node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef))
    for node in tree.body:
        if isinstance(node, ast.Assign) and "TypeVar(" not in ast.unparse(node.value):
            yield from (ast.unparse(target) for target in node.targets)


def test_no_type_name_means_two_things(files):
    named = Counter(
        name.lstrip("_")
        for file in files
        for name in _type_names(file.tree)
        if re.fullmatch(r"_?[A-Z]\w*[a-z]\w*", name)
    )
    assert not [name for name, times in named.items() if times > 1]


@pytest.mark.parametrize("model", [Layout, House, Clinic, Topic, TopicMeta], ids=lambda model: model.__name__)
def test_every_field_is_read_somewhere(files, repository, model):
    read = {
        node.attr
        for file in files
        for node in ast.walk(file.tree)
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load)
    }
    for template in (repository / "layouts").rglob("*.j2"):
        read |= set(re.findall(r"\.(\w+)", template.read_text("utf-8")))
    assert not set(model.model_fields) - read


def _calls(tree):
    """(name, line) of what is called: `print`, `date.today`, `sys.exit`."""
    yield from ((ast.unparse(node.func), node.lineno) for node in ast.walk(tree) if isinstance(node, ast.Call))


def test_only_the_command_line_prints_reads_the_clock_and_sets_the_exit_status(files):
    forbidden = {"print", "sys.exit", "exit", *CLOCK}
    wrong = [
        f"{file.path}:{line} calls {name}"
        for file in files
        for name, line in _calls(file.tree)
        if name in forbidden and file.room not in PRINTING_ROOMS
    ]
    assert not wrong


def test_every_file_of_data_travels_with_the_package(repository):
    root = repository / "src/leaflet"
    setuptools = tomllib.loads((repository / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]
    packed = setuptools["package-data"]["leaflet"]
    paths = [path.relative_to(root) for path in root.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    data = [path.as_posix() for path in paths if path.suffix != ".py"]
    assert data
    assert not [path for path in data if not any(fnmatch(path, pattern) for pattern in packed)]


MORE_THAN_ONE_ROOM = {
    "PIL": {"pixels", "proof_sheets"},
    "babel": {"language", "read", "translate"},
    "cssselect2": {"render", "svg"},
    "fontTools": {"fonts", "preflight"},
    "jinja2": {"compose", "read"},
    "numpy": {"inspect", "preflight"},
    "phonenumbers": {"clinics", "telephone"},
    "pikepdf": {"clinics", "inspect", "preflight"},
    "pydantic": {"clinics", "model", "read", "schemas"},
    "pypdfium2": {"inspect", "preflight"},
    "tinycss2": {"read", "render", "svg"},
    "yaml": {"editions", "read"},
}
"""Libraries that more than one room needs: a record is a record everywhere, a catalog is read and written, a template
is composed and its words are read, a font is let in and its glyphs are compared, a PDF is proven, filled and judged, a
picture is cleaned and put together, a review is read and written, a style holds in a drawing and on a page."""


def test_a_foreign_library_has_one_room(files):
    rooms: dict[str, set[str]] = {}
    for file in files:
        for name, _ in file.imports():
            top = name.partition(".")[0]
            if top not in sys.stdlib_module_names | {"leaflet"}:
                rooms.setdefault(top, set()).add(file.room)
    assert {name: found for name, found in rooms.items() if len(found) > 1} == MORE_THAN_ONE_ROOM
