"""Preflight: the finished PDF is read back, and shown to carry what its edition must.

Every test has a file of its own, with its name and an explanation (`Why`, `Fix`); `TESTS` is their order.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from leaflet.model import Edition, Found
from leaflet.preflight import (
    active_content,
    alt_text,
    contrast,
    font_outlines,
    fonts_embedded,
    known_text,
    language_and_title,
    letter_room,
    link_target,
    missing_block,
    missing_claim,
    missing_statement,
    page_count,
    page_size,
    photocopy,
    plain_ground,
    qr_code,
    safe_margin,
    single_revision,
    source_order,
    statement_size,
    table_headers,
    upright,
    visible,
)
from leaflet.preflight.imprint import identify
from leaflet.preflight.memory import Memory
from leaflet.preflight.pages import UnreadablePdfError
from leaflet.preflight.proof import Proof, proof_of
from leaflet.preflight.unreadable_pdf import unreadable
from leaflet.problem import Problem

__all__ = ["TESTS", "Memory", "identify", "preflight"]


class _Test(Protocol):
    """A module of this folder that tests the finished file."""

    NAME: str
    __doc__: str | None

    def check(self, proof: Proof) -> Iterator[Problem]: ...


TESTS: tuple[_Test, ...] = (
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
    pdf: bytes, edition: Edition, memory: Memory | None = None
) -> tuple[tuple[Problem, ...], tuple[Found, ...]]:
    """What is wrong with `pdf` as the finished file of `edition`, and where each mark that it must carry was found.

    Of files that this process made itself, `memory` keeps what was found on a page for the next file with that page.
    """
    try:
        with proof_of(pdf, edition, memory) as proof:
            problems = tuple(problem for test in TESTS for problem in test.check(proof))
            return problems, proof.found()
    except UnreadablePdfError as error:
        return (unreadable(edition, str(error)),), ()
