"""Looking into a PDF's objects, any of which may be something else in a damaged or forged file."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pikepdf


def as_dictionary(value: object) -> pikepdf.Dictionary:
    """`value` where it is a dictionary, else an empty one."""
    return value if isinstance(value, pikepdf.Dictionary) else pikepdf.Dictionary()


def as_items(value: object) -> list[Any]:
    """What is in `value` where it is an array, else nothing."""
    return list(value) if isinstance(value, pikepdf.Array) else []


def as_number(value: object, default: float) -> float:
    """`value` where it is a number, else `default`."""
    return float(value) if isinstance(value, int | float | Decimal) else default


def stream_bytes(value: object) -> bytes:
    """The decoded bytes of `value` where it is a stream, else none. Raises pikepdf.PdfError where they are damaged."""
    return value.read_bytes() if isinstance(value, pikepdf.Stream) else b""


def page_commands(page: pikepdf.Object) -> bytes:
    """The drawing commands of `page`. Raises pikepdf.PdfError where they are damaged."""
    contents = page.get("/Contents")
    streams = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
    return b"\n".join(map(stream_bytes, streams))
