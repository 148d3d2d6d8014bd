"""Style sheets, classes and `style` attributes of a drawing → attributes, by the libraries that WeasyPrint uses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cssselect2
import tinycss2

from leaflet.svg.elements import SVG_NAMESPACE, SvgElement, SvgFault
from leaflet.svg.vocabulary import AS_IF_ABSENT, HINTS, IGNORED, PAINTS, PROPERTIES, REFERENCE, SAFE_VALUE

_FONT = re.compile(r"(?P<before>(?:[\w-]+\s+)*)(?P<size>[\d.]+[\w%]*)(?:\s*/\s*[\w.%]+)?\s+(?P<family>.+)")
"""The shorthand `font: italic bold 12px/1.2 sans-serif`."""


_NAME = r"(?:\*|[.#]?[a-zA-Z_][\w-]*)(?:[.#][a-zA-Z_][\w-]*)*"
_SELECTORS = re.compile(rf"\s*{_NAME}(?:(?:\s*[,>]\s*|\s+){_NAME})*\s*")
"""`.st0, text > tspan`: what programs write. What is more takes long, or depends on what is around a shape."""
_COMPUTED = re.compile(r"\b(?:var|env|attr|calc|min|max|clamp)\(", re.IGNORECASE)
"""Functions that a browser works out, and print would leave out."""
BREAKS_LINES = frozenset({"shape-inside", "inline-size"})
"""Styles by which a program breaks the lines of a text."""
MAX_RULES = 500
"""Rules that a style sheet may have."""


@dataclass(frozen=True)
class _Declaration:
    name: str
    value: str
    is_important: bool


def move_styles_into_attributes(root: SvgElement) -> tuple[SvgFault, ...]:
    """Give every element of `root` its styles as attributes; what can't be kept of them is reported.

    Styles win over attributes, `style` over the sheets, `!important` over all (CSS Cascade 4, 6.1).
    """
    faults: list[SvgFault] = []
    matcher = cssselect2.Matcher()
    for sheet in root.walk():
        if sheet.name == "style" and sheet.namespace == SVG_NAMESPACE:
            faults += _add_rules(matcher, sheet)
    wrapped = cssselect2.ElementWrapper.from_xml_root(root)
    for element, wrapper in zip(root.walk(), wrapped.iter_subtree(), strict=True):
        own = tinycss2.parse_blocks_contents(element.attrib.pop("style", ""))
        declarations, own_faults = _declarations(element, own, 0)
        faults += own_faults
        from_sheets = [declaration for *_, found in matcher.match(wrapper) for declaration in found]
        in_order = sorted((*from_sheets, *declarations), key=lambda declaration: declaration.is_important)
        element.attrib.update({declaration.name: declaration.value for declaration in in_order})
    return tuple(faults)


def _add_rules(matcher: cssselect2.Matcher, sheet: SvgElement) -> Iterator[SvgFault]:
    """Give `matcher` the rules of the style sheet, and say which it can't have."""
    rules = tinycss2.parse_stylesheet("".join(sheet.itertext()), skip_comments=True, skip_whitespace=True)
    for number, rule in enumerate(rules, 1):
        line = sheet.line + rule.source_line - 1
        if rule.type == "at-rule" and rule.lower_at_keyword in ("charset", "namespace"):
            continue
        if number > MAX_RULES or rule.type != "qualified-rule":
            what = f"@{rule.at_keyword}" if rule.type == "at-rule" else f"errors, or more than {MAX_RULES} rules"
            hint = "give the shapes their colours and sizes as attributes; nothing can be loaded"
            yield SvgFault(sheet, f"a style sheet of a drawing must not have {what}", hint, line=line)
            return
        declarations, faults = _declarations(sheet, tinycss2.parse_blocks_contents(rule.content), line)
        yield from faults
        selectors = _SELECTORS.fullmatch(tinycss2.serialize(rule.prelude))
        if selectors is None:
            hint = "write a simple selector, such as `.name` or `rect`"
            yield SvgFault(sheet, "a style sheet of a drawing must have simple selectors", hint, line=line)
            continue
        for selector in cssselect2.compile_selector_list(selectors[0]):
            matcher.add_selector(selector, declarations)


def _declarations(
    element: SvgElement, parsed: Sequence[tinycss2.ast.Node], line: int
) -> tuple[list[_Declaration], list[SvgFault]]:
    """What draws among the styles `parsed`, and what can't be kept of them."""
    kept, faults = [], []
    for node in parsed:
        if node.type != "declaration":
            continue
        value = tinycss2.serialize(node.value).strip()
        for name, part in _expanded(node.lower_name, value):
            fault = style_fault(element, name, part, line)
            faults += [fault] if fault else []
            kept += (
                [_Declaration(name, part, node.important)] if name in PROPERTIES | BREAKS_LINES and not fault else []
            )
    return kept, faults


def _expanded(name: str, value: str) -> Iterator[tuple[str, str]]:
    """The style as it is; of the shorthand `font` those that it stands for."""
    font = _FONT.fullmatch(value) if name == "font" else None
    if font is None:
        yield name, value
        return
    yield from (("font-size", font["size"]), ("font-family", font["family"]))
    for word in font["before"].split():
        yield ("font-style" if word in ("italic", "oblique") else "font-weight"), word


def style_fault(element: SvgElement, name: str, value: str, line: int = 0) -> SvgFault | None:
    """Why the style or attribute of `element` can't be kept; None where it can, or draws nothing."""
    if name.startswith(("-", "data-", "aria-")) or name in IGNORED or value == "inherit":
        return None
    if name in AS_IF_ABSENT:
        if re.fullmatch(AS_IF_ABSENT[name], value.strip(), re.IGNORECASE):
            return None
        hint = HINTS.get(name.partition("-")[0] if name.startswith("marker") else name, "take it away")
        return SvgFault(element, f"`{name}: {value}` can't be printed", hint, line=line)
    if name not in PROPERTIES:
        hint = "remove it; what draws are fill, stroke, font-size and their like"
        return SvgFault(element, f"`{name}` is not allowed in a drawing", hint, line=line)
    return value_fault(element, name, value, line)


def value_fault(element: SvgElement, name: str, value: str, line: int = 0) -> SvgFault | None:
    """Why `value` may not be that of a style or attribute which may be there."""
    if _COMPUTED.search(value):
        return SvgFault(element, f"`{name}: {value}` can't be printed", "write the value itself", line=line)
    reference = REFERENCE.fullmatch(value.strip()) if name in PAINTS else None
    if reference or SAFE_VALUE.fullmatch(value):
        return None
    hint = "use plain numbers, colours and names; nothing can be linked or loaded"
    return SvgFault(element, f"the attribute `{name}` must not have this value", hint, line=line)
