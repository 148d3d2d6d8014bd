"""The composed document's title, language, keywords or descriptions of pictures aren't those of its edition.

Why: a screen reader announces a file by its title and speaks it in its language, a search finds it by subject and
author, and by its keywords it is known when it comes back. Who can't see a drawing hears its description instead.

Fix: let the template extend `base/document.html.j2` and fill its block `piece` with what layout.yaml has for `piece`;
set each drawing with `drawing(block)`, the code with the macro `status`, and no other picture.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from leaflet.editions.edition import Edition
from leaflet.editions.imprint import as_keywords, imprint_of, with_document_digest
from leaflet.editions.words import localized
from leaflet.messages import excerpt
from leaflet.preflight.instrument.document import Document
from leaflet.preflight.instrument.document_comparison import DocumentComparison
from leaflet.problem import Problem

NAME = "wrong-head"
_DIGEST = re.compile(r"\bdocument:[0-9a-f]{12}")
_UNSEALED = "document:000000000000"


def check(comparison: DocumentComparison) -> Iterator[Problem]:
    """Compare what the document says of itself, and in the place of its pictures."""
    edition = comparison.edition
    for fault in (*_head(comparison, edition), *_pictures(comparison.document, edition)):
        yield comparison.problem(
            NAME,
            f"the document of {edition.id} has {fault}",
            f"let the template of `{edition.layout.id}` extend base/document.html.j2 and add nothing to its head; "
            "set pictures with `drawing(block)` and the macro `status`",
        )


def _head(comparison: DocumentComparison, edition: Edition) -> Iterator[str]:
    head, meta = comparison.document.head, edition.topic.meta
    title = f"{meta.title} · {localized(edition, edition.layout.piece)}"
    if head.title != title:
        yield f"the title {excerpt(head.title)}, not {excerpt(title)}"
    if dict(head.root) != {"lang": str(edition.locale)}:
        said = ", ".join(f"{name}={value}" for name, value in head.root.items())
        yield f"`{said}` where its language is {edition.locale}"
    right = _metas(comparison.html, edition)
    for name, content in (Counter(head.metas) - Counter(right)).elements():
        yield f"{excerpt(content)} as its {name}"
    for name, content in (Counter(right) - Counter(head.metas)).elements():
        yield f"not {excerpt(content)} as its {name}"


def _metas(html: str, edition: Edition) -> tuple[tuple[str, str], ...]:
    meta = edition.topic.meta
    # The digest is that of the document in which it is.
    sealed = with_document_digest(_DIGEST.sub(_UNSEALED, html, count=1), *edition.layout.folders)
    digest = _DIGEST.search(sealed)
    imprint = as_keywords(imprint_of(replace(edition, clinic=None) if edition.clinic else edition))
    return (
        ("author", ", ".join(meta.authors)),
        ("description", meta.subtitle),
        ("keywords", imprint.replace(_UNSEALED, digest[0] if digest else "")),
        ("generator", "leaflet"),
        ("dcterms.created", edition.date.isoformat()),
        ("dcterms.modified", edition.date.isoformat()),
    )


def _pictures(document: Document, edition: Edition) -> Iterator[str]:
    """Each picture's description: its title, or its `alt`."""
    found: Counter[str] = Counter()
    for number, element in enumerate(document.elements):
        if element.tag == "img":
            found[element.attributes.get("alt", "")] += 1
        elif element.tag == "svg":
            titles = [n for n in document.children(number) if document.elements[n].tag == "title"]
            found[" ".join(document.unseen[n] for n in titles)] += 1
    right = Counter(edition.required.alt_texts)
    yield from (f"a picture that is described as {excerpt(text)}" for text in (found - right).elements())
    yield from (f"no picture that is described as {excerpt(text)}" for text in (right - found).elements())
