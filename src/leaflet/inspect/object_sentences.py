"""What it means to somebody that two files hold something else, in a sentence for each difference."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import pikepdf

from leaflet.inspect.dots import shortened
from leaflet.inspect.object_comparison import ObjectDifference

_TAGS = ("catalog", "StructTreeRoot")
_LOST_TAGS = "a screen reader can't read it: it has lost its tags{}, as by printing it to a PDF"
_LOST_WITH_TAGS: Mapping[str, str] = MappingProxyType(
    {
        "catalog/Lang": "language",
        "catalog/Outlines": "bookmarks",
        "information/Title": "title",
        "information/Author": "author",
        "information/Keywords": "record of itself",
    }
)
"""What is named of all that is lost with the tags."""
_CATALOG: Mapping[str, str] = MappingProxyType(
    {
        "AA": "something happens when it is opened, printed or closed",
        "AcroForm": "it has a form to fill in",
        "AF": "it carries an attached file",
        "Collection": "it carries attached files",
        "Dests": "places in it that links and bookmarks lead to were changed",
        "MarkInfo": "programs are told not to rely on its tags, which a screen reader needs",
        "Metadata": "its metadata say something else than those that it was printed with",
        "Names": "it carries a script, an attached file or named places that it was printed without",
        "OCProperties": "it has layers, which can be switched on and off",
        "OpenAction": "something happens when it is opened",
        "Outlines": "its bookmarks were changed",
        "OutputIntents": "printers are told to use other colours",
        "PageLabels": "its pages are numbered in another way in the viewer",
        "PageLayout": "viewers are told to show its pages in another way",
        "PageMode": "viewers are told to open it in another way",
        "ViewerPreferences": "viewers are told to show or print it in another way",
    }
)
_INFORMATION: Mapping[str, str] = MappingProxyType(
    {
        "Title": "title",
        "Author": "author",
        "Subject": "subject",
        "Keywords": "record of itself",
        "CreationDate": "day of making",
    }
)
_PAGE: Mapping[str, str] = MappingProxyType(
    {
        "AA": "something happens when it is opened or closed",
        "ArtBox": "a printer is told of another size (art box)",
        "BleedBox": "a printer is told of another size (bleed box)",
        "ColorSpace": "it is drawn with other colours",
        "CropBox": "it is cut off at another place (crop box)",
        "Dur": "it is shown for a while, and then the next",
        "ExtGState": "it is drawn with another transparency, or printed over other inks",
        "Group": "it is drawn as one transparent thing, which may change its colours",
        "MediaBox": "it has another size",
        "Pattern": "it is drawn with another pattern",
        "Properties": "its parts are marked otherwise, or stand on a layer",
        "Rotate": "it is turned",
        "Shading": "it is drawn with another tint",
        "StructParents": "a screen reader doesn't find what belongs to its parts",
        "Tabs": "the key Tab goes through its links in another order",
        "Thumb": "it has a small picture of itself, which may show something else",
        "Trans": "it comes with a transition",
        "TrimBox": "a printer is told to cut it to another size (trim box)",
        "UserUnit": "it is shown and printed at another scale",
        "XObject": "it has another picture or drawing",
    }
)
_FONT: Mapping[str, str] = MappingProxyType(
    {
        "FontFile2": "it is set in other letter shapes",
        "FontFile3": "it is set in other letter shapes",
        "ToUnicode": "what is copied or read out of it may be other letters than those that are seen",
        "W": "its letters have other widths",
    }
)
_LINK: Mapping[str, str] = MappingProxyType(
    {
        "A": "leads elsewhere, or does something else",
        "AA": "does something when it is touched",
        "Contents": "is read out with other words",
        "Dest": "leads elsewhere",
        "F": "is hidden, or shows where it didn't",
        "Rect": "covers another place",
    }
)
_TAG_KINDS: Mapping[str, str] = MappingProxyType(
    {
        "/P": "a paragraph",
        "/TH": "a head of a table",
        "/TD": "a cell",
        "/LI": "an item of a list",
        "/Figure": "a picture",
    }
)


def sentences_of(differences: Sequence[ObjectDifference]) -> tuple[str, ...]:
    """What `differences` mean, each sentence once. Where tags are lost, all that is lost is told in the first."""
    if not any(difference.path == _TAGS and difference.submitted is None for difference in differences):
        return tuple(dict.fromkeys(map(_sentence_of, differences)))
    lost = [difference for difference in differences if difference.submitted is None]
    names = dict.fromkeys(name for d in lost if (name := _LOST_WITH_TAGS.get("/".join(d.path[:2]))))
    others = dict.fromkeys(_sentence_of(d) for d in differences if d.submitted is not None)
    return (_LOST_TAGS.format("".join(f", {name}" for name in names)), *others)


def _sentence_of(difference: ObjectDifference) -> str:
    where, *inside = difference.path
    if where == "information":
        return _information(inside[0], difference) if inside else "its metadata were changed"
    if where == "catalog":
        return _catalog(inside, difference)
    return f"{where}: {_page(inside, difference)}"


def _information(key: str, difference: ObjectDifference) -> str:
    name, now, then = _INFORMATION.get(key), _text(difference.submitted), _text(difference.current)
    if name is None:
        return f"its metadata have an entry that it was printed without: {key} “{now}”"
    if key == "Keywords":
        return f"its {name} was changed, or is gone"
    return f"its {name} is “{now}”; it was printed with “{then}”" if now else f"it has lost its {name}, “{then}”"


def _catalog(inside: list[str], difference: ObjectDifference) -> str:
    key = inside[0] if inside else ""
    if key == "Lang":
        return _language("it", difference)
    if key == "StructTreeRoot":
        return _tags(inside[-1], difference)
    if key == "Outlines" and inside[-1] == "Title":
        return f"a bookmark says “{_text(difference.submitted)}”, not “{_text(difference.current)}”"
    return _CATALOG.get(key, f"it holds something that it was printed without ({'/'.join(inside)})")


def _tags(key: str, difference: ObjectDifference) -> str:
    now, then = difference.submitted, difference.current
    if key == "S" and now is not None:
        return f"a screen reader takes for {_kind(now)} what was printed as {_kind(then)}"
    if key == "Lang":
        return _language("a part of it", difference)
    if key in ("Alt", "ActualText", "E", "T"):
        return f"a screen reader says “{_text(now)}” there, not “{_text(then)}”" if then else (
            f"a screen reader says “{_text(now)}” instead of what is printed there"
        )  # fmt: skip
    if key.isdecimal() or key in ("S", "K", "P", "Pg", "ParentTree"):
        return "a screen reader reads its parts in another order, some twice or not at all"
    return f"a screen reader is told something else of its parts ({key})"


def _language(what: str, difference: ObjectDifference) -> str:
    now, then = _text(difference.submitted), _text(difference.current)
    return f"a screen reader reads {what} {f'as `{now}`' if now else 'in no known language'}, not as `{then}`"


def _kind(value: object) -> str:
    name = str(value)
    return f"a heading ({name[1:]})" if name[1:2] == "H" else _TAG_KINDS.get(name, f"`{name.removeprefix('/')}`")


def _page(inside: list[str], difference: ObjectDifference) -> str:
    key = inside[0] if inside else ""
    if key == "drawn":
        return "something was drawn, marked or taken away that isn't seen at this size, or that programs read"
    if key == "Annots":
        what = next((_LINK[name] for name in inside if name in _LINK), "")
        return f"a link {what}" if what else "its links and notes aren't those that it was printed with"
    if key == "Font":
        return next((_FONT[name] for name in reversed(inside) if name in _FONT), "it is set in another font")
    return _PAGE.get(key, f"it holds something that it was printed without ({'/'.join(inside)})")


def _text(value: object) -> str:
    return shortened(str(value)) if isinstance(value, pikepdf.Object | str) else ""
