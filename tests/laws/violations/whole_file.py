"""Violations of a finished file apart from its text: pages, layers, notes, links, fonts, actions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from violations.content import commands_of, do, number, put_commands
from violations.sayings import FileEdit, saying_edits


def file_edits(pdf: Pdf) -> Iterator[tuple[str, FileEdit]]:
    """Every one of them that `pdf` has room for, by name."""
    yield from saying_edits(pdf)
    for page in range(len(pdf.pages)):
        kinds = [kind for kind in PAGE_EDITS if kind != "pages/gone" or len(pdf.pages) > 1]
        yield from ((f"{kind}/page-{page + 1}", _on_page(PAGE_EDITS[kind], page)) for kind in kinds)
    yield from note_edits(pdf)
    for font in range(len(_fonts(pdf))):
        yield from ((f"{kind}/font-{font}", _on_font(edit, font)) for kind, edit in FONT_EDITS.items())
    yield from FILE_EDITS.items()
    if len(pdf.pages) > 1:
        yield "pages/all-turned-round", lambda pdf: pdf.pages.reverse()


def note_edits(pdf: Pdf) -> Iterator[tuple[str, FileEdit]]:
    """Those of its links."""
    for page in range(len(pdf.pages)):
        for note in range(len(pdf.pages[page].obj.get("/Annots", ()))):
            name = f"page-{page + 1}/{note}"
            yield from ((f"{kind}/{name}", _on_note(edit, page, note)) for kind, edit in NOTE_EDITS.items())


def _on_page(edit: Callable[[Pdf, int], None], page: int) -> FileEdit:
    return lambda pdf: edit(pdf, page)


# Pages


def _stroke(pdf: Pdf, page: int) -> None:
    """A line across the page, drawn last."""
    line = [do("q"), do("w", 1.0), do("m", 40.0, 200.0), do("l", 500.0, 260.0), do("S"), do("Q")]
    put_commands(pdf, page, [*commands_of(pdf, page), *line])


def _veil(pdf: Pdf, page: int, grey: float = 1.0) -> None:
    cover = [do("q"), do("g", grey), do("re", 0, 0, 5000, 5000), do("f"), do("Q")]
    put_commands(pdf, page, [*commands_of(pdf, page), *cover])


def _tint(pdf: Pdf, page: int) -> None:
    ground = [do("q"), do("g", 0.97), do("re", 0, 0, 5000, 5000), do("f"), do("Q")]
    put_commands(pdf, page, [*ground, *commands_of(pdf, page)])


def _shifted(pdf: Pdf, page: int) -> None:
    put_commands(pdf, page, [do("cm", 1, 0, 0, 1, 3, 0), *commands_of(pdf, page)])


def _hidden_on_layer(pdf: Pdf, page: int) -> None:
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("all")))
    shown = Dictionary(Order=Array([layer]), OFF=Array([layer]))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=shown)
    pdf.pages[page].Resources["/Properties"] = Dictionary(All=layer)
    put_commands(pdf, page, [do("BDC", Name.OC, Name.All), *commands_of(pdf, page), do("EMC")])


def _box(key: str, inset: int) -> Callable[[Pdf, int], None]:
    def cut(pdf: Pdf, page: int) -> None:
        x, y, right, top = (float(value) for value in pdf.pages[page].mediabox)
        edges = (x + inset, y + inset, right - inset, top - inset)
        pdf.pages[page].obj[key] = Array([number(edge) for edge in edges])

    return cut


def _key(key: str, value: object) -> Callable[[Pdf, int], None]:
    return lambda pdf, page: pdf.pages[page].obj.__setitem__(key, value)


def _gone(key: str) -> Callable[[Pdf, int], None]:
    return lambda pdf, page: pdf.pages[page].obj.__delitem__(key)


def _note(pdf: Pdf, page: int, **entries: object) -> None:
    drawing = Stream(pdf, b"1 g 0 0 400 40 re f", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 400, 40]))
    note = Dictionary({f"/{key}": value for key, value in entries.items()})
    note.Type, note.Rect, note.AP = Name.Annot, Array([30, 300, 400, 340]), Dictionary(N=pdf.make_indirect(drawing))
    own = pdf.pages[page].obj
    own["/Annots"] = Array([*own.get("/Annots", ()), pdf.make_indirect(note)])


def _page_again(pdf: Pdf, page: int) -> None:
    pdf.pages.append(pdf.pages[page])


def _page_gone(pdf: Pdf, page: int) -> None:
    del pdf.pages[page]


def _empty_page_before(pdf: Pdf, page: int) -> None:
    blank = Dictionary(Type=Name.Page, MediaBox=pdf.pages[page].obj.MediaBox, Resources=Dictionary())
    pdf.pages.insert(page, type(pdf.pages[page])(pdf.make_indirect(blank)))


PAGE_EDITS: dict[str, Callable[[Pdf, int], None]] = {
    "pages/again": _page_again,
    "pages/gone": _page_gone,
    "pages/empty-before": _empty_page_before,
    "pages/line": _stroke,
    "pages/veil": _veil,
    "pages/tint": _tint,
    "pages/shifted": _shifted,
    "pages/layer-off": _hidden_on_layer,
    "pages/cropped": _box("/CropBox", 60),
    "pages/cropped-by-a-hair": _box("/CropBox", 1),
    "pages/trimmed": _box("/TrimBox", 30),
    "pages/turned": _key("/Rotate", 180),
    "pages/user-unit": _key("/UserUnit", 2),
    "pages/no-tab-order": _gone("/Tabs"),
    "pages/no-parents": _gone("/StructParents"),
    "pages/moved-on": _key("/Dur", 1),
    "notes/square": lambda pdf, page: _note(pdf, page, Subtype=Name.Square, F=4),
    "notes/in-print": lambda pdf, page: _note(pdf, page, Subtype=Name.Square, F=36),
    "notes/text": lambda pdf, page: _note(pdf, page, Subtype=Name.Text, F=4, Contents=String("Not true.")),
    "notes/invisible": lambda pdf, page: _note(pdf, page, Subtype=Name.Square, F=2, Contents=String("Not true.")),
    "notes/link-over-all": lambda pdf, page: _note(
        pdf, page, Subtype=Name.Link, F=4, A=Dictionary(S=Name.URI, URI=String("https://example.org/"))
    ),
}


# Links


def _on_note(edit: Callable[[Pdf, Any], None], page: int, note: int) -> FileEdit:
    return lambda pdf: edit(pdf, pdf.pages[page].obj.Annots[note])


def _elsewhere(_: Pdf, note: Any) -> None:
    if "/A" in note:
        note.A.URI = String("https://example.org/")


def _moved(_: Pdf, note: Any) -> None:
    note.Rect = Array([10, 10, 60, 30])


NOTE_EDITS: dict[str, Callable[[Pdf, Any], None]] = {
    "links/elsewhere": _elsewhere,
    "links/moved": _moved,
    "links/other-words": lambda _, note: note.__setitem__("/Contents", String("Shop")),
    "links/hidden": lambda _, note: note.__setitem__("/F", 2),
    "links/action-added": lambda _, note: note.__setitem__("/AA", Dictionary(E=Dictionary(S=Name.Named, N=Name.Print))),
}


# Fonts


def _fonts(pdf: Pdf) -> list[Any]:
    fonts = (font for page in pdf.pages for font in page.Resources.get("/Font", Dictionary()).values())
    return list({font.objgen: font for font in fonts}.values())


def _on_font(edit: Callable[[Any], None], font: int) -> FileEdit:
    return lambda pdf: edit(_fonts(pdf)[font])


def _mapped(change: Callable[[list[bytes]], list[bytes]]) -> Callable[[Any], None]:
    """The lines `<glyph> <text>` of the map that programs read text by, changed."""

    def changed(font: Any) -> None:
        lines = font.ToUnicode.read_bytes().split(b"\n")
        places = [index for index, line in enumerate(lines) if line.startswith(b"<") and line.count(b"<") == 2]
        places = [index for index in places if b"ffff" not in lines[index]]
        for index, line in zip(places, change([lines[index] for index in places]), strict=True):
            lines[index] = line
        font.ToUnicode.write(b"\n".join(lines))

    return changed


def _texts_turned(lines: list[bytes]) -> list[bytes]:
    """Each glyph says what its neighbour says."""
    codes, texts = [line.split()[0] for line in lines], [line.split()[1] for line in lines]
    return [b" ".join(pair) for pair in zip(codes, [*texts[1:], texts[0]], strict=True)]


def _first_two_turned(lines: list[bytes]) -> list[bytes]:
    return [*_texts_turned(lines[:2]), *lines[2:]] if len(lines) > 1 else [line.replace(b"00", b"01") for line in lines]


def _one_empty(lines: list[bytes]) -> list[bytes]:
    return [b" ".join((lines[0].split()[0], b"<>")), *lines[1:]]


def _widths_halved(font: Any) -> None:
    own = font.DescendantFonts[0]
    own.W = Array([Array([number(float(w) / 2) for w in item]) if isinstance(item, Array) else item for item in own.W])


FONT_EDITS: dict[str, Callable[[Any], None]] = {
    "fonts/texts-turned": _mapped(_texts_turned),
    "fonts/two-texts-turned": _mapped(_first_two_turned),
    "fonts/a-text-emptied": _mapped(_one_empty),
    "fonts/no-map": lambda font: font.__delitem__("/ToUnicode"),
    "fonts/no-file": lambda font: font.DescendantFonts[0].FontDescriptor.__delitem__("/FontFile2"),
    "fonts/other-name": lambda font: font.__setitem__("/BaseFont", Name("/ABCDEF+Helvetica")),
    "fonts/widths-halved": _widths_halved,
}


# The rest


def _open_action(pdf: Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def _attachment(pdf: Pdf) -> None:
    pdf.attachments["other.txt"] = b"Something else."


FILE_EDITS: dict[str, FileEdit] = {
    "active/open-action": _open_action,
    "active/attachment": _attachment,
    "active/form": lambda pdf: setattr(pdf.Root, "AcroForm", Dictionary(Fields=Array([]))),
    "active/threads": lambda pdf: setattr(pdf.Root, "Threads", Array([])),
    "active/additional": lambda pdf: setattr(
        pdf.Root, "AA", Dictionary(WC=Dictionary(S=Name.JavaScript, JS=String("1")))
    ),
}
