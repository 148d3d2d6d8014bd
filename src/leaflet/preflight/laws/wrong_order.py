"""Paragraphs of a section, claims, questions or references stand in another order than in the source.

Why: two paragraphs that change places can change what a text says, and a question may lose the answer that it stood
before. The order is read from the file's structure, in which a screen reader reads it out; that of the items of a list
and the rows of a table from where they stand, too.

Fix: look in the layout's template for what is set in another order than the source has it, and in its CSS for `order`,
`column-reverse`, `row-reverse` and `float`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from leaflet.editions.content import block_texts
from leaflet.editions.edition import Edition
from leaflet.model import ClaimPlaceholder, Prose, Section, TextKey
from leaflet.preflight.instrument.finished_file import FinishedFile
from leaflet.preflight.instrument.passage import Match, Passage
from leaflet.problem import Problem

NAME = "wrong-order"

_Position = tuple[int, int, int]
"""Page where the file has no structure, position in the structure, position on the page."""
_ID_PREFIXES = ("uncertainty", "reference", "contact")


def check(file: FinishedFile) -> Iterator[Problem]:
    """Compare the order of each family of texts with the source's, and the order of pages with that of reading."""
    yield from _page_order(file)
    yield from (problem for match in file.matches for problem in _item_order(file, match))
    shared = Counter(part for match in file.matches for part in set(match.required.parts))
    positions = {
        _text_key(match): (match, position) for match in file.matches if (position := _position(file, match, shared))
    }
    for family in _families(file.edition, [_text_key(match) for match in file.matches]):
        printed = [positions[name] for name in family if name in positions]
        for (first_match, first_position), (second_match, second_position) in pairwise(printed):
            if second_position < first_position:
                yield _problem(file, first_match, second_match)


def _page_order(file: FinishedFile) -> Iterator[Problem]:
    """A problem where what is read later stands on an earlier page, or on one that is not in the file."""
    pages = [page for page, _ in sorted(file.reading_order, key=lambda content: file.reading_order[content])]
    if pages != sorted(pages) or 0 in pages:
        yield file.problem(
            NAME,
            f"the pages of {file.edition.id} don't stand in the order in which they are read",
            "build the file again; if the layout sets its sheets in another order, let them follow the text",
        )


def _item_order(file: FinishedFile, match: Match) -> Iterator[Problem]:
    """A problem where an item or row of a block stands above the one before it."""
    block = next((b for b in file.edition.blocks() if isinstance(b, Prose) and b.id == match.required.id), None)
    texts = block_texts(block) if block else ()
    found = [passages[0] for passages in match.passages_by_part[: len(texts)] if passages]
    for first, second in pairwise(found):
        above, below = first.lines[0], second.lines[0]
        is_in_column = above[0] < below[2] and below[0] < above[2] and first.page is second.page
        if is_in_column and below[1] < above[1]:
            yield file.problem(
                NAME,
                f"the items of `{match.required.id}` stand in another order in {file.edition.id} than in the source",
                f"look in the CSS of `{file.edition.layout.id}` for what changes the order",
                match.required.span,
            )
            return


def _text_key(match: Match) -> TextKey:
    return match.required.kind, match.required.id


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


def _position(file: FinishedFile, match: Match, shared: Counter[str]) -> _Position | None:
    """Where the text begins: its longest part that no other required text has, or its longest part."""
    if match.page is not None:
        return None
    found = [
        (part, passages[0])
        for part, passages in zip(match.required.parts, match.passages_by_part, strict=True)
        if passages
    ]
    _, first = max(
        found,
        key=lambda part_and_passage: (shared[part_and_passage[0]] == 1, len(part_and_passage[0])),
        default=("", None),
    )
    return _passage_position(file, first) if first else None


def _passage_position(file: FinishedFile, passage: Passage) -> _Position | None:
    page = passage.page.number
    if not file.reading_order:
        return page, 0, passage.start
    content = passage.glyphs[0].mcid
    order = None if content is None else file.reading_order.get((page, content))
    return None if order is None else (0, order, passage.start)


def _problem(file: FinishedFile, first_match: Match, second_match: Match) -> Problem:
    return file.problem(
        NAME,
        f"`{second_match.required.id}` stands before `{first_match.required.id}` in {file.edition.id}; "
        "the source has it after",
        f"look at the template of `{file.edition.layout.id}` and in its CSS for what changes the order",
        second_match.required.span,
    )
