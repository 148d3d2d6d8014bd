"""A new topic: files that can be read without a fault, and that no check passes until they are written."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from string import Template
from tempfile import mkdtemp

from leaflet.model import TOPICS_FOLDER, is_id

_TEMPLATES = Path(__file__).parent / "topic"
FILES = ("topic.yaml", "claims.yaml", "uncertainties.yaml", "text.md")
"""In this order a person writes them. `$id` and `$date` in their templates are filled in."""


class InvalidTopicError(ValueError):
    """There can be no topic of that name; the message says why."""


def new_topic(root: Path, name: str, today: date) -> tuple[Path, ...]:
    """Create the topic `name` under `root`, dated `today`; gives the files written.

    All or nothing. Raises InvalidTopicError where `name` isn't an id or is taken, OSError where nothing can be written.
    """
    folder = root / TOPICS_FOLDER / name
    if not is_id(name):
        raise InvalidTopicError(
            f"`{name}` can't be an id: use small letters, digits and hyphens, as in `blood-pressure`"
        )
    if folder.exists() or folder.is_symlink():
        raise InvalidTopicError(f"there is a topic `{name}` already, in {TOPICS_FOLDER}/{name}")
    temporary = Path(mkdtemp(prefix=".new-", dir=folder.parent))
    try:
        temporary.chmod(0o755)
        for file_name in FILES:
            template = Template((_TEMPLATES / file_name).read_text("utf-8"))
            (temporary / file_name).write_text(template.substitute(id=name, date=today), "utf-8")
        temporary.rename(folder)
    except OSError:
        shutil.rmtree(temporary, ignore_errors=True)
        raise
    return tuple(folder / file_name for file_name in FILES)
