"""Edits of what a file says and does: notes, links, tags, metadata, bookmarks, fonts' maps, actions, attachments."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import Any

from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, OutlineItem, Pdf, Stream, String

from file_edits.edit import Change, Edit, edits_of, elements, first, numbers, page, root, setting


def said_edits() -> Iterator[Edit]:
    """All of them; each changes what is seen, read out, copied, or done on a click."""
    yield from edits_of("notes", NOTES)
    yield from edits_of("links", LINKS)
    yield from edits_of("tags", TAGS)
    yield from edits_of("metadata", METADATA)
    yield from edits_of("bookmarks", BOOKMARKS)
    yield from edits_of("viewer", VIEWER)
    yield from edits_of("active", ACTIVE)
    yield from edits_of("fonts", FONTS)


# Notes and links


def _note(kind: str, **fields: object) -> Change:
    def change(pdf: Pdf) -> None:
        own = pdf.pages[0].obj
        made = Dictionary(Type=Name.Annot, Subtype=Name(f"/{kind}"), Rect=numbers(30, 400, 300, 460))
        for key, value in fields.items():
            made[f"/{key}"] = value(pdf) if callable(value) else value
        own["/Annots"] = Array([*own.get("/Annots", ()), pdf.make_indirect(made)])

    return change


def _drawing(commands: bytes) -> Callable[[Pdf], Dictionary]:
    return lambda pdf: Dictionary(
        N=pdf.make_indirect(Stream(pdf, commands, Type=Name.XObject, Subtype=Name.Form, BBox=numbers(0, 0, 270, 60)))
    )


_QUADS = numbers(30, 460, 300, 460, 30, 400, 300, 400)
NOTES = {
    "text": _note("FreeText", Contents="Not true."),
    "stamp": _note("Stamp", AP=_drawing(b"1 0 0 rg 0 0 270 60 re f")),
    "highlight": _note("Highlight", QuadPoints=_QUADS, C=numbers(1, 1, 0)),
    "strike-out": _note("StrikeOut", QuadPoints=_QUADS, AP=_drawing(b"0 30 m 270 30 l S")),
    "ink": _note("Ink", InkList=Array([numbers(30, 400, 300, 460)])),
    "redact": _note("Redact", QuadPoints=_QUADS),
    "sticky": _note("Text", Contents="Not true.", F=28),
    "pop-up": _note("Popup", Contents="Not true."),
    "form-field": _note("Widget", FT=Name.Tx, T="a", V="Not true."),
    "hidden": _note("Square", F=2, Contents="Not true."),
    "printed-only": _note("Square", F=36, AP=_drawing(b"0 g 0 0 270 60 re f")),
    "viewed-only": _note("Square", F=0, AP=_drawing(b"0 g 0 0 270 60 re f")),
    "white": _note("Square", F=4, AP=_drawing(b"1 g 0 0 270 60 re f")),
    "empty": _note("Square", F=4, AP=_drawing(b"")),
    "sound": _note("Sound", Sound=lambda pdf: Stream(pdf, b"\0", R=8000)),
    "screen": _note("Screen"),
    "attached": _note(
        "FileAttachment", FS=lambda pdf: Dictionary(Type=Name.Filespec, F="a.txt", EF=Dictionary(F=Stream(pdf, b"a")))
    ),
    "printer-mark": _note("PrinterMark", AP=_drawing(b"0 g 0 0 9 9 re f")),
    "watermark": _note("Watermark", AP=_drawing(b"0 g 0 0 9 9 re f")),
    "link-frame": _note("Link", A=Dictionary(S=Name.URI, URI="https://example.org/"), Border=numbers(0, 0, 3)),
    "link-over-words": _note("Link", A=Dictionary(S=Name.URI, URI="https://example.org/"), BS=Dictionary(W=0)),
    "link-to-page": _note("Link", BS=Dictionary(W=0), Dest=lambda pdf: Array([pdf.pages[0].obj, Name.Fit])),
}


def _on_link(change: Callable[[Any], None]) -> Change:
    """`change` of the first link that leads somewhere."""

    def apply(pdf: Pdf) -> None:
        notes = [note for own in pdf.pages for note in own.obj.get("/Annots", ())]
        change(next(note for note in notes if "/A" in note))

    return apply


def _without_links(pdf: Pdf) -> None:
    for own in pdf.pages:
        if "/Annots" in own.obj:
            del own.obj["/Annots"]


LINKS = {
    "elsewhere": _on_link(lambda link: setattr(link.A, "URI", String("https://example.org/shop"))),
    "by-one-letter": _on_link(lambda link: setattr(link.A, "URI", String(str(link.A.URI)[:-1]))),
    "plain-http": _on_link(lambda link: setattr(link.A, "URI", String(str(link.A.URI).replace("https", "http")))),
    "moved": _on_link(lambda link: setattr(link, "Rect", numbers(10, 10, 60, 30))),
    "shifted": _on_link(lambda link: setattr(link, "Rect", Array([float(edge) + 2 for edge in link.Rect]))),
    "words": _on_link(lambda link: setattr(link, "Contents", String("Shop"))),
    "hidden": _on_link(lambda link: setattr(link, "F", 2)),
    "coloured": _on_link(lambda link: setattr(link, "C", numbers(1, 0, 0))),
    "framed": _on_link(lambda link: setattr(link, "BS", Dictionary(W=2))),
    "then-another": _on_link(lambda link: setattr(link.A, "Next", Dictionary(S=Name.URI, URI="https://example.org/"))),
    "to-a-file": _on_link(lambda link: setattr(link, "A", Dictionary(S=Name.Launch, F="a.exe"))),
    "to-a-script": _on_link(lambda link: setattr(link, "A", Dictionary(S=Name.JavaScript, JS="app.alert(1)"))),
    "shaped": _on_link(lambda link: setattr(link, "QuadPoints", numbers(0, 0, 9, 0, 0, 9, 9, 9))),
    "on-mouse-over": _on_link(lambda link: setattr(link, "AA", Dictionary(E=Dictionary(S=Name.Named, N=Name.Print)))),
    "gone": _without_links,
}


# Tags


def _on(kind: str, key: str, value: object) -> Change:
    return setting(lambda pdf: first(pdf, kind), key, value)


def _kids_turned(pdf: Pdf) -> None:
    longest = max(elements(pdf), key=lambda e: len(e.K) if isinstance(e.get("/K"), Array) else 0)
    longest.K = Array(list(reversed(list(longest.K))))


def _kid_gone(pdf: Pdf) -> None:
    longest = max(elements(pdf), key=lambda e: len(e.K) if isinstance(e.get("/K"), Array) else 0)
    longest.K = Array(list(longest.K)[1:])


def _said_again(pdf: Pdf) -> None:
    longest = max(elements(pdf), key=lambda e: len(e.K) if isinstance(e.get("/K"), Array) else 0)
    longest.K = Array([*longest.K, longest.K[0]])


def _parents_turned(pdf: Pdf) -> None:
    marked = pdf.Root.StructTreeRoot.ParentTree.Nums[1]
    marked[0], marked[-1] = marked[-1], marked[0]


def _numbers_exchanged(pdf: Pdf) -> None:
    """Two parts of a page under each other's element: read out in another order."""
    found = [e for e in elements(pdf) if isinstance(e.get("/K"), Array) and len(e.K) and isinstance(e.K[0], int)]
    found[0].K, found[1].K = found[1].K, found[0].K


def _unmarked(pdf: Pdf) -> None:
    del pdf.Root["/MarkInfo"]


def _untagged(pdf: Pdf) -> None:
    del pdf.Root["/StructTreeRoot"]


def _headless(pdf: Pdf) -> None:
    for element in elements(pdf):
        if element.S == "/TH":
            element.S = Name.TD


TAGS = {
    "heading-is-a-paragraph": _on("/H1", "S", Name.P),
    "heading-of-another-level": _on("/H2", "S", Name.H3),
    "paragraph-is-a-heading": _on("/P", "S", Name.H1),
    "artifact": _on("/P", "S", Name.Artifact),
    "alt-text": _on("/P", "Alt", "All is well."),
    "actual-text": _on("/P", "ActualText", "All is well."),
    "actual-text-empty": _on("/P", "ActualText", ""),
    "expansion": _on("/P", "E", "All is well."),
    "language": _on("/P", "Lang", "de"),
    "title": _on("/P", "T", "Safe"),
    "kids-turned": _kids_turned,
    "kid-gone": _kid_gone,
    "said-again": _said_again,
    "parents-turned": _parents_turned,
    "numbers-exchanged": _numbers_exchanged,
    "unmarked": _unmarked,
    "suspect": setting(lambda pdf: pdf.Root.MarkInfo, "Suspects", True),
    "untagged": _untagged,
    "other-meanings": setting(lambda pdf: pdf.Root.StructTreeRoot, "RoleMap", Dictionary(P=Name.Artifact)),
    "classes": setting(lambda pdf: pdf.Root.StructTreeRoot, "ClassMap", Dictionary(a=Dictionary(O=Name.Layout))),
    "pronounced": _on("/P", "PhoneticAlphabet", Name.ipa),
    "attribute": _on("/P", "A", Dictionary(O=Name.Layout, WritingMode=Name.RlTb)),
}


# Metadata, bookmarks, how it is shown


def _info(key: str, value: str) -> Change:
    return lambda pdf: pdf.docinfo.__setitem__(f"/{key}", String(value))


def _xmp(old: str, new: str) -> Change:
    def change(pdf: Pdf) -> None:
        text = pdf.Root.Metadata.read_bytes().decode()
        assert old in text, old
        pdf.Root.Metadata.write(text.replace(old, new, 1).encode())

    return change


def _both_titles(pdf: Pdf) -> None:
    pdf.docinfo["/Title"] = String("Reviewed")
    with pdf.open_metadata() as metadata:
        metadata["dc:title"] = "Reviewed"


def _no_keywords(pdf: Pdf) -> None:
    del pdf.docinfo["/Keywords"]


def _keywords_forged(pdf: Pdf) -> None:
    said = str(pdf.docinfo["/Keywords"])
    new = said.replace("review:draft", "review:2026-11-24/2027-11-24")
    pdf.docinfo["/Keywords"] = String(new)


METADATA = {
    "title": _info("Title", "All is well"),
    "title-empty": _info("Title", ""),
    "both-titles": _both_titles,
    "author": _info("Author", "A Doctor"),
    "subject": _info("Subject", "Safe"),
    "keywords-gone": _no_keywords,
    "keywords-forged": _keywords_forged,
    "creation-date": _info("CreationDate", "D:20200101"),
    "custom": _info("ReviewedBy", "A Doctor"),
    "trapped": lambda pdf: pdf.docinfo.__setitem__("/Trapped", Name("/True")),
    "xmp-creator": _xmp("<dc:title>", "<dc:contributor>A Doctor</dc:contributor><dc:title>"),
    "xmp-part": _xmp('pdfaid:part="2"', 'pdfaid:part="3"'),
    "xmp-keywords": _xmp("review:draft", "review:2026-11-24/2027-11-24"),
    "xmp-gone": lambda pdf: pdf.Root.__delitem__("/Metadata"),
    "xmp-damaged": lambda pdf: pdf.Root.Metadata.write(b"<x:xmpmeta"),
    "language": setting(root, "Lang", "de"),
    "language-gone": lambda pdf: pdf.Root.__delitem__("/Lang"),
    "page-metadata": setting(page(0), "Metadata", lambda pdf: Stream(pdf, b"<x/>", Type=Name.Metadata)),
    "private-data": setting(page(0), "PieceInfo", Dictionary(App=Dictionary(Private="All is well."))),
    "print-profile": lambda pdf: pdf.Root.__delitem__("/OutputIntents"),
}


def _on_outline(change: Callable[[Any], None]) -> Change:
    def apply(pdf: Pdf) -> None:
        with pdf.open_outline() as outline:
            change(outline.root)

    return apply


def _exchanged(items: Any) -> None:
    items[0].title, items[-1].title = items[-1].title, items[0].title
    if len(items) == 1:
        items[0].title += "?"


BOOKMARKS = {
    "renamed": _on_outline(lambda items: setattr(items[0], "title", "All is well")),
    "exchanged": _on_outline(_exchanged),
    "added": _on_outline(lambda items: items.append(OutlineItem("Not true", 0))),
    "gone": lambda pdf: pdf.Root.__delitem__("/Outlines"),
    "elsewhere": lambda pdf: pdf.Root.Outlines.First.__setitem__("/Dest", Array([pdf.pages[0].obj, Name.FitB])),
    "bold": lambda pdf: pdf.Root.Outlines.First.__setitem__("/F", 2),
    "coloured": lambda pdf: pdf.Root.Outlines.First.__setitem__("/C", numbers(1, 0, 0)),
    "to-a-shop": lambda pdf: pdf.Root.Outlines.First.__setitem__(
        "/A", Dictionary(S=Name.URI, URI="https://example.org/")
    ),
}
VIEWER = {
    "page-mode": setting(root, "PageMode", Name.FullScreen),
    "page-layout": setting(root, "PageLayout", Name.TwoColumnRight),
    "page-labels": setting(root, "PageLabels", Dictionary(Nums=Array([0, Dictionary(S=Name.D, St=7)]))),
    "direction": setting(lambda pdf: pdf.Root.ViewerPreferences, "Direction", Name.R2L),
    "tool-bar": setting(lambda pdf: pdf.Root.ViewerPreferences, "HideToolbar", True),
    "print-scaling": setting(lambda pdf: pdf.Root.ViewerPreferences, "PrintScaling", Name("/None")),
    "file-name-as-title": setting(lambda pdf: pdf.Root.ViewerPreferences, "DisplayDocTitle", False),
    "no-preferences": lambda pdf: pdf.Root.__delitem__("/ViewerPreferences"),
    "base-address": setting(root, "URI", Dictionary(Base="https://example.org/")),
}


# What acts, and what is carried along


def _attached(pdf: Pdf) -> None:
    pdf.attachments["other.txt"] = b"Something else."


def _form(pdf: Pdf) -> None:
    pdf.Root.AcroForm = Dictionary(Fields=Array([]), NeedAppearances=True)


ACTIVE = {
    "script": setting(root, "OpenAction", Dictionary(S=Name.JavaScript, JS="app.alert(1)")),
    "opens-elsewhere": setting(root, "OpenAction", lambda pdf: Array([pdf.pages[-1].obj, Name.Fit])),
    "on-closing": setting(root, "AA", Dictionary(WC=Dictionary(S=Name.JavaScript, JS="1"))),
    "on-page": setting(page(0), "AA", Dictionary(O=Dictionary(S=Name.Named, N=Name.Print))),
    "named-script": setting(
        root, "Names", Dictionary(JavaScript=Dictionary(Names=Array(["a", Dictionary(S=Name.JavaScript, JS="1")])))
    ),
    "attached": _attached,
    "associated": setting(root, "AF", lambda pdf: Array([Dictionary(Type=Name.Filespec, F="a.txt")])),
    "form": _form,
    "collection": setting(root, "Collection", Dictionary(View=Name.D)),
    "threads": setting(root, "Threads", Array([Dictionary(Type=Name.Thread)])),
    "permissions": setting(root, "Perms", Dictionary(DocMDP=Dictionary(Type=Name.Sig))),
    "requirements": setting(root, "Requirements", Array([Dictionary(S=Name.EnableJavaScripts)])),
    "extension": setting(root, "Extensions", Dictionary(ABCD=Dictionary(BaseVersion=Name("/1.7"), ExtensionLevel=1))),
}


# Fonts


def _fonts(pdf: Pdf) -> list[Any]:
    return [font for _, font in sorted(pdf.pages[0].Resources.Font.items())]


def _exchanged_fonts(pdf: Pdf) -> None:
    fonts = pdf.pages[0].Resources.Font
    one, other = sorted(fonts.keys())[:2]
    fonts[one], fonts[other] = fonts[other], fonts[one]


def _redrawn(change: Callable[[TTFont], None]) -> Change:
    """The file of the largest font, changed."""

    def apply(pdf: Pdf) -> None:
        streams = [font.DescendantFonts[0].FontDescriptor.FontFile2 for font in _fonts(pdf)]
        stream = max(streams, key=lambda one: len(one.read_bytes()))
        font = TTFont(io.BytesIO(stream.read_bytes()), recalcBBoxes=False)
        change(font)
        out = io.BytesIO()
        font.save(out)
        stream.write(out.getvalue())

    return apply


def _inked(font: TTFont) -> list[str]:
    table = font["glyf"]
    return [name for name in font.getGlyphOrder() if table[name].numberOfContours > 0]


def _glyphs_exchanged(font: TTFont) -> None:
    one, other = _inked(font)[1:3]
    table = font["glyf"]
    table[one], table[other] = table[other], table[one]


def _glyph_empty(font: TTFont) -> None:
    font["glyf"][_inked(font)[1]].numberOfContours = 0


def _glyph_nudged(font: TTFont) -> None:
    glyph = font["glyf"][_inked(font)[1]]
    x, y = glyph.coordinates[0]
    glyph.coordinates[0] = (x + 60, y)


def _other_map(new: bytes) -> Change:
    def change(pdf: Pdf) -> None:
        for font in _fonts(pdf):
            text = font.ToUnicode.read_bytes()
            lines = text.split(b"\n")
            places = [n for n, line in enumerate(lines) if line.startswith(b"<") and line.count(b"<") == 2]
            code, said = lines[places[-1]].split()[:2]
            lines[places[-1]] = code + b" " + (new or b"<" + said[1:5] * 2 + b">")
            font.ToUnicode.write(b"\n".join(lines))

    return change


def _widths(step: float) -> Change:
    def change(pdf: Pdf) -> None:
        for font in _fonts(pdf):
            own = font.DescendantFonts[0]
            own.W = Array(
                [Array([float(w) + step for w in item]) if isinstance(item, Array) else item for item in own.W]
            )

    return change


def _substituted(pdf: Pdf) -> None:
    for font in _fonts(pdf)[:1]:
        del font.DescendantFonts[0].FontDescriptor["/FontFile2"]
        font.BaseFont = font.DescendantFonts[0].BaseFont = Name.Helvetica


FONTS = {
    "exchanged": _exchanged_fonts,
    "glyphs-exchanged": _redrawn(_glyphs_exchanged),
    "glyph-empty": _redrawn(_glyph_empty),
    "glyph-nudged": _redrawn(_glyph_nudged),
    "map-of-one-letter": _other_map(b"<0041>"),
    "map-doubled": _other_map(b""),
    "map-emptied": _other_map(b"<>"),
    "no-map": lambda pdf: _fonts(pdf)[0].__delitem__("/ToUnicode"),
    "widths-by-a-thousandth": _widths(1),
    "widths-by-a-tenth": _widths(60),
    "substituted": _substituted,
    "other-name": lambda pdf: _fonts(pdf)[0].__setitem__("/BaseFont", Name("/ABCDEF+Helvetica")),
}
