"""Preflight: the finished PDF is read back, and checked for everything that its edition must carry.

Every law has a file of its own in `laws`, with its name and an explanation (`Why`, `Fix`); `LAWS` is their order. Its
`check(file)` looks at the whole file. Its `check_pages(file)` looks at each page by itself, and at nothing that the
page's key lacks (`instrument/pages_to_show.py`), for what was shown of a page once isn't shown again.
"""

from __future__ import annotations

from dataclasses import replace
from types import ModuleType

from leaflet.editions.edition import Edition
from leaflet.model import ClinicBox, Placement
from leaflet.preflight.document_laws import DOCUMENT_LAWS, check_document
from leaflet.preflight.instrument.clinic_copy import changes_in_copy
from leaflet.preflight.instrument.finished_file import FinishedFile, open_finished_file
from leaflet.preflight.instrument.open_file import UnreadablePdfError
from leaflet.preflight.instrument.page_proofs import PageProofs
from leaflet.preflight.instrument.pages_to_show import pages_to_show, proven_barcodes
from leaflet.preflight.laws import (
    active_content,
    broken_note_box,
    changed_after_build,
    crosses_fold,
    crowded_text,
    hidden_text,
    lost_on_photocopy,
    low_contrast,
    misprinted_text,
    no_room_to_write,
    scattered_text,
    small_type,
    strange_letter,
    too_near_edge,
    undeclared_drawing,
    untrusted_glyph,
    wrong_icon_array,
    wrong_link,
    wrong_metadata,
    wrong_page_count,
    wrong_page_size,
    wrong_picture,
    wrong_qr_code,
    wrong_structure,
)
from leaflet.preflight.laws.unreadable_pdf import unreadable_problem
from leaflet.problem import Problem

__all__ = ["DOCUMENT_LAWS", "LAWS", "PageProofs", "check_document", "preflight", "preflight_copy"]


LAWS: tuple[ModuleType, ...] = (
    wrong_page_count,
    wrong_page_size,
    misprinted_text,
    scattered_text,
    strange_letter,
    crowded_text,
    undeclared_drawing,
    small_type,
    hidden_text,
    low_contrast,
    crosses_fold,
    too_near_edge,
    lost_on_photocopy,
    untrusted_glyph,
    wrong_metadata,
    wrong_link,
    wrong_qr_code,
    wrong_picture,
    wrong_icon_array,
    no_room_to_write,
    broken_note_box,
    wrong_structure,
    active_content,
    changed_after_build,
)


def preflight(
    pdf: bytes, edition: Edition, document_html: str, proofs: PageProofs | None = None
) -> tuple[tuple[Problem, ...], tuple[Placement, ...]]:
    """What is wrong with `pdf` as the finished file of `edition`, and where each required text was found.

    `document_html` is the composed document that was set. Give `proofs` only for files that this program has made
    itself: a page that is proven there isn't shown again, and those of which all is right are added. Of a file that
    comes from elsewhere two programs may read different objects under one number; there everything is looked at.
    """
    try:
        with open_finished_file(pdf, edition, document_html, proofs is not None) as file:
            problems = _with_proofs(file, proofs) if proofs else _problems(file, file)
            return problems, file.found_texts()
    except UnreadablePdfError as error:
        return (unreadable_problem(edition, str(error)),), ()


def preflight_copy(  # noqa: PLR0913, PLR0917 -- the copy as it must be, and what it was made from
    pdf: bytes, edition: Edition, document_html: str, original: bytes, box: ClinicBox, proofs: PageProofs
) -> tuple[tuple[Problem, ...], tuple[str, ...]]:
    """What is wrong with a clinic's copy, and what differs from its `original` outside of the `box`, in sentences.

    `proofs` have what was shown of the original's pages: of the page with the box, what is in the box is shown anew.
    """
    try:
        with open_finished_file(pdf, edition, document_html, True, box) as file:
            return _with_proofs(file, proofs), tuple(changes_in_copy(file, original, box, proofs))
    except UnreadablePdfError as error:
        return (unreadable_problem(edition, str(error)),), ()


def _with_proofs(file: FinishedFile, proofs: PageProofs) -> tuple[Problem, ...]:
    """As `_problems` of those pages that aren't in `proofs`; where nothing at all is wrong, they are added."""
    to_show = pages_to_show(file, proofs)
    found = _problems(replace(file, proven_codes=proven_barcodes(file, to_show)), to_show.file)
    if not found:
        to_show.prove(proofs)
    return found


def _problems(file: FinishedFile, shown: FinishedFile) -> tuple[Problem, ...]:
    """What each law finds wrong with the whole `file`, and with those pages that are `shown`, in their order."""
    found: list[Problem] = []
    for law in LAWS:
        found += law.check(file) if hasattr(law, "check") else ()
        found += law.check_pages(shown) if hasattr(law, "check_pages") else ()
    return tuple(found)
