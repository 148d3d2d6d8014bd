"""A new topic: files that can be read without a fault, and that no check passes until they are written."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from string import Template

from leaflet.model import TOPICS_FOLDER, Category, Substance, is_id
from leaflet.scaffold.new_files import write_new

_TEMPLATES = Path(__file__).parent / "topic"
FILES = ("topic.yaml", "claims.yaml", "uncertainties.yaml", "text.md")
"""In this order a person writes them. Names after a `$` in their templates are filled in."""
_AGENTS = """# Which $agents it is about: ids of sources/substances.yaml. What must be said of each is then asked for.
# $known
substances: [write-which]
"""


class InvalidTopicError(ValueError):
    """There can be no topic of that name; the message says why."""


def new_topic(
    root: Path, name: str, today: date, categories: Sequence[Category], known: Sequence[Substance] = ()
) -> tuple[Path, ...]:
    """Create the topic `name` of these `categories` under `root`, dated `today`; gives the files written.

    All or nothing. `known` is what can be listed in it. Raises InvalidTopicError where `name` isn't an id or is taken,
    OSError where nothing can be written.
    """
    folder = root / TOPICS_FOLDER / name
    _refuse_name(name, folder)
    filled = {
        "id": name,
        "date": today.isoformat(),
        "categories": ", ".join(category.id for category in categories) or "write-which",
        "agents": _agents(categories, known),
    }
    templates = {file: Template((_TEMPLATES / file).read_text("utf-8")) for file in FILES}
    return write_new(folder, {file: template.substitute(filled) for file, template in templates.items()})


def _refuse_name(name: str, folder: Path) -> None:
    """Raise InvalidTopicError where there can be no topic `name` in `folder`."""
    if not is_id(name):
        raise InvalidTopicError(
            f"`{name}` can't be an id: use small letters, digits and hyphens, as in `blood-pressure`"
        )
    if folder.exists() or folder.is_symlink():
        raise InvalidTopicError(f"there is a topic `{name}` already, in {TOPICS_FOLDER}/{name}")


def _agents(categories: Sequence[Category], known: Sequence[Substance]) -> str:
    """The lines in which the topic lists what it is about; '' where nothing can be listed in it."""
    mine = {category.id for category in categories}
    listed = [substance.id for substance in known if mine & set(substance.categories)]
    if not listed:
        return ""
    agents = " and ".join(dict.fromkeys(category.agents for category in categories))
    return Template(_AGENTS).substitute(agents=agents, known=", ".join(listed))
