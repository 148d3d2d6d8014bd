"""Finished files by what they were made from, so that the same file is rendered and tested once.

A plain file for each, named by its build key: the folder can be copied to another machine or kept between CI runs. Each
file has passed `preflight`; it is trusted as far as its checksum holds, and whoever may write into the folder may
publish. What can't be read or written costs time and nothing else.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import stat
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from leaflet.files import TEMPORARY_SUFFIX
from leaflet.model import ClinicBox, Placement

DEFAULT_MEGABYTES = 1000
_MAX_FILE_BYTES = 200_000_000
"""Bytes of a file that is read; a leaflet full of pictures has a tenth of that."""
_FORMAT = "leaflet cache 1"
_DIGEST_LENGTH = 64
"""Hexadecimal digits of SHA-256."""
_NAME = re.compile(rf"[0-9a-f]{{{_DIGEST_LENGTH}}}|\.[0-9a-f]{{{_DIGEST_LENGTH}}}\.\d+{re.escape(TEMPORARY_SUFFIX)}")


@dataclass(frozen=True)
class CachedEdition:
    """A finished file that nothing was found wrong with."""

    pdf: bytes
    pages: int
    placements: tuple[Placement, ...]
    """Where preflight found its required texts."""
    boxes: tuple[ClinicBox, ...] = ()
    """Its clinic's boxes."""
    is_validated: bool = False
    """Did the validator check it, too?"""


@dataclass(frozen=True)
class Cache:
    """A folder of finished files, no larger than so many megabytes once it is trimmed."""

    folder: Path
    megabytes: int = DEFAULT_MEGABYTES

    def get(self, build_key: str) -> CachedEdition | None:
        """The file made with `build_key`, SHA-256 (hex); None where there is none. A damaged one is removed."""
        path = self.folder / build_key
        try:
            stored = _decoded(build_key, _read(path))
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError):
            _remove(path)
            return None
        with suppress(OSError):  # of a folder that may only be read
            os.utime(path)  # trimming asks what was used last
        return stored

    def is_empty(self) -> bool:
        """Is there certainly nothing to get?"""
        try:
            return not any(self.folder.iterdir())
        except OSError:
            return True

    def put(self, build_key: str, stored: CachedEdition) -> None:
        """Keep `stored` under `build_key`. Where the folder can't be written to, nothing is kept."""
        temporary = self.folder / f".{build_key}.{os.getpid()}{TEMPORARY_SUFFIX}"
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with temporary.open("xb") as file:
                file.write(_encoded(build_key, stored))
            temporary.replace(self.folder / build_key)
        except OSError:
            pass
        finally:
            _remove(temporary)

    def trim(self) -> None:
        """Remove what was not used for the longest time, until the folder is small enough."""
        with suppress(OSError):
            files = sorted(_files(self.folder))
            excess_bytes = sum(size for _, size, _ in files) - self.megabytes * 1_000_000
            for _, size, path in files:
                if excess_bytes <= 0:
                    return
                _remove(path)
                excess_bytes -= size


def _files(folder: Path) -> Iterator[tuple[int, int, Path]]:
    """(last use, bytes, path) of each file of the cache, also of temporary files that a killed run left."""
    for path in folder.iterdir():
        with suppress(FileNotFoundError):  # another build may trim, too
            info = path.lstat()
            if _NAME.fullmatch(path.name) and stat.S_ISREG(info.st_mode):
                yield info.st_mtime_ns, info.st_size, path


def _read(path: Path) -> bytes:
    """The bytes of `path`. Raises OSError, ValueError for what isn't a plain file, or is too large."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with os.fdopen(descriptor, "rb") as file:
        info = os.fstat(descriptor)
        if not stat.S_ISREG(info.st_mode) or info.st_size > _MAX_FILE_BYTES:
            raise ValueError("not a file of this cache")
        return file.read()


def _encoded(build_key: str, stored: CachedEdition) -> bytes:
    """A line that says what it is, the PDF, and the checksum of both."""
    header = {
        "format": _FORMAT,
        "recipe": build_key,
        "pages": stored.pages,
        "found": [asdict(placement) for placement in stored.placements],
        "boxes": [asdict(box) for box in stored.boxes],
        "judged": stored.is_validated,
    }
    data = json.dumps(header).encode() + b"\n" + stored.pdf
    return data + hashlib.sha256(data).hexdigest().encode()


def _decoded(build_key: str, data: bytes) -> CachedEdition:
    """What `_encoded` gave for the same build key. Raises ValueError, KeyError or TypeError for anything else."""
    sealed_data, digest = data[:-_DIGEST_LENGTH], data[-_DIGEST_LENGTH:]
    if hashlib.sha256(sealed_data).hexdigest().encode() != digest:
        raise ValueError("its checksum is another")
    line, _, pdf = sealed_data.partition(b"\n")
    header = json.loads(line)
    if (header["format"], header["recipe"]) != (_FORMAT, build_key):
        raise ValueError("it is another file's")
    boxes = tuple(ClinicBox(**box) for box in header["boxes"])
    return CachedEdition(pdf, header["pages"], tuple(map(_placement, header["found"])), boxes, header["judged"])


def _placement(row: dict[str, Any]) -> Placement:
    left, top, right, bottom = row.pop("box_mm")
    return Placement(**row, box_mm=(left, top, right, bottom))


def _remove(path: Path) -> None:
    with suppress(OSError):
        path.unlink()
