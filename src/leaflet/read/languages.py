"""What is known of each language: a house's own file, or the package's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from leaflet.model import LANGUAGE_PATTERN, SOURCES_FOLDER, LanguageRules
from leaflet.read.records import read_record
from leaflet.read.text_file import Problems

PACKAGE = Path(__file__).parent.parent
FOLDER = "languages"


def read_languages(root: Path, languages: Iterable[str]) -> tuple[Mapping[str, LanguageRules], Problems]:
    """The rules of those `languages` that have a file, by language, and what is wrong in the files.

    `sources/languages/<code>.yaml` of the house at `root` takes the place of the package's file as a whole, but for
    what a draft mark must say: no house may call a draft reviewed.
    """
    files = {language: file for language in languages if (file := _file(root, language))}
    read = {language: read_record(*file, LanguageRules) for language, file in files.items()}
    rules = {language: _with_own_mark(language, found) for language, (found, _) in read.items() if found}
    return rules, tuple(problem for _, problems in read.values() for problem in problems)


def _with_own_mark(language: str, rules: LanguageRules) -> LanguageRules:
    """The same rules, with the package's words for drafts where it has the language."""
    own = _package_rules(language)
    return rules.model_copy(update={"unreviewed": own.unreviewed}) if own else rules


@cache
def _package_rules(language: str) -> LanguageRules | None:
    path = f"{FOLDER}/{language}.yaml"
    return read_record(PACKAGE, path, LanguageRules)[0] if (PACKAGE / path).is_file() else None


def _file(root: Path, language: str) -> tuple[Path, str] | None:
    """(root, path) of the file of `language`, or None where it has none, or is no language."""
    if not re.fullmatch(LANGUAGE_PATTERN, language):
        return None
    name = f"{FOLDER}/{language}.yaml"
    files = ((root, f"{SOURCES_FOLDER}/{name}"), (PACKAGE, name))
    return next(((base, path) for base, path in files if (base / path).is_file()), None)
