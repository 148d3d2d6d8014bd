"""The catalogs of the layouts' own texts: the house's beside leaflet's, which the layouts in the package have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from leaflet.model import LAYOUTS_FOLDER, PACKAGED_PREFIX, Catalog, CatalogEntry
from leaflet.problem import Span
from leaflet.read.catalogs import CatalogText, as_catalog, parse_po, read_catalog
from leaflet.read.layout_sources import own_folders, packaged_layouts, read_layout_text
from leaflet.read.text_file import Problems, read_text
from leaflet.read.yaml_file import parse_yaml


def said_texts(root: Path) -> Iterator[CatalogText]:
    """The words that layouts of the house at `root` print instead of others: they are translated like those."""
    for name in own_folders(root)[0]:
        file, _ = read_layout_text(root, f"{name}/layout.yaml")
        document = parse_yaml(file)[0] if file else None
        said = document.value.get("says") if document and isinstance(document.value, dict) else None
        if document and isinstance(said, dict):
            texts = ((words, text) for words, text in said.items() if isinstance(text, str))
            yield from (CatalogText("", text, document.origin.span_at("says", words)) for words, text in texts)


def read_layout_catalog(root: Path, language: str, texts: Iterable[CatalogText]) -> tuple[Catalog | None, Problems]:
    """Translations of the layouts' own `texts` into `language`: the house's before leaflet's.

    An empty entry stands for each of `texts` that has none. None where the house's catalog can't be read.
    """
    own, problems = read_catalog(root, f"{LAYOUTS_FOLDER}/{language}.po", language)
    if own is None:
        return None, problems
    empty = {("", text): CatalogEntry("", False, span) for _, text, span in reversed(tuple(texts))}
    packaged = _packaged_entries(root, language)
    written = {key: entry for key, entry in own.entries.items() if entry.text or key not in packaged}
    return replace(own, entries={**empty, **packaged, **written}), problems


def own_texts(root: Path, language: str, texts: Iterable[CatalogText]) -> tuple[CatalogText, ...]:
    """Those of `texts` that the house at `root` must translate itself: leaflet has no translation of them."""
    packaged = _packaged_entries(root, language)
    return tuple(text for text in texts if ("", text.text) not in packaged)


def _packaged_entries(root: Path, language: str) -> dict[tuple[str, str], CatalogEntry]:
    """Leaflet's own translations into `language`, where the house takes its layouts."""
    folder = packaged_layouts(root)
    if folder is None or not (folder / f"{language}.po").exists():
        return {}
    file, _ = read_text(folder.resolve(), f"{language}.po")
    catalog = parse_po(file, language)[0] if file else None
    read = as_catalog(catalog, f"{PACKAGED_PREFIX}{LAYOUTS_FOLDER}/{language}.po") if catalog else Catalog(Span(""), "")
    return {key: entry for key, entry in read.entries.items() if entry.text and not entry.fuzzy}
