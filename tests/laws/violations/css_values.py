"""Every property that the renderer knows, with values that it takes: what its own validator lets through.

Keywords are read out of the validator's code; lengths, colours, pictures and the like come from `POOL`. Nothing is
written down by property, so a property that a later renderer learns is tried too.
"""

from __future__ import annotations

import functools
import logging
import types
from collections.abc import Iterator, Mapping
from typing import Any

import tinycss2

_POOL = """
0 | 1 | 2 | 3 | -1 | 0.05 | 0.4 | 1.5 | 100 | 900 | 0.2pt | 1pt | 5pt | 7.9pt | 24pt | 0.5mm | 3mm | 40mm
-0.5mm | -3mm | -40mm | 0.05em | 0.5em | 3em | -0.3em | 1% | 30% | 100% | 300% | -50% | 8deg | 180deg
300dpi | #fff | #fdfdfd | #bbb | #777 | #000 | #d00000 | rgba(0,0,0,.05) | transparent | currentcolor | 'x'
'Not ' | ' · ' | '' | Not | x | de | 'de' | Lato | 'DejaVu Sans' | 'Noto Sans Symbols2' | serif
nosuchfamily | url(asset:veil.svg) | linear-gradient(#fff, #000) | radial-gradient(#fff, #bbb)
repeating-linear-gradient(45deg, #fff 0, #000 1mm) | rotate(8deg) | scale(.5) | scaleX(-1)
translate(9mm, 0) | translateY(-4mm) | skewX(20deg) | matrix(1, 0, .3, 1, 0, 0) | rect(0, 4px, 4px, 0)
counter(page) | attr(class) | leader('.') | target-counter('#x', page) | string(x) | element(foot)
content() | solid | dashed | none | decimal | disc | square | upper-roman | x content() | bold | italic
center | 1mm 2mm | 1mm solid #000 | 0.3mm dotted #bbb | 1mm double #d00000 | 0 0 2mm #000
inset 0 0 3mm #000 | 3mm 3mm 0 #000 | bold 5pt Lato | italic 12pt/1 Lato | x 1 | 1fr 2fr | repeat(3, 1fr)
30mm 30mm | 'a b' 'b a' | 1 / 3 | span 2 | 5 3 2 | 2 30mm | 'smcp' | 'sups' 1 | 'subs' | 'frac' | 'zero'
'salt' | 'ss01' | 'liga' 0 | 'kern' 0 | underline #000 | line-through | line-through 2pt #d00000
underline overline | a5 | a5 landscape | 100mm 100mm | running(x) | footnote
"""
POOL = tuple(value.strip() for value in _POOL.replace("\n", "|").split("|") if value.strip())
"""What may be a value of something."""


@functools.cache
def css_values() -> Mapping[str, tuple[str, ...]]:
    """For each property and shorthand, in alphabetical order, the values that the renderer takes of it."""
    from leaflet.render.document import load_renderer

    load_renderer()
    from weasyprint.css.validation import EXPANDERS
    from weasyprint.css.validation.properties import PROPERTIES

    validators = {**PROPERTIES, **EXPANDERS}
    return types.MappingProxyType({name: _values(name, validators[name]) for name in sorted(validators)})


def _values(name: str, validator: Any) -> tuple[str, ...]:
    words = sorted(word for word in set(_words(validator)) if word.replace("-", "").isalnum())
    return tuple(value for value in dict.fromkeys((*words, *POOL)) if _is_taken(name, value))


def _words(validator: Any) -> Iterator[str]:
    """All texts that stand in the code of `validator` and of what it is wrapped in."""
    functions, seen = [validator], set()
    while functions:
        function = functions.pop()
        if id(function) in seen:
            continue
        seen.add(id(function))
        function = getattr(function, "func", function)
        code = getattr(function, "__code__", None)
        if code is None:
            continue
        yield from _constants(code)
        named = (function.__globals__.get(name) for name in code.co_names)
        enclosed = (cell.cell_contents for cell in function.__closure__ or () if _is_filled(cell))
        for value in (*named, *enclosed):
            yield from _texts(value)
        functions += [cell.cell_contents for cell in function.__closure__ or () if _is_filled(cell)]
        functions += [f for f in (getattr(function, "__wrapped__", None),) if f]


def _is_filled(cell: Any) -> bool:
    try:
        return cell.cell_contents is not None
    except ValueError:
        return False


def _constants(code: types.CodeType) -> Iterator[str]:
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield from _constants(constant)
        else:
            yield from _texts(constant)


def _texts(value: Any) -> Iterator[str]:
    """`value`, if it is a short text, or the texts in a collection."""
    if isinstance(value, str) and 0 < len(value) < 30:
        yield value
    elif isinstance(value, tuple | list | set | frozenset | dict) and len(value) < 200:
        for item in value:
            yield from _texts(item)


def _is_taken(name: str, value: str) -> bool:
    """Does the renderer take `name: value`, without a word in its log?"""
    from weasyprint import LOGGER
    from weasyprint.css.validation import preprocess_declarations

    before = LOGGER.level
    LOGGER.setLevel(logging.CRITICAL)
    try:
        declarations = tinycss2.parse_blocks_contents(f"{name}: {value}")
        return bool(list(preprocess_declarations("asset:", declarations)))
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        return False  # the validator itself breaks down on it: WeasyPrint 70 does on `font: normal`
    finally:
        LOGGER.setLevel(before)
