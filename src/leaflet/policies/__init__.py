"""Library, today → problems: one policy a file, run in the order of `POLICIES`.

A policy is named after its fault: "allow X" reads well. An editor's waivers (`allow:` in topic.yaml) remove only
problems that have a waiver target, of policies in `WAIVABLE`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from leaflet.model import CATEGORIES_FOLDER, LAYOUTS_FOLDER, SNIPPETS_FOLDER, TOPICS_FOLDER, Library
from leaflet.policies import (
    altered_comparison,
    altered_denial,
    altered_level,
    altered_markup,
    altered_quantity,
    claim_without_limits,
    claim_without_patient_wording,
    claim_without_reference,
    conflicting_rungs,
    contradicted_count,
    doubtful_quantity,
    empty_edition,
    expired_contact,
    expired_review,
    expired_statement,
    expires_soon,
    figure_level,
    figure_without_description,
    forbidden_link,
    forbidden_waiver,
    fuzzy_translation,
    hard_statement,
    hard_to_read,
    impossible_count,
    impossible_review,
    improbable_date,
    misassigned_subject,
    misnamed_term,
    missing_category,
    missing_counterpart,
    missing_feedback_address,
    missing_field,
    missing_hedge,
    missing_publisher,
    missing_subject,
    missing_substance,
    missing_translation,
    missing_version,
    missing_word_list,
    mixed_directions,
    mixed_scripts,
    no_emergency_contact,
    note_without_reference,
    numbers_without_people,
    one_sided_contest,
    one_sided_numbers,
    outdated_answer,
    overclaim,
    promotion,
    reference_not_read,
    reference_without_note,
    repeated_claim,
    repeated_snippet,
    restructured_translation,
    skipped_heading_level,
    stigma,
    uncited_source,
    unfit_emergency_number,
    unfit_number,
    ungradable_certainty,
    unknown_category,
    unknown_claim,
    unknown_layout,
    unknown_level,
    unknown_locale,
    unknown_reference,
    unknown_role,
    unknown_subject,
    unknown_substance,
    unknown_term,
    unknown_topic,
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
    unused_snippet,
    unused_term,
    unused_waiver,
    unverified_contact,
    unwritten_text,
    weakened_draft_mark,
    weakened_subject,
    wording_above_rung,
    wordless_statement,
    wrong_length,
)
from leaflet.policies.policy import Policy, PolicyOverTopics, waives
from leaflet.policies.waivable import WAIVABLE
from leaflet.problem import Problem, sorted_problems

EACH_TOPIC: tuple[Policy, ...] = (
    unknown_locale,
    unknown_layout,
    unknown_level,
    conflicting_rungs,
    unknown_role,
    empty_edition,
    unknown_category,
    unknown_subject,
    misassigned_subject,
    unknown_substance,
    unlisted_substance,
    missing_substance,
    missing_category,
    missing_field,
    unknown_claim,
    unknown_term,
    misnamed_term,
    repeated_snippet,
    unknown_reference,
    claim_without_reference,
    claim_without_limits,
    claim_without_patient_wording,
    reference_without_note,
    note_without_reference,
    reference_not_read,
    one_sided_contest,
    one_sided_numbers,
    impossible_count,
    uncited_source,
    numbers_without_people,
    contradicted_count,
    missing_counterpart,
    ungradable_certainty,
    wording_above_rung,
    missing_feedback_address,
    missing_hedge,
    missing_publisher,
    overclaim,
    promotion,
    unrecorded_review,
    unsafe_advice,
    stigma,
    repeated_claim,
    forbidden_link,
    unlisted_address,
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
    figure_level,
    unused_claim,
    wrong_length,
    hard_to_read,
    forbidden_waiver,
    unused_waiver,
)
"""Policies that look at one topic after the other, with what topics share: what they find in one holds by itself."""

ALL_TOPICS: tuple[PolicyOverTopics, ...] = (
    unknown_topic,
    missing_word_list,
    missing_subject,
    unused_reference,
    unused_term,
    unused_snippet,
    hard_statement,
)
"""Policies that draw a conclusion from all topics together."""

POLICIES: tuple[Policy | PolicyOverTopics, ...] = (*EACH_TOPIC, *ALL_TOPICS)
"""Every policy. `leaflet explain NAME` prints a policy's docstring."""

MUST_BE_COMPLETE: Mapping[str, tuple[str, ...]] = {
    unknown_locale.NAME: ("sources/contacts.yaml", LAYOUTS_FOLDER),
    unknown_layout.NAME: (LAYOUTS_FOLDER,),
    unknown_level.NAME: (CATEGORIES_FOLDER,),
    unknown_role.NAME: (LAYOUTS_FOLDER,),
    empty_edition.NAME: (LAYOUTS_FOLDER, "sources/evidence.yaml"),
    unknown_category.NAME: (CATEGORIES_FOLDER,),
    unknown_topic.NAME: (TOPICS_FOLDER,),
    unknown_subject.NAME: ("sources/subjects.yaml",),
    misassigned_subject.NAME: ("sources/subjects.yaml", CATEGORIES_FOLDER),
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
    unknown_term.NAME: ("sources/glossary.yaml",),
    unused_term.NAME: (TOPICS_FOLDER, SNIPPETS_FOLDER),
    unused_snippet.NAME: (TOPICS_FOLDER,),
}
"""Policies that draw conclusions from what is absent, and the files that must be complete for that.

If one isn't, they are skipped: read/ reports the cause. (A topic that can't be read is left out entirely,
so that a policy about what is absent inside a topic is not concerned.)
"""


@dataclass(frozen=True)
class TopicFindings:
    """What was found in one topic, and in what it shares with others."""

    problems: tuple[Problem, ...]
    facts: Mapping[str, Any]
    """What policies over all topics need to know of it, by their names: values as JSON has them."""


def check(library: Library, today: date) -> tuple[Problem, ...]:
    """Every problem of `library` on the day `today` that no waiver allows."""
    parts = [library.part(topic) for topic in library.topics] or [library.part(None)]
    return conclude(library, [check_part(part, today) for part in parts], today)


def check_part(library: Library, today: date) -> TopicFindings:
    """What is found in `library`, a part with one topic, or without any where the house has none."""
    runnable = (policy for policy in EACH_TOPIC if _can_run(policy, library))
    problems = (problem for policy in runnable for problem in policy.check(library, today))
    facts = {policy.NAME: policy.facts(library, today) for policy in ALL_TOPICS if _can_run(policy, library)}
    return TopicFindings(sorted_problems(p for p in problems if not _is_waived(library, p)), facts)


def conclude(library: Library, findings: Sequence[TopicFindings], today: date) -> tuple[Problem, ...]:
    """Every problem: those in the `findings` of each topic, and those that only all of them show.

    Of `library` nothing is used but what its topics share, and what could not be read.
    """
    concluded = (
        problem
        for policy in ALL_TOPICS
        if _can_run(policy, library)
        for facts in ([found.facts[policy.NAME] for found in findings if policy.NAME in found.facts],)
        for problem in policy.conclude(library, facts, today)
    )
    return sorted_problems(_merged((*concluded, *(problem for found in findings for problem in found.problems))))


def _can_run(policy: Policy | PolicyOverTopics, library: Library) -> bool:
    return not any(library.is_unread(path) for path in MUST_BE_COMPLETE.get(policy.NAME, ()))


def _merged(problems: Iterable[Problem]) -> Iterator[Problem]:
    """One problem for what was found in several topics, in a text that they share: it stops the editions of each."""
    editions: dict[Problem, list[str]] = {}
    for problem in problems:
        editions.setdefault(replace(problem, editions=()), []).extend(problem.editions)
    return (replace(problem, editions=tuple(dict.fromkeys(ids))) for problem, ids in editions.items())


def _is_waived(library: Library, problem: Problem) -> bool:
    is_waivable = any(problem.rule == policy.NAME for policy in WAIVABLE)
    return is_waivable and any(waives(t, waiver, problem) for t in library.topics for waiver in t.meta.allow)
