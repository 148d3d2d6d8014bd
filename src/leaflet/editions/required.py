"""Edition → what its pages must carry.

The only place that decides this: `compose` sets what these functions return, `preflight` looks for it in the PDF,
and no layout can choose otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet import running_text
from leaflet.editions.citations import short_citation, vancouver_citations
from leaflet.editions.edition import Edition
from leaflet.language.formats import date_in_words, join_list
from leaflet.model import (
    Audience,
    Block,
    Claim,
    Clinic,
    ClinicLine,
    Conditions,
    Contact,
    EvidenceLevel,
    Figure,
    Prose,
    Reference,
    RequiredLink,
    RequiredText,
    Statement,
    Subheading,
    Uncertainty,
)
from leaflet.problem import Span

DRAFT_LABEL = "draft"
REVIEWED_LABEL = "reviewed"
"""Review state on the identity line; `layouts/base/` has both in its catalogs."""
NOT_READ_LABEL = "not read in full"
"""Stands behind a reference of which only a summary or an entry was read."""
AGAINST_LABEL = "against:"
"""Stands before the numbers of the references that dispute a claim."""
NOT_GRADED_LABEL = "not graded"
RATING_LABELS = {"high": "high", "moderate": "moderate", "low": "low", "very-low": "very low"}
"""What GRADE calls the certainty of a body of evidence."""
REVIEW_LINE = "Reviewed by %(name)s, %(role)s, on %(date)s; valid until %(until)s."
ISSUE_LINE = "Version %(version)s, %(date)s"
LOGO_LABEL = "Logo"
"""Alternative text of a clinic's picture: its name stands beside it."""
OUTSIDE_HOURS_LABEL = "Outside opening hours:"
"""Stands before the number that a clinic answers when it is closed."""
STATUS_LINE = "Is this the latest version? Look here:"


def statements(edition: Edition) -> tuple[Statement, ...]:
    """The disclaimers that the edition must carry, in the house's order, `{emergency}` replaced by the number.

    Computed from topic, claims, audience, substances, country and review, never from the layout's name.
    """
    number = emergency_number(edition)
    return tuple(
        d.model_copy(update={"text": d.text.replace("{emergency}", number)})
        for d in edition.house_statements
        if is_required(d.when, edition)
    )


def emergency_number(edition: Edition) -> str:
    """The number that the country's emergency contact names; '' where it has none (a policy stops that)."""
    return next((c.number for c in edition.emergency_contacts if c.number), "")


def is_required(when: Conditions, edition: Edition) -> bool:
    """Do all the conditions that `when` gives hold for `edition`?"""
    claims = edition.topic.claims
    conditions = (
        not when.audiences or edition.audience in when.audiences,
        not when.substances or bool(set(when.substances) & set(edition.topic.meta.substances)),
        not when.countries or edition.locale.country in when.countries,
        not when.levels or any(c.level in when.levels for c in claims),
        when.contested is None or when.contested == any(c.contested for c in claims),
        when.reviewed is None or when.reviewed == edition.reviewed,
    )
    return all(conditions)


def identity_line(edition: Edition) -> tuple[str, ...]:
    """The line that stands on every page: edition, version, content hash, date in words, review state."""
    label = REVIEWED_LABEL if edition.reviewed else DRAFT_LABEL
    meta = edition.topic.meta
    return (
        edition.id,
        f"v{meta.version}",
        edition.short_fingerprint,
        date_in_words(meta.date, edition.locale),
        edition.layout_translations.get(label, label),
    )


def localized(edition: Edition, words: str) -> str:
    """The layouts' own `words` in the edition's language, with version, dates and reviewer in their places."""
    meta, review = edition.topic.meta, edition.topic.review
    text = edition.layout_translations.get(words, words)
    if words == ISSUE_LINE:
        return text % {"version": meta.version, "date": date_in_words(meta.date, edition.locale)}
    if words == REVIEW_LINE and review:
        day, until = (date_in_words(date, edition.locale) for date in (review.date, review.expires))
        return text % {"name": review.name, "role": review.role, "date": day, "until": until}
    return text


def layout_texts(edition: Edition) -> tuple[str, ...]:
    """Everything that a layout may print of its own, in the edition's language: headings, labels, the line of issue."""
    return tuple(
        localized(edition, words) for words in edition.layout_translations if "%(" not in words or words == ISSUE_LINE
    )


def legend(edition: Edition) -> tuple[EvidenceLevel, ...]:
    """The rungs that the edition's claims stand on, weakest first."""
    used = {claim.level for claim in edition.claims}
    return tuple(level for level in edition.ladder.levels if level.id in used)


def colophon(edition: Edition) -> tuple[tuple[str, str], ...]:
    """(id, text) of who made the piece and how to give feedback."""
    meta, house = edition.topic.meta, edition.house
    full = (
        ("authors", join_list(meta.authors, edition.locale)),
        ("funding", meta.funding),
        ("conflicts", meta.conflicts),
        ("feedback", house.feedback),
        ("update-policy", house.update_policy),
    )
    return (("publisher", house.publisher), *(full if "prose" in edition.layout.shows else ()))


def opening_texts(edition: Edition) -> tuple[tuple[str, str], ...]:
    """(id, text) of what opens the piece: the title; subtitle, reader and message too where patients read prose."""
    meta = edition.topic.meta
    if edition.audience is not Audience.PATIENT or "prose" not in edition.layout.shows:
        return (("title", meta.title),)
    message = tuple((f"in-short.{n}", text) for n, text in enumerate(meta.in_short, 1))
    return (("title", meta.title), ("subtitle", meta.subtitle), ("for-whom", meta.for_whom), *message)


def shows_limits(edition: Edition) -> bool:
    """Does a claim stand with what it does not show? Everywhere but on a list of open claims to tick."""
    return "open-claims" not in edition.layout.shows


def required_texts(edition: Edition) -> tuple[RequiredText, ...]:
    """Everything that the finished PDF must carry; those of one kind in the order in which they are printed.

    The parts of a required text stand close together, in any order.
    """
    meta = edition.topic.meta
    clinic = edition.clinic
    return (
        *(_statement(d) for d in statements(edition)),
        *(_block(edition, name, (text,), meta.span()) for name, text in opening_texts(edition)),
        *_running_text(edition),
        *(_claim(edition, claim) for claim in edition.claims),
        *(_uncertainty(edition, u) for u in edition.uncertainties),
        *(_contact(edition, c) for c in edition.contacts),
        *_legend(edition),
        *_references(edition),
        *(_block(edition, f"colophon.{name}", (text,), meta.span()) for name, text in colophon(edition)),
        *_status_texts(edition),
        *((_block(edition, "clinic", _line_texts(clinic_lines(edition, clinic)), clinic.span()),) if clinic else ()),
    )


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


def _line_texts(lines: tuple[ClinicLine, ...]) -> tuple[str, ...]:
    return tuple(line.text for line in lines)


def _status_texts(edition: Edition) -> Iterator[RequiredText]:
    """What stands on every page, and the address of the status page, which stands on one."""
    smallest, meta = edition.layout.smallest_pt, edition.topic.meta
    yield RequiredText("block", "identity", identity_line(edition), smallest, True, meta.span("version"))
    if edition.reviewed and edition.topic.review:
        yield RequiredText(
            "block", "review", (localized(edition, REVIEW_LINE),), smallest, True, edition.topic.review.span()
        )
    if edition.status_url:
        words = (localized(edition, STATUS_LINE), edition.status_url)
        yield RequiredText("block", "status", words, smallest, False, edition.house.span("base_url"))


def _statement(disclaimer: Statement) -> RequiredText:
    return RequiredText(
        "disclaimer",
        disclaimer.id,
        (disclaimer.text,),
        disclaimer.min_pt,
        disclaimer.every_page,
        disclaimer.span("text"),
    )


def _block(edition: Edition, name: str, parts: tuple[str, ...], span: Span) -> RequiredText:
    return RequiredText("block", name, parts, edition.layout.smallest_pt, False, span)


def _running_text(edition: Edition) -> Iterator[RequiredText]:
    for section in edition.sections:
        yield _block(edition, f"section.{section.id}", (section.title,), section.span())
        for block in section.blocks:
            parts = block_texts(block)
            if parts:
                yield _block(edition, block.id, parts, block.span())  # type: ignore[union-attr]


def block_texts(block: Block) -> tuple[str, ...]:
    """The texts that a reader must see of a block of running text; none for a claim, which is separate."""
    if isinstance(block, Prose):
        return running_text.item_texts(block.markdown)
    if isinstance(block, Subheading):
        return (block.title,)
    if isinstance(block, Figure):
        return block.labels
    return ()


def required_links(edition: Edition) -> tuple[RequiredLink, ...]:
    """Every link that the finished file must have, and no other: running text, references, status page."""
    prose = (block.markdown for block in edition.blocks() if isinstance(block, Prose))
    cited = edition.references if "references" in edition.layout.shows else ()
    status = edition.status_url
    return (
        *(link for markdown in prose for link in running_text.links(markdown)),
        *(link for reference in cited if (link := doi_link(reference))),
        *((RequiredLink(status, status),) if status else ()),
    )


def doi_link(reference: Reference) -> RequiredLink | None:
    """A reference's DOI as a link; None where it has none."""
    doi = reference.csl.get("DOI")
    return RequiredLink(doi, f"https://doi.org/{doi}") if doi else None


def alt_text(figure: Figure) -> str:
    """What a screen reader says in the place of a drawing: its title and its description, in the edition's language."""
    head = figure.strings[: len(figure.strings) - len(figure.labels)]
    return ". ".join(text.rstrip(".") for text in head)


def alt_texts(edition: Edition) -> tuple[str, ...]:
    """For each picture in the finished file, what is said in its place; a QR code says its address."""
    figures = tuple(alt_text(block) for block in edition.blocks() if isinstance(block, Figure))
    logo = (localized(edition, LOGO_LABEL),) if edition.clinic and edition.clinic.logo else ()
    return (*figures, *((edition.status_url,) if edition.status_url else ()), *logo)


def _claim(edition: Edition, claim: Claim) -> RequiredText:
    return RequiredText("claim", claim.id, claim_texts(edition, claim), edition.layout.smallest_pt, False, claim.span())


def claim_texts(edition: Edition, claim: Claim) -> tuple[str, ...]:
    """What must be read with a claim: its level's shape and word, its wording, whether it is contested, its limits."""
    level = edition.level(claim)
    contested = (edition.ladder.contested_symbol, edition.ladder.contested_label) if claim.contested else ()
    limits = (claim.does_not_show,) if claim.does_not_show and shows_limits(edition) else ()
    table = evidence_table_texts(edition, claim) if "claims" in edition.layout.shows else ()
    return (level.symbol, level.label, *contested, claim.wording_for(edition.audience), *table, *limits)


def evidence_table_texts(edition: Edition, claim: Claim) -> tuple[str, ...]:
    """What the evidence table adds: what was studied, the certainty, the numbers of the references."""
    supporting, disputing = (", ".join(map(str, side)) for side in reference_numbers(edition, claim))
    against = (f"{localized(edition, AGAINST_LABEL)} {disputing}",) if disputing else ()
    return (claim.studied, *certainty_texts(edition, claim), supporting, *against)


def certainty_texts(edition: Edition, claim: Claim) -> tuple[str, ...]:
    """The GRADE certainty as somebody graded it: rating, outcome, who and when; or that nobody did."""
    graded = claim.certainty
    if graded is None:
        return (localized(edition, NOT_GRADED_LABEL),)
    by = f"GRADE: {graded.outcome} ({graded.by}, {date_in_words(graded.on, edition.locale)})"
    return localized(edition, RATING_LABELS[graded.rating]), by


def reference_numbers(edition: Edition, claim: Claim) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The numbers of the references that support the claim, and of those that dispute it, each ascending."""
    by_id = {reference.id: n for n, reference in enumerate(edition.references, 1)}
    return tuple(sorted(by_id[n] for n in claim.supported_by)), tuple(sorted(by_id[n] for n in claim.disputed_by))


def _uncertainty(edition: Edition, uncertainty: Uncertainty) -> RequiredText:
    parts = (uncertainty.question, uncertainty.ask)
    return _block(edition, f"uncertainty.{uncertainty.id}", parts, uncertainty.span())


def _contact(edition: Edition, contact: Contact) -> RequiredText:
    parts = (contact.name, contact.number, contact.what_for, contact.hours)
    return _block(edition, f"contact.{contact.id}", tuple(p for p in parts if p), contact.span())


def _legend(edition: Edition) -> Iterator[RequiredText]:
    explained = "prose" in edition.layout.shows and edition.audience is Audience.PATIENT
    for level in legend(edition):
        parts = (level.symbol, level.label, *((level.meaning,) if explained else ()))
        yield _block(edition, f"legend.{level.id}", parts, level.span())
    if any(claim.contested for claim in edition.claims):
        ladder = edition.ladder
        meaning = (ladder.contested_meaning,) if explained else ()
        parts = (ladder.contested_symbol, ladder.contested_label, *meaning)
        yield _block(edition, "legend.contested", parts, ladder.span())


def _references(edition: Edition) -> Iterator[RequiredText]:
    numbered = "references" in edition.layout.shows
    for number, (reference, text) in enumerate(zip(edition.references, reference_texts(edition), strict=False), 1):
        label = () if reference.can_support_claim else (localized(edition, NOT_READ_LABEL),)
        parts = (*((str(number),) if numbered else ()), text, *label)
        yield _block(edition, f"reference.{reference.id}", parts, reference.span())


def reference_texts(edition: Edition) -> tuple[str, ...]:
    """The edition's references as they are printed: in Vancouver style, or short, or none."""
    if "references" in edition.layout.shows:
        return vancouver_citations(edition.references)
    return tuple(short_citation(r) for r in edition.references) if "short-references" in edition.layout.shows else ()
