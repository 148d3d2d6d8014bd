"""What a template is given: the edition's texts by kind and role, which it can place but not choose among."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from enum import StrEnum
from functools import partial
from typing import Any, TypeVar

import jinja2
from markupsafe import Markup, escape

from leaflet.compose.brand import brand_context
from leaflet.compose.markdown_prose import prose_html
from leaflet.compose.panels import in_panels, section_lines, type_step
from leaflet.compose.pictures import drawing, logo_img, qr_code
from leaflet.editions.citations import PrintedReference, link_target
from leaflet.editions.claims import reference_numbers
from leaflet.editions.edition import Edition
from leaflet.editions.fact_boxes import fact_box, numbers_references
from leaflet.editions.imprint import as_keywords, imprint_of
from leaflet.editions.making import making_label
from leaflet.editions.marks import CitationPart
from leaflet.editions.required import clinic_lines
from leaflet.editions.words import note_labels
from leaflet.language.formats import date_in_words
from leaflet.model import Block, Claim, ClaimPlaceholder, Reference, Section, Statement, StatementKind

W = TypeVar("W", bound=StrEnum)


def template_context(edition: Edition) -> dict[str, Any]:
    """Every name that the page's template may use, with its value; docs/designers.md lists them."""
    content, required = edition.content, edition.required
    return {
        "edition": edition,
        "meta": edition.topic.meta,
        "lang": str(edition.locale),
        "ladder": edition.ladder,
        "legend": content.legend,
        "front": dict(content.opening),
        "identity": required.identity,
        "imprint": as_keywords(imprint_of(replace(edition, clinic=None) if edition.clinic else edition)),
        "colophon": dict(content.colophon),
        "making": [(name, making_label(edition, name), text) for name, text in content.making],
        "statements": _statement_selector(required.statements),
        "sections": _section_selector(edition),
        "blocks": lambda section: _blocks(edition, section),
        "prose": lambda block: prose_html(block, edition.locale, note_labels(edition)),
        "drawing": partial(drawing, edition.house.brand),
        "level": edition.level,
        "wording": lambda claim: claim.wording_for(edition.audience),
        "references": _references(edition),
        "date": lambda day: date_in_words(day, edition.locale),
        "qr": qr_code(edition.status_url),
        **_clinic(edition),
        **brand_context(edition),
        **_of_claims(edition),
        **_of_panels(edition),
        **_gettext(edition.layout_translations),
    }


def _clinic(edition: Edition) -> dict[str, object]:
    """What stands in the box of a clinic's copy."""
    lines = clinic_lines(edition, edition.clinic) if edition.clinic else ()
    return {"clinic_lines": lines, "logo": logo_img(edition, edition.clinic)}


def _of_panels(edition: Edition) -> dict[str, Callable[..., object]]:
    """Which sections stand on which panel of a folded sheet, and in what size."""
    return {
        "panels": lambda sections, rooms, letters, key: in_panels(edition, sections, rooms, letters, key),
        "lines_of": lambda section, letters: section_lines(edition, section, letters),
        "type_step": type_step,
    }


def _of_claims(edition: Edition) -> dict[str, Callable[..., object]]:
    """Claims by what was studied; the numbers of their references, and those of fact boxes with their drawings."""
    return {
        "numbers": lambda claim: dict(zip(("supporting", "disputing"), reference_numbers(edition, claim), strict=True)),
        "claims_by_evidence": lambda human: tuple(c for c in edition.claims if edition.level(c).human is human),
        "fact_box": lambda claim: fact_box(edition, claim),
        "icon_array": lambda count: Markup(count.svg),  # made here
    }


def _gettext(chrome: Mapping[str, str]) -> dict[str, Callable[..., str]]:
    """The functions that `{% trans %}` and `_()` call, over the layouts' catalog."""

    def gettext(message: str, **values: object) -> Markup:
        text = escape(chrome.get(message, message))  # a catalog is content
        return text % values if values else text

    def ngettext(one: str, many: str, n: int, **values: object) -> Markup:
        return gettext(one if n == 1 else many, num=n, **values)

    return {"gettext": gettext, "ngettext": ngettext, "_": gettext}


def _enum_member(words: type[W], word: str) -> W:
    """`word` as a member of a closed list. Raises jinja2.TemplateRuntimeError where it is none."""
    if word not in list(words):
        raise jinja2.TemplateRuntimeError(f"there is no {words.__name__.lower()} `{word}`; known: {', '.join(words)}")
    return words(word)


def _statement_selector(required: tuple[Statement, ...]) -> Callable[..., tuple[Statement, ...]]:
    def of_kinds(*kinds: str) -> tuple[Statement, ...]:
        wanted = [_enum_member(StatementKind, kind) for kind in kinds]
        return tuple(d for kind in wanted for d in required if d.kind is kind)

    return of_kinds


def _section_selector(edition: Edition) -> Callable[..., tuple[Section, ...]]:
    def of_roles(*roles: str) -> tuple[Section, ...]:
        for role in roles:
            if not edition.layout.takes(role):
                known = ", ".join(edition.layout.roles) or "no role"
                raise jinja2.TemplateRuntimeError(f"the outline has no place for the role `{role}`; it has {known}")
        return tuple(section for section in edition.sections if section.role in roles)

    return of_roles


def _blocks(edition: Edition, section: Section) -> Iterator[tuple[str, Block | Claim]]:
    """(kind, block) of a section, a claim's place replaced by the claim."""
    claims = {claim.id: claim for claim in edition.claims}
    for block in section.blocks:
        yield block.kind, claims[block.claim] if isinstance(block, ClaimPlaceholder) else block


def _references(edition: Edition) -> tuple[dict[str, object], ...]:
    texts = zip(edition.references, edition.content.references, strict=False)
    is_numbered = numbers_references(edition)
    return tuple({**_reference(n, *pair), "is_numbered": is_numbered} for n, pair in enumerate(texts, 1))


def _reference(number: int, reference: Reference, printed: PrintedReference) -> dict[str, object]:
    return {
        "id": reference.id,
        "number": number,
        "text": Markup().join(map(_citation_part, printed.parts)),
        "read_in_full": reference.can_support_claim,
    }


def _citation_part(part: CitationPart) -> Markup:
    """Some letters of a reference with their marks and their link."""
    text = escape(part.text)
    for mark, is_set in (("b", part.is_bold), ("i", part.is_italic)):
        text = Markup("<{0}>{1}</{0}>").format(mark, text) if is_set else text
    return Markup('<a href="{}">{}</a>').format(link_target(part), text) if part.field else text
