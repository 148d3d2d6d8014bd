"""What references print: words of others, quoted as they were published.

A true title may say what no leaflet may: “Cure of depression”, “safe and effective”, “It changed my life”. Whoever
cites it must not alter it, so no rule about what is promised, advised or said of people looks at references, nor at
what sells by praise. What acts on a reader all the same is looked at: telephone numbers (`unlisted-number`), addresses
(`unlisted-address`, `forbidden-link`), calls to book, buy or follow (`promotion`, terms with `in_titles`), and signs.

Of `reading-notes.yaml` nothing is printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from leaflet.editions.csl_items import DATE_FIELDS, IDENTIFIERS, LINK_FIELDS, NAME_FIELDS, NAME_PARTS
from leaflet.model import HOUSE_SCOPE, Library, Reference
from leaflet.policies.links import SourceLink
from leaflet.policies.texts import PrintedText, printed_languages
from leaflet.problem import Span
from leaflet.reference_markup import MARKED_FIELDS, plain_text

QUOTED_HINT = (
    "compare the entry with the publication, correct it in the reference manager, and export the library again"
)
_LOCATORS = frozenset({"volume", "issue", "number", "number-of-pages", "section", "page"}) | {
    f"{part}-number" for part in ("collection", "part", "supplement")
}
"""Fields that say where something stands, in numbers or in words."""
_NUMBERS_ALONE = re.compile(r"[\w.:/()]+(?:\s?[,;–-]\s?[\w.:/()]+)*")


def quoted_texts(library: Library) -> Iterator[PrintedText]:
    """The words that references print, in each printed language: nobody knows in which they are written."""
    for reference in library.references.values():
        for name, text in _words(reference.csl):
            for language in printed_languages(library):
                yield PrintedText(text, language, reference.span(name), "", HOUSE_SCOPE, reference.id, True)


def own_hosts(library: Library, text: PrintedText) -> tuple[str, ...]:
    """The host that the reference of a quoted text leads to, which it may name."""
    url = library.references[text.context].csl.get("URL") if text.is_quoted else None
    return (SourceLink("", str(url)).host.casefold(),) if url else ()


def reference_texts(reference: Reference) -> Iterator[tuple[str, Span]]:
    """Every text that a reference can print, identifiers and addresses too, with its place."""
    csl = reference.csl
    identifiers = ((name, str(csl[name])) for name in (*IDENTIFIERS, *LINK_FIELDS) if csl.get(name))
    yield from ((text, reference.span(name)) for name, text in (*_printed(csl), *identifiers))


def _words(csl: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The texts in which somebody can say something: a range of pages looks like a telephone number, and is none."""
    yield from ((name, t) for name, t in _printed(csl) if not (name in _LOCATORS and _NUMBERS_ALONE.fullmatch(t)))


def _printed(csl: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """By field: texts without their markup, each name as one text, dates that are said in words."""
    yield from ((name, plain_text(str(csl[name]))) for name in MARKED_FIELDS if csl.get(name))
    for field in NAME_FIELDS:
        for name in csl.get(field) or ():
            yield field, plain_text(" ".join(str(name[part]) for part in NAME_PARTS if name.get(part)))
    for field in DATE_FIELDS:
        date = csl.get(field) or {}
        yield from ((field, plain_text(str(date[part]))) for part in ("literal", "raw", "season") if date.get(part))
