"""Whether there is anything to build at all, found out before a library is loaded.

A build that ended without an error leaves a record in its output folder: one SHA-256 over all that it was made from,
all that it made, and its command line. The next build with that command line reads all of that again; where the
digest is the same, there is nothing to do. The times of these files decide nothing. What the system's or Python's
installer put on the machine is identified by its name, and by when and how it last changed. Where anything can't be
read, the question is undecidable, and everything is built.

Standard library only, and of that only what loads in a moment: no pathlib, json, re, dataclasses or typing.
"""

from __future__ import annotations

import _thread
import os
import sys
from hashlib import sha256

from leaflet.files import TEMPORARY_SUFFIX
from leaflet.publish.paths import COPIES, COPIES_JOURNAL, JOURNAL, LOCK, MANIFEST, STATE_FOLDER

TYPE_CHECKING = False  # as in `typing`, which takes longer to load than all of this
if TYPE_CHECKING:
    from collections.abc import Callable

RECORDS = f"{STATE_FOLDER}/stamps"
"""One record for each command line, such as those of `make` and of `leaflet build TOPIC`."""
MAX_RECORDS = 8
"""Records that are kept."""

_SOURCES, _LAYOUTS = "sources", "layouts"
_PROGRAM = os.path.dirname(os.path.dirname(__file__))
_ENVIRONMENT = ("FONTCONFIG_SYSROOT", "HOME", "LD_", "LEAFLET_", "PYTHON", "SOURCE_DATE_EPOCH", "TZ")
"""How variables begin that change what is built, or where it is looked for."""
_BUFFER = 1 << 17
_THREADS = 4
"""More gain nothing: between two files they wait for each other."""


_FileStat = tuple[str, int, int, int, int]
FileStates = tuple[_FileStat, ...]
"""Path, and what changes whenever the file does, of each of many files."""


class UndecidableError(Exception):
    """It can't be decided whether there is anything to do."""


def output_if_unchanged(arguments: tuple[str, ...], root: str, out: str, day: str) -> tuple[str, str, str] | None:
    """What the last build into the folder `out` would print again, where building would change nothing; else None.

    `arguments` are the command line's, `root` is the project's folder, `day` today's date. The texts are: what is
    printed on standard error where that is a terminal, and where it is not, and the list of files for standard output.
    Raises UndecidableError or OSError where it can't be decided; also while another process writes to `out`.
    """
    import fcntl  # noqa: PLC0415 -- only where there is a record to read

    root, out = os.path.abspath(root), os.path.abspath(out)
    with open(os.path.join(out, record_path(arguments)), encoding="utf-8", errors="surrogateescape") as file:
        digest, system_dependencies, listed, *output = file.read().split("\0")
    beside = tuple(listed.split("\n")) if listed else ()
    folders = _written_folders(out, beside)
    locks = [os.open(os.path.join(folder, LOCK), os.O_RDONLY) for folder, _ in folders]
    try:
        for lock in locks:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        outputs = checksums([pdf for folder, depth in folders for pdf in _pdfs(folder, depth)])
        dependencies = tuple(system_dependencies.split("\n"))
        digest_now = build_digest(arguments, root, out, day, dependencies, tuple(output), outputs, beside)
    finally:
        for lock in locks:
            os.close(lock)
    terminal, elsewhere, files = output
    return (terminal, elsewhere, files) if digest_now == digest else None


def record_path(arguments: tuple[str, ...]) -> str:
    """Where the record of a build with these `arguments` in this working folder is, below its output folder."""
    return f"{RECORDS}/{sha256(repr((arguments, os.getcwd())).encode()).hexdigest()[:16]}"


def record_text(  # noqa: PLR0913, PLR0917 -- all that a build depends on
    arguments: tuple[str, ...],
    root: str,
    out: str,
    day: str,
    system_dependencies: tuple[str, ...],
    output: tuple[str, ...],
    outputs: dict[str, str],
    beside: tuple[str, ...] = (),
) -> str:
    """The record of a build that made `outputs`, SHA-256 (hex) by path below `out`, and nothing else.

    `system_dependencies` are installed files that its pages depend on, and folders of such files. `output` is what
    `output_if_unchanged` will give. `beside` are inputs out of the project: then copies were made, too. Raises
    UndecidableError for texts that a record can't hold, OSError.
    """
    fields = ("\n".join(system_dependencies), "\n".join(beside), *output)
    if (
        any("\0" in field for field in fields)
        or "".join((*system_dependencies, *beside)).count("\n")
        or _is_unwritable("".join(output))
    ):
        raise UndecidableError("a record can't hold this")
    root, out = os.path.abspath(root), os.path.abspath(out)
    files = {os.path.join(out, path): digest for path, digest in outputs.items()}
    return "\0".join((build_digest(arguments, root, out, day, system_dependencies, output, files, beside), *fields))


def _is_unwritable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:  # a file's name may not be text
        return True
    return False


def build_digest(  # noqa: PLR0913, PLR0917 -- as above
    arguments: tuple[str, ...],
    root: str,
    out: str,
    day: str,
    system_dependencies: tuple[str, ...],
    output: tuple[str, ...],
    outputs: dict[str, str],
    beside: tuple[str, ...] = (),
) -> str:
    """SHA-256 (hex) over all that a build depends on, read now, and over the files `outputs` (hex by path)."""
    folders = [folder for folder, _ in _written_folders(out, beside)]
    if any(os.path.exists(os.path.join(f, journal)) for f in folders for journal in (JOURNAL, COPIES_JOURNAL)):
        raise UndecidableError("a build did not end")
    manifests = [os.path.join(folder, MANIFEST) for folder in folders]
    read = checksums([*input_files(root), *manifests, *beside])
    request = (arguments, os.getcwd(), root, out, day)
    everything = (
        request,
        output,
        _runtime(),
        [_installed_state(path) for path in system_dependencies],
        sorted(read.items()),
        sorted(outputs.items()),
    )
    return sha256(repr(everything).encode()).hexdigest()


def file_states(root: str) -> FileStates:
    """When and how each input last changed: the same before and after means that nobody changed one meanwhile."""
    return tuple(_file_state(path) for path in input_files(root))


def _file_state(path: str) -> _FileStat:
    info = os.stat(path)
    return path, info.st_ino, info.st_size, info.st_mtime_ns, info.st_ctime_ns


def _installed_state(path: str) -> object:
    """What identifies an installed file or folder; its path alone where it does not exist."""
    return _file_state(path) if os.path.exists(path) else path


def input_files(root: str) -> list[str]:
    """Every file of the project at `root`, and of this program. Raises UndecidableError, OSError."""
    layouts = os.path.join(root, _LAYOUTS)  # a house may do without, and take leaflet's, which are part of the program
    found: list[str] = []
    for folder in (os.path.join(root, _SOURCES), *((layouts,) if os.path.exists(layouts) else ()), _PROGRAM):
        _walk(folder, found)
    return sorted(found)


def checksums(paths: list[str]) -> dict[str, str]:
    """SHA-256 (hex) of each of the files `paths`. Raises OSError for one that can't be read."""
    todo = list(paths)
    found: dict[str, str] = {}
    failed: list[OSError] = []

    def work() -> None:
        try:
            _add_checksums(todo, found)
        except OSError as error:
            failed.append(error)

    _in_threads(work, min(_THREADS, _cores()))
    if failed:
        raise failed[0]
    return found


def _add_checksums(todo: list[str], found: dict[str, str]) -> None:
    """Move paths from `todo` to `found` until none is left; other threads do the same. Raises OSError."""
    buffer = bytearray(_BUFFER)
    while todo:
        try:
            path = todo.pop()
        except IndexError:  # another thread took the last one
            return
        found[path] = _checksum(path, buffer)


def _in_threads(work: Callable[[], None], count: int) -> None:
    """Call `work`, which raises nothing, in this thread and `count` - 1 others. (`threading` takes long to load.)"""
    locks = [_thread.allocate_lock() for _ in range(count - 1)]

    def work_and_release(lock: _thread.LockType) -> None:
        try:
            work()
        finally:
            lock.release()

    for lock in locks:
        lock.acquire()
        _thread.start_new_thread(work_and_release, (lock,))
    work()
    for lock in locks:
        lock.acquire()


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1


def _checksum(path: str, buffer: bytearray) -> str:
    """SHA-256 (hex) of a file, read through `buffer`."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        digest, view = sha256(), memoryview(buffer)
        while size := os.readv(descriptor, [buffer]):
            digest.update(view[:size])
        return digest.hexdigest()
    finally:
        os.close(descriptor)


def _walk(folder: str, found: list[str]) -> None:
    """Add every file below `folder` to `found`, except byte code."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name == "__pycache__":
                continue
            if entry.is_dir():
                _walk(entry.path, found)
            elif entry.is_file():
                found.append(entry.path)
            else:
                raise UndecidableError(f"{entry.path} is neither file nor folder")


def _written_folders(out: str, beside: tuple[str, ...]) -> list[tuple[str, int]]:
    """The folders that a command writes to, and how many folders deep its files are there."""
    return [(out, 2), (os.path.join(out, COPIES), 3)] if beside else [(out, 2)]


def _pdfs(out: str, depth: int) -> list[str]:
    """The PDFs in `out` in their places: `depth` folders below it. Raises UndecidableError for a temporary file."""
    level = [out]
    for _ in range(depth):
        level = [path for folder in level for path, is_folder in _entries(folder) if is_folder]
    return [path for folder in level for path, _ in _entries(folder) if path.endswith(".pdf")]


def _entries(folder: str) -> list[tuple[str, bool]]:
    """(path, is it a folder?) of what is in `folder`."""
    with os.scandir(folder) as entries:
        found = [(entry.path, entry.is_dir()) for entry in entries]
    if any(path.endswith(TEMPORARY_SUFFIX) for path, _ in found):
        raise UndecidableError(f"a build did not end in {folder}")
    return found


def _runtime() -> object:
    """What this process runs with: Python, the packages that it would import, the environment, veraPDF."""
    environment = sorted((name, value) for name, value in os.environ.items() if name.startswith(_ENVIRONMENT))
    return sys.version, sys.executable, sys.path, _packages(), environment, _on_path("verapdf")


def _packages() -> list[tuple[str, list[str]]]:
    """Names and versions of what is installed: packages stand beside a folder that is named after both."""
    folders = [folder for folder in sys.path if os.path.isdir(folder)]
    return [(f, sorted(name for name in os.listdir(f) if name.endswith((".dist-info", ".egg-info")))) for f in folders]


def _on_path(command: str) -> str | None:
    """The program that `command` starts. (`shutil.which` takes longer to load than all of this takes.)"""
    places = (os.path.join(folder, command) for folder in os.environ.get("PATH", "").split(os.pathsep))
    return next((place for place in places if os.access(place, os.X_OK)), None)
