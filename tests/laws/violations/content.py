"""The drawing commands of a page, and the blocks of text among them: each with its place, size and width."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Operator, Pdf, String

Command = pikepdf.ContentStreamInstruction
Commands = list[Any]
"""Commands, and inline pictures, in their order."""


@dataclass(frozen=True)
class TextBlock:
    """What stands between BT and ET: one piece of a line, as WeasyPrint writes it."""

    page: int
    """From 0."""
    start: int
    """The number of its BT among the page's commands."""
    end: int
    """The number of its ET."""
    x: float
    """Where it begins, in CSS pixels from the paper's left edge, as all lengths here."""
    y: float
    """Its base line, from the paper's top."""
    size: float
    width: float
    font: str
    codes: tuple[bytes, ...]
    """The glyphs that it shows."""


def do(name: str, *operands: object) -> Command:
    """A command; numbers are rounded."""
    return Command([number(one) if isinstance(one, float) else one for one in operands], Operator(name))


def number(value: float) -> Decimal:
    """As it is written in a file."""
    return Decimal(f"{value:.4f}")


def commands_of(pdf: Pdf, page: int) -> Commands:
    """The commands of a page, from 0."""
    return list(pikepdf.parse_content_stream(pdf.pages[page]))


def put_commands(pdf: Pdf, page: int, commands: Iterable[Any]) -> None:
    """Draw the page anew by `commands`."""
    pdf.pages[page].Contents = pdf.make_stream(pikepdf.unparse_content_stream(list(commands)))


def text_blocks(pdf: Pdf, page: int) -> Iterator[TextBlock]:
    """Those of a page that show something, in the order in which they are drawn."""
    fonts = pdf.pages[page].Resources.Font
    widths = functools.cache(lambda name: _widths(fonts[name]))
    start = 0
    found: dict[str, Any] = {}
    for index, command in enumerate(commands_of(pdf, page)):
        name = str(getattr(command, "operator", ""))
        if name == "BT":
            start, found = index, {}
        found[name] = getattr(command, "operands", None)
        if name == "ET" and "TJ" in found and "Tm" in found and "Tf" in found:
            font, size = str(found["Tf"][0]), float(found["Tf"][1])
            shown = list(found["TJ"][0])
            codes = tuple(code for one in shown if isinstance(one, String) for code in _codes(bytes(one)))
            kerns = sum(float(one) for one in shown if not isinstance(one, String))
            width = (sum(widths(font).get(code, 500.0) for code in codes) - kerns) * size / 1000
            x, y = (float(value) for value in found["Tm"][4:6])
            yield TextBlock(page, start, index, x, y, size, width, font, codes)


def _codes(text: bytes) -> list[bytes]:
    return [text[index : index + 2] for index in range(0, len(text), 2)]


def _widths(font: Any) -> dict[bytes, float]:
    """Glyph → width in thousandths of the size (ISO 32000-1, 9.7.4.3)."""
    items = list(font.DescendantFonts[0].get("/W", Array()))
    found: dict[bytes, float] = {}
    while items:
        first = int(items.pop(0))
        after = items.pop(0)
        if isinstance(after, Array):
            found |= {(first + n).to_bytes(2, "big"): float(width) for n, width in enumerate(after)}
        else:
            width = float(items.pop(0))
            found |= {n.to_bytes(2, "big"): width for n in range(first, int(after) + 1)}
    return found


def painted(path: Iterable[Command], red: float, green: float, blue: float) -> Commands:
    """`path` filled with a colour, without effect on what follows."""
    return [do("q"), do("rg", red, green, blue), *path, do("f"), do("Q")]


def rectangle(x: float, y: float, width: float, height: float) -> Command:
    """A path; `y` is its upper edge."""
    return do("re", float(x), float(y), float(width), float(height))


def graphics_state(pdf: Pdf, page: int, **entries: object) -> Command:
    """`gs` with a state that is added to the page's resources."""
    resources = pdf.pages[page].Resources
    if "/ExtGState" not in resources:
        resources["/ExtGState"] = Dictionary()
    resources["/ExtGState"]["/Violation"] = Dictionary({f"/{key}": value for key, value in entries.items()})
    return do("gs", Name("/Violation"))
