"""Violations of what a finished file says of itself: metadata, how it is to be shown, bookmarks, tags."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from pikepdf import Array, Dictionary, Name, OutlineItem, Pdf, String

FileEdit = Callable[[Pdf], None]


def saying_edits(pdf: Pdf) -> Iterator[tuple[str, FileEdit]]:
    """Every one of them that `pdf` has room for, by name."""
    yield from _info_edits(pdf)
    yield from _root_edits(pdf)
    yield from _bookmark_edits(pdf)
    for tag, element in enumerate(_tags(pdf)):
        kids = element.get("/K")
        kinds = [
            kind for kind in TAG_EDITS if kind != "tags/kids-turned" or (isinstance(kids, Array) and len(kids) > 1)
        ]
        yield from ((f"{kind}/tag-{tag}", _on_tag(TAG_EDITS[kind], tag)) for kind in kinds)


def _info_edits(pdf: Pdf) -> Iterator[tuple[str, FileEdit]]:
    for key in sorted(pdf.docinfo.keys()):
        yield f"info/gone/{key[1:]}", lambda pdf, key=key: pdf.docinfo.__delitem__(key)
        yield f"info/empty/{key[1:]}", lambda pdf, key=key: pdf.docinfo.__setitem__(key, String(""))
        yield (
            f"info/other/{key[1:]}",
            lambda pdf, key=key: pdf.docinfo.__setitem__(key, String(f"{pdf.docinfo[key]} 2")),
        )
    yield "info/added/Reviewed", lambda pdf: pdf.docinfo.__setitem__("/Reviewed", String("yes"))


def _root_edits(pdf: Pdf) -> Iterator[tuple[str, FileEdit]]:
    for key in sorted(set(pdf.Root.keys()) - {"/Pages", "/Type"}):
        yield f"root/gone/{key[1:]}", lambda pdf, key=key: pdf.Root.__delitem__(key)
    yield "root/language-other", lambda pdf: setattr(pdf.Root, "Lang", String("de"))
    yield "root/language-empty", lambda pdf: setattr(pdf.Root, "Lang", String(""))
    yield "root/page-mode", lambda pdf: setattr(pdf.Root, "PageMode", Name.FullScreen)
    yield "root/page-layout", lambda pdf: setattr(pdf.Root, "PageLayout", Name.TwoColumnRight)
    yield "root/page-labels", _page_labels
    yield "root/direction", lambda pdf: pdf.Root.ViewerPreferences.__setitem__("/Direction", Name.R2L)
    yield "root/print-scaling", lambda pdf: pdf.Root.ViewerPreferences.__setitem__("/NumCopies", 9)
    yield "root/file-title", lambda pdf: pdf.Root.ViewerPreferences.__setitem__("/DisplayDocTitle", False)
    yield "root/xmp-title", _xmp("</rdf:li>", ", reviewed</rdf:li>")
    yield "root/xmp-keywords", _xmp("review:draft", "review:2026-11-24/2027-11-24")
    yield "root/xmp-part", _xmp('part="2"', 'part="3"')


def _page_labels(pdf: Pdf) -> None:
    pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D, St=7)]))


def _xmp(old: str, new: str) -> FileEdit:
    def changed(pdf: Pdf) -> None:
        text = pdf.Root.Metadata.read_bytes().decode()
        pdf.Root.Metadata.write(text.replace(old, new, 1).encode())

    return changed


def _bookmark_edits(pdf: Pdf) -> Iterator[tuple[str, FileEdit]]:
    with pdf.open_outline() as outline:
        count = len(list(_items(outline.root)))
    for index in range(count):
        yield f"bookmarks/renamed/{index}", _on_bookmark(index, lambda item: setattr(item, "title", "All is well"))
        yield f"bookmarks/emptied/{index}", _on_bookmark(index, lambda item: setattr(item, "title", ""))
        yield f"bookmarks/signed/{index}", _on_bookmark(index, lambda item: setattr(item, "title", f"{item.title}?"))
    yield "bookmarks/added", _bookmark_added
    yield "bookmarks/turned", _bookmarks_turned


def _items(items: Any) -> Iterator[Any]:
    for item in items:
        yield item
        yield from _items(item.children)


def _on_bookmark(index: int, edit: Callable[[Any], None]) -> FileEdit:
    def changed(pdf: Pdf) -> None:
        with pdf.open_outline() as outline:
            edit(list(_items(outline.root))[index])

    return changed


def _bookmark_added(pdf: Pdf) -> None:
    with pdf.open_outline() as outline:
        outline.root.append(OutlineItem("Not true", 0))


def _bookmarks_turned(pdf: Pdf) -> None:
    with pdf.open_outline() as outline:
        items = list(_items(outline.root))
        items[0].title, items[-1].title = items[-1].title, items[0].title


# Tags


def _tags(pdf: Pdf) -> list[Any]:
    """Elements of the structure tree, from its root down."""
    found: list[Any] = []

    def walk(kid: Any) -> None:
        if isinstance(kid, Array):
            for one in kid:
                walk(one)
        elif isinstance(kid, Dictionary) and "/S" in kid:
            found.append(kid)
            walk(kid.get("/K", Array()))

    walk(pdf.Root.StructTreeRoot.get("/K", Array()))
    return found


def _on_tag(edit: Callable[[Any], None], tag: int) -> FileEdit:
    return lambda pdf: edit(_tags(pdf)[tag])


def _kids_turned(tag: Any) -> None:
    if isinstance(tag.get("/K"), Array):
        tag.K = Array(list(reversed(list(tag.K))))


def _emptied(tag: Any) -> None:
    tag.K = Array([])


def _gone(tag: Any) -> None:
    tag.P.K = Array([kid for kid in _kids(tag.P) if kid.objgen != tag.objgen])


def _doubled(tag: Any) -> None:
    tag.P.K = Array([*_kids(tag.P), tag])


def _exchanged(tag: Any) -> None:
    """It stands where the next one stood."""
    kids = _kids(tag.P)
    place = next(n for n, kid in enumerate(kids) if kid.objgen == tag.objgen)
    kids[place : place + 2] = reversed(kids[place : place + 2])
    tag.P.K = Array(kids)


def _kids(tag: Any) -> list[Any]:
    return list(tag.K) if isinstance(tag.K, Array) else [tag.K]


def _signed(tag: Any) -> None:
    """One sign more in each text that it says."""
    for key in ("/Alt", "/ID", "/T"):
        if key in tag:
            tag[key] = String(f"{tag[key]}?")
    for key in ("/Scope", "/Headers", "/ColSpan"):
        if key in tag.get("/A", {}):
            tag.A[key] = {"/Scope": Name.Both, "/Headers": Array([]), "/ColSpan": 2}[key]


def _added(key: str, value: Any) -> Callable[[Any], None]:
    def changed(tag: Any) -> None:
        if "/A" not in tag:
            tag.A = Dictionary(O=Name.Table)
        tag.A[key] = value

    return changed


TAG_EDITS: dict[str, Callable[[Any], None]] = {
    "tags/kids-turned": _kids_turned,
    "tags/emptied": _emptied,
    "tags/other-kind": lambda tag: setattr(tag, "S", Name.H1 if tag.S != Name.H1 else Name.P),
    "tags/no-part": lambda tag: setattr(tag, "S", Name.NonStruct),
    "tags/actual-text": lambda tag: tag.__setitem__("/ActualText", String("All is well.")),
    "tags/alt-text": lambda tag: tag.__setitem__("/Alt", String("All is well.")),
    "tags/expansion": lambda tag: tag.__setitem__("/E", String("All is well.")),
    "tags/gone": _gone,
    "tags/doubled": _doubled,
    "tags/exchanged-with-next": _exchanged,
    "tags/signed": _signed,
    "tags/wider": _added("/ColSpan", 2),
    "tags/other-scope": _added("/Scope", Name.Both),
    "tags/title": lambda tag: tag.__setitem__("/T", String("All is well.")),
    "tags/parent-other": lambda tag: tag.__setitem__("/P", tag.P.get("/P", tag)),
    "tags/language": lambda tag: tag.__setitem__("/Lang", String("de")),
}
