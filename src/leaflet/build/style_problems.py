"""Faults of many texts that one declaration of a style sheet sets, as one problem at that declaration."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from leaflet.compose.document import css_source_span
from leaflet.editions.edition import Edition
from leaflet.messages import backtick_list
from leaflet.model import Aspect, TextKey, layout_colours
from leaflet.problem import Problem
from leaflet.render.responsible_styles import COLOURS, SETTINGS, SIZES, StyleDeclaration, responsible_declarations

_ASPECTS: Mapping[Aspect, tuple[frozenset[str], frozenset[str], str]] = {
    "colour": (
        frozenset({"low-contrast", "hidden-text"}),
        COLOURS,
        "choose a darker text or a lighter ground: 4.5 to 1, or 3 to 1 from 18 pt",
    ),
    "size": (frozenset({"small-type"}), SIZES, "set it larger"),
    "setting": (
        frozenset({"strange-letter", "scattered-text", "crowded-text"}),
        SETTINGS,
        "take it away, or choose a value nearer to what the text is set in without it",
    ),
}
"""The checks that find it wrong, the properties that set it, what to do."""
_MIN_HIDDEN = 3
"""Texts that are hidden from which on their colour is to blame, and not what lies over one of them."""


def style_problems(found: Sequence[Problem], edition: Edition, html: str) -> Iterator[Problem]:
    """The causes, in the style sheets of `html`, of what preflight `found` wrong with the look of texts."""
    for aspect, (rules, properties, hint) in _ASPECTS.items():
        faults = _faults_by_text(found, edition, aspect, rules)
        explained: frozenset[str] = frozenset()
        for declaration, keys in responsible_declarations(html, faults, properties) if faults else ():
            spoilt = [fault for key, fault in faults.items() if key in keys and not fault.rests_on & explained]
            span = css_source_span(html, edition, declaration.line, declaration.column)
            if span and (len(spoilt) >= _MIN_HIDDEN or any(fault.rule != "hidden-text" for fault in spoilt)):
                things = frozenset(t.look(aspect, edition.id) for t in edition.required.texts if t.key in keys)
                things |= {layout_colours(edition.id)} if aspect == "colour" else set()
                explained |= things
                message = _blamed(declaration, spoilt)
                yield replace(spoilt[0], message=message, hint=hint, span=span, spoils=things, rests_on=frozenset())


def _faults_by_text(
    found: Sequence[Problem], edition: Edition, aspect: Aspect, rules: frozenset[str]
) -> dict[TextKey, Problem]:
    """What is wrong with the look of each text; not of the labels of a drawing, which has its own colours."""
    faults = [problem for problem in found if problem.rule in rules and not problem.span.path.endswith(".svg")]
    looks = {text.key: text.look(aspect, edition.id) for text in edition.required.texts}
    return {key: fault for key, look in looks.items() for fault in faults if look in fault.rests_on}


def _blamed(declaration: StyleDeclaration, spoilt: Sequence[Problem]) -> str:
    """`x: y` spoils 3 texts, the first of them: … A fault that names several texts counts them itself."""
    count, name = len(spoilt), backtick_list([declaration.text])
    if len(set(spoilt)) < count:
        return f"{name} spoils what it is set for: {spoilt[0].message}"
    return f"{name} spoils {'a text' if count == 1 else f'{count} texts, the first of them'}: {spoilt[0].message}"
