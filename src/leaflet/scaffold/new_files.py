"""New files, all of them or none: what is begun is never half there."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from tempfile import mkdtemp


def write_new(folder: Path, files: Mapping[str, str]) -> tuple[Path, ...]:
    """Write `files`, text by path below `folder`, none of whose first folders or files is there; gives their paths.

    Where one can't be written, none stays. Raises OSError.
    """
    was_there = folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    temporary = Path(mkdtemp(prefix=".new-", dir=folder))
    moved: list[Path] = []
    try:
        for path, text in files.items():
            (temporary / path).parent.mkdir(parents=True, exist_ok=True)
            (temporary / path).write_text(text, "utf-8")
        for entry in sorted(temporary.iterdir()):
            moved.append(entry.rename(folder / entry.name))
    except OSError:
        for entry in moved:
            shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
        shutil.rmtree(temporary, ignore_errors=True)
        if not was_there:
            folder.rmdir()
        raise
    temporary.rmdir()
    return tuple(folder / path for path in files)
