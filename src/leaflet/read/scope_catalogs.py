"""The catalogs of the house, of the layouts or of a topic, one for each language."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from leaflet.model import Catalog
from leaflet.read.catalogs import read_catalog, translation_problems
from leaflet.read.text_file import Problems

Catalogs = Mapping[tuple[str, str], Catalog]
"""By scope and language."""


def read_catalogs(root: Path, scope: str, folder: str, languages: tuple[str, ...]) -> tuple[Catalogs, Problems]:
    """The catalogs of one scope; one that can't be read is left out."""
    return readable({(scope, n): read_catalog(root, f"{folder}/{n}.po", n) for n in languages})


def readable(pairs: Mapping[tuple[str, str], tuple[Catalog | None, Problems]]) -> tuple[Catalogs, Problems]:
    """Those that could be read, and what is wrong with any."""
    catalogs = {k: c for k, (c, _) in pairs.items() if c}
    markup = (p for catalog in catalogs.values() for p in translation_problems(catalog))
    return catalogs, (*(p for _, faults in pairs.values() for p in faults), *markup)
