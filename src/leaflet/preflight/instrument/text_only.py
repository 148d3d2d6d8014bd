"""A copy of a file with its text only, black on white: where ink must be.

Whatever else the file says is taken away: colours, clipping, transparency, layers, drawings, pictures. What stays is
which glyphs are shown and where. The page that a reader sees is compared with it, pixel by pixel.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

import pikepdf

from leaflet.preflight.instrument.open_file import UnreadablePdfError
from leaflet.preflight.instrument.pdf_objects import page_commands
from leaflet.preflight.instrument.text_objects import only

_TEXT_OPERATORS = frozenset(
    ("q", "Q", "cm", "Do", "BT", "ET", "Tf", "Td", "TD", "Tm", "T*", "Tc", "Tw", "Tz", "TL", "Ts", "Tj", "TJ", "'", '"')
)
"""The operators that place glyphs (ISO 32000-1, 8.4.4 and 9.2 to 9.4), and those that draw a form."""
_UNLIMITED_BOX = (-100_000, -100_000, 100_000, 100_000)
"""A drawing's box cuts off what lies outside it; this one cuts off nothing."""


def text_only(pdf: bytes, wanted: Mapping[int, Sequence[bytes] | None] | None = None) -> bytes:
    """`pdf` with nothing but its letters, black on white. Raises UnreadablePdfError where its commands are damaged.

    Where only some of it is `wanted`: by page number the text objects to keep, None for all; other pages stay blank.
    """
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as copy:
        for number, page in enumerate(copy.pages, 1):
            kept = None if wanted is None else wanted.get(number, ())
            page.obj["/Contents"] = copy.make_stream(_kept_operators(copy, page.obj, kept))
            _remove_keys(page.obj, "/Annots")
        for drawing in [thing for thing in copy.objects if isinstance(thing, pikepdf.Stream)]:
            _strip(drawing)
        copy.save(out)
    return out.getvalue()


def _kept_operators(copy: pikepdf.Pdf, page: pikepdf.Object, kept: Sequence[bytes] | None) -> bytes:
    if kept is None:
        return _text_operators(page)
    return _text_operators(copy.make_stream(only(page_commands(page), kept))) if kept else b""


def _strip(stream: pikepdf.Stream) -> None:
    """Take from a drawing all but its letters, and from a picture all."""
    kind = stream.get("/Subtype")
    if kind == "/Form":
        stream.write(_text_operators(stream))
    elif kind == "/Image":
        stream.write(b"")
        stream["/Subtype"] = pikepdf.Name.Form
    else:
        return
    stream["/BBox"] = pikepdf.Array(_UNLIMITED_BOX)
    _remove_keys(stream, "/Group", "/OC")


def _text_operators(content: pikepdf.Object) -> bytes:
    try:
        commands = pikepdf.parse_content_stream(content)
    except TypeError as error:
        raise UnreadablePdfError(f"its drawing commands are damaged: {error}") from error
    return pikepdf.unparse_content_stream([c for c in commands if str(c.operator) in _TEXT_OPERATORS])


def _remove_keys(node: pikepdf.Object, *keys: str) -> None:
    for key in keys:
        if key in node:
            del node[key]
