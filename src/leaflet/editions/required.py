"""Edition → its required texts: all that the finished PDF must carry, worked out in one place and once.

`compose` sets what stands here, `preflight` looks for it in the PDF, the imprint and the fingerprint are made from it,
and no layout can choose otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from leaflet.editions.readings import DOT, joined, paragraphs
from leaflet.editions.words import (
    LOGO_LABEL,
    OUTSIDE_HOURS_LABEL,
    REVIEW_LINE,
    STATUS_LINE,
    identity_line,
    layout_texts,
    localized,
)
from leaflet.model import Clinic, ClinicLine, RequiredLink, RequiredText, Statement
from leaflet.problem import Span

if TYPE_CHECKING:
    from leaflet.editions.edition import Edition


@dataclass(frozen=True)
class Required:
    """What an edition must show."""

    statements: tuple[Statement, ...]
    identity: tuple[str, ...]
    """The line that stands on every page."""
    texts: tuple[RequiredText, ...]
    """Everything that the PDF must carry; those of one kind in the order in which they are printed.

    The parts of a required text stand close together, in any order.
    """
    links: tuple[RequiredLink, ...]
    """Every link that it must have, and no other: running text, references, status page."""
    alt_texts: tuple[str, ...]
    """For each picture, what is said in its place; a QR code says its address."""
    layout_texts: tuple[str, ...]
    """Everything that its layout may print of its own."""


def required(edition: Edition) -> Required:
    """Work it out: called once for an edition, which keeps it as `edition.required`."""
    own, status, clinic = edition.content, edition.status_url, edition.clinic
    logo = (localized(edition, LOGO_LABEL),) if clinic and clinic.logo else ()
    return Required(
        statements=edition.statements,
        identity=identity_line(edition),
        texts=(*map(_statement_text, edition.statements), *own.texts, *_state_texts(edition)),
        links=(*own.links, *((RequiredLink(status, status),) if status else ())),
        alt_texts=(*own.alt_texts, *((status,) if status else ()), *logo),
        layout_texts=layout_texts(edition),
    )


def _statement_text(statement: Statement) -> RequiredText:
    parts, span = (statement.text,), statement.span("text")
    minimum, everywhere = statement.min_pt, statement.every_page
    return RequiredText("disclaimer", statement.id, parts, minimum, everywhere, span, joined(*parts))


def _state_texts(edition: Edition) -> Iterator[RequiredText]:
    """What stands on every page, the address of the status page, which stands on one, and the clinic's box."""
    line, meta = identity_line(edition), edition.topic.meta
    yield _state_text(edition, "identity", line, meta.span("version"), joined(*line, by=DOT))
    if edition.review:
        yield _state_text(edition, "review", (localized(edition, REVIEW_LINE),), edition.review.span())
    if url := edition.status_url:
        text = _state_text(edition, "status", (localized(edition, STATUS_LINE), url), edition.house.span("base_url"))
        yield replace(text, every_page=False, links=(RequiredLink(url, url),))
    if edition.clinic:
        lines = tuple(line.text for line in clinic_lines(edition, edition.clinic))
        text = _state_text(edition, "clinic", lines, edition.clinic.span(), paragraphs(*lines))
        yield replace(text, every_page=False)


def _state_text(edition: Edition, name: str, parts: tuple[str, ...], span: Span, reading: str = "") -> RequiredText:
    return RequiredText("block", name, parts, edition.layout.smallest_pt, True, span, reading or joined(*parts))


def clinic_lines(edition: Edition, clinic: Clinic) -> tuple[ClinicLine, ...]:
    """What stands in the box of `clinic` on its copies of `edition`, line by line."""
    outside = localized(edition, OUTSIDE_HOURS_LABEL)
    lines = (
        ClinicLine("name", clinic.name),
        ClinicLine("address", clinic.address),
        ClinicLine("phone", f"{clinic.phone} · {clinic.hours}" if clinic.hours else clinic.phone),
        ClinicLine("emergency", f"{outside} {clinic.emergency}" if clinic.emergency else ""),
        ClinicLine("web", (clinic.web or "").removeprefix("https://").removesuffix("/")),
    )
    return tuple(line for line in lines if line.text)
