"""Preflight: the finished PDF is read back, and checked for everything that its edition must carry.

Every law has a file of its own in `laws`, with its name and an explanation (`Why`, `Fix`); `LAWS` is their order.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from leaflet.editions.edition import Edition
from leaflet.model import Placement
from leaflet.preflight.document_laws import DOCUMENT_LAWS, check_document
from leaflet.preflight.instrument.finished_file import FinishedFile, open_finished_file
from leaflet.preflight.instrument.open_file import UnreadablePdfError
from leaflet.preflight.instrument.page_cache import PageCache
from leaflet.preflight.laws import (
    active_content,
    changed_after_build,
    cluttered_text,
    crowded_text,
    hidden_text,
    incomplete_font,
    lost_on_photocopy,
    low_contrast,
    misprinted_text,
    missing_block,
    missing_claim,
    missing_statement,
    overlapping_text,
    scattered_text,
    small_type,
    strange_letter,
    too_near_edge,
    turned_text,
    undeclared_drawing,
    unknown_text,
    untrusted_glyph,
    wrong_alt_text,
    wrong_link,
    wrong_list_number,
    wrong_metadata,
    wrong_order,
    wrong_page_count,
    wrong_page_size,
    wrong_qr_code,
    wrong_table_headers,
)
from leaflet.preflight.laws.unreadable_pdf import unreadable_problem
from leaflet.problem import Problem

__all__ = ["DOCUMENT_LAWS", "LAWS", "PageCache", "check_document", "preflight"]


class _Law(Protocol):
    """A module of `laws`, which checks the finished file."""

    NAME: str
    __doc__: str | None

    def check(self, file: FinishedFile) -> Iterator[Problem]: ...


LAWS: tuple[_Law, ...] = (
    wrong_page_count,
    wrong_page_size,
    misprinted_text,
    scattered_text,
    strange_letter,
    crowded_text,
    undeclared_drawing,
    missing_statement,
    missing_claim,
    missing_block,
    unknown_text,
    wrong_order,
    wrong_list_number,
    small_type,
    turned_text,
    overlapping_text,
    hidden_text,
    low_contrast,
    cluttered_text,
    too_near_edge,
    lost_on_photocopy,
    incomplete_font,
    untrusted_glyph,
    wrong_metadata,
    wrong_alt_text,
    wrong_table_headers,
    wrong_link,
    wrong_qr_code,
    active_content,
    changed_after_build,
)


def preflight(
    pdf: bytes, edition: Edition, page_cache: PageCache | None = None, document_html: str | None = None
) -> tuple[tuple[Problem, ...], tuple[Placement, ...]]:
    """What is wrong with `pdf` as the finished file of `edition`, and where each required text was found.

    Give a `page_cache` only for files that this process made itself: it keeps what was found on a page for the next
    file with the same page. `document_html` is the composed document that was set.
    """
    try:
        with open_finished_file(pdf, edition, page_cache, document_html) as file:
            problems = tuple(problem for law in LAWS for problem in law.check(file))
            return problems, file.found_texts()
    except UnreadablePdfError as error:
        return (unreadable_problem(edition, str(error)),), ()
