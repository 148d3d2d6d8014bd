"""Names of files and folders: each is the same on every system, and none leads outside the project."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from leaflet.problem import Problem, Span, escaped
from leaflet.read.text_file import Problems

MAX_NAME_BYTES = 100
"""Bytes that a name may have; file systems end at 255, and copies add to a name."""
FORBIDDEN_CHARACTERS = frozenset('\\/:*?"<>|')
"""Characters that some system doesn't allow in a name."""
NAME_HINT = f"rename it: letters, digits, hyphens and dots, and at most {MAX_NAME_BYTES} bytes"
LINK_HINT = "put the file or folder itself there instead of a link"


def outside_faults(root: Path, path: str) -> Problems:
    """A problem where what `path` (relative to `root`) means lies outside the project, or is a link to nowhere."""
    span = Span(escaped(path))
    try:
        inside = (root / path).resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError):  # RuntimeError: a loop of links
        return (Problem("unsafe-name", "this is a link that leads nowhere", LINK_HINT, span),)
    message = "this is a link that leads out of the project"
    return () if inside else (Problem("unsafe-name", message, LINK_HINT, span),)


def is_safe_path(path: str) -> bool:
    """Is `path` a plain path from a folder into it, on every system? (A link may still lead outside.)"""
    pure = PurePosixPath(path)
    return not (
        pure.is_absolute()
        or ".." in pure.parts
        or any(fault for part in pure.parts for fault in _single_name_faults(part))
    )


def name_faults(root: Path, folder: str) -> Problems:
    """What is wrong with the names in `folder` (relative to `root`) and below it; no link is followed.

    Hidden files and folders are left out, since they are never read.
    """
    outside = outside_faults(root, folder)
    return outside or tuple(problem for inside in _walk_folders(root / folder) for problem in _faults(root, inside))


def _walk_folders(folder: Path) -> Iterator[Path]:
    for path, inside, _ in os.walk(folder):
        inside[:] = sorted(name for name in inside if not name.startswith("."))
        yield Path(path)


def _faults(root: Path, folder: Path) -> Iterator[Problem]:
    names = sorted(name for name in os.listdir(folder) if not name.startswith("."))  # noqa: PTH208 -- names are enough
    for name in names:
        path = f"{folder.relative_to(root).as_posix()}/{name}"
        span = Span(escaped(path))
        for fault in _single_name_faults(name):
            yield Problem("unsafe-name", f"the name `{escaped(name)}` {fault}", NAME_HINT, span)
        yield from outside_faults(root, path)
        if (folder / name).exists() and not ((folder / name).is_file() or (folder / name).is_dir()):
            yield Problem("unsafe-name", "this is neither a file nor a folder", "delete it", span)
    yield from _indistinct_names(root, folder, names)


def _single_name_faults(name: str) -> Iterator[str]:
    """What is wrong with a name by itself."""
    if any(unicodedata.category(c)[0] == "C" or (c.isspace() and c != " ") for c in name):
        yield "holds characters that can't be seen"
    elif FORBIDDEN_CHARACTERS & set(name):
        yield "holds a character that not every system allows in a name"
    elif unicodedata.normalize("NFC", name) != name:
        yield "has its accents as separate characters (it is not NFC): type it again"
    if name != name.strip(" ") or name.endswith("."):
        yield "begins or ends with a space, or ends with a dot"
    if len(os.fsencode(name)) > MAX_NAME_BYTES:
        yield f"is longer than {MAX_NAME_BYTES} bytes"


def _indistinct_names(root: Path, folder: Path, names: Iterable[str]) -> Iterator[Problem]:
    """Names that are the same on a system that ignores case or Unicode normalization."""
    first: dict[str, str] = {}
    for name in names:
        form = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
        if form in first:
            path = f"{folder.relative_to(root).as_posix()}/{name}"
            message = f"the names `{escaped(first[form])}` and `{escaped(name)}` are the same on some systems"
            yield Problem("unsafe-name", message, "rename one of the two", Span(escaped(path)))
        first.setdefault(form, name)
