"""A new house: a folder that builds at once, with a first topic that says what each of its lines is for."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from string import Template

from leaflet.model import SOURCE_LANGUAGE, TOPICS_FOLDER, Locale, is_id
from leaflet.read.catalogs import is_known_country
from leaflet.scaffold.new_files import write_new

FIRST_TOPIC = "washing-hands"
_HERE = Path(__file__).parent
COUNTRIES: Mapping[str, str] = json.loads((_HERE / "countries.json").read_text("utf-8"))
"""Languages that a house can begin in, each with the country whose numbers it prints where none is named."""
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


def new_house(folder: Path, settings: HouseSettings, today: date, version: str) -> tuple[Path, ...]:
    """Create a house in `folder`, which is missing or empty, for this `version` of leaflet; gives the files written.

    All or nothing. Raises InvalidHouseError for settings that no house can have and for a folder that has something in
    it, OSError where nothing can be written.
    """
    _refuse(folder, settings)
    return write_new(folder, _files(settings, today, version))


def has_emergency_number(country: str) -> bool:
    """Is the emergency number of `country` among what a new house begins with?"""
    return (_HERE / "house/contacts" / f"{country}.yaml").exists()


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


def _files(settings: HouseSettings, today: date, version: str) -> dict[str, str]:
    """The house's files, text by path."""
    values = _values(settings, today, version)
    country = settings.locale.country if has_emergency_number(settings.locale.country) else _OTHER_COUNTRY
    templates = {
        "sources/contacts.yaml": f"house/contacts/{country}.yaml",
        **{_path_in_house(name, settings): f"house/{name}" for name in _templates(settings)},
        **{f".vscode/{name}": f"editor/{name}" for name in ("settings.json", "extensions.json")},
    }
    return {path: _filled(templates[path], values) for path in sorted(templates)}


def _templates(settings: HouseSettings) -> list[str]:
    """The templates of a house but for contacts, by path; catalogs only where something is translated."""
    is_source = settings.locale.language == SOURCE_LANGUAGE
    files = sorted(file.relative_to(_HERE / "house") for file in (_HERE / "house").rglob("*") if file.is_file())
    return [
        file.as_posix() for file in files if file.parts[0] != "contacts" and not (is_source and file.suffix == ".po")
    ]


def _path_in_house(name: str, settings: HouseSettings) -> str:
    if name == "sources/categories/category.yaml":
        return f"sources/categories/{settings.category}.yaml"
    return _NAMES.get(name, name.replace("topic/", f"{TOPICS_FOLDER}/{FIRST_TOPIC}/", 1))


def _filled(name: str, values: dict[str, str]) -> str:
    return Template((_HERE / name).read_text("utf-8")).safe_substitute(values)  # a Makefile has `$` of its own


def _values(settings: HouseSettings, today: date, version: str) -> dict[str, str]:
    """What stands in the templates for `$…`."""
    publisher, address = (_quoted(text) for text in (settings.publisher, settings.feedback_address))
    name = '# publisher: "…"  # write who publishes: until then each piece says that nobody is named'
    where = (
        "# An e-mail or web address; until there is one, each piece says that there is none.\nfeedback_address: none"
    )
    entry = f'#: sources/house.yaml\nmsgctxt "house/publisher"\nmsgid {publisher}\nmsgstr {publisher}\n\n'
    return {
        "publisher": f"publisher: {publisher}" if settings.publisher else name,
        "feedback_address": f"feedback_address: {address}" if settings.feedback_address else where,
        "publisher_entry": entry if settings.publisher else "",
        "contact_entries": _contact_entries(settings.locale),
        "locale": str(settings.locale),
        "country": settings.locale.country,
        "category": settings.category,
        "date": today.isoformat(),
        "version": version,
    }


def _contact_entries(locale: Locale) -> str:
    """The translations of the contacts that the house begins with."""
    file = _HERE / "house/contacts" / f"{locale.country}.{locale.language}.po"
    return file.read_text("utf-8") if file.exists() else ""


def _quoted(text: str) -> str:
    """`text` in double quotes, as YAML and catalogs read it."""
    return json.dumps(text, ensure_ascii=False)
