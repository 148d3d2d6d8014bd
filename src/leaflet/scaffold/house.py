"""A new house: a folder that builds at once, with a first topic that says what each of its lines is for."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from string import Template

from leaflet.model import TOPICS_FOLDER, Locale, is_id
from leaflet.read.catalogs import is_known_country
from leaflet.scaffold.new_files import write_new

_HERE = Path(__file__).parent


@dataclass(frozen=True)
class _Beginning:
    """What a house in one language begins with, beside the files of its folder in `house/`."""

    country: str
    """Whose numbers are printed where no country is named."""
    topic: str
    """The id of the first topic."""
    no_publisher: str
    """Stands in `house.yaml` where nobody is named; so does the next one where there is no address."""
    no_address: str


_BEGINNINGS: Mapping[str, _Beginning] = {
    language: _Beginning(**found)
    for language, found in json.loads((_HERE / "languages.json").read_text("utf-8")).items()
}
COUNTRIES: Mapping[str, str] = {language: found.country for language, found in _BEGINNINGS.items()}
"""Languages that a house can begin in, each with the country whose numbers it prints where none is named."""
FIRST_TOPICS: Mapping[str, str] = {language: found.topic for language, found in _BEGINNINGS.items()}
"""The id of the first topic, by language."""
_OTHER_COUNTRY = "other"
"""The list of contacts for a country whose numbers nobody has read on an official page."""
_NAMES = {
    "layouts-README.md": "layouts/README.md",
    "gitignore": ".gitignore",
    "ci.yml": ".github/workflows/leaflets.yml",
}
"""Files that are called otherwise in the house, or hidden there."""


class InvalidHouseError(ValueError):
    """There can be no such house; the message says why."""


@dataclass(frozen=True)
class HouseSettings:
    """What is asked of whoever begins a house."""

    locale: Locale
    category: str = "everyday"
    """The id of the kind of topic that the first one is of."""
    publisher: str = ""
    """Who publishes; '' where nobody has said so."""
    feedback_address: str = ""
    """Where a reader's remarks go; '' where nobody has said so."""


def wheel_name(version: str) -> str:
    """The file that leaflet of this `version` is installed from where no registry has it."""
    return f"leaflet_press-{version}-py3-none-any.whl"


def new_house(folder: Path, settings: HouseSettings, today: date, version: str, origin: str = "") -> tuple[Path, ...]:
    """Create a house in `folder`, which is missing or empty, for this `version` of leaflet; gives the files written.

    `origin` is the address from which others install it; '' means its wheel's file, beside the house's sources.

    All or nothing. Raises InvalidHouseError for settings that no house can have and for a folder that has something in
    it, OSError where nothing can be written.
    """
    _refuse(folder, settings)
    return write_new(folder, _files(settings, _values(settings, today, version, origin)))


def has_emergency_number(locale: Locale) -> bool:
    """Is the emergency number of the country among what a new house in the language begins with?"""
    return (_HERE / "house" / locale.language / f"contacts/{locale.country}.yaml").exists()


def _refuse(folder: Path, settings: HouseSettings) -> None:
    if settings.locale.language not in COUNTRIES:
        raise InvalidHouseError(
            f"a house can't begin in `{settings.locale.language}` yet, only in {' or '.join(COUNTRIES)}: begin in one "
            "of these, and see “Add a language” in docs/developers.md"
        )
    if not is_known_country(settings.locale.country):
        raise InvalidHouseError(f"there is no country `{settings.locale.country}`: write two capitals, as in NL")
    if not is_id(settings.category):
        raise InvalidHouseError(
            f"`{settings.category}` can't be a category: use small letters, digits and hyphens, as in `heart-failure`"
        )
    if folder.is_symlink() or folder.is_file() or (folder.is_dir() and any(folder.iterdir())):
        raise InvalidHouseError(f"there is something in `{folder}` already, and nothing is overwritten: name another")


def _files(settings: HouseSettings, values: dict[str, str]) -> dict[str, str]:
    """The house's files, text by path: those of every house, and those of its language."""
    language, country = settings.locale.language, settings.locale.country
    contacts = country if has_emergency_number(settings.locale) else _OTHER_COUNTRY
    shared, own = (_templates(f"house/{name}", COUNTRIES) for name in ("", language))
    templates = {
        **{_path_in_house(name, settings): f"house/{name}" for name in shared},
        **{_path_in_house(name, settings): f"house/{language}/{name}" for name in own},
        "sources/contacts.yaml": f"house/{language}/contacts/{contacts}.yaml",
        **{f".vscode/{name}": f"editor/{name}" for name in ("settings.json", "extensions.json")},
    }
    return {path: _filled(templates[path], values) for path in sorted(templates)}


def _templates(folder: str, languages: Collection[str]) -> list[str]:
    """The templates in `folder`, by path from there, but for contacts and for those of `languages`."""
    files = (file.relative_to(_HERE / folder) for file in (_HERE / folder).rglob("*") if file.is_file())
    return sorted(file.as_posix() for file in files if file.parts[0] not in {"contacts", *languages})


def _path_in_house(name: str, settings: HouseSettings) -> str:
    if name == "sources/categories/category.yaml":
        return f"sources/categories/{settings.category}.yaml"
    return _NAMES.get(name, name.replace("topic/", f"{TOPICS_FOLDER}/{FIRST_TOPICS[settings.locale.language]}/", 1))


def _filled(name: str, values: dict[str, str]) -> str:
    return Template((_HERE / name).read_text("utf-8")).safe_substitute(values)  # a Makefile has `$` of its own


def _values(settings: HouseSettings, today: date, version: str, origin: str) -> dict[str, str]:
    """What stands in the templates for `$…`."""
    publisher, address = (_quoted(text) for text in (settings.publisher, settings.feedback_address))
    beginning = _BEGINNINGS[settings.locale.language]
    return {
        "publisher": f"publisher: {publisher}" if settings.publisher else beginning.no_publisher,
        "feedback_address": f"feedback_address: {address}" if settings.feedback_address else beginning.no_address,
        "locale": str(settings.locale),
        "country": settings.locale.country,
        "category": settings.category,
        "date": today.isoformat(),
        "version": version,
        "leaflet": origin or f"./{wheel_name(version)}",
    }


def _quoted(text: str) -> str:
    """`text` in double quotes, as YAML and catalogs read it."""
    return json.dumps(text, ensure_ascii=False)
