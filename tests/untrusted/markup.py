"""What is alive in a composed page, according to a parser that the product doesn't use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import tinyhtml5

from leaflet.svg.vocabulary import GEOMETRY, GRADIENTS, HEADINGS, PROPERTIES, SHAPES, TEXTS

TAGS = set(
    "html head meta title style body header div section figure h1 h2 h3 p ul ol li span strong em i b a br "  # noqa: SIM905
    "blockquote table thead tbody tr th td".split()
)
DRAWN = {"svg", "g", "defs", "clipPath", "stop", *GRADIENTS, *HEADINGS, *SHAPES, *TEXTS}
DRAWN_ATTRIBUTES = {"xmlns", "space", "id", *GEOMETRY, *PROPERTIES}
"""Of a cleaned drawing."""
PLAIN = {"class", "data-block", "data-claim", "data-clinic", "data-disclaimer", "data-fit"}
"""Attributes that any element may have."""
OWN = {"a": {"href"}, "th": {"scope"}, "html": {"lang"}, "meta": {"charset", "name", "content"}}
METADATA = {"author", "description", "keywords", "generator", "dcterms.created", "dcterms.modified"}
SCHEMES = ("https://", "tel:")
_LONG = f"<!--{' ' * 200}-->"
"""tinyhtml5 takes a short string for the name of a file."""


def parsed(html: str) -> Any:
    """The tree of `html`."""
    return tinyhtml5.parse(html if len(html) > 200 else html + _LONG, namespace_html_elements=False)


def tags(html: str) -> set[str]:
    """The elements in the body of `html`."""
    return {e.tag for e in parsed(html).find("body").iter() if isinstance(e.tag, str)} - {"body"}


def text(html: str) -> str:
    """The text of `html`."""
    return "".join(parsed(html).find("body").itertext())


def alive(html: str) -> Iterator[str]:
    """What nobody meant to be in a page: elements, attributes and addresses that no layout sets."""
    for element in parsed(html).iter():
        if not isinstance(element.tag, str):  # a comment
            continue
        tag = element.tag.rpartition("}")[2]
        drawn = tag in DRAWN and element.tag.startswith("{http://www.w3.org/2000/svg}")
        if tag not in TAGS and not drawn:
            yield f"<{tag}>"
        allowed = DRAWN_ATTRIBUTES if drawn else PLAIN | OWN.get(tag, set())
        addresses = (value for value in element.attrib.values() if drawn and "url" in value.lower())
        yield from (f"<{tag} {value}>" for value in addresses if not re.fullmatch(r"url\(#[\w-]+\)", value))
        yield from (f"<{tag} {name}>" for name in element.attrib if name.rpartition("}")[2] not in allowed)
        if tag == "a" and not element.get("href", "https://").startswith(SCHEMES):
            yield f"<a href={element.get('href')}>"
        if tag == "meta" and element.get("name", "author") not in METADATA:
            yield f"<meta name={element.get('name')}>"
