"""The drawing commands of two pages or drawings: are they the same, with the same resources, whatever their names?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType

import pikepdf

from leaflet.preflight.instrument.open_file import UnreadablePdfError
from leaflet.preflight.instrument.pdf_objects import as_dictionary

_ROUNDING = 1e-6
"""Relative: programs that keep a number as a 32-bit float write it back so exactly (IEEE 754, 24 bits)."""
_RESOURCE_KINDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "Tf": ("Font",),
        "gs": ("ExtGState",),
        "cs": ("ColorSpace",),
        "CS": ("ColorSpace",),
        "scn": ("Pattern",),
        "SCN": ("Pattern",),
        "sh": ("Shading",),
        "Do": ("XObject",),
        "BDC": ("Properties",),
        "DP": ("Properties",),
    }
)
"""Which resource a name among the operands of a command means (ISO 32000-1, table 33)."""
Where = tuple[str, ...]
ResourcePair = tuple[Where, object, object]


class CommandsDiffer(Exception):  # noqa: N818 -- it isn't a fault, but an answer
    """The commands aren't the same."""


def commands_of(content: object) -> list[pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage]:
    """The commands of a page or a drawing. Raises UnreadablePdfError where they are damaged."""
    try:
        return list(pikepdf.parse_content_stream(content))  # type: ignore[arg-type]
    except (TypeError, pikepdf.PdfError) as error:
        raise UnreadablePdfError(f"its drawing commands are damaged: {error}") from error


def paired_resources(submitted: object, current: object) -> list[ResourcePair]:
    """What two drawings use in the same commands, to be compared, each with where it is: `("Font", "F1")`.

    Raises CommandsDiffer where the commands aren't the same.
    """
    own, other = commands_of(submitted), commands_of(current)
    if len(own) != len(other):
        raise CommandsDiffer
    own_resources, other_resources = resources_of(submitted), resources_of(current)
    pairs = {}
    for one, two in zip(own, other, strict=True):
        if str(one.operator) != str(two.operator):
            raise CommandsDiffer
        for pair in _pairs(one, two, own_resources, other_resources):
            pairs[pair[0]] = pair
    return list(pairs.values())


def used_resources(content: object) -> dict[Where, object]:
    """What the commands of a page or a drawing name, by where it is: `("Font", "F1")`."""
    resources = resources_of(content)
    used: dict[Where, object] = {}
    for command in commands_of(content):
        kinds = _RESOURCE_KINDS.get(str(command.operator), ())
        names = [str(operand) for operand in command.operands if isinstance(operand, pikepdf.Name)] if kinds else []
        used |= {(kinds[0], name): _resource(resources, kinds[0], name) for name in names[-1:]}
    return used


def resources_of(content: object) -> pikepdf.Dictionary:
    """The resources of a page, which it may take over from above, or of a drawing."""
    node = content if isinstance(content, pikepdf.Stream) else as_dictionary(content)
    for _ in range(50):
        if "/Resources" in node or "/Parent" not in node:
            break
        node = as_dictionary(node["/Parent"])
    return as_dictionary(node.get("/Resources"))


def _pairs(
    one: pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage,
    two: pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage,
    own: pikepdf.Dictionary,
    other: pikepdf.Dictionary,
) -> Iterator[ResourcePair]:
    """The resources that two commands name. Raises CommandsDiffer where anything else in them differs."""
    if isinstance(one, pikepdf.ContentStreamInlineImage) or isinstance(two, pikepdf.ContentStreamInlineImage):
        if one.operands[0].unparse() != two.operands[0].unparse():
            raise CommandsDiffer
        return
    if len(one.operands) != len(two.operands):
        raise CommandsDiffer
    kinds = _RESOURCE_KINDS.get(str(one.operator), ())
    for place, (a, b) in enumerate(zip(one.operands, two.operands, strict=True)):
        is_last_name = place == len(one.operands) - 1 or str(one.operator) == "Tf"
        if kinds and is_last_name and isinstance(a, pikepdf.Name) and isinstance(b, pikepdf.Name):
            kind = kinds[0]
            yield (kind, f"{a} {b}"), _resource(own, kind, str(a)), _resource(other, kind, str(b))
        elif not _is_same_operand(a, b):
            raise CommandsDiffer


def _resource(resources: pikepdf.Dictionary, kind: str, name: str) -> object:
    """The resource of that name; the name itself where it stands for one that every program knows (`DeviceRGB`)."""
    found = as_dictionary(resources.get(f"/{kind}")).get(name)
    return found if found is not None else pikepdf.Name(name)


def is_same_number(one: Decimal | int, other: Decimal | int) -> bool:
    """Are they one number, as far as programs write it back?"""
    return one == other or abs(float(one) - float(other)) <= _ROUNDING * max(abs(float(one)), abs(float(other)))


def _is_same_operand(one: object, other: object) -> bool:
    if isinstance(one, int | Decimal) and isinstance(other, int | Decimal):
        return is_same_number(one, other)
    if isinstance(one, pikepdf.Array) and isinstance(other, pikepdf.Array):
        return len(one) == len(other) and all(map(_is_same_operand, list(one), list(other)))
    if isinstance(one, pikepdf.Dictionary) and isinstance(other, pikepdf.Dictionary):
        return one.keys() == other.keys() and all(_is_same_operand(one[key], other[key]) for key, _ in one.items())
    if isinstance(one, pikepdf.String) and isinstance(other, pikepdf.String):
        return bytes(one) == bytes(other)
    return type(one) is type(other) and one == other
