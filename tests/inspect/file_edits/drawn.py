"""Edits of what a page draws: marks, tiny shapes, colours, places, letters, layers, groups, boxes."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pikepdf
from pikepdf import Array, ContentStreamInstruction, Dictionary, Name, Operator, Pdf, Stream, String
from violations.content import do

from file_edits.edit import Edit, appended, commands_changed, edits_of, numbers, page, setting


def drawn_edits() -> Iterator[Edit]:
    """All of them; each changes what is seen, printed, copied or zoomed into."""
    yield from edits_of("marks", MARKS)
    yield from edits_of("commands", COMMANDS)
    yield from edits_of("layers", LAYERS)
    yield from edits_of("groups", GROUPS)
    yield from edits_of("boxes", BOXES)


def _micro_text(pdf: Pdf) -> None:
    font = next(iter(pdf.pages[0].Resources.Font.keys()))
    appended(b"BT %b 0.05 Tf 1 0 0 1 200 200 Tm <00030004> Tj ET" % font.encode())(pdf)


def _text(mode: int, at: str = "200 200") -> object:
    def change(pdf: Pdf) -> None:
        font = next(iter(pdf.pages[0].Resources.Font.keys()))
        appended(b"BT %d Tr %b 9 Tf 1 0 0 1 %b Tm <00030004> Tj ET" % (mode, font.encode(), at.encode()))(pdf)

    return change


def _white_text(pdf: Pdf) -> None:
    font = next(iter(pdf.pages[0].Resources.Font.keys()))
    appended(b"1 g BT %b 9 Tf 1 0 0 1 4 4 Tm <00030004> Tj ET" % font.encode())(pdf)


def _picture(pdf: Pdf) -> Stream:
    return Stream(
        pdf, b"\0", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1, BitsPerComponent=8,
        ColorSpace=Name.DeviceGray,
    )  # fmt: skip


MARKS = {
    "black-dot-of-one-pixel": appended(b"0 g 100 100 0.507 0.507 re f"),
    "black-dot-of-a-tenth-of-a-pixel": appended(b"0 g 100 100 0.05 0.05 re f"),
    "dot-that-no-screen-shows": appended(b"0 g 100 100 0.001 0.001 re f"),
    "white-dot-on-a-letter": appended(b"1 g 50 760 300 0.2 re f"),
    "pale-patch": appended(b"0.996 g 0 0 100 100 re f"),
    "hair-line": appended(b"0 w 0 G 10 10 m 400 10 l S"),
    "hair-line-of-254": appended(b"0 w 0.996 G 10 10 m 400 10 l S"),
    "point-of-no-length": appended(b"1 J 0.3 w 0 G 100 100 m 100 100 l S"),
    "picture-of-one-point": appended(b"q 0.5 0 0 0.5 100 100 cm /Edit Do Q", XObject_Edit=_picture),
    "inline-picture": appended(b"q 0.5 0 0 0.5 9 9 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \0 EI Q"),
    "micro-text": _micro_text,
    "invisible-text": _text(3),
    "clip-text": _text(7),
    "text-off-the-page": _text(0, "-500 200"),
    "white-text": _white_text,
    "multiplied-white": appended(
        b"/Edit gs 0.99 g 0 0 300 300 re f", ExtGState_Edit=lambda _: Dictionary(BM=Name.Multiply, ca=1)
    ),
    "over-the-edge": appended(b"0 g -5 100 5.2 50 re f"),
    "second-page-too": appended(b"0 g 100 100 1 1 re f", 1),
}


def _by(operators: str, step: float, operand: int = -1, which: int = 0) -> object:
    """The operand of one of the commands that are called so, changed by `step`."""

    def change(pdf: Pdf, commands: list) -> list:
        found = [n for n, c in enumerate(commands) if str(getattr(c, "operator", "")) in operators.split()]
        own = commands[found[which]]
        operands = list(own.operands)
        operands[operand] = Decimal(str(round(float(operands[operand]) + step, 6)))
        return [
            *commands[: found[which]],
            ContentStreamInstruction(operands, own.operator),
            *commands[found[which] + 1 :],
        ]

    return commands_changed(change)


def _before(operators: str, *inserted: ContentStreamInstruction, which: int = 0) -> object:
    def change(pdf: Pdf, commands: list) -> list:
        found = [n for n, c in enumerate(commands) if str(getattr(c, "operator", "")) in operators.split()]
        return [*commands[: found[which]], *inserted, *commands[found[which] :]]

    return commands_changed(change)


def _without(operators: str, which: int = 0) -> object:
    def change(pdf: Pdf, commands: list) -> list:
        found = [n for n, c in enumerate(commands) if str(getattr(c, "operator", "")) in operators.split()]
        return [*commands[: found[which]], *commands[found[which] + 1 :]]

    return commands_changed(change)


def _kerned(pdf: Pdf, commands: list) -> list:
    """The longest piece of text with a gap after its first letter."""
    texts = [n for n, c in enumerate(commands) if str(getattr(c, "operator", "")) == "TJ"]
    index = max(texts, key=lambda n: len(pikepdf.unparse_content_stream([commands[n]])))
    parts = list(commands[index].operands[0])
    place = next(n for n, part in enumerate(parts) if isinstance(part, String))
    codes = bytes(parts[place])
    parts[place : place + 1] = [String(codes[:2]), -120, String(codes[2:])]
    new = ContentStreamInstruction([Array(parts)], Operator("TJ"))
    return [*commands[:index], new, *commands[index + 1 :]]


def _swapped_blocks(pdf: Pdf, commands: list) -> list:
    """The texts of two neighbouring pieces of text, drawn in each other's place."""
    found = [n for n, c in enumerate(commands) if str(getattr(c, "operator", "")) == "TJ"]
    one, other = found[3], found[4]
    new = list(commands)
    new[one], new[other] = commands[other], commands[one]
    return new


COMMANDS = {
    "red-by-a-255th": _by("rg", 1 / 255, 0),
    "blue-by-two-255ths": _by("rg", 2 / 255, 2),
    "text-moved-by-a-tenth-of-a-pixel": _by("Tm", 0.1, 4, 3),
    "text-raised": _by("Tm", -0.3, 5, 5),
    "text-larger-by-a-hundredth": _by("Tf", 0.1, 1, 4),
    "kerned": commands_changed(_kerned),
    "letter-space": _before("TJ", do("Tc", 0.05), which=4),
    "word-space": _before("TJ", do("Tw", 0.5), do("Tc", 0.02), which=4),
    "squeezed": _before("TJ", do("Tz", 99.0), which=4),
    "raised": _before("TJ", do("Ts", 0.5), which=4),
    "outlined": _before("TJ", do("Tr", 2), which=4),
    "made-invisible": _before("TJ", do("Tr", 3), which=4),
    "gone": _without("TJ", 4),
    "swapped": commands_changed(_swapped_blocks),
    "slanted": _by("Tm", 0.01, 2, 5),
    "untagged": _before("TJ", do("EMC"), do("BMC", Name.Artifact), which=4),
    "actual-text": _before(
        "TJ", do("BDC", Name.Span, Dictionary(ActualText=String("All is well."))), do("EMC"), which=4
    ),
    "in-another-language": _before("TJ", do("BDC", Name.Span, Dictionary(Lang=String("de"))), do("EMC"), which=4),
    "clipped": _before("BT", do("re", 0, 0, 300, 300), do("W"), do("n"), which=0),
    "ground-first": _before("BT", do("q"), do("rg", 0.99, 1, 1), do("re", 0, 0, 999, 40), do("f"), do("Q")),
    "overprinted": _before("rg", do("gs", Name("/Edit"))),
}


def _overprint(pdf: Pdf) -> None:
    commands_changed(lambda _, commands: [do("gs", Name("/Edit")), *commands])(pdf)
    pdf.pages[0].Resources.ExtGState["/Edit"] = Dictionary(op=True, OP=True, OPM=1)


def _halftone(pdf: Pdf) -> None:
    """An inverse transfer function: white comes out black on a printer; viewers ignore it."""
    inverse = pdf.make_indirect(Dictionary(FunctionType=2, Domain=numbers(0, 1), C0=numbers(1), C1=numbers(0), N=1))
    commands_changed(lambda _, commands: [do("gs", Name("/Edit")), *commands])(pdf)
    pdf.pages[0].Resources.ExtGState["/Edit"] = Dictionary(TR=inverse)


COMMANDS["overprinted"] = _overprint
COMMANDS["transfer-function"] = _halftone


def _layer(pdf: Pdf, *, shown: bool, new: bytes = b"", usage: Dictionary | None = None, whole: bool = False) -> None:
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Layer")))
    if usage is not None:
        layer.Usage = usage
    states = Dictionary(Order=Array([layer]), **({} if shown else {"OFF": Array([layer])}))
    if usage is not None:
        events = [Name.Print, Name.View]
        states.AS = Array([Dictionary(Event=e, Category=Array([e]), OCGs=Array([layer])) for e in events])
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=states)
    pdf.pages[0].Resources["/Properties"] = Dictionary(Edit=layer)
    if whole:
        pdf.pages[0].contents_add(b"/OC /Edit BDC", prepend=True)
        pdf.pages[0].contents_add(b"EMC")
    if new:
        pdf.pages[0].contents_add(b"q", prepend=True)
        pdf.pages[0].contents_add(b"Q /OC /Edit BDC " + new + b" EMC")


def _states(view: str, on_paper: str) -> Dictionary:
    return Dictionary(View=Dictionary(ViewState=Name(f"/{view}")), Print=Dictionary(PrintState=Name(f"/{on_paper}")))


BOX = b"0 g 100 100 200 20 re f"
LAYERS = {
    "page-on": lambda pdf: _layer(pdf, shown=True, whole=True),
    "page-off": lambda pdf: _layer(pdf, shown=False, whole=True),
    "page-not-printed": lambda pdf: _layer(pdf, shown=True, whole=True, usage=_states("ON", "OFF")),
    "page-not-viewed": lambda pdf: _layer(pdf, shown=True, whole=True, usage=_states("OFF", "ON")),
    "box-off": lambda pdf: _layer(pdf, shown=False, new=BOX),
    "box-printed-only": lambda pdf: _layer(pdf, shown=True, new=BOX, usage=_states("OFF", "ON")),
    "declared-only": lambda pdf: _layer(pdf, shown=True),
}


def _in_group(strength: float, **group: object) -> object:
    """The whole page drawn as one transparent thing."""

    def change(pdf: Pdf) -> None:
        own = pdf.pages[0]
        inner = pdf.make_stream(own.Contents.read_bytes())
        inner.Type, inner.Subtype, inner.BBox = Name.XObject, Name.Form, own.obj.MediaBox
        inner.Resources, inner.Group = own.Resources, Dictionary(S=Name.Transparency, **group)
        state = Dictionary(ca=Decimal(str(strength)), CA=Decimal(str(strength)))
        own.obj.Resources = Dictionary(XObject=Dictionary(Page=inner), ExtGState=Dictionary(Edit=state))
        own.Contents = pdf.make_stream(b"/Edit gs /Page Do")

    return change


GROUPS = {
    "page-a-form": _in_group(1),
    "page-at-99-percent": _in_group(0.99),
    "page-at-996-thousandths": _in_group(0.996),
    "knock-out": _in_group(1, K=True, I=True),
    "page-group": setting(page(0), "Group", Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK, I=True)),
}


def _grown(key: str, left: float, bottom: float, right: float, top: float) -> object:
    def change(pdf: Pdf) -> None:
        edges = [float(edge) for edge in pdf.pages[0].obj.MediaBox]
        moved = [edge + by for edge, by in zip(edges, (left, bottom, right, top), strict=True)]
        pdf.pages[0].obj[f"/{key}"] = Array([Decimal(str(round(edge, 3))) for edge in moved])

    return change


BOXES = {
    "media-grown": _grown("MediaBox", 0, 0, 10, 10),
    "media-grown-by-a-hair": _grown("MediaBox", 0, 0, 0.2, 0),
    "media-moved": _grown("MediaBox", 3, 3, 3, 3),
    "media-cut": _grown("MediaBox", 0, 60, 0, 0),
    "crop": _grown("CropBox", 0, 0, -40, 0),
    "crop-by-a-hair": _grown("CropBox", 0.1, 0, 0, 0),
    "trim": _grown("TrimBox", 10, 10, -10, -10),
    "bleed": _grown("BleedBox", -9, -9, 9, 9),
    "art": _grown("ArtBox", 20, 20, -20, -20),
    "turned": setting(page(0), "Rotate", 90),
    "on-its-head": setting(page(0), "Rotate", 180),
    "user-unit": setting(page(0), "UserUnit", Decimal("1.5")),
    "user-unit-by-a-hair": setting(page(0), "UserUnit", Decimal("1.001")),
    "thumbnail": setting(page(0), "Thumb", _picture),
    "separation-info": setting(page(0), "SeparationInfo", Dictionary(DeviceColorant=Name.Cyan)),
    "duration": setting(page(0), "Dur", 2),
    "transition": setting(page(0), "Trans", Dictionary(S=Name.Dissolve)),
    "tab-order": setting(page(0), "Tabs", Name.R),
}
