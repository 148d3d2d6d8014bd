"""The rules on the sentence pairs in `pairs/`: what they refuse of the faithful, and tell of the unfaithful."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from leaflet.language.grammar import Grammar, grammar
from leaflet.model import CatalogEntry
from leaflet.policies.altered_quantity import altered, unpaired
from leaflet.policies.answerable import ANSWERABLE
from leaflet.policies.texts import SourceText
from leaflet.policies.translation_pairs import TranslationPair
from leaflet.problem import Span
from leaflet.read.languages import PACKAGE, read_languages

PAIRS = Path(__file__).parent / "pairs"
TODAY = date(2026, 11, 24)
LEAST_TOLD = 0.95
FAITHFUL = (
    "faithful",
    "everyday",
    "held_out_faithful",
    "classes_faithful",
    "plain_everyday",
    "unseen_faithful",
    "unseen_everyday",
)
"""Files of pairs of which none may be told of."""


@cache
def grammars() -> dict[str, Grammar]:
    rules, problems = read_languages(PACKAGE, ("en", "nl"))
    assert not problems
    return {language: grammar(found) for language, found in rules.items()}


def told(en: str, nl: str) -> list[str]:
    """What the rules that compare a text with its translation say of the two."""
    text, entry = SourceText("topic", "block/a/markdown", en, Span("a"), "en"), CatalogEntry(nl, False, Span("b"))
    pair = TranslationPair(text, entry, "nl", grammars()["en"], grammars()["nl"], ())
    wrong = [q.text for q in altered(pair)]
    return [*(f"altered-quantity: {quantity}" for quantity in wrong), *suspected(pair)]


def suspected(pair: TranslationPair) -> list[str]:
    return [f"{name}: {message}" for name, suspicions in ANSWERABLE.items() for message in suspicions(pair)]


def entries(name: str) -> list[dict[str, Any]]:
    data = yaml.safe_load((PAIRS / f"{name}.yaml").read_text("utf-8"))
    found: list[dict[str, Any]] = data["sentences"] if isinstance(data, dict) else data
    return found


@pytest.mark.parametrize("name", FAITHFUL)
def test_no_faithful_pair_is_refused(name: str) -> None:
    refused = {entry["id"]: found for entry in entries(name) if (found := told(entry["en"], entry["nl"]))}
    assert refused == {}


@pytest.mark.parametrize("name", ["unfaithful", "held_out_unfaithful", "classes_unfaithful"])
def test_nearly_all_unfaithful_pairs_are_told(name: str) -> None:
    found = entries(name)
    untold = {entry["id"] for entry in found if not told(entry["en"], entry["nl"])}
    assert len(untold) <= (1 - LEAST_TOLD) * len(found), sorted(untold)
    assert untold == {entry["id"] for entry in found if entry.get("within_reach") is False}


def test_unseen_pairs_are_told_but_for_those_marked() -> None:
    untold = {e["id"] for e in entries("unseen_unfaithful") if not told(e["en"], e["nl"])}
    assert untold <= {e["id"] for e in entries("unseen_unfaithful") if e.get("untold")}


def test_a_text_is_faithful_to_itself() -> None:
    """In either language, by its own rules: what is compared with itself has nothing lost."""
    for name in ("faithful", "everyday"):
        for entry in entries(name):
            for language in ("en", "nl"):
                rules = grammars()[language]
                text = SourceText("topic", "block/a/markdown", entry[language], Span("a"), "en")
                same = CatalogEntry(entry[language], False, Span("b"))
                pair = TranslationPair(text, same, language, rules, rules, ())
                assert not any(unpaired(pair)), entry["id"]
                assert not suspected(pair), entry["id"]
