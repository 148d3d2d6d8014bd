"""What an editor could write that promises too much: each stops the editions, with the project's own word lists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from samples import TODAY

from leaflet.build.pipeline import check
from leaflet.problem import Severity

TEXT = "sources/topics/bdnf-trkb/text.md"
CLAIMS = "sources/topics/bdnf-trkb/claims.yaml"
CATALOG = "sources/topics/bdnf-trkb/nl.po"
HOUSE = "sources/nl.po"


def _errors(project: Path) -> set[str]:
    found = check(project, TODAY)[1]
    return {p.rule for p in found if p.severity is Severity.ERROR} - {"missing-translation", "fuzzy-translation"}


def _prose(project: Path, sentence: str) -> set[str]:
    """Rules of the errors with one paragraph more."""
    path = project / TEXT
    path.write_text(f"{path.read_text('utf-8')}\n{sentence}\n", "utf-8")
    return _errors(project)


def _claim(project: Path, field: str, text: str) -> set[str]:
    """Rules of the errors with another text in the claim on mice."""
    path = project / CLAIMS
    pattern = rf"(- id: spine-growth-mice\n.*?  {field}: )[^\n]*"
    changed, count = re.subn(pattern, lambda m: m[1] + text, path.read_text("utf-8"), count=1, flags=re.DOTALL)
    assert count == 1
    path.write_text(changed, "utf-8")
    return _errors(project)


def _translated(project: Path, file: str, context: str, text: str) -> set[str]:
    """Rules of the errors with another translation of the text named `context`."""
    path = project / file
    pattern = rf'(msgctxt "{context}"\nmsgid (?:".*"\n)+msgstr )(?:".*"\n?)+'
    changed, count = re.subn(pattern, lambda m: f'{m[1]}"{text}"\n', path.read_text("utf-8"))
    assert count == 1
    path.write_text(changed, "utf-8")
    return _errors(project)


@pytest.mark.parametrize(
    "sentence",
    [
        "Psychedelics treat depression effectively.",
        "Psilocybin heals trauma and works against depression.",
        "There is no other drug that cures depression.",
        "Nothing else cures depression.",
        "Never before was there such a cure.",
        "Psilocybin eases depression.",
    ],
)
def test_an_overclaim_in_the_running_text(project: Path, sentence: str) -> None:
    assert "overclaim" in _prose(project, sentence)


@pytest.mark.parametrize("sentence", ["There is no drug that cures depression.", "It is no cure.", "It doesn’t heal."])
def test_a_denial_stays_possible(project: Path, sentence: str) -> None:
    assert _prose(project, sentence) == set()


@pytest.mark.parametrize(
    "sentence",
    [
        "Dit middel is effectief.",
        "Psilocybine werkt tegen depressie.",
        "Er is geen ander middel dat depressie geneest.",
        "Niets anders geneest trauma.",
    ],
)
def test_an_overclaim_in_dutch(project: Path, sentence: str) -> None:
    assert "overclaim" in _translated(project, CATALOG, "topic/subtitle", sentence)


@pytest.mark.parametrize(
    "wording",
    ["In mice, psilocybin eases depression and lifts low spirits.", "In mice, psilocybin worked on mood and anxiety."],
)
def test_a_claim_on_mice_that_speaks_of_human_complaints(project: Path, wording: str) -> None:
    assert "wording-above-rung" in _claim(project, "patient", wording)


@pytest.mark.parametrize("limits", ["n/a", "Nothing.", "It shows that people feel better."])
def test_limits_that_limit_nothing(project: Path, limits: str) -> None:
    assert "claim-without-limits" in _claim(project, "does_not_show", limits)


def test_a_number_that_is_not_a_contact(project: Path) -> None:
    assert _prose(project, "Call your GP, or 0900-1995 of Jellinek.") == {"unlisted-number"}


DRAFT = "disclaimer/draft-not-reviewed/text"
LIMITS = "claim/spine-growth-mice/does_not_show"


@pytest.mark.parametrize(
    ("file", "context", "text"),
    [
        (HOUSE, DRAFT, "Concept. Door een zorgverlener beoordeeld. Bedoeld om uit te delen."),
        (HOUSE, DRAFT, "Concept. Niet door een zorgverlener beoordeeld. Bedoeld om uit te delen."),
        (CATALOG, LIMITS, "Dit laat zien dat mensen zich beter voelen."),
    ],
)
def test_a_denial_that_the_translation_drops(project: Path, file: str, context: str, text: str) -> None:
    assert "altered-denial" in _translated(project, file, context, text)


PARAGRAPHS = {
    "en": (
        "Take 25 mg with a light meal. Stop your antidepressant two weeks before. The warnings are exaggerated. "
        "Book at inner dot example."
    ),
    "nl": (
        "Neem 25 mg bij een lichte maaltijd. Stop twee weken ervoor met je antidepressivum. De waarschuwingen zijn "
        "overdreven. Boek op inner punt nl."
    ),
}


@pytest.mark.parametrize("language", ["en", "nl"])
def test_each_sentence_of_a_paragraph_that_harms_is_told(project: Path, language: str) -> None:
    if language == "en":
        found = _prose(project, PARAGRAPHS["en"])
    else:
        found = _translated(project, CATALOG, "topic/subtitle", PARAGRAPHS["nl"])
    assert found >= {"unsafe-advice", "unlisted-address"}
    problems = [p for p in check(project, TODAY)[1] if p.rule in {"unsafe-advice", "promotion", "unlisted-address"}]
    told = {p.message.partition("”")[0].removeprefix("“") for p in problems}
    assert [words for words in PARAGRAPHS[language].split(". ") if not any(phrase in words for phrase in told)] == []


@pytest.mark.parametrize("role", ["safe with alcohol", "approved by doctors", "see inner.example", "call 020 000 0000"])
def test_a_reviewers_profession_promises_nothing(project: Path, role: str) -> None:
    review = (
        "- name: A. Reviewer\n  role: " + role + "\n  locale: en-NL\n  date: 2026-11-20\n  expires: 2027-11-20\n"
        '  fingerprints: {trifold: "' + "0" * 64 + '"}\n  looks: any\n'
    )
    (project / "sources/topics/bdnf-trkb/review.yaml").write_text(review, "utf-8")
    wanted = {"overclaim", "unrecorded-review", "unlisted-address", "unlisted-number"}
    assert _errors(project) & wanted


SENTENCE = "Book a session"


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("sources/topics/bdnf-trkb/topic.yaml", "title: Psychedelics and your brain", f"title: {SENTENCE}"),
        ("sources/topics/bdnf-trkb/topic.yaml", "authors: [Leaflet project]", f"authors: [{SENTENCE}]"),
        ("sources/topics/bdnf-trkb/topic.yaml", "  - There are risks.", f"  - {SENTENCE}."),
        (TEXT, "### Is a brain that changes", f"### {SENTENCE}"),
        (CLAIMS, "  studied: Mice;", f"  studied: {SENTENCE}; mice;"),
        ("sources/house.yaml", "publisher: Leaflet project", f"publisher: {SENTENCE}"),
        ("sources/contacts.yaml", "  name: 113 Zelfmoordpreventie", f"  name: {SENTENCE}"),
        ("sources/contacts.yaml", "  hours: Evenings,", f"  hours: {SENTENCE},"),
        ("sources/disclaimers.yaml", "  text: We cannot promise", f"  text: {SENTENCE}. We cannot promise"),
    ],
)
def test_wherever_it_is_printed(project: Path, path: str, old: str, new: str) -> None:
    text = (project / path).read_text("utf-8")
    assert old in text
    (project / path).write_text(text.replace(old, new, 1), "utf-8")
    assert "promotion" in _errors(project)
