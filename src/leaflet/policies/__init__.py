"""Library, today → problems: one policy a file, run in the order of `POLICIES`.

A policy is named after its fault: "allow X" reads well. An editor's waivers (`allow:` in topic.yaml) remove only
problems that have a waiver target, of policies in `WAIVABLE`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from leaflet.model import LAYOUTS_FOLDER, TOPICS_FOLDER, Library
from leaflet.policies import (
    altered_comparison,
    altered_denial,
    altered_level,
    altered_markup,
    altered_quantity,
    claim_without_limits,
    claim_without_patient_wording,
    claim_without_reference,
    doubtful_quantity,
    expired_contact,
    expired_review,
    expired_statement,
    expires_soon,
    figure_without_description,
    forbidden_link,
    forbidden_waiver,
    fuzzy_translation,
    hard_statement,
    hard_to_read,
    impossible_review,
    improbable_date,
    missing_counterpart,
    missing_hedge,
    missing_subject,
    missing_translation,
    missing_version,
    missing_word_list,
    mixed_directions,
    mixed_scripts,
    no_emergency_contact,
    note_without_reference,
    one_sided_contest,
    outdated_answer,
    overclaim,
    promotion,
    reference_not_read,
    reference_without_note,
    repeated_claim,
    restructured_translation,
    skipped_heading_level,
    stigma,
    unfit_emergency_number,
    unfit_number,
    ungradable_certainty,
    unknown_claim,
    unknown_level,
    unknown_locale,
    unknown_reference,
    unknown_subject,
    unknown_substance,
    unlisted_address,
    unlisted_number,
    unlisted_substance,
    unprintable_sign,
    unrecorded_review,
    unsafe_advice,
    untranslated_statement,
    unused_answer,
    unused_claim,
    unused_reference,
    unused_waiver,
    unverified_contact,
    unwritten_text,
    weakened_draft_mark,
    weakened_subject,
    wording_above_rung,
    wordless_statement,
    wrong_length,
)
from leaflet.policies.policy import Policy, waives
from leaflet.policies.waivable import WAIVABLE
from leaflet.problem import Problem, sorted_problems

POLICIES: tuple[Policy, ...] = (
    unknown_locale,
    unknown_level,
    unknown_subject,
    unknown_substance,
    unlisted_substance,
    unknown_claim,
    unknown_reference,
    claim_without_reference,
    claim_without_limits,
    claim_without_patient_wording,
    reference_without_note,
    note_without_reference,
    reference_not_read,
    one_sided_contest,
    missing_counterpart,
    ungradable_certainty,
    wording_above_rung,
    missing_hedge,
    overclaim,
    promotion,
    unrecorded_review,
    unsafe_advice,
    stigma,
    repeated_claim,
    missing_word_list,
    forbidden_link,
    unlisted_address,
    missing_subject,
    weakened_subject,
    weakened_draft_mark,
    no_emergency_contact,
    unfit_emergency_number,
    unfit_number,
    unverified_contact,
    expired_contact,
    unlisted_number,
    missing_version,
    expired_review,
    expired_statement,
    expires_soon,
    impossible_review,
    improbable_date,
    untranslated_statement,
    missing_translation,
    fuzzy_translation,
    restructured_translation,
    altered_markup,
    altered_quantity,
    doubtful_quantity,
    altered_denial,
    altered_comparison,
    altered_level,
    outdated_answer,
    unused_answer,
    unprintable_sign,
    mixed_scripts,
    mixed_directions,
    wordless_statement,
    unwritten_text,
    skipped_heading_level,
    figure_without_description,
    unused_claim,
    unused_reference,
    wrong_length,
    hard_to_read,
    hard_statement,
    forbidden_waiver,
    unused_waiver,
)
"""Every policy. `leaflet explain NAME` prints a policy's docstring."""

MUST_BE_COMPLETE: Mapping[str, tuple[str, ...]] = {
    unknown_locale.NAME: ("sources/contacts.yaml", LAYOUTS_FOLDER),
    unknown_subject.NAME: ("sources/subjects.yaml",),
    unknown_substance.NAME: ("sources/substances.yaml",),
    unknown_reference.NAME: ("sources/references.json",),
    reference_without_note.NAME: ("sources/reading-notes.yaml",),
    note_without_reference.NAME: ("sources/references.json",),
    missing_word_list.NAME: ("sources/wording.yaml", "sources/substances.yaml"),
    missing_subject.NAME: ("sources/disclaimers.yaml", "sources/subjects.yaml", "sources/substances.yaml"),
    weakened_subject.NAME: ("sources/subjects.yaml",),
    no_emergency_contact.NAME: ("sources/contacts.yaml",),
    unlisted_number.NAME: ("sources/contacts.yaml",),
    unused_answer.NAME: ("sources", LAYOUTS_FOLDER),
    unlisted_address.NAME: ("sources/contacts.yaml",),
    unused_waiver.NAME: ("sources/wording.yaml",),
    unused_reference.NAME: (TOPICS_FOLDER,),
}
"""Policies that draw conclusions from what is absent, and the files that must be complete for that.

If one isn't, they are skipped: read/ reports the cause. (A topic that can't be read is left out entirely,
so that a policy about what is absent inside a topic is not concerned.)
"""


def check(library: Library, today: date) -> tuple[Problem, ...]:
    """Every problem of `library` on the day `today` that no waiver allows."""
    runnable = (p for p in POLICIES if not any(library.is_unread(path) for path in MUST_BE_COMPLETE.get(p.NAME, ())))
    problems = (problem for policy in runnable for problem in policy.check(library, today))
    return sorted_problems(problem for problem in problems if not _is_waived(library, problem))


def _is_waived(library: Library, problem: Problem) -> bool:
    is_waivable = any(problem.rule == policy.NAME for policy in WAIVABLE)
    return is_waivable and any(waives(t, waiver, problem) for t in library.topics for waiver in t.meta.allow)
