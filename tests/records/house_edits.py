"""Edits of a house, one at a time: of any file, in any of some ways."""

from __future__ import annotations

import os
import random
import shutil


def _letter(path):
    """Another letter somewhere in the middle: most such edits are faults of spelling, some break the file."""
    data = bytearray(path.read_bytes())
    places = [n for n, byte in enumerate(data) if chr(byte).isalpha()]
    place = places[random.Random(path.name).randrange(len(places))] if places else None
    if place is None:
        data += b"x"
    else:
        data[place] = ord("q") if data[place] != ord("q") else ord("z")
    path.write_bytes(bytes(data))


def _line(path):
    """A line more at the end."""
    path.write_bytes(path.read_bytes() + b"\nmore: of this\n")


def _without_a_line(path):
    """A line less, in the middle."""
    lines = path.read_bytes().splitlines(keepends=True)
    del lines[len(lines) // 2 : len(lines) // 2 + 1]
    path.write_bytes(b"".join(lines))


def _touched(path):
    """Another time, and nothing else."""
    os.utime(path, (1, 1))


def _same_time(path):
    """Another letter, with the time and the size as they were."""
    times = path.stat()
    _letter(path)
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


def _deleted(path):
    path.unlink()


def _emptied(path):
    path.write_bytes(b"")


def _renamed(path):
    path.rename(path.with_name(f"x{path.name}"))


def _link(path):
    """A link to a file with the same content elsewhere."""
    other = path.parents[1] / f"moved-{path.name}"
    path.rename(other)
    path.symlink_to(other)


def _unreadable(path):
    """A folder in its place."""
    path.unlink()
    path.mkdir()


def _beside(path):
    """Another file beside it."""
    (path.parent / f"new{path.suffix}").write_bytes(path.read_bytes())


WAYS = {
    way.__name__.strip("_"): way
    for way in (
        *(_letter, _line, _without_a_line, _touched, _same_time, _deleted, _emptied, _renamed, _link, _unreadable),
        _beside,
    )
}
"""What may happen to a file, by name."""


def _new_topic(root):
    shutil.copytree(root / "sources/topics/tiny", root / "sources/topics/third")
    meta = root / "sources/topics/third/topic.yaml"
    meta.write_text(meta.read_text("utf-8").replace("id: tiny", "id: third"), "utf-8")


def _no_topic(root):
    shutil.rmtree(root / "sources/topics/tiny")


def _no_topics(root):
    shutil.rmtree(root / "sources/topics")


def _topic_in_capitals(root):
    (root / "sources/topics/tiny").rename(root / "sources/topics/Tiny")


def _swapped(root):
    """The two topics change their texts."""
    one, other = (root / f"sources/topics/{name}/text.md" for name in ("tiny", "other"))
    texts = one.read_bytes(), other.read_bytes() + b"\n"
    other.write_bytes(texts[0])
    one.write_bytes(texts[1])


def _hidden_file(root):
    (root / "sources/topics/tiny/.hidden").write_text("nothing", "utf-8")


FOLDER_EDITS = {
    edit.__name__.strip("_"): edit
    for edit in (_new_topic, _no_topic, _no_topics, _topic_in_capitals, _swapped, _hidden_file)
}
"""What may happen to the house, by name."""


def files(root):
    """Every file of the house, relative to it."""
    return sorted(
        path.relative_to(root).as_posix()
        for folder in ("sources", "layouts")
        for path in (root / folder).rglob("*")
        if path.is_file()
    )
