"""Which declaration of the style sheets sets what is wrong with the look of many texts.

A fault is measured on the page, where nobody knows what set a colour. So the declarations that hold for each text are
worked out as a renderer does, and the one that most of the spoilt texts share, and the others don't, is responsible.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

import cssselect2
import tinycss2

from leaflet.model import KIND_NAMES, TextKey
from leaflet.render.document import weasyprint_ready

COLOURS = frozenset({"color", "background", "opacity"})
SIZES = frozenset({"font-size"})
SETTINGS = frozenset({"letter-spacing", "word-spacing", "line-height", "transform", "rotate", "scale", "translate"})
_INHERITED = frozenset({"color", "letter-spacing", "word-spacing", "line-height"})
"""Of all these, the properties that an element takes from the one around it; `font-size` adds up."""
_MIN_LINE_HEIGHT = 1.0
"""Of the type size: what is higher doesn't push lines into each other."""
_LONG_NAMES = {"background-color": "background", "background-image": "background", "font": "font-size"}
"""Properties that set the same as another."""
_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)")
_MIN_SHARE = 0.5
"""Of the texts that a responsible declaration holds for, how many are spoilt at least."""


@dataclass(frozen=True, order=True)
class StyleDeclaration:
    """A declaration of the document's style element, by its place there; both count from 1."""

    line: int
    column: int
    name: str
    text: str
    """As it is written: `color: #bbb`."""


def responsible_declarations(
    html: str, spoilt: Collection[TextKey], properties: Collection[str]
) -> Iterator[tuple[StyleDeclaration, frozenset[TextKey]]]:
    """Declarations of `properties` that spoil texts, each with all texts that it holds for; most of `spoilt` first.

    A text that no declaration can be blamed for is in none of them.
    """
    styled = _declarations_by_text(html, properties)
    left = {key for key in spoilt if key in styled}
    while left:
        holders = {found: {key for key in styled if found in styled[key]} for key in left for found in styled[key]}
        candidates = [found for found, keys in holders.items() if len(keys & set(spoilt)) >= _MIN_SHARE * len(keys)]
        if not candidates:
            return
        best = max(candidates, key=lambda found: _blame(found, holders[found], left))
        yield best, frozenset(holders[best])
        left -= holders[best]


def _blame(found: StyleDeclaration, keys: Collection[TextKey], spoilt: Collection[TextKey]) -> tuple[object, ...]:
    """More spoilt texts, fewer good ones, a variable before what uses it, a later one before an earlier."""
    hit = sum(key in spoilt for key in keys)
    return hit, hit - len(keys), found.name.startswith("--"), found


def _declarations_by_text(html: str, properties: Collection[str]) -> dict[TextKey, frozenset[StyleDeclaration]]:
    """For each text that the document marks, the declarations of `properties` that hold for it."""
    root = weasyprint_ready().HTML(string=html).wrapper_element
    cascade = _Cascade(root, properties)
    return {
        (kind, name): frozenset(cascade.holding_for(element))
        for element in root.iter_subtree()
        for kind in KIND_NAMES
        if (name := element.etree_element.get(f"data-{kind}"))
    }


class _Cascade:
    """Which declarations win for each element of a document."""

    def __init__(self, root: Any, properties: Collection[str]) -> None:
        self.properties = properties
        self.matcher = cssselect2.Matcher()
        for style in root.iter_subtree():
            if style.local_name == "style":
                self._add(tinycss2.parse_stylesheet(style.etree_element.text, skip_comments=True))
        self.winners: dict[Any, dict[tuple[str, str], StyleDeclaration]] = {}

    def _add(self, rules: list[Any]) -> None:
        for rule in rules:
            if rule.type == "at-rule" and rule.lower_at_keyword == "media" and rule.content:
                self._add(tinycss2.parse_rule_list(rule.content, skip_comments=True))
            if rule.type == "qualified-rule":
                try:
                    selectors = cssselect2.compile_selector_list(rule.prelude)
                except cssselect2.SelectorError:  # the renderer leaves the rule out, and says so
                    continue
                for selector in selectors:
                    self.matcher.add_selector(selector, tinycss2.parse_blocks_contents(rule.content))

    def holding_for(self, element: Any) -> Iterator[StyleDeclaration]:
        """Declarations that hold for `element` and what is in it, with those around it, and the variables they use."""
        inside, around = list(element.iter_subtree()), list(element.ancestors)
        for one in (*inside, *around):
            for (name, _), found in self._winners(one).items():
                if name not in self.properties or not _can_spoil(found):
                    continue
                if name not in _INHERITED or one in inside or not self._is_set_between(element, one, name):
                    yield from (found, *self._variables(one, found))

    def _is_set_between(self, element: Any, ancestor: Any, name: str) -> bool:
        """Is the property `name` set between the two?"""
        nearer = (element, *reversed(element.ancestors))
        between = nearer[: nearer.index(ancestor)]
        return any((name, "") in self._winners(one) for one in between)

    def _variables(self, element: Any, found: StyleDeclaration) -> Iterator[StyleDeclaration]:
        for name in _VARIABLE.findall(found.text):
            for one in (element, *reversed(element.ancestors)):
                if inner := self._winners(one).get((name, "")):
                    yield from (inner, *self._variables(one, inner))
                    break

    def _winners(self, element: Any) -> dict[tuple[str, str], StyleDeclaration]:
        """By property and pseudo-element, what wins at `element`."""
        if element not in self.winners:
            ranked: dict[tuple[str, str], tuple[bool, StyleDeclaration]] = {}
            for _, _, pseudo, declared in self.matcher.match(element):
                for node in (node for node in declared if node.type == "declaration"):
                    key = _LONG_NAMES.get(node.lower_name, node.lower_name), pseudo or ""
                    if node.important or not ranked.get(key, (False,))[0]:
                        ranked[key] = node.important, _declaration(node)
            self.winners[element] = {key: found for key, (_, found) in ranked.items()}
        return self.winners[element]


def _declaration(node: Any) -> StyleDeclaration:
    text = f"{node.name}: {tinycss2.serialize(node.value).strip()}"
    return StyleDeclaration(node.source_line, node.source_column, node.name, text)


def _can_spoil(declaration: StyleDeclaration) -> bool:
    """Not where it is a line height that leaves room enough."""
    if declaration.name.lower() != "line-height":
        return True
    value = tinycss2.parse_one_component_value(declaration.text.partition(":")[2], skip_comments=True)
    scale = {"number": 1.0, "percentage": 100.0}.get(value.type)
    return scale is not None and value.value / scale < _MIN_LINE_HEIGHT
