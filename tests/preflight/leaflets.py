"""A small leaflet of two pages, set by hand: what preflight is tried on."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pikepdf
from samples import claim, contact, disclaimer, layout, reference, section, topic, uncertainty
from samples import edition as sample_edition

from leaflet.compose.markdown_prose import prose_html
from leaflet.compose.pictures import drawing, picture_img
from leaflet.editions.edition import Edition
from leaflet.editions.imprint import as_keywords, imprint_of, with_document_digest
from leaflet.editions.words import REVIEW_LINE, localized
from leaflet.model import Block, ClaimPlaceholder, Contact, Figure, PageBounds, Picture, Prose, Reference, RequiredText
from leaflet.render.document import render

CSS = """
@page { size: 148mm 210mm; margin: 10mm }
ol { margin: 0; padding-left: 8mm }
blockquote { margin: 4mm 0 0 5mm }
blockquote p { margin: 0 }
figure { margin: 2mm 0 }
.picture img { display: block; width: 60mm }
.note-box { margin: 2mm 0; padding: 1mm; border: 0.5mm solid #000 }
[data-block] td, [data-block] th { padding: 0 5mm 0 0; text-align: left }
body { margin: 0; font: 10pt Lato, "Noto Sans Symbols2", "Noto Sans Math"; hyphens: auto }
p, ul, h1, h2, h3 { margin: 0 0 2mm; font-size: 10pt }
.page + .page { break-before: page }
"""
HEAD = f"<!doctype html><html lang=en><title>T</title><style>{CSS}</style>"


def two_pages(**changes: Any) -> Edition:
    """The edition that `html` sets: two sections, two claims of one level, two of everything that has an order."""
    own = topic(
        claims=(claim("growth"), claim("binding", contested=True)),
        sections=(
            section(
                blocks=(
                    Prose(id="what.1", markdown="Cells can grow and **change** their connections."),
                    ClaimPlaceholder(claim="growth"),
                )
            ),
            section(
                "unknown",
                blocks=(
                    Prose(id="unknown.1", markdown="Nobody knows yet what this means for people who are ill."),
                    Prose(id="unknown.2", markdown="- Which symptoms would change\n- Which dose would be needed"),
                    ClaimPlaceholder(claim="binding"),
                ),
            ),
        ),
        uncertainties=(uncertainty("dose"), uncertainty("time")),
    )
    fields: dict[str, Any] = {
        "topic": own,
        "sections": own.sections,
        "claims": own.claims,
        "uncertainties": own.uncertainties,
        "house_statements": (
            disclaimer("draft", text="Draft: this was not clinically reviewed.", every_page=True),
            disclaimer("not-advice", text="This page is not medical advice and is no guarantee of an outcome."),
            disclaimer("lithium", text="Seizures were reported in people who use lithium. Do not combine them."),
        ),
        "contacts": (contact(), _crisis()),
        "references": (_paper(2020), _paper(2021)),
        "layout": layout(pages=PageBounds(exactly=2), shows=("prose", "uncertainties", "contacts", "short-references")),
    }
    return sample_edition(**{**fields, **changes})


STEPS = """1. Drink 2*50 ml of water.
2. Sit down.
    1. Sit at a table.
    2. Stay seated until you can stand up without help."""
DOSES = """| Medicine | Dose |
| --- | --- |
| Paracetamol | 500 mg |
| Ibuprofen | 200 mg |"""
BOX = "> [!WARNING]\n> Don't drive:\n>\n> 1. with fever\n> 2. after 2*50 mg"
QUOTATION = "> I was told to wait.\n>\n> Then *nothing* happened."


def with_lists() -> dict[str, Any]:
    """Changes of `two_pages` that give it a section with a numbered list, a table and a quotation."""
    return with_prose(STEPS, DOSES, QUOTATION)


def with_prose(*texts: str) -> dict[str, Any]:
    """Changes of `two_pages` that give it a section with these blocks of running text."""
    return with_blocks(*(Prose(id=f"steps.{n}", markdown=text) for n, text in enumerate(texts, 1)))


def with_blocks(*blocks: Block) -> dict[str, Any]:
    """Changes of `two_pages` that give it a section with these blocks."""
    sample = two_pages()
    sections = (*sample.sections, section("steps", blocks=blocks))
    return {"topic": sample.topic.model_copy(update={"sections": sections}), "sections": sections}


def _paper(year: int) -> Reference:
    csl = {**reference().csl, "title": "On growth", "issued": {"date-parts": [[year]]}}
    return reference(f"smith{year}", csl=csl)


def _crisis() -> Contact:
    changes = {"name": "Crisis line", "number": "113", "what_for": "Thoughts of dying."}
    return contact("crisis-nl", kind="crisis").model_copy(update=changes)


def html(edition: Edition, css: str = CSS, lang: str = "en-NL", title: str = "A sample") -> str:
    """`edition` as a document; the words of its required texts are set in the order of the source."""
    texts = {s.id: f'<p data-disclaimer="{s.id}">{s.text}</p>' for s in edition.statements}
    draft = texts.pop("draft", "")
    foot = f"{_review(edition)}<p data-block=identity>{' · '.join(edition.required.identity)}</p>"
    keywords = f'<meta name=keywords content="{as_keywords(imprint_of(edition))}">'
    document = (
        f"<!doctype html><html lang={lang}><head><title>{title}</title>{keywords}<style>{css}</style></head><body>"
        f"<div class=page>{draft}{_front(edition)}{''.join(_section(edition, s) for s in edition.sections)}{foot}</div>"
        f"<div class=page>{draft}{''.join(texts.values())}{_back(edition)}{foot}</div></body></html>"
    )
    return with_document_digest(document, Path("no files"))


def _review(edition: Edition) -> str:
    return f"<p data-block=review>{localized(edition, REVIEW_LINE)}</p>" if edition.reviewed else ""


def _front(edition: Edition) -> str:
    meta = edition.topic.meta
    points = "".join(f"<li>{text}</li>" for text in meta.in_short)
    return f"<h1>{meta.title}</h1><p>{meta.subtitle}</p><p>{meta.for_whom}</p><ul>{points}</ul>"


def _section(edition: Edition, own: Any) -> str:
    blocks = "".join(_block(edition, block) for block in own.blocks)
    return f"<section><h2>{own.title}</h2>{blocks}</section>"


def _block(edition: Edition, block: Any) -> str:
    if isinstance(block, ClaimPlaceholder):
        found = next(c for c in edition.claims if c.id == block.claim)
        return set_claim(edition, found)
    if isinstance(block, Picture):
        return f'<figure class=picture data-block="{block.id}">{picture_img(block)}</figure>'
    if isinstance(block, Figure):
        return f'<figure data-block="{block.id}">{drawing(edition.house.brand, block)}</figure>'
    if not block.markdown[0].isalpha() and block.markdown[0] != "-":
        return f'<div data-block="{block.id}">{prose_html(block, edition.locale)}</div>'
    if block.markdown.startswith("- "):
        items = "".join(f"<li>{item}</li>" for item in block.markdown.removeprefix("- ").split("\n- "))
        return f'<ul data-block="{block.id}">{items}</ul>'
    return f'<p data-block="{block.id}">{block.markdown.replace("**", "")}</p>'


def set_claim(edition: Edition, own: Any) -> str:
    """A claim with its level before it."""
    level, ladder = edition.level(own), edition.ladder
    contested = f" · {ladder.contested_symbol} {ladder.contested_label}" if own.contested else ""
    return (
        f'<div data-claim="{own.id}"><p><span class=level>{level.symbol} {level.label}</span>{contested}</p>'
        f"<p>{own.patient}</p><p>{own.does_not_show}</p></div>"
    )


def _back(edition: Edition) -> str:
    meta, ladder = edition.topic.meta, edition.ladder
    asks = "".join(
        f"<div data-block=uncertainty.{u.id}><p>{u.question}</p><p>{u.ask}</p></div>" for u in edition.uncertainties
    )
    lines = "".join(
        f"<div data-block=contact.{c.id}><p>{c.name}</p><p>{c.number}</p><p>{c.what_for}</p></div>"
        for c in edition.contacts
    )
    level = ladder.levels[0]
    legend = f"<ul><li>{level.symbol} {level.label} {level.meaning}</li>"
    legend += f"<li>{ladder.contested_symbol} {ladder.contested_label} {ladder.contested_meaning}</li></ul>"
    sources = "".join(
        f"<p data-block=reference.{r.id}>{cited.text}</p>"
        for r, cited in zip(edition.references, edition.content.references, strict=True)
    )
    house = edition.house
    about = (house.publisher, *meta.authors, meta.funding, meta.conflicts, house.feedback, house.update_policy)
    return asks + lines + legend + sources + "".join(f"<p>{text}</p>" for text in about)


def printed(document: str) -> bytes:
    """The PDF of `document`."""
    return render(document, Path(__file__).parent).pdf


def changed(pdf: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    """`pdf` after `change` was edition to its objects."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        change(opened)
        opened.save(out)
    return out.getvalue()


def listed(edition: Edition, texts: Sequence[RequiredText]) -> str:
    """`texts` one after the other on one page, each with its parts in a row."""
    rows = "".join(f"<p>{' — '.join(text.parts)}</p>" for text in texts)
    head = f"<title>T</title><style>{CSS} p {{ font-size: 9pt; margin: 0 }}</style>"
    return f"<!doctype html><html lang={edition.locale}><head>{head}</head><body>{rows}</body></html>"
