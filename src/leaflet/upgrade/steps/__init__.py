"""One change of a format a file, in the order in which they came; a step judges what those before it have changed."""

from __future__ import annotations

from leaflet.upgrade.step import Step
from leaflet.upgrade.steps import (
    body_size,
    check_ids,
    clinic_list_lines,
    clinic_lists,
    commands,
    language_rules,
    layout_outlines,
    packaged_layouts,
    packaged_words,
    quoted_texts,
    reading_notes,
    reference_links,
    review_records,
    shown_before,
    subjects,
    template_names,
    translation_answers,
)

STEPS: tuple[Step, ...] = (
    template_names,
    reference_links,  # before reviews of 0.1, which are judged by templates as they were and so are written first
    check_ids,
    review_records,
    body_size,
    clinic_lists,
    commands,
    clinic_list_lines,
    language_rules,
    translation_answers,
    quoted_texts,
    reading_notes,
    shown_before,  # before outlines, by which it tells layouts of before
    layout_outlines,
    subjects,
    packaged_layouts,
    packaged_words,
)
"""Every step. A new one comes last, with a house of the version before it in `tests/upgrade/`."""
