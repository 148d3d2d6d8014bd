"""What an upgrade reads: a house's text files as they are written, by path."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from fnmatch import fnmatchcase
from itertools import islice
from pathlib import Path

from leaflet.problem import Problem, Span, escaped
from leaflet.read.file_names import outside_faults
from leaflet.read.text_file import MAX_BYTES, Problems, decode, decode_unchecked, read_bytes

FOLDERS = ("sources", "layouts")
HOUSE_FILE = "sources/house.yaml"
"""Without it a folder isn't a house."""
TEXT_SUFFIXES = frozenset({".yaml", ".yml", ".md", ".json", ".po", ".j2", ".css", ".svg"})
"""Files in these folders that are read; all others are pictures."""
LIST_SUFFIXES = frozenset({".csv", ".yaml", ".yml"})
COMMAND_FILES = (
    *("Makefile", "makefile", "GNUmakefile", "*.mk", "*.sh", "justfile", "package.json", "tox.ini", "Jenkinsfile"),
    *(".gitlab-ci.yml", ".woodpecker.yml", "azure-pipelines.yml", ".pre-commit-config.yaml"),
    *(".github/workflows/*.yml", ".github/workflows/*.yaml", ".forgejo/workflows/*.yml", ".circleci/*.yml"),
)
"""Files in a house's folder that may call `leaflet`."""
MAX_FILES = 10_000
MAX_TOTAL_BYTES = 200_000_000
"""Of all files together; the largest house has some 20 MB, most of it pictures."""
MAX_LIST_BYTES = 20_000_000
"""Of a list of clinics, as wherever one is read."""
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class HouseFiles:
    """The text files of the house at `root`, by path relative to it, with forward slashes.

    A text is as in its file, line ends and all, but for a byte order mark.
    """

    root: Path
    texts: Mapping[str, str]
    original: Mapping[str, str]
    """The texts before the first step."""
    lists: tuple[str, ...] = ()
    """Which of them are lists of clinics."""
    command_files: tuple[str, ...] = ()
    """Which of them may call `leaflet`."""

    def matching(self, pattern: str) -> Iterator[tuple[str, str]]:
        """(path, text) of the files of `sources/` and `layouts/` whose path matches; `*` stands for slashes, too."""
        others = {*self.lists, *self.command_files}
        return ((p, text) for p, text in self.texts.items() if p not in others and fnmatchcase(p, pattern))


def read_house_files(root: Path, lists: Iterable[Path]) -> tuple[HouseFiles, Problems]:
    """The files of the house at `root` and the lists of clinics `lists`, and what can't be read, which is left out."""
    if _is_too_large(root):
        hint = "see what else lies in `sources/` and `layouts/`, and move it elsewhere"
        message = f"a house must not have more than {MAX_FILES} files, or {MAX_TOTAL_BYTES // 1_000_000} MB of them"
        return HouseFiles(root, {}, {}), (Problem("too-large", message, hint, Span(".")),)
    list_paths = tuple(os.path.relpath(Path(file).absolute(), root.absolute()).replace(os.sep, "/") for file in lists)
    command_files = tuple(_command_files(root))
    own = [path for path in _paths(root) if Path(path).suffix in TEXT_SUFFIXES]
    read = {
        **{path: _read(root, path) for path in (HOUSE_FILE, *own)},
        **{path: _read_command_file(root, path) for path in command_files},
        **{path: _read_list(root, path) for path in list_paths},
    }
    texts = {path: text for path, (text, _) in read.items() if text is not None}
    problems = tuple(p for _, faults in read.values() for p in faults)
    return HouseFiles(root, texts, texts, list_paths, command_files), problems


@contextmanager
def temporary_house(root: Path, texts: Mapping[str, str]) -> Iterator[Path]:
    """A copy of the house at `root`, until the block ends, that has `texts` instead of all its own text files."""
    with tempfile.TemporaryDirectory(prefix="leaflet-upgrade-") as name:
        for path in _paths(root):
            if Path(path).suffix not in TEXT_SUFFIXES:
                copy = Path(name, path)
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(root / path, copy)
        for path, text in texts.items():
            if path.partition("/")[0] in FOLDERS:
                Path(name, path).parent.mkdir(parents=True, exist_ok=True)
                Path(name, path).write_bytes(text.encode())
        yield Path(name)


def encoded(file: Path, text: str) -> bytes:
    """`text` as it is to be written to `file`: with a byte order mark where the file has one now."""
    if not file.exists():
        return text.encode()
    with file.open("rb") as stream:
        begins_with_mark = stream.read(len(BYTE_ORDER_MARK)) == BYTE_ORDER_MARK
    return (BYTE_ORDER_MARK if begins_with_mark else b"") + text.encode()


def _paths(root: Path) -> Iterator[str]:
    """The files below `FOLDERS`, sorted, without hidden ones and what lies elsewhere; no linked folder is entered."""
    for start in FOLDERS:
        for folder, inside, files in os.walk(root / start):
            inside[:] = sorted(name for name in inside if not name.startswith("."))
            for name in sorted(name for name in files if not name.startswith(".")):
                path = Path(folder, name).relative_to(root).as_posix()
                if (root / path).is_file() and not outside_faults(root, path):
                    yield path


def _is_too_large(root: Path) -> bool:
    sizes = [(root / path).stat().st_size for path in islice(_paths(root), MAX_FILES + 1)]
    return len(sizes) > MAX_FILES or sum(sizes) > MAX_TOTAL_BYTES


def _command_files(root: Path) -> Iterator[str]:
    for pattern in COMMAND_FILES:
        for file in islice(sorted(root.glob(pattern)), MAX_FILES):
            path = file.relative_to(root).as_posix()
            if file.is_file() and not outside_faults(root, path):
                yield path


_TextOrProblems = tuple[str | None, Problems]


def _read(root: Path, path: str) -> _TextOrProblems:
    data, problems = read_bytes(root, path)
    if data is None:
        return None, problems
    file, problems = decode(path, data)
    return (data.decode("utf-8-sig") if file else None), problems


def _read_command_file(root: Path, path: str) -> _TextOrProblems:
    """Of a file that isn't leaflet's: what can't be read calls nothing."""
    data, _ = read_bytes(root, path)
    return (None if data is None or len(data) > MAX_BYTES else data.decode("utf-8", "replace")), ()


def _read_list(root: Path, path: str) -> _TextOrProblems:
    if Path(path).suffix.lower() not in LIST_SUFFIXES:
        message, hint = "the name of a list of clinics must end in .csv or .yaml", "name a list of clinics"
        return None, (Problem("malformed-clinic-list", message, hint, Span(escaped(path))),)
    data, problems = read_bytes(root, path, within=str(Path(path).parent), limit=MAX_LIST_BYTES)
    if data is None:
        return None, problems
    file, problems = decode_unchecked(path, data, MAX_LIST_BYTES)  # characters are checked where a list is used
    return (data.decode("utf-8-sig") if file else None), problems
