"""A CSL item as the processor sets it right: what citeproc-py doesn't know is done here, before it is asked.

It reads no markup, drops seasons and what a range of dates shares, shortens some ranges of pages to nonsense, and
takes two capitals without a full stop for one initial (citeproc-py 0.11; its README lists what else it can't).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from leaflet.editions.marks import RANGE, encoded
from leaflet.reference_markup import MARKED_FIELDS

IDENTIFIERS = ("PMID", "PMCID")
"""Printed of an item without a DOI, which leads to it by itself."""
NAME_FIELDS = ("author", "editor", "collection-editor", "translator")
NAME_PARTS = ("family", "given", "dropping-particle", "non-dropping-particle", "suffix", "literal")
DATE_FIELDS = ("issued", "accessed")
LINK_FIELDS = ("DOI", "URL")
ET_AL = frozenset({"et al", "et al.", "and others", "others"})
"""Names that say that a byline was cut, as some catalogues write it."""
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_SEASONS = ("Spring", "Summer", "Autumn", "Winter")
"""As the style writes them: an English one."""
_RANGE = re.compile(r"\s*(?P<first>[^\W\d]*(?P<from>\d+)[\w.]*)\s*[-–]\s*(?P<last>[^\W\d]*(?P<to>\d+)[\w.]*)\s*")
_INITIALS = re.compile(r"\b[^\W\d_]{2,3}\b")


def printable_item(csl: Mapping[str, Any]) -> dict[str, Any]:
    """What the processor is given of the item `csl`: nothing that the reader has not looked at."""
    known = {"event": csl.get("event-title"), **{k: v for k, v in csl.items() if v not in (None, "", [])}}
    identifiers = () if known.get("DOI") else IDENTIFIERS
    texts = {k: encoded(str(known[k])) for k in (*MARKED_FIELDS, *identifiers) if known.get(k)}
    names = {k: _names(known[k]) for k in NAME_FIELDS if k in known}
    dates = {k: date for k in DATE_FIELDS if k in known and (date := _date(known[k]))}
    links = {k: encoded(str(known[k]), link=k) for k in LINK_FIELDS if k in known}
    page = {"page": encoded(_pages(str(known["page"])))} if "page" in known else {}
    return {"id": csl["id"], "type": csl["type"], **texts, **names, **dates, **links, **page}


def _names(names: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    """The names up to one that says that the byline was cut there: that one included, as `et al.`."""
    cut = next((n for n, name in enumerate(names) if str(name.get("literal", "")).lower() in ET_AL), len(names))
    rest = [{"literal": "et al."}] if cut < len(names) else []
    return [*filter(None, map(_name, names[:cut])), *rest]


def _name(name: Mapping[str, Any]) -> dict[str, str]:
    """A name's parts. One that stands alone is printed whole, not as an initial."""
    parts = {k: encoded(str(name[k])) for k in NAME_PARTS if name.get(k)}
    if "literal" in parts:
        return {"literal": parts["literal"]}
    if "family" not in parts and "given" in parts:
        parts["family"] = parts.pop("given")
    if "given" in parts:
        parts["given"] = _INITIALS.sub(lambda m: " ".join(m[0]) if m[0].isupper() else m[0], parts["given"])
    return parts


def _date(date: Mapping[str, Any]) -> dict[str, Any] | None:
    """A single day, month or year as parts; whatever else is a date in words."""
    parts = [[int(part) for part in one if str(part).lstrip("-").isdigit()] for one in date.get("date-parts", ())]
    parts = [one for one in parts if one]
    if not parts:
        words = str(date.get("literal") or date.get("raw") or "")
        return {"literal": encoded(words)} if words else None
    if len(parts) == 1 and not date.get("season") and max(parts[0][1:2], default=1) <= len(_MONTHS):
        return {"date-parts": parts}
    return {"literal": _in_words(parts, date.get("season"))}


def _in_words(parts: Sequence[Sequence[int]], season: object) -> str:
    """`2020 Mar 1–4`, `2020 Dec–2021 Jan`, `2020 Summer`: what both ends share is said once."""
    first, *others = (list(_words(one, season)) for one in parts)
    if not others:
        return " ".join(first)
    last = others[-1]
    shared = next((n for n, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), min(len(first), len(last)))
    return " ".join(first) + (f"–{' '.join(last[shared:])}" if last[shared:] else "")


def _words(parts: Sequence[int], season: object) -> Iterator[str]:
    yield str(parts[0])
    month = parts[1] if len(parts) > 1 else 0
    if 1 <= month <= len(_MONTHS):
        yield _MONTHS[month - 1]
    elif month > len(_MONTHS):
        yield _SEASONS[(month - 13) % 4]  # 13 to 16 and 21 to 24
    elif season:
        is_number = str(season).isdigit() and 1 <= int(str(season)) <= len(_SEASONS)
        yield _SEASONS[int(str(season)) - 1] if is_number else encoded(str(season))
    yield from map(str, parts[2:])


def _pages(pages: str) -> str:
    """The pages as the processor shortens them right: both ends of a range are of one length, and not the same."""
    return ",".join(_one_range(part) for part in pages.split(","))


def _one_range(pages: str) -> str:
    found = _RANGE.fullmatch(pages)
    if found is None:
        return pages
    if found["first"] == found["last"]:
        return found["first"]
    return pages if len(found["from"]) == len(found["to"]) else f"{found['first']}{RANGE}{found['last']}"
