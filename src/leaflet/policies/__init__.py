"""Library, today → problems: one policy a file, run in the order of `POLICIES`.

A policy is named after its fault: "allow X" reads well. An editor's exceptions (`allow:` in topic.yaml) take away only
problems that carry a subject, of policies in `ALLOWABLE`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from leaflet.model import Library
from leaflet.policies import (
    altered_translation,
    claim_without_limits,
    claim_without_patient_wording,
    claim_without_reference,
    expired_contact,
    expired_review,
    figure_without_description,
    fuzzy_translation,
    impossible_review,
    missing_hedge,
    missing_subject,
    missing_translation,
    missing_word_list,
    no_emergency_contact,
    one_sided_contest,
    overclaim,
    reference_not_read,
    stigma,
    ungradable_certainty,
    unknown_claim,
    unknown_level,
    unknown_locale,
    unknown_reference,
    unknown_substance,
    unlisted_number,
    unlisted_substance,
    unused_claim,
    unused_reference,
    unverified_contact,
    unwritten_text,
    wording_above_rung,
)
from leaflet.policies import forbidden_link as link_gate
from leaflet.policies import forbidden_waiver as forbidden_exception
from leaflet.policies import hard_to_read as reading_level
from leaflet.policies import missing_counterpart as both_or_neither
from leaflet.policies import skipped_heading_level as heading_order
from leaflet.policies import untranslated_statement as untranslated_disclaimer
from leaflet.policies import unused_waiver as unused_exception
from leaflet.policies import wrong_length as word_count
from leaflet.policies.policy import Policy, waives
from leaflet.policies.waivable import WAIVABLE
from leaflet.problem import Problem, sorted_problems

POLICIES: tuple[Policy, ...] = (
    unknown_locale,
    unknown_level,
    unknown_substance,
    unlisted_substance,
    unknown_claim,
    unknown_reference,
    claim_without_reference,
    claim_without_limits,
    claim_without_patient_wording,
    reference_not_read,
    one_sided_contest,
    both_or_neither,
    ungradable_certainty,
    wording_above_rung,
    missing_hedge,
    overclaim,
    stigma,
    missing_word_list,
    link_gate,
    missing_subject,
    no_emergency_contact,
    unverified_contact,
    expired_contact,
    unlisted_number,
    expired_review,
    impossible_review,
    untranslated_disclaimer,
    missing_translation,
    fuzzy_translation,
    altered_translation,
    unwritten_text,
    heading_order,
    figure_without_description,
    unused_claim,
    unused_reference,
    word_count,
    reading_level,
    forbidden_exception,
    unused_exception,
)
"""Every policy. `leaflet explain NAME` prints a policy's docstring."""

MUST_BE_COMPLETE: Mapping[str, tuple[str, ...]] = {
    unknown_locale.NAME: ("sources/contacts.yaml", "layouts"),
    unknown_substance.NAME: ("sources/substances.yaml",),
    unknown_reference.NAME: ("sources/references.json",),
    missing_word_list.NAME: ("sources/wording.yaml", "sources/substances.yaml"),
    missing_subject.NAME: ("sources/disclaimers.yaml", "sources/substances.yaml"),
    no_emergency_contact.NAME: ("sources/contacts.yaml",),
    unlisted_number.NAME: ("sources/contacts.yaml",),
    unused_exception.NAME: ("sources/wording.yaml",),
    unused_reference.NAME: ("sources/topics",),
}
"""Policies that draw conclusions from what is absent, and the files that must be complete for that.

If one isn't, they are skipped: the reader reports the cause. (A topic that can't be read is left out whole,
so that a policy about what is absent inside a topic is not concerned.)
"""


def check(library: Library, today: date) -> tuple[Problem, ...]:
    """Every problem of `library` on the day `today` that no exception allows, by place."""
    runnable = (p for p in POLICIES if not any(library.is_unread(path) for path in MUST_BE_COMPLETE.get(p.NAME, ())))
    found = (problem for policy in runnable for problem in policy.check(library, today))
    return sorted_problems(problem for problem in found if not _is_waived(library, problem))


def _is_waived(library: Library, problem: Problem) -> bool:
    is_waivable = any(problem.rule == policy.NAME for policy in WAIVABLE)
    return is_waivable and any(waives(t, exception, problem) for t in library.topics for exception in t.meta.allow)
