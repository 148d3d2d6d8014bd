"""What a layout prints of a topic: which sections, which claims, which help lines."""

from __future__ import annotations

from collections.abc import Iterable

from leaflet.model import Block, Claim, Contact, Ladder, Layout, Library, Locale, Section, Subheading, Topic


def sections_shown(topic: Topic, layout: Layout) -> tuple[Section, ...]:
    """The sections that `layout` prints: all for its audience whose role it takes and that say something, or none."""
    if "prose" not in layout.shows:
        return ()
    chosen = (s for s in topic.sections if layout.audience in s.audiences and layout.takes(s.role))
    return tuple(section for section in map(_without_empty_parts, chosen) if section.blocks)


def _without_empty_parts(section: Section) -> Section:
    """`section` without headings under which nothing stands."""
    kept: list[Block] = []
    for block in reversed(section.blocks):
        if not (isinstance(block, Subheading) and _ends_at_once(block, kept)):
            kept.append(block)
    is_whole = len(kept) == len(section.blocks)
    return section if is_whole else section.model_copy(update={"blocks": tuple(reversed(kept))})


def _ends_at_once(heading: Subheading, following: list[Block]) -> bool:
    """Does nothing follow `heading`, or a heading that isn't under it? `following` is in reverse order."""
    return not following or (isinstance(following[-1], Subheading) and following[-1].level <= heading.level)


def claims_shown(library: Library, topic: Topic, layout: Layout) -> tuple[Claim, ...]:
    """The claims that `layout` prints, in the order of the topic's claims.yaml."""
    if "claims" in layout.shows:
        return topic.claims
    named = {name for section in sections_shown(topic, layout) for name in section.claim_ids()}
    open_too = "open-claims" in layout.shows
    return tuple(c for c in topic.claims if c.id in named or (open_too and is_open(library.ladder_of(topic), c)))


def is_open(ladder: Ladder, claim: Claim) -> bool:
    """Is it a claim to discuss: contested, or without evidence from people?"""
    level = ladder.level(claim.level)
    return claim.contested or (level is not None and not level.human)


def country_contacts(library: Library, locale: Locale) -> tuple[Contact, ...]:
    """The locale's country's contacts."""
    return tuple(c for c in library.contacts if c.country == locale.country)


def contacts_shown(contacts: Iterable[Contact], topic: Topic, layout: Layout, said: str) -> tuple[Contact, ...]:
    """Those of a country's `contacts` that `layout` prints of `topic`, or none.

    Not that with the id `said`: each topic owes a statement with its number (`EMERGENCY_CALL`), which is said once
    unless the layout wants it twice.
    """
    left_out = () if "emergency-contact" in layout.shows else (said,)
    wanted = contacts if "contacts" in layout.shows else ()
    return tuple(contact for contact in wanted if contact.is_for(topic.meta) and contact.id not in left_out)
