"""What a page's content streams use: fonts with the codes shown in them, and marked content.

Looks into everything that a page draws: its own commands, drawings, tiling patterns and masks.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pikepdf

from leaflet.preflight.instrument.open_file import UnreadablePdfError
from leaflet.preflight.instrument.pdf_objects import as_dictionary

_SHOW_TEXT = ("Tj", "TJ", "'", '"')
_MARK_CONTENT = ("BDC", "BMC", "DP", "MP")
_OPERATORS = "Tf q Q Tj TJ ' \" BDC BMC DP MP"
_CODE = re.compile(rb"..?", re.DOTALL)
_Instructions = Sequence[pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage]


@dataclass(frozen=True)
class PageContent:
    """What was found on one page and in what it draws."""

    fonts: tuple[tuple[pikepdf.Dictionary, frozenset[bytes]], ...]
    """Every font that is selected, with the two-byte codes that are shown in it."""
    marked_content: tuple[tuple[str, pikepdf.Dictionary], ...]
    """Every marked content or point that carries something: its tag without the slash, and its properties."""


NO_CONTENT = PageContent((), ())


def read_page_content(page: pikepdf.Page, text_objects: pikepdf.Stream | None = None) -> PageContent:
    """Read the commands of `page`, or only these `text_objects` of it. Raises UnreadablePdfError where damaged."""
    fonts: list[tuple[pikepdf.Dictionary, frozenset[bytes]]] = []
    marked_content: list[tuple[str, pikepdf.Dictionary]] = []
    streams = _streams(page.obj) if text_objects is None else ((text_objects, _resources(page.obj)),)
    for content, resources in streams:
        codes, marked = _codes_and_marks(content)
        font_resources = as_dictionary(resources.get("/Font"))
        fonts += [
            (as_dictionary(font_resources[name]), frozenset(used))
            for name, used in codes.items()
            if name in font_resources
        ]
        named_properties = as_dictionary(resources.get("/Properties"))
        marked_content += [(tag, _properties(value, named_properties)) for tag, value in marked]
    return PageContent(tuple(fonts), tuple(marked_content))


def _properties(value: object, named: pikepdf.Dictionary) -> pikepdf.Dictionary:
    return as_dictionary(named.get(str(value)) if isinstance(value, pikepdf.Name) else value)


def _streams(page: pikepdf.Object) -> Iterator[tuple[pikepdf.Object, pikepdf.Dictionary]]:
    """Every stream of drawing commands with its resources: the page's own, then each that these name, once."""
    stack: list[tuple[pikepdf.Object, pikepdf.Dictionary]] = [(page, _resources(page))]
    seen: set[tuple[int, int]] = set()
    while stack:
        content, resources = stack.pop()
        yield content, resources
        for stream in _nested_streams(resources):
            if stream.objgen not in seen:
                seen.add(stream.objgen)
                stack.append((stream, as_dictionary(stream.get("/Resources", resources))))


def _resources(page: pikepdf.Object) -> pikepdf.Dictionary:
    """A page's resources; it takes them over from the tree of pages above it."""
    node = as_dictionary(page)
    for _ in range(50):
        if "/Resources" in node or "/Parent" not in node:
            break
        node = as_dictionary(node["/Parent"])
    return as_dictionary(node.get("/Resources"))


def _nested_streams(resources: pikepdf.Dictionary) -> Iterator[pikepdf.Stream]:
    """The drawings, tiling patterns and masks in `resources`."""
    drawings = [o for o in _values(resources, "/XObject") if _get(o, "/Subtype") == "/Form"]
    patterns = [o for o in _values(resources, "/Pattern") if _get(o, "/PatternType") == 1]
    masks = [as_dictionary(as_dictionary(o).get("/SMask")).get("/G") for o in _values(resources, "/ExtGState")]
    yield from (o for o in (*drawings, *patterns, *masks) if isinstance(o, pikepdf.Stream))


def _values(resources: pikepdf.Dictionary, key: str) -> list[pikepdf.Object]:
    return [value for _, value in sorted(as_dictionary(resources.get(key)).items())]


def _get(value: pikepdf.Object, key: str) -> object:
    return value.get(key) if isinstance(value, pikepdf.Stream) else None


def _codes_and_marks(content: pikepdf.Object) -> tuple[dict[str, set[bytes]], list[tuple[str, object]]]:
    """The codes that `content` shows by the name of their font, and what it marks: tag, properties or their name."""
    codes: defaultdict[str, set[bytes]] = defaultdict(set)
    marked: list[tuple[str, object]] = []
    stack, font = [""], ""
    for instruction in _instructions(content):
        name, operands = str(instruction.operator), instruction.operands
        if name == "q":
            stack.append(font)
        elif name == "Q":
            font = stack.pop() if stack else ""
        elif name == "Tf" and operands:
            font = str(operands[0])
            codes[font] |= set()
        elif name in _MARK_CONTENT and operands:
            marked.append((str(operands[0]).removeprefix("/"), operands[-1] if len(operands) > 1 else None))
        elif name in _SHOW_TEXT and operands:
            codes[font] |= set(_codes(operands[-1]))
    return dict(codes), marked


def _instructions(content: pikepdf.Object) -> _Instructions:
    try:
        return pikepdf.parse_content_stream(content, _OPERATORS)
    except TypeError as error:
        raise UnreadablePdfError(f"its drawing commands are damaged: {error}") from error


def _codes(shown: object) -> Iterator[bytes]:
    strings = shown if isinstance(shown, pikepdf.Array) else [shown]
    for string in strings:
        if isinstance(string, pikepdf.String):
            yield from _CODE.findall(bytes(string))
