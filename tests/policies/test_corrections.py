"""A claim that is denied after it, or that a study counted, passes; a claim that only looks denied is refused."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from sentences import sentence_problems

SUBJECTS = {
    "en": ("Psilocybin", "A trip", "Curehouse", "The ceremony"),
    "nl": ("Psilocybine", "Een trip", "Curehouse", "De ceremonie"),
}
DENIED = {
    "en": (
        "{} cures nobody.",
        "{} heals nothing.",
        "{} cures no illness.",
        "They say {} cures. That is not true.",
        "{} is natural, people say. It isn't.",
        "Many believe {} is safe. Nobody has shown this.",
        "Does {} heal? No.",
        "Is {} safe? No study shows that.",
        "You may read that {} heals trauma. That is wrong.",
    ),
    "nl": (
        "{} geneest niemand.",
        "{} geneest niets.",
        "{} geneest depressie niet.",
        "Ze zeggen dat {} geneest. Dat klopt niet.",
        "Velen geloven dat {} veilig is. Niemand heeft dat aangetoond.",
        "Geneest {}? Nee.",
        "Is {} veilig? Geen onderzoek laat dat zien.",
    ),
}
ONLY_LOOKS_DENIED = {
    "en": (
        "{} heals nothing but pain.",
        "{} cures what nobody else can.",
        "They say {} cures. That is not all.",
        "They say {} cures. That is not true of pills.",
        "{} heals. They say so.",
        "{} cures. No study shows that it fails.",
        "Does {} heal? No doubt.",
        "{} is safe. Nobody regrets it.",
    ),
    "nl": (
        "{} geneest niets anders dan verdriet.",
        "{} geneest niet alleen depressie.",
        "{} geneest wat niemand anders kan.",
        "Ze zeggen dat {} geneest. Dat is niet alles.",
        "Geneest {}? Geen twijfel mogelijk.",
        "{} is veilig. Niemand heeft er last van.",
    ),
}
EFFECTS = {"en": ("side effects", "serious side effects"), "nl": ("bijwerkingen", "ernstige bijwerkingen")}
COUNTED = {
    "en": (
        "The trial had no {}.",
        "The studies found no {}.",
        "In a study of 20 people no {} were seen.",
        "No {} were reported in mice.",
        "In the trial no {} were counted.",
    ),
    "nl": (
        "Het onderzoek telde geen {}.",
        "In de proef waren er geen {}.",
        "In een onderzoek met 20 mensen werden geen {} gezien.",
        "Bij muizen werden geen {} gevonden.",
    ),
}
PROMISED = {
    "en": (
        "There are no {}.",
        "No {} were seen.",
        "Our sessions had no {}.",
        "You will have no {}.",
        "In a session no {} are felt.",
    ),
    "nl": ("Er zijn geen {}.", "Er werden geen {} gezien.", "Onze sessies hadden geen {}.", "Je krijgt geen {}."),
}


def refused(root: Path, language: str, forms: tuple[str, ...], fillings: tuple[str, ...]) -> tuple[set[str], set[str]]:
    """Every sentence that `forms` make with `fillings`, and those of them that are refused beside substances."""
    texts = {text: text for form, filling in product(forms, fillings) if (text := form.format(filling))}
    english = texts if language == "en" else {text: f"Part {n} was seen." for n, text in enumerate(texts)}
    found = sentence_problems(root, english, texts if language == "nl" else {}, groups=("recreational",))
    return set(texts), {text for text, ps in found.items() if any(p.rule == "overclaim" for p in ps)}


@pytest.mark.parametrize("language", DENIED)
def test_what_is_denied_after_it_passes(tmp_path: Path, language: str) -> None:
    assert refused(tmp_path, language, DENIED[language], SUBJECTS[language])[1] == set()


@pytest.mark.parametrize("language", ONLY_LOOKS_DENIED)
def test_what_only_looks_denied_is_refused(tmp_path: Path, language: str) -> None:
    texts, found = refused(tmp_path, language, ONLY_LOOKS_DENIED[language], SUBJECTS[language])
    assert texts - found == set()


@pytest.mark.parametrize("language", COUNTED)
def test_what_a_study_counted_passes(tmp_path: Path, language: str) -> None:
    assert refused(tmp_path, language, COUNTED[language], EFFECTS[language])[1] == set()


@pytest.mark.parametrize("language", PROMISED)
def test_what_readers_are_promised_is_refused(tmp_path: Path, language: str) -> None:
    texts, found = refused(tmp_path, language, PROMISED[language], EFFECTS[language])
    assert texts - found == set()
