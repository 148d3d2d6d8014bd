"""The small leaflet with all that a finished file may hold: a drawing, links, a QR code with its address, a table."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from leaflets import CSS, html, two_pages
from samples import house, layout, reference

from leaflet.compose.markdown_prose import prose_html
from leaflet.compose.pictures import drawing, qr_code
from leaflet.editions.citations import PrintedReference, link_target
from leaflet.editions.claims import certainty_texts, reference_numbers
from leaflet.editions.edition import Edition
from leaflet.editions.words import STATUS_LINE, localized
from leaflet.model import Brand, Figure, PageBounds, Prose, Reference

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 10"><title>{}</title><desc>{}</desc>'
    '<rect x="1" y="1" width="6" height="6" fill="#123"/><text x="9" y="6" font-size="4">{}</text></svg>'
)
WORDS = ("A cell", "A square stands for a cell", "cell label")
FIGURE = Figure(
    id="what.2", file="figures/a.svg", svg=SVG.format(*WORDS), strings=WORDS, title=WORDS[0], description=WORDS[1]
)
LINKED = Prose(
    id="what.3",
    markdown="Read [what the *agency* says of it](https://agency.example/a?b=c&d) or <https://other.example>.",
)
HEADS = ("Claim", "Level", "Studied", "Limits", "Sources")
SHOWS = ("prose", "claims", "uncertainties", "contacts", "references")


def whole(base_url: str | None = "https://status.example/leaflets", **changes: Any) -> Edition:
    """The edition that `document` sets."""
    fields: dict[str, Any] = {
        "house": house(base_url=base_url),
        "layout": layout(pages=PageBounds(at_most=3), shows=SHOWS),
        "references": (_paper(2020), _paper(2021)),
        "layout_translations": {words: words for words in (*HEADS, "Up", "Here")},
    }
    edition = two_pages(**{**fields, **changes})
    first, *others = edition.sections
    first = first.model_copy(update={"blocks": (*first.blocks[:1], FIGURE, LINKED, *first.blocks[1:])})
    return replace(edition, sections=(first, *others))


def _paper(year: int) -> Reference:
    name = f"smith{year}"
    csl = {**reference().csl, "id": name, "DOI": f"10.1000/{name}", "issued": {"date-parts": [[year]]}}
    return reference(name, csl=csl)


def document(edition: Edition, css: str = "") -> str:
    """`edition` as HTML."""
    plain = replace(
        edition, sections=tuple(s.model_copy(update={"blocks": _plain(s.blocks)}) for s in edition.sections)
    )
    text = html(plain, CSS + "figure{width:60mm;margin:0} table{font-size:9pt} .qr{width:22mm;height:22mm}" + css)
    text = text.replace("connections.</p>", f"connections.</p>{_drawn()}{_linked(edition)}", 1)
    for number, printed in enumerate(edition.content.references, 1):
        text = text.replace(f">{printed.text}<", f">{number} {_cited(printed)}<")
    return text.replace("</div></body>", f"{_table(edition)}{_status(edition)}</div></body>")


def _plain(blocks: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(block for block in blocks if isinstance(block, Prose) and block is not LINKED)


def _drawn() -> str:
    return f"<figure>{drawing(Brand(), FIGURE)}</figure>"


def _linked(edition: Edition) -> str:
    return f"<div>{prose_html(LINKED, edition.locale)}</div>"


def _cited(printed: PrintedReference) -> str:
    texts = (f'<a href="{link_target(part)}">{part.text}</a>' if part.field else part.text for part in printed.parts)
    return "".join(texts)


def _table(edition: Edition) -> str:
    rows = "".join(_row(edition, claim) for claim in edition.claims)
    heads = "".join(f"<th scope=col>{word}</th>" for word in HEADS)
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"


def _row(edition: Edition, claim: Any) -> str:
    level, ladder = edition.level(claim), edition.ladder
    contested = f" {ladder.contested_symbol} {ladder.contested_label}" if claim.contested else ""
    word = f"{level.symbol} {level.label}{contested} {' '.join(certainty_texts(edition, claim)[:1])}"
    cells = (word, claim.studied, claim.does_not_show, ", ".join(map(str, reference_numbers(edition, claim)[0])))
    return f"<tr><th scope=row>{claim.patient}</th>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def _status(edition: Edition) -> str:
    code = qr_code(edition.status_url)
    if code is None:
        return ""
    address = f'<a href="{code["url"]}">{code["url"]}</a>'
    return f"<div class=qr>{code['svg']}</div><p class=url>{localized(edition, STATUS_LINE)} {address}</p>"
