"""Edition → its document's texts, in the order of reading: what its layout's outline comes to with what it must say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from leaflet.editions.readings import claim_in_text
from leaflet.editions.words import localized
from leaflet.language.normalization import folded
from leaflet.model import (
    FAMILIES,
    ClaimPlaceholder,
    OutlineEntry,
    RequiredText,
    Section,
    StatementKind,
    TextKey,
)
from leaflet.problem import Span

if TYPE_CHECKING:
    from leaflet.editions.edition import Edition

TextName = tuple[str, str]
"""What a text of a document is known by: the kind and id of a required text, or (`heading`, what it says) and
(`words`, what they say)."""
_SECTIONS, _STATEMENTS = "sections.", "statements."
_FAMILY_OF_BLOCK = {
    "identity": "identity",
    "review": "state",
    "status": "status",
    "clinic": "clinic",
    "title": "title",
    "subtitle": "subtitle",
    "for-whom": "for-whom",
    "in-short": "in-short",
    "uncertainty": "uncertainties",
    "contact": "contacts",
    "legend": "legend",
    "reference": "references",
    "colophon": "colophon",
    "making": "making",
    "brand": "brand",
}
"""By what the id of a block begins with, up to its first dot."""


@dataclass(frozen=True)
class ExpectedText:
    """A text that a document must have at its place."""

    name: TextName
    reading: str
    home: TextName | None
    """The heading that it stands under; None for none."""
    span: Span
    """Where the sources say it, or the layout's outline."""
    required: RequiredText | None = None
    """None for what is the layout's own."""


def expected_texts(edition: Edition) -> tuple[ExpectedText, ...]:
    """Every text of the edition's document, in the order of reading; none where its layout has no outline."""
    families = _families(edition)
    return tuple(
        text
        for number, entry in enumerate(edition.layout.outline)
        for text in _entry_texts(edition, number, entry, families)
    )


def _entry_texts(
    edition: Edition, number: int, entry: OutlineEntry, families: Mapping[str, Sequence[RequiredText]]
) -> Iterator[ExpectedText]:
    heading = folded(localized(edition, entry.heading)) if entry.heading else ""
    home = ("heading", heading) if heading else None
    inside: list[ExpectedText] = []
    for is_section, group in groupby(enumerate(entry.has), lambda item: item[1].startswith(_SECTIONS)):
        if is_section:
            inside += _section_texts(edition, {name.removeprefix(_SECTIONS) for _, name in group})
            continue
        for place, name in group:
            span = edition.layout.span("outline", number, "has", place)
            inside += _family_texts(edition, name, families) if name in FAMILIES else _words(edition, name, span)
    if entry.has and heading and not any(text.required for text in inside):
        return  # nothing stands under it
    if heading:
        yield ExpectedText(("heading", heading), heading, None, edition.layout.span("outline", number, "heading"))
    yield from (text if text.home else replace(text, home=home) for text in inside)


def _words(edition: Edition, words: str, span: Span) -> Iterator[ExpectedText]:
    text = folded(localized(edition, words))
    yield ExpectedText(("words", text), text, None, span)


def _family_texts(
    edition: Edition, name: str, families: Mapping[str, Sequence[RequiredText]]
) -> Iterator[ExpectedText]:
    sign = edition.layout.between_references if name == "references" else ""
    for place, text in enumerate(families.get(name, ())):
        if place and sign:
            yield from _words(edition, sign, edition.layout.span("between_references"))
        yield _required(text)


def _section_texts(edition: Edition, roles: set[str]) -> Iterator[ExpectedText]:
    """The sections of those roles, each with its blocks under its heading."""
    texts: Mapping[TextKey, RequiredText] = {(text.kind, text.id): text for text in edition.required.texts}
    for section in edition.sections:
        if section.role in roles:
            heading = ("block", f"section.{section.id}")
            yield _required(texts[heading])
            for block, key in zip(section.blocks, _block_keys(section), strict=True):
                wordless = ExpectedText(key, "", heading, block.span())  # a picture
                yield replace(_required(_in_text(edition, texts[key])), home=heading) if key in texts else wordless


def _block_keys(section: Section) -> Iterator[TextKey]:
    for block in section.blocks:
        yield ("claim", block.claim) if isinstance(block, ClaimPlaceholder) else ("block", block.id)


def _in_text(edition: Edition, text: RequiredText) -> RequiredText:
    """`text` as it reads in running text: a claim isn't set as a row of a table there."""
    if text.kind != "claim":
        return text
    claim = next(claim for claim in edition.claims if claim.id == text.id)
    return replace(text, reading=claim_in_text(edition, claim))


def _required(text: RequiredText) -> ExpectedText:
    return ExpectedText((text.kind, text.id), text.reading, None, text.span, text)


def _families(edition: Edition) -> Mapping[str, Sequence[RequiredText]]:
    """The required texts that stand in no section, by family."""
    in_sections = {key for section in edition.sections for key in _block_keys(section)}
    kinds = {statement.id: statement.kind for statement in edition.statements}
    people = {claim.id: edition.level(claim).human for claim in edition.claims}
    contacts = {f"contact.{contact.id}": contact.kind for contact in edition.contacts}
    found: dict[str, list[RequiredText]] = {}
    for text in edition.required.texts:
        if text.kind == "disclaimer":
            kind = kinds[text.id]
            names = ["state" if kind is StatementKind.DRAFT else f"{_STATEMENTS}{kind}"]
        elif text.kind == "claim":
            names = ["claims", "claims.in-people" if people[text.id] else "claims.not-in-people"]
        else:
            in_section = ("block", text.id) in in_sections
            names = [] if in_section else _block_families(text.id, contacts)
        for name in names:
            found.setdefault(name, []).append(text)
    return found


def _block_families(block: str, contacts: Mapping[str, str]) -> list[str]:
    family = _FAMILY_OF_BLOCK.get(block.partition(".")[0], "")
    return [family, f"{family}.{contacts[block]}"] if block in contacts else [family]
