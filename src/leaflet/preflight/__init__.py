"""Preflight: the finished PDF is read back, and shown to carry what its edition must.

Every test has a file of its own, with its name and an explanation (`Why`, `Fix`); `TESTS` is their order.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from leaflet.inspect.file_identity import identify
from leaflet.model import Edition, Placement
from leaflet.preflight.instrument.finished_file import FinishedFile, open_finished_file
from leaflet.preflight.instrument.page_cache import PageCache
from leaflet.preflight.instrument.pages import UnreadablePdfError
from leaflet.preflight.laws import active_content, missing_block, missing_claim, missing_statement
from leaflet.preflight.laws import changed_after_build as single_revision
from leaflet.preflight.laws import cluttered_text as plain_ground
from leaflet.preflight.laws import hidden_text as visible
from leaflet.preflight.laws import incomplete_font as fonts_embedded
from leaflet.preflight.laws import lost_on_photocopy as photocopy
from leaflet.preflight.laws import low_contrast as contrast
from leaflet.preflight.laws import overlapping_text as letter_room
from leaflet.preflight.laws import small_type as statement_size
from leaflet.preflight.laws import too_near_edge as safe_margin
from leaflet.preflight.laws import turned_text as upright
from leaflet.preflight.laws import unknown_text as known_text
from leaflet.preflight.laws import untrusted_glyph as font_outlines
from leaflet.preflight.laws import wrong_alt_text as alt_text
from leaflet.preflight.laws import wrong_link as link_target
from leaflet.preflight.laws import wrong_metadata as language_and_title
from leaflet.preflight.laws import wrong_order as source_order
from leaflet.preflight.laws import wrong_page_count as page_count
from leaflet.preflight.laws import wrong_page_size as page_size
from leaflet.preflight.laws import wrong_qr_code as qr_code
from leaflet.preflight.laws import wrong_table_headers as table_headers
from leaflet.preflight.laws.unreadable_pdf import unreadable_problem
from leaflet.problem import Problem

__all__ = ["LAWS", "PageCache", "identify", "preflight"]


class _Law(Protocol):
    """A module of this folder that tests the finished file."""

    NAME: str
    __doc__: str | None

    def check(self, proof: FinishedFile) -> Iterator[Problem]: ...


LAWS: tuple[_Law, ...] = (
    page_count,
    page_size,
    missing_statement,
    missing_claim,
    missing_block,
    known_text,
    source_order,
    statement_size,
    upright,
    letter_room,
    visible,
    contrast,
    plain_ground,
    safe_margin,
    photocopy,
    fonts_embedded,
    font_outlines,
    language_and_title,
    alt_text,
    table_headers,
    link_target,
    qr_code,
    active_content,
    single_revision,
)


def preflight(
    pdf: bytes, edition: Edition, page_cache: PageCache | None = None
) -> tuple[tuple[Problem, ...], tuple[Placement, ...]]:
    """What is wrong with `pdf` as the finished file of `edition`, and where each mark that it must carry was found.

    Of files that this process made itself, `memory` keeps what was found on a page for the next file with that page.
    """
    try:
        with open_finished_file(pdf, edition, page_cache) as proof:
            problems = tuple(problem for test in LAWS for problem in test.check(proof))
            return problems, proof.found_texts()
    except UnreadablePdfError as error:
        return (unreadable_problem(edition, str(error)),), ()
