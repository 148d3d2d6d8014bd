"""Edition → its required texts: all that the finished PDF must carry, worked out in one place and once.

`compose` sets what stands here, `preflight` looks for it in the PDF, the imprint and the fingerprint are made from it,
and no layout can choose otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

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
    return RequiredText("disclaimer", statement.id, parts, statement.min_pt, statement.every_page, span)


def _state_texts(edition: Edition) -> Iterator[RequiredText]:
    """What stands on every page, the address of the status page, which stands on one, and the clinic's box."""
    smallest, meta = edition.layout.smallest_pt, edition.topic.meta
    yield RequiredText("block", "identity", identity_line(edition), smallest, True, meta.span("version"))
    if edition.review:
        reviewed_by = (localized(edition, REVIEW_LINE),)
        yield RequiredText("block", "review", reviewed_by, smallest, True, edition.review.span())
    if edition.status_url:
        words = (localized(edition, STATUS_LINE), edition.status_url)
        yield RequiredText("block", "status", words, smallest, False, edition.house.span("base_url"))
    if edition.clinic:
        lines = tuple(line.text for line in clinic_lines(edition, edition.clinic))
        yield RequiredText("block", "clinic", lines, smallest, False, edition.clinic.span())


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
