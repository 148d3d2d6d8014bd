"""Changes of a layout's style sheet by one rule: any property that the renderer knows, any selector of the document.

Two lists. `attack_cases` are declarations that are meant to do harm, each on each required text, level, number, heading
and mark of a document; all of them can be gone through. `StyleSpace` is every property with every value of `css_values`
on every selector: some million rules, of which a seeded sample is drawn. Whether a rule of either changes anything is
for `appearance` to say: a rule that changes nothing may be silent, one that does may still be honest.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from violations.attacks import ATTACKS, PSEUDO_ATTACKS
from violations.css_values import css_values
from violations.document_tree import UNSEEN, Tree, bare_tag, mark

PAGE_BOXES = (
    "@top-left",
    "@top-center",
    "@top-right",
    "@bottom-center",
    "@bottom-right",
    "@left-middle",
    "@right-middle",
)
GENERAL = (
    "html",
    "body",
    "*",
    "p",
    "li",
    "td",
    "strong",
    "section",
    "svg",
    "svg text",
    "p::first-letter",
    "p::first-line",
)
PSEUDO = ("before", "after")


@dataclass(frozen=True)
class StyleCase:
    """One rule that is put after a layout's style sheets."""

    selector: str
    declarations: str
    kind: str
    """The attack's name, or the property."""

    @property
    def css(self) -> str:
        """The rule; `!important`, so that no other has its way. What is laid over a target is held by it."""
        important = "; ".join(f"{one.strip()} !important" for one in self.declarations.split(";") if one.strip())
        if self.selector in PAGE_BOXES:
            return f"@page {{ {self.selector} {{ {important} }} }}"
        holder, pseudo, _ = self.selector.partition("::")
        held = f"{holder} {{ position: relative }} " if pseudo and "absolute" in self.declarations else ""
        return f"{held}{self.selector} {{ {important} }}"

    @property
    def name(self) -> str:
        """The rule without what is the same in all."""
        return f"{self.selector} {{ {self.declarations} }}"


def with_rule(html: str, case: StyleCase) -> str:
    """The document with the rule in it, last of its style element."""
    head, end, tail = html.partition("</style>")
    assert end
    return f"{head}\n{case.css}\n{end}{tail}"


def attack_cases(tree: Tree) -> Mapping[str, StyleCase]:
    """Each attack on each target of the document, by name; in the same order on each run."""
    cases = (
        *(
            StyleCase(target, css, kind)
            for target in targets(tree)
            for kind, css in ATTACKS.items()
        ),
        *(
            StyleCase(f"{target}::{pseudo}", css, f"{kind}-{pseudo}")
            for target in targets(tree)
            for pseudo in PSEUDO
            for kind, css in PSEUDO_ATTACKS.items()
        ),
    )  # fmt: skip
    return MappingProxyType({case.name: case for case in cases})


def targets(tree: Tree) -> tuple[str, ...]:
    """Selectors of what carries a required text, of levels, numbers and names in it, and of the layout's headings."""
    found = []
    for number, element in enumerate(tree.elements):
        own = mark(element)
        if own:
            selector = f'[data-{own[0]}="{own[1]}"]'
            found.append(selector)
            found += [f"{selector} {inner}" for inner in _inner(element)]
        elif bare_tag(element) in ("h2", "caption", "th"):
            found.append(_by_place(tree, number))
    return tuple(dict.fromkeys(found))


def _inner(element: object) -> Iterator[str]:
    """What in a required text is attacked alone: a level, its shape, a number, a name."""
    classes = (
        "level",
        "shape",
        "contact-number",
        "contact-name",
        "question",
        "claim-wording",
        "claim-limits",
        "number",
    )
    for name in classes:
        if any(name in inner.get("class", "").split() for inner in element.iter()):  # type: ignore[attr-defined]
            yield f".{name}"


def _by_place(tree: Tree, number: int) -> str:
    """A selector of the element by what it stands in, up to the body."""
    element, parts = tree.elements[number], []
    while element is not tree.body:
        parent = tree.parents[id(element)]
        kids = [kid for kid in parent if isinstance(kid.tag, str)]
        parts.append(f"{bare_tag(element)}:nth-child({kids.index(element) + 1})")
        element = parent
    return " > ".join(("body", *reversed(parts)))


@dataclass(frozen=True)
class StyleSpace:
    """Every property with every value on every selector of a document."""

    selectors: tuple[str, ...]
    values: Mapping[str, tuple[str, ...]]

    def __len__(self) -> int:
        return len(self.selectors) * sum(map(len, self.values.values()))

    def case(self, selector: int, name: str, value: int) -> StyleCase:
        """The rule at that place of the space."""
        return StyleCase(self.selectors[selector], f"{name}: {self.values[name][value]}", name)

    def sample(self, count: int, seed: int) -> tuple[StyleCase, ...]:
        """So many rules, every property as often as any other; the same ones for one seed."""
        chosen = random.Random(seed)
        names = sorted(self.values)
        found: dict[str, StyleCase] = {}
        while len(found) < count:
            name = names[chosen.randrange(len(names))]
            case = self.case(chosen.randrange(len(self.selectors)), name, chosen.randrange(len(self.values[name])))
            found[case.name] = case
        return tuple(found.values())


def style_space(tree: Tree) -> StyleSpace:
    """The space of a document: general selectors, the page and its boxes, classes, targets."""
    seen = [e for e in tree.body.iter() if isinstance(e.tag, str) and bare_tag(e) not in UNSEEN]
    classes = dict.fromkeys(f".{name}" for element in seen for name in element.get("class", "").split())
    selectors = (*GENERAL, "@page", "@page :first", *PAGE_BOXES, *classes, *targets(tree))
    return StyleSpace(tuple(dict.fromkeys(selectors)), css_values())
