"""The families of fonts that a document asks for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from leaflet import fonts
from leaflet.render.box_tree import descendants

_TRUSTED = frozenset(font.family.casefold() for font in fonts.FONTS)


def unknown_families(document: Any, given: Iterable[str] = ()) -> tuple[str, ...]:
    """Families that a text of the laid-out `document` asks for, and that leaflets aren't set in.

    Those are that leaflet trusts, and those of the files `given`, named by family and weight.

    The renderer sets such a text in any font that it has, and says nothing.
    """
    known = _TRUSTED | {name.rpartition("-")[0] for name in given if name.endswith(".ttf")}
    return tuple(dict.fromkeys(name for name in _families(document) if name.casefold() not in known))


def _families(document: Any) -> Iterator[str]:
    for page in document.pages:
        for box in descendants(page._page_box):
            if getattr(box, "text", "").strip():
                yield from box.style["font_family"]
