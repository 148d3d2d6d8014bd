"""What somebody may do to the finished file: each function changes an open PDF.

`evasions.yaml` and `controls.yaml` name the functions. The text that they attack is found by its ink, `documents.INK`,
on the first page.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from decimal import Decimal

import pikepdf
from documents import INK
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Operator, Pdf, Stream, String

Command = pikepdf.ContentStreamInstruction
_INK = tuple(round(channel / 255, 3) for channel in INK)
_SHOWS = ("Tj", "TJ")


def _do(name: str, *operands: object) -> Command:
    return Command(list(operands), Operator(name))


def _target(pdf: Pdf, change: Callable[[list[Command]], Iterable[Command]]) -> None:
    """Put `change(block)` for every block of text (BT to ET) that is drawn in the target's ink."""
    page = pdf.pages[0]
    out: list[Command] = []
    block: list[Command] | None = None
    inked = False
    hits = 0
    for command in pikepdf.parse_content_stream(page):
        name = str(command.operator)
        if name == "rg":
            inked = tuple(round(float(value), 3) for value in command.operands) == _INK
        if name == "BT" and inked:
            block = []
        if block is None:
            out.append(command)
            continue
        block.append(command)
        if name == "ET":
            out += change(block)
            block = None
            hits += 1
    assert hits, "the document has no text in the target's ink"
    page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(out))


def _first(pdf: Pdf, change: Callable[[list[Command]], Iterable[Command]]) -> None:
    """The same, for the first block only."""
    done = False

    def once(block: list[Command]) -> Iterable[Command]:
        nonlocal done
        done, before = True, done
        return block if before else change(block)

    _target(pdf, once)


def _inside(*commands: Command) -> Callable[[list[Command]], list[Command]]:
    """Commands at the beginning of the block, their effect ended with it."""
    return lambda block: [_do("q"), block[0], *commands, *block[1:], _do("Q")]


def _around(*commands: Command) -> Callable[[list[Command]], list[Command]]:
    """Commands before the block, their effect ended with it."""
    return lambda block: [_do("q"), *commands, *block, _do("Q")]


def _place(block: list[Command]) -> tuple[float, float]:
    """Where the block's text begins, in the units that it is drawn in."""
    matrix = next(c for c in block if str(c.operator) == "Tm").operands
    return float(matrix[4]), float(matrix[5])


def _box(block: list[Command], width: float, top: float, height: float) -> list[Command]:
    x, y = _place(block)
    return [_do("re", Decimal(round(x - 1)), Decimal(round(y + top)), Decimal(round(width)), Decimal(round(height)))]


def _state(pdf: Pdf, name: str, **entries: object) -> Command:
    """`gs` with a new graphics state of the first page."""
    resources = pdf.pages[0].Resources
    if "/ExtGState" not in resources:
        resources["/ExtGState"] = Dictionary()
    resources["/ExtGState"][f"/{name}"] = Dictionary({f"/{key}": value for key, value in entries.items()})
    return _do("gs", Name(f"/{name}"))


# Ink


def invisible(pdf: Pdf) -> None:
    _target(pdf, _inside(_do("Tr", 3)))


def clipping_only(pdf: Pdf) -> None:
    _target(pdf, _inside(_do("Tr", 7)))


def outlined(pdf: Pdf) -> None:
    _target(pdf, _inside(_do("Tr", 1)))


def white_ink(pdf: Pdf) -> None:
    _target(pdf, _inside(_do("rg", 1, 1, 1)))


def transparent(pdf: Pdf) -> None:
    _target(pdf, _around(_state(pdf, "Evasion", ca=0)))


def faint(pdf: Pdf) -> None:
    _target(pdf, _around(_state(pdf, "Evasion", ca=Decimal("0.2"))))


def blended_away(pdf: Pdf) -> None:
    _target(pdf, _around(_state(pdf, "Evasion", BM=Name.Lighten)))


def soft_masked(pdf: Pdf) -> None:
    _target(pdf, _around(_soft_mask(pdf, b"0 g 0 0 2000 2000 re f")))


def soft_faded(pdf: Pdf) -> None:
    _target(pdf, _around(_soft_mask(pdf, b".25 g 0 0 2000 2000 re f")))


def _soft_mask(pdf: Pdf, drawing: bytes) -> Command:
    group = Dictionary(Type=Name.Group, S=Name.Transparency, CS=Name.DeviceGray)
    form = Stream(pdf, drawing, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 2000, 2000]), Group=group)
    return _state(pdf, "Evasion", SMask=Dictionary(Type=Name.Mask, S=Name.Luminosity, G=pdf.make_indirect(form)))


# Cutting and covering


def clipped(pdf: Pdf) -> None:
    _target(pdf, lambda block: [_do("q"), *_box(block, 1, -1, 1), _do("W"), _do("n"), *block, _do("Q")])


def half_clipped(pdf: Pdf) -> None:
    _target(pdf, lambda block: [_do("q"), *_box(block, 900, -5, 9), _do("W"), _do("n"), *block, _do("Q")])


def white_box(pdf: Pdf) -> None:
    _target(pdf, lambda block: [*block, *_painted(_box(block, 900, -14, 20), 1)])


def white_box_on_first_word(pdf: Pdf) -> None:
    _first(pdf, lambda block: [*block, *_painted(_box(block, 16, -14, 20), 1), *_painted(_end_box(block), 1)])


def line_through(pdf: Pdf) -> None:
    _target(pdf, lambda block: [*block, *_painted(_box(block, 900, -5, 1), 0)])


def _end_box(block: list[Command]) -> list[Command]:
    """A box where a line that is read from the right begins."""
    return [_do("re", 460, Decimal(round(_place(block)[1] - 14)), 30, 20)]


def _painted(path: list[Command], grey: int) -> list[Command]:
    return [_do("q"), _do("g", grey), *path, _do("f"), _do("Q")]


def inline_picture(pdf: Pdf) -> None:
    dot = pikepdf.parse_content_stream(pdf.make_stream(b"BI /W 1 /H 1 /CS /G /BPC 8 ID \xff EI"))[0]

    def covered(block: list[Command]) -> list[Command]:
        x, y = _place(block)
        return [*block, _do("q"), _do("cm", 400, 0, 0, 24, Decimal(round(x)), Decimal(round(y - 16))), dot, _do("Q")]

    _target(pdf, covered)


def in_a_cutting_form(pdf: Pdf) -> None:
    _into_form(pdf, Array([0, 0, 150, 2000]))


def in_a_form(pdf: Pdf) -> None:
    """A drawing of its own that cuts nothing off."""
    _into_form(pdf, Array([-2000, -2000, 4000, 4000]))


def _into_form(pdf: Pdf, bounds: Array) -> None:
    page = pdf.pages[0]
    fonts = page.Resources.Font
    forms = page.Resources.get("/XObject", Dictionary())
    page.Resources["/XObject"] = forms

    def moved(block: list[Command]) -> list[Command]:
        name = Name(f"/Moved{len(forms)}")
        drawing = pikepdf.unparse_content_stream([_do("rg", *(Decimal(f"{value:.3f}") for value in _INK)), *block])
        form = Stream(pdf, drawing, Type=Name.XObject, Subtype=Name.Form, BBox=bounds)
        form.Resources = Dictionary(Font=fonts)
        forms[name] = pdf.make_indirect(form)
        return [_do("Do", name)]

    _target(pdf, moved)


# Shape and place


def shrunk(pdf: Pdf) -> None:
    _target(pdf, lambda block: [_scaled(command, 0.3) for command in block])


def turned(pdf: Pdf) -> None:
    _target(pdf, lambda block: [_scaled(command, -1) for command in block])


def _scaled(command: Command, by: float) -> Command:
    if str(command.operator) != "Tm":
        return command
    a, b, c, d, x, y = (float(value) for value in command.operands)
    return _do("Tm", *(Decimal(f"{value:.4f}") for value in (a * by, b, c, d * by, x + (300 if by < 0 else 0), y)))


def squeezed(pdf: Pdf) -> None:
    _target(pdf, _inside(_do("Tz", 30)))


def raised(pdf: Pdf) -> None:
    _target(pdf, _inside(_do("Ts", 900)))


def tight(pdf: Pdf) -> None:
    _target(pdf, _inside(_do("Tc", -6)))


def moved_to_edge(pdf: Pdf) -> None:
    _target(pdf, _around(_do("cm", 1, 0, 0, 1, -40, 0)))


def text_removed(pdf: Pdf) -> None:
    _target(pdf, lambda block: ())


def first_glyphs_removed(pdf: Pdf) -> None:
    def shortened(command: Command) -> Command:
        if str(command.operator) != "TJ":
            return command
        return _do("TJ", Array(list(command.operands[0])[8:]))

    _first(pdf, lambda block: [shortened(command) for command in block])


# Layers and annotations


def layer_off(pdf: Pdf) -> None:
    _layer(pdf)


def layer_off_in_print(pdf: Pdf) -> None:
    _layer(pdf, Print=Name.OFF)


def layer_off_in_view(pdf: Pdf) -> None:
    _layer(pdf, View=Name.OFF)


def _layer(pdf: Pdf, **usage: Name) -> None:
    """Put the target on a layer: off altogether, or where `usage` says so (ISO 32000-1, 8.11.4)."""
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("evasion")))
    shown = Dictionary(Order=Array([layer]))
    if not usage:
        shown.OFF = Array([layer])
    for event, state in usage.items():
        layer.Usage = Dictionary({f"/{event}": Dictionary({f"/{event}State": state})})
        automatic = Dictionary(Event=Name(f"/{event}"), Category=Array([Name(f"/{event}")]), OCGs=Array([layer]))
        shown.AS = Array([automatic])
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=shown)
    pdf.pages[0].Resources["/Properties"] = Dictionary(Evasion=layer)
    _target(pdf, lambda block: [_do("BDC", Name.OC, Name.Evasion), *block, _do("EMC")])


def square_note(pdf: Pdf) -> None:
    _note(pdf, Subtype=Name.Square, F=4)


def print_note(pdf: Pdf) -> None:
    _note(pdf, Subtype=Name.Square, F=4 | 32)


def black_highlight(pdf: Pdf) -> None:
    corners = Array([0, 560, 400, 560, 0, 500, 400, 500])
    _note(pdf, b"0 g 0 0 400 40 re f", Subtype=Name.Highlight, F=4, QuadPoints=corners)


def text_note(pdf: Pdf) -> None:
    _note(pdf, b"", Subtype=Name.FreeText, F=4, Contents=String("This is not true."), DA=String("/Helv 12 Tf 0 g"))


def _note(pdf: Pdf, drawing: bytes = b"1 g 0 0 400 40 re f", **entries: object) -> None:
    appearance = Stream(pdf, drawing, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 400, 40]))
    note = Dictionary({f"/{key}": value for key, value in entries.items()})
    note.Type, note.Rect = Name.Annot, Array([20, 470, 410, 520])
    note.AP = Dictionary(N=pdf.make_indirect(appearance))
    page = pdf.pages[0]
    page.obj["/Annots"] = Array([*page.obj.get("/Annots", ()), pdf.make_indirect(note)])


# Fonts


def _fonts(pdf: Pdf) -> list[Dictionary]:
    fonts = (font for page in pdf.pages for font in page.Resources.Font.values())
    return list({font.objgen: font for font in fonts}.values())


def _change_font_files(pdf: Pdf, change: Callable[[TTFont], None]) -> None:
    for font in _fonts(pdf):
        descriptor = font.DescendantFonts[0].FontDescriptor
        file = TTFont(io.BytesIO(descriptor.FontFile2.read_bytes()))
        change(file)
        out = io.BytesIO()
        file.save(out)
        descriptor.FontFile2.write(out.getvalue())


def blank_glyphs(pdf: Pdf) -> None:
    from fontTools.ttLib.tables._g_l_y_f import Glyph

    def blank(file: TTFont) -> None:
        for name in file.getGlyphOrder():
            file["glyf"][name] = Glyph()

    _change_font_files(pdf, blank)


def lying_map(pdf: Pdf) -> None:
    """Two glyphs change their outlines; text and widths stay: what is read out is not what is seen."""

    def swap(file: TTFont) -> None:
        table = file["glyf"]
        drawn = [name for name in file.getGlyphOrder() if table[name].numberOfContours > 0]
        for one, other in zip(drawn[::2], drawn[1::2], strict=False):
            table[one], table[other] = table[other], table[one]

    _change_font_files(pdf, swap)


def missing_glyphs(pdf: Pdf) -> None:
    def zeroed(command: Command) -> Command:
        if str(command.operator) != "TJ":
            return command
        shown = (String(b"\x00\x00") if isinstance(one, String) else one for one in command.operands[0])
        return _do("TJ", Array(shown))

    _target(pdf, lambda block: [zeroed(command) for command in block])


def font_removed(pdf: Pdf) -> None:
    for font in _fonts(pdf):
        del font.DescendantFonts[0].FontDescriptor["/FontFile2"]


# Pages


def page_removed(pdf: Pdf) -> None:
    del pdf.pages[1]


def pages_swapped(pdf: Pdf) -> None:
    pdf.pages.reverse()


def page_twice(pdf: Pdf) -> None:
    pdf.pages.append(pdf.pages[0])


def cropped(pdf: Pdf) -> None:
    pdf.pages[0].obj["/CropBox"] = Array([0, 0, 419.5, 300])


def trimmed(pdf: Pdf) -> None:
    pdf.pages[0].obj["/TrimBox"] = Array([30, 30, 380, 560])


def page_turned(pdf: Pdf) -> None:
    pdf.pages[0].obj["/Rotate"] = 180


def user_unit(pdf: Pdf) -> None:
    pdf.pages[0].obj["/UserUnit"] = 3


# The file's own statements, and what runs when it is opened


def open_action(pdf: Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.Hide, T=String("x"))


def script(pdf: Pdf) -> None:
    pdf.Root["/Names"] = Dictionary(
        JavaScript=Dictionary(Names=Array([String("a"), Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))]))
    )


def file_inside(pdf: Pdf) -> None:
    pdf.attachments["other.txt"] = b"Something else."


def reading_order_turned(pdf: Pdf) -> None:
    document = pdf.Root.StructTreeRoot.K
    while isinstance(document, Array):
        document = document[0]
    while len(document.K) < 2:
        document = document.K[0]
    for kid in document.K:
        if isinstance(kid, Dictionary) and isinstance(kid.get("/K"), Array):
            kid.K = Array(list(reversed(list(kid.K))))
    document.K = Array(list(reversed(list(document.K))))


def lying_actual_text(pdf: Pdf) -> None:
    for thing in pdf.objects:
        if isinstance(thing, Dictionary) and thing.get("/S") == "/P":
            thing["/ActualText"] = String("All is well.")
            return
    raise AssertionError("the document has no paragraph")


def tags_removed(pdf: Pdf) -> None:
    del pdf.Root["/StructTreeRoot"]


def language_removed(pdf: Pdf) -> None:
    del pdf.Root["/Lang"]


def title_removed(pdf: Pdf) -> None:
    del pdf.docinfo["/Title"]


def standard_removed(pdf: Pdf) -> None:
    del pdf.Root["/Metadata"]


# Nothing is wrong with these


def saved_again(pdf: Pdf) -> None:
    """Written anew, without a change."""


def recompressed(pdf: Pdf) -> None:
    for page in pdf.pages:
        page.contents_coalesce()
