"""The letters of a file alone, black on white: where their ink must be.

Whatever else the file says is taken away: colours, clipping, transparency, layers, drawings, pictures. What stays is
which glyphs are shown and where. The page that a reader sees is held against it, pixel by pixel.
"""

from __future__ import annotations

import io

import pikepdf

from leaflet.preflight.instrument.pages import UnreadablePdfError

_KEPT = frozenset(
    ("q", "Q", "cm", "Do", "BT", "ET", "Tf", "Td", "TD", "Tm", "T*", "Tc", "Tw", "Tz", "TL", "Ts", "Tj", "TJ", "'", '"')
)
"""The commands that say which glyphs stand where (ISO 32000-1, 8.4.4 and 9.2 to 9.4), and those that set a drawing."""
_NO_BOUNDS = (-100_000, -100_000, 100_000, 100_000)
"""A drawing's box cuts off what lies outside it; this one cuts off nothing."""


def stencil(pdf: bytes) -> bytes:
    """`pdf` with nothing but its letters, black on white. Raises UnreadablePdfError where its commands are damaged."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as copy:
        for page in copy.pages:
            page.obj["/Contents"] = copy.make_stream(_letters(page.obj))
            _drop(page.obj, "/Annots")
        for drawing in [thing for thing in copy.objects if isinstance(thing, pikepdf.Stream)]:
            _bare(drawing)
        copy.save(out)
    return out.getvalue()


def _bare(stream: pikepdf.Stream) -> None:
    """Take from a drawing all but its letters, and from a picture all."""
    kind = stream.get("/Subtype")
    if kind == "/Form":
        stream.write(_letters(stream))
    elif kind == "/Image":
        stream.write(b"")
        stream["/Subtype"] = pikepdf.Name.Form
    else:
        return
    stream["/BBox"] = pikepdf.Array(_NO_BOUNDS)
    _drop(stream, "/Group", "/OC")


def _letters(content: pikepdf.Object) -> bytes:
    try:
        commands = pikepdf.parse_content_stream(content)
    except TypeError as error:
        raise UnreadablePdfError(f"its drawing commands are damaged: {error}") from error
    return pikepdf.unparse_content_stream([c for c in commands if str(c.operator) in _KEPT])


def _drop(node: pikepdf.Object, *keys: str) -> None:
    for key in keys:
        if key in node:
            del node[key]
