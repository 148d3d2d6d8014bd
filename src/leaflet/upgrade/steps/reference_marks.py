"""A reference that supports no claim is marked “known from a summary by others”, not “not read in full”.

The old words let readers think that all others were read in full, where their abstracts were. A translation of them
means the old ones: it is emptied, so that `missing-translation` asks for one of the new.
"""

from __future__ import annotations

import re

from leaflet.upgrade.house_files import HouseFiles
from leaflet.upgrade.step import StepResult

VERSION = "0.3.0"
OLD, NEW = "not read in full", "known from a summary by others"
_ENTRY = re.compile(rf'^msgid "{OLD}"(?P<end>\r?\n)msgstr (?:"[^\n]*\n)+', re.MULTILINE)
_QUOTED = re.compile(rf"""(?P<quote>["']){OLD}(?P=quote)""")


def upgraded(house: HouseFiles) -> StepResult:
    """The templates and catalogs of layouts with the new words."""
    texts: dict[str, str] = {}
    for path, text in (*house.matching("layouts/*.j2"), *house.matching("layouts/*.po")):
        new = _ENTRY.sub(rf'msgid "{NEW}"\g<end>msgstr ""\g<end>', text) if path.endswith(".po") else text
        new = _QUOTED.sub(rf"\g<quote>{NEW}\g<quote>", new) if path.endswith(".j2") else new
        if new != text:
            texts[path] = new
    return StepResult(texts)
