"""Files that are small and want much time or memory; each says that it is an edition of ours."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Mapping

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from file_edits.edit import Change, numbers, saved

ZEROS = 200_000_000


def _packed(size: int, of: bytes = b"\0") -> bytes:
    """So many bytes, packed."""
    squeeze = zlib.compressobj(9)
    piece = of * (1_000_000 // len(of))
    return b"".join(squeeze.compress(piece) for _ in range(size // len(piece))) + squeeze.flush()


def _flate(pdf: Pdf, data: bytes, **fields: object) -> Stream:
    """A stream of packed data."""
    return Stream(pdf, data, Filter=Name.FlateDecode, **fields)


def _pages(pdf: Pdf) -> None:
    own = pdf.pages[0]
    for _ in range(3000):
        pdf.pages.append(own)


def _content(data: Callable[[], bytes]) -> Change:
    def change(pdf: Pdf) -> None:
        pdf.pages[0].obj.Contents = pdf.make_indirect(_flate(pdf, data()))

    return change


def _zeros_elsewhere(pdf: Pdf) -> None:
    pdf.Root.Attached = pdf.make_indirect(_flate(pdf, _packed(ZEROS)))


def _packed_twice(pdf: Pdf) -> None:
    data = zlib.compress(_packed(ZEROS * 5))
    pdf.Root.Attached = pdf.make_indirect(Stream(pdf, data, Filter=Array([Name.FlateDecode, Name.FlateDecode])))


def _forms_in_forms(pdf: Pdf) -> None:
    """Twelve drawings, each of which shows the next one ten times."""
    inner = pdf.make_indirect(
        Stream(pdf, b"0 0 9 9 re f", Type=Name.XObject, Subtype=Name.Form, BBox=numbers(0, 0, 99, 99))
    )
    for _ in range(12):
        resources = Dictionary(XObject=Dictionary(X=inner))
        inner = pdf.make_indirect(
            Stream(
                pdf, b"/X Do " * 10, Type=Name.XObject, Subtype=Name.Form, BBox=numbers(0, 0, 99, 99),
                Resources=resources,
            )
        )  # fmt: skip
    pdf.pages[0].Resources["/XObject"] = Dictionary(X=inner)
    pdf.pages[0].contents_add(b"/X Do")


def _fine_pattern(pdf: Pdf) -> None:
    tile = pdf.make_indirect(
        Stream(
            pdf, b"0 0 9 9 re f", Type=Name.Pattern, PatternType=1, PaintType=1, TilingType=1,
            BBox=numbers(0, 0, 1, 1), XStep=numbers(0.001)[0], YStep=numbers(0.001)[0], Resources=Dictionary(),
        )
    )  # fmt: skip
    pdf.pages[0].Resources["/Pattern"] = Dictionary(X=tile)
    pdf.pages[0].contents_add(b"/Pattern cs /X scn 0 0 5000 5000 re f")


def _large_page(pdf: Pdf) -> None:
    pdf.pages[0].obj.MediaBox = numbers(0, 0, 1_000_000, 1_000_000)


def _large_unit(pdf: Pdf) -> None:
    pdf.pages[0].obj.UserUnit = 75_000


def _large_picture(pdf: Pdf) -> None:
    picture = _flate(
        pdf, _packed(30_000 * 30_000 // 8), Type=Name.XObject, Subtype=Name.Image, Width=30_000, Height=30_000,
        BitsPerComponent=1, ColorSpace=Name.DeviceGray,
    )  # fmt: skip
    pdf.pages[0].Resources["/XObject"] = Dictionary(X=pdf.make_indirect(picture))
    pdf.pages[0].contents_add(b"q 500 0 0 500 0 0 cm /X Do Q")


def _deep_tags(pdf: Pdf) -> None:
    element = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.P))
    for _ in range(30_000):
        element = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Div, K=element))
    pdf.Root.StructTreeRoot.K = element


def _many_tags(pdf: Pdf) -> None:
    kid = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.P))
    pdf.Root.StructTreeRoot.K = Array([kid] * 1_000_000)


def _deep_pages(pdf: Pdf) -> None:
    inner = pdf.Root.Pages
    for _ in range(20_000):
        inner = pdf.make_indirect(Dictionary(Type=Name.Pages, Count=len(pdf.pages), Kids=Array([inner])))
    pdf.Root.Pages = inner


def _ring_of_bookmarks(pdf: Pdf) -> None:
    pdf.Root.Outlines.First.Next = pdf.Root.Outlines.First


def _ring_of_tags(pdf: Pdf) -> None:
    pdf.Root.StructTreeRoot.K = Array([pdf.Root.StructTreeRoot])


def _many_notes(pdf: Pdf) -> None:
    note = pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Square, Rect=numbers(0, 0, 9, 9)))
    pdf.pages[0].obj["/Annots"] = Array([note] * 300_000)


def _growing_metadata(pdf: Pdf) -> None:
    declared = b"".join(b'<!ENTITY %c "%b">' % (97 + n, b"&%c;" % (96 + n) * 10 if n else b"x" * 99) for n in range(12))
    pdf.Root.Metadata = pdf.make_indirect(
        Stream(pdf, b"<!DOCTYPE x [" + declared + b"]><x>&l;</x>", Type=Name.Metadata, Subtype=Name.XML)
    )


def _long_metadata(pdf: Pdf) -> None:
    pdf.Root.Metadata = pdf.make_indirect(_flate(pdf, _packed(100_000_000, b"<a>"), Type=Name.Metadata))


def _long_title(pdf: Pdf) -> None:
    pdf.docinfo["/Title"] = String("Safe " * 2_000_000)


def _many_letters(pdf: Pdf) -> None:
    font = next(iter(pdf.pages[0].Resources.Font.keys())).encode()
    pdf.pages[0].contents_add(b"BT %b 1 Tf <%b> Tj ET" % (font, b"0003" * 400_000))


CHANGES: Mapping[str, Change] = {
    "3,000 pages": _pages,
    "200 MB of zeros drawn": _content(lambda: _packed(ZEROS)),
    "200 MB of zeros elsewhere": _zeros_elsewhere,
    "a gigabyte packed twice": _packed_twice,
    "a million commands": _content(lambda: _packed(7_000_000, b"0 0 m n\n")),
    "a million states": _content(lambda: _packed(4_000_000, b"q ")),
    "drawings in drawings": _forms_in_forms,
    "a fine pattern": _fine_pattern,
    "a page of 350 m": _large_page,
    "a unit of a metre": _large_unit,
    "a picture of 900 million dots": _large_picture,
    "tags 30,000 deep": _deep_tags,
    "a million tags": _many_tags,
    "pages 20,000 deep": _deep_pages,
    "a ring of bookmarks": _ring_of_bookmarks,
    "a ring of tags": _ring_of_tags,
    "300,000 notes": _many_notes,
    "metadata that grow": _growing_metadata,
    "100 MB of metadata": _long_metadata,
    "a title of 10 MB": _long_title,
    "400,000 letters in a line": _many_letters,
}


def bombs(pdf: bytes) -> dict[str, bytes]:
    """Each of them, made of `pdf`."""
    made = {name: saved(change)(pdf) for name, change in CHANGES.items()}
    return {**made, "brackets 100,000 deep": _deep_brackets(pdf), "a packed list of objects": _packed_objects(pdf)}


def _deep_brackets(pdf: bytes) -> bytes:
    """An object of brackets only, in a revision; the catalog leads to it."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        opened.Root.Extra = opened.make_indirect(String("brackets go here"))
        out = io.BytesIO()
        opened.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return out.getvalue().replace(b"(brackets go here)", b"[" * 100_000 + b"]" * 100_000)


def _packed_objects(pdf: bytes) -> bytes:
    """Its objects are in a stream that unpacks to 400 MB."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        opened.Root.Extra = String("x")
        opened.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    data = out.getvalue()
    start = data.index(b"/ObjStm")
    begin = data.index(b"stream\n", start) + len(b"stream\n")
    end = data.index(b"endstream", begin)
    inner = zlib.decompress(data[begin:end].rstrip(b"\n"))
    return data[:begin] + zlib.compress(inner + b" " * 400_000_000, 9) + b"\n" + data[end:]
