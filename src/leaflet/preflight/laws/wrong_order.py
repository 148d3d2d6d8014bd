"""Paragraphs of a section, claims, questions or references stand in another order than in the source.

Why: two paragraphs that change places can change what a text says, and a question may lose the answer that it stood
before. The order is read from the file's structure, in which a screen reader reads it out.

Fix: look in the layout's template for what is set in another order than the source has it, and in its CSS for `order`,
`column-reverse`, `row-reverse` and `float`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from leaflet.model import ClaimPlaceholder, Edition, Section, TextKey
from leaflet.preflight.instrument.finished_file import FinishedFile
from leaflet.preflight.instrument.locate import Match, Passage
from leaflet.problem import Problem

NAME = "wrong-order"

_Position = tuple[int, int, int]
"""Page where the file has no structure, place in the structure, place on the page."""
_ID_PREFIXES = ("uncertainty", "reference", "contact")


def check(proof: FinishedFile) -> Iterator[Problem]:
    """Compare the order of each family of texts with the source's, and the order of pages with that of reading."""
    yield from _page_order(proof)
    shared = Counter(piece for sighting in proof.matches for piece in set(sighting.required.parts))
    positions = {_text_key(s): (s, p) for s in proof.matches if (p := _position(proof, s, shared))}
    for family in _families(proof.edition, [_text_key(s) for s in proof.matches]):
        printed = [positions[name] for name in family if name in positions]
        for (first_match, first), (after, second) in pairwise(printed):
            if second < first:
                yield _problem(proof, first_match, after)


def _page_order(proof: FinishedFile) -> Iterator[Problem]:
    """A problem where what is read later stands on an earlier page, or on one that is not in the file."""
    pages = [page for page, _ in sorted(proof.reading_order, key=lambda content: proof.reading_order[content])]
    if pages != sorted(pages) or 0 in pages:
        yield proof.problem(
            NAME,
            f"the pages of {proof.edition.id} don't stand in the order in which they are read",
            "build the file again; if the layout sets its sheets in another order, let them follow the text",
        )


def _text_key(sighting: Match) -> TextKey:
    return sighting.required.kind, sighting.required.id


def _families(edition: Edition, names: list[TextKey]) -> Iterator[list[TextKey]]:
    table = "claims" in edition.layout.shows
    yield from (_section(section, table) for section in edition.sections)
    if table or not edition.sections:
        yield from (_table(edition, human) for human in (False, True))
    for prefix in _ID_PREFIXES:
        yield [name for name in names if name[1].startswith(f"{prefix}.")]


def _table(edition: Edition, is_human: bool) -> list[TextKey]:
    """The claims with or without evidence from people: a layout may set them apart."""
    return [("claim", claim.id) for claim in edition.claims if edition.level(claim).human == is_human]


def _section(section: Section, claims_elsewhere: bool) -> list[TextKey]:
    """The section's heading and blocks, with the claims that are set among them."""
    names = [("block", f"section.{section.id}")]
    for block in section.blocks:
        if not isinstance(block, ClaimPlaceholder):
            names.append(("block", block.id))
        elif not claims_elsewhere:
            names.append(("claim", block.claim))
    return names


def _position(proof: FinishedFile, sighting: Match, shared: Counter[str]) -> _Position | None:
    """Where the mark begins, going by the longest of its pieces that no other mark has, or by its longest."""
    if sighting.page is not None:
        return None
    found = [
        (piece, places[0])
        for piece, places in zip(sighting.required.parts, sighting.passages_by_part, strict=True)
        if places
    ]
    _, first = max(found, key=lambda one: (shared[one[0]] == 1, len(one[0])), default=("", None))
    return _passage_position(proof, first) if first else None


def _passage_position(proof: FinishedFile, place: Passage) -> _Position | None:
    page = place.page.number
    if not proof.reading_order:
        return page, 0, place.start
    content = place.glyphs[0].mcid
    order = None if content is None else proof.reading_order.get((page, content))
    return None if order is None else (0, order, place.start)


def _problem(proof: FinishedFile, first_match: Match, after: Match) -> Problem:
    return proof.problem(
        NAME,
        f"`{after.required.id}` stands before `{first_match.required.id}` in {proof.edition.id}; "
        "the source has it after",
        f"look at the template of `{proof.edition.layout.id}` and in its CSS for what changes the order",
        after.required.span,
    )
