"""`sources/contacts.yaml`: the help lines of each country."""

from __future__ import annotations

from pathlib import Path

from leaflet.model import SOURCES_FOLDER, Contact
from leaflet.problem import Problem
from leaflet.read.catalogs import is_known_country
from leaflet.read.records import read_unique
from leaflet.read.text_file import Problems


def read_contacts(root: Path) -> tuple[tuple[Contact, ...], Problems]:
    """The contacts; one of a country that there isn't is left out, since nothing can be said of its number."""
    contacts, problems = read_unique(root, f"{SOURCES_FOLDER}/contacts.yaml", Contact)
    hint = "write the country's two letters in capitals, as in a locale: NL"
    faults = {
        c.id: Problem("unknown-locale", f"there is no country `{c.country}`", hint, c.span("country"))
        for c in contacts
        if not is_known_country(c.country)
    }
    return tuple(c for c in contacts if c.id not in faults), (*problems, *faults.values())
