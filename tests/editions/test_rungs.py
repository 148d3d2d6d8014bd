"""A topic's claims stand on the rungs of its categories, and on those of the house where these have none."""

from __future__ import annotations

from graphlib import CycleError
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_house import TODAY

from leaflet import policies
from leaflet.model import united_rungs
from leaflet.read.sources import read_library
from leaflet.translate.catalogs import translate

NAMES = st.lists(st.sampled_from("abcdefgh"), unique=True, min_size=1)
CATEGORY = "sources/categories/practice.yaml"
OWN = """\
id: practice
label: What is done in practice
rungs: [custom, human-trial]
levels:
  - id: custom
    symbol: ◇
    label: custom
    meaning: It is done so, and nobody has studied whether it helps.
    human: false
    wording:
      en: {needs: [usually], may_not: [proven]}
      nl: {needs: [meestal], may_not: [bewezen]}
"""


def _goes_round(ladders):
    """Does somebody who goes from weaker to stronger rungs come back to where they were?"""
    above = {}
    for weaker, stronger in (pair for ladder in ladders for pair in pairwise(ladder)):
        above.setdefault(weaker, set()).add(stronger)
    for start, stronger in above.items():
        seen, ahead = set(), set(stronger)
        while ahead:
            seen.add(name := ahead.pop())
            ahead |= above.get(name, set()) - seen
        if start in seen:
            return True
    return False


@given(st.lists(NAMES, max_size=4))
def test_a_union_has_every_rung_once_in_the_order_of_each_ladder(ladders):
    if _goes_round(ladders):
        with pytest.raises(CycleError):
            united_rungs(ladders)
        return
    united = united_rungs(ladders)
    assert sorted(united) == sorted({name for ladder in ladders for name in ladder})
    for ladder in ladders:
        assert [name for name in united if name in ladder] == ladder
    assert united_rungs([united, *ladders]) == united, "it isn't a ladder of which all others are parts"


@given(NAMES)
def test_one_ladder_stays_as_it_is(ladder):
    assert united_rungs([ladder]) == united_rungs([ladder, ladder]) == tuple(ladder)


@pytest.fixture
def other_category(house, edit):
    """The topic `other` is of a category with a rung of its own, on which one of its claims stands."""
    (house / CATEGORY).write_text(OWN, "utf-8")
    topic = "sources/topics/other"
    meta = (house / topic / "topic.yaml").read_text("utf-8")
    assert "categories: [drinks]\nsubstances: [tea]\n" in meta
    new = meta.replace("categories: [drinks]\nsubstances: [tea]\n", "categories: [practice]\n")
    (house / topic / "topic.yaml").write_text(new, "utf-8")
    edit(f"{topic}/claims.yaml", "level: animal", "level: custom")
    return house


def _labels(edition):
    return [level.label for level in edition.content.legend]


def test_the_legend_has_the_rungs_of_the_topics_category(other_category, read):
    editions = read()
    assert _labels(editions["tiny/large-print/en-NL"]) == ["animals", "trial in people"]
    assert _labels(editions["other/large-print/en-NL"]) == ["custom", "trial in people"]
    assert [level.id for level in editions["other/trifold/en-NL"].ladder.levels] == ["custom", "human-trial"]


def test_only_topics_with_the_rung_have_other_fingerprints(other_category, read, edit):
    before = {name: edition.fingerprint for name, edition in read().items()}
    edit(CATEGORY, "label: custom", "label: usual practice")
    after = {name: edition.fingerprint for name, edition in read().items()}
    changed = {name for name in before if before[name] != after[name]}
    assert changed
    assert changed == {name for name in after if name.startswith("other/")}, "each prints the rung of a claim"


def test_the_order_of_the_categorys_rungs_is_that_of_the_legend(other_category, read, edit):
    before = read()["other/large-print/en-NL"].fingerprint
    edit(CATEGORY, "[custom, human-trial]", "[human-trial, custom]")
    edition = read()["other/large-print/en-NL"]
    assert _labels(edition) == ["trial in people", "custom"]
    assert edition.fingerprint != before


def _problems(root, *rules):
    library, problems = read_library(root)
    found = (*problems, *(policies.check(library, TODAY) if library else ()))
    return [f"{p.span}: {p.message}" for p in found if p.rule in rules]


def test_a_claim_stands_on_no_rung_of_another_category(other_category, edit):
    edit("sources/topics/other/claims.yaml", "level: custom", "level: animal")
    assert _problems(other_category, "unknown-level") == [
        "sources/topics/other/claims.yaml:4:10: level `animal` is not on the evidence ladder "
        "of the topic’s categories, `practice`"
    ]


def test_its_words_are_asked_of_its_claims(other_category):
    assert any(
        "claim `growth` has none of the words that the rung `custom` requires" in text
        for text in _problems(other_category, "missing-hedge")
    )


def test_its_texts_are_translated_for_its_topics_alone(other_category):
    library, problems = read_library(other_category)
    assert not problems
    missing = [p for p in policies.check(library, TODAY) if p.rule == "missing-translation" and "custom" in p.message]
    assert missing
    assert {name.split("/")[0] for p in missing for name in p.editions} == {"other"}
    reports, problems = translate(other_category, "nl")
    assert not problems
    assert {"level/custom/label", "level/custom/meaning"} <= set(reports[0].missing)


def test_a_category_with_a_fault_takes_no_translation_away(other_category, edit):
    edit(CATEGORY, "human: false", "human: perhaps")
    reports, problems = translate(other_category, "nl")
    assert problems
    assert not [report for report in reports if report.path == "sources/nl.po"]


def test_two_rungs_of_a_house_have_no_id_in_common(other_category, edit):
    edit(CATEGORY, "  - id: custom", "  - id: animal")
    edit(CATEGORY, "rungs: [custom, human-trial]\n", "")
    assert _problems(other_category, "duplicate-id") == [
        f"{CATEGORY}:4:9: the id `animal` is used a second time; the first is at sources/evidence.yaml:2:9"
    ]
