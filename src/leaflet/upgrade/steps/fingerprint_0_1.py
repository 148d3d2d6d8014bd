"""What a review was bound to in version 0.1: one hash of a topic in all languages and of all layouts' words.

Kept as it was, word for word where that matters, so that a review of that time can be told to hold or not. Of records
only the fields of that time count.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from leaflet.model import HOUSE_SCOPE, LAYOUTS_FOLDER, LAYOUTS_SCOPE, Library, Record, Topic
from leaflet.read.folders import list_folders
from leaflet.read.text_file import read_text

_PRINTED_OF_HOUSE = {"publisher", "base_url", "feedback", "update_policy"}
_TEMPLATE_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_CSS_CONTENT = re.compile(r"(?:content|list-style(?:-type)?|quotes|string-set)\s*:[^;}]*")
"""Declarations of CSS that can print words."""
_ADDED_SINCE: Mapping[str, Any] = {
    **dict.fromkeys(("categories", "groups", "short_number", "topics", "layouts", "locales", "source_language"), True),
    **dict.fromkeys(("search", "readers", "changes"), True),
    "when": {"topics": True, "categories": True, "claims": True},
}
"""Fields of topic.yaml, of contacts and of conditions that weren't there yet."""
_EMPTY_SINCE: Mapping[str, Any] = {"numbers": None, "pictogram": None, "asks_reader": False, "snippet": ""}
"""Fields that weren't there, at whatever depth, with what they hold where nobody has filled them in since."""
_PICTURES = frozenset({".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp"})


def fingerprint_0_1(library: Library, topic: Topic, root: Path) -> str:
    """SHA-256 (hex) of `topic` as version 0.1 took it of the house at `root`, which `library` was read from."""
    cited = {name for claim in topic.claims for name in claim.references}
    content: dict[str, object] = {
        "topic": _topic(topic),
        "house": library.house.model_dump(mode="json", include=_PRINTED_OF_HOUSE),
        "ladder": _plain(library.ladder),
        "disclaimers": [_plain(statement, "expires") for statement in library.statements],
        "contacts": [_plain(contact) for contact in library.contacts],
        "references": {n: _plain(library.references[n]) for n in sorted(cited) if n in library.references},
        "layouts": {layout.id: [layout.audience, *layout.shows] for layout in library.layouts},
        "layouts' words": _layout_files(root),
        "translations": sorted(_translations(library, topic)),
    }
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(record: Record, *added_since: str) -> Any:
    """Its fields of then; `added_since` are fields that only records of another kind had already."""
    return _of_then(record.model_dump(mode="json", exclude={**_ADDED_SINCE, **dict.fromkeys(added_since, True)}))


def _of_then(value: Any) -> Any:
    """`value` without empty fields of later; one that is filled in is a change."""
    if isinstance(value, list):
        return [_of_then(item) for item in value]
    if not isinstance(value, dict):
        return value
    return {k: _of_then(v) for k, v in value.items() if k not in _EMPTY_SINCE or v != _EMPTY_SINCE[k]}


def _topic(topic: Topic) -> Mapping[str, object]:
    """The topic without its review, which a record holds the hash for; the key was there."""
    own = {key: value for key, value in _plain(topic).items() if key != "reviews"}
    return {**own, "meta": _plain(topic.meta), "review": None}


def _translations(library: Library, topic: Topic) -> Iterator[tuple[str, str, str, str, str]]:
    for (scope, language), catalog in library.catalogs.items():
        if scope in (HOUSE_SCOPE, LAYOUTS_SCOPE, topic.id):
            for (context, source), entry in catalog.entries.items():
                yield scope, language, context, source, "" if entry.fuzzy else entry.text


def _layout_files(root: Path) -> Mapping[str, str]:
    """What each template, style sheet and picture under `layouts/` can print by itself, by its path."""
    texts = {path: read_text(root, path)[0] for path in (*_paths(root, "*.j2"), *_paths(root, "*.css"))}
    printed = {path: _printable(path, file.text) for path, file in texts.items() if file}
    pictures = (path for path in _paths(root, "*") if Path(path).suffix in _PICTURES)
    return printed | {path: hashlib.sha256((root / path).read_bytes()).hexdigest() for path in pictures}


def _printable(path: str, text: str) -> str:
    if path.endswith(".css"):
        return " ".join(_CSS_CONTENT.findall(_CSS_COMMENT.sub(" ", text)))
    return " ".join(_TEMPLATE_COMMENT.sub(" ", text).split())


def _paths(root: Path, pattern: str) -> Iterator[str]:
    for name in list_folders(root, LAYOUTS_FOLDER)[0]:
        for file in sorted((root / LAYOUTS_FOLDER / name).glob(pattern)):
            yield f"{LAYOUTS_FOLDER}/{name}/{file.name}"
