"""Leaflet's own words hold in every house; a house adds to them, answers otherwise, or takes out with the reason."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflet.model import HouseWords, Term, WordLists
from leaflet.read.house_words import RULES, with_house_words
from leaflet.read.word_lists import packaged_word_lists, read_word_lists
from leaflet.upgrade.house_files import HouseFiles
from leaflet.upgrade.steps import packaged_words

WORDS = st.lists(st.sampled_from(["a", "b", "c", "d", "e"]), unique=True, min_size=1).map(tuple)
TERMS = st.lists(st.builds(Term, term=WORDS, instead=st.sampled_from(["x", "y"])), max_size=3).map(tuple)
LISTS = st.dictionaries(st.sampled_from(["l", "m"]), WORDS, max_size=2)


def read(root: Path, text: str):
    (root / "sources").mkdir(exist_ok=True)
    (root / "sources/wording.yaml").write_text(text, "utf-8")
    return read_word_lists(root)


def problems(root: Path, text: str) -> list[str]:
    return [f"{p.span}: {p.message}" for p in read(root, text)[1]]


def answers(terms: tuple[Term, ...]) -> dict[str, set[str]]:
    """What is said of each phrase."""
    return {phrase: {t.instead for t in terms if phrase in t.term} for term in terms for phrase in term.term}


@given(TERMS, TERMS, LISTS, LISTS)
def test_nothing_is_lost_and_the_house_has_the_last_word(base, own, base_lists, own_lists):
    whole = with_house_words(HouseWords(stigma=own, words=own_lists), WordLists(stigma=base, words=base_lists))
    assert answers(whole.stigma) == {**answers(base), **answers(own)}
    for name in {*base_lists, *own_lists}:
        assert set(whole.words[name]) == {*base_lists.get(name, ()), *own_lists.get(name, ())}


@pytest.mark.parametrize("text", ["", "# nothing but a remark\n", "fr:\n  stigma: []\n"])
def test_a_house_that_adds_nothing_has_all_of_leaflets_own(tmp_path, text):
    lists, faults = read(tmp_path, text)
    assert not faults
    for language, words in packaged_word_lists().items():
        assert lists[language] == words
        assert len(words.overclaims) > 10


def test_what_a_house_begins_with_adds_nothing(repository):
    name = "src/leaflet/scaffold/house/sources/wording.yaml"
    lines = (repository / name).read_text("utf-8").splitlines()
    assert lines
    assert all(line.startswith("#") for line in lines)


def test_the_example_in_a_new_house_holds_once_its_signs_are_taken_away(tmp_path, repository):
    text = (repository / "src/leaflet/scaffold/house/sources/wording.yaml").read_text("utf-8")
    example = "\n".join(line.removeprefix("# ") for line in text[text.index("# en:") :].splitlines())
    lists, faults = read(tmp_path, example)
    assert not faults
    assert "detox*" in {phrase for term in lists["en"].overclaims for phrase in term.term}
    assert "best" not in lists["en"].words["rank-word"]


def test_no_phrase_of_the_projects_house_is_leaflets_own_already(repository):
    files = {"sources/wording.yaml": (repository / "sources/wording.yaml").read_text("utf-8")}
    assert packaged_words.upgraded(HouseFiles(repository, files, files)).notes == ()


def test_what_is_taken_out_is_out_of_that_list_and_no_other(tmp_path):
    lists, faults = read(tmp_path, "en:\n  without:\n    - {of: inner, words: [heart], why: we treat hearts}\n")
    assert not faults
    own = packaged_word_lists()["en"]
    assert set(own.words["inner"]) - set(lists["en"].words["inner"]) == {"heart"}
    assert {**lists["en"].words, "inner": ()} == {**own.words, "inner": ()}
    assert [getattr(lists["en"], rule) for rule in RULES] == [getattr(own, rule) for rule in RULES]


@pytest.mark.parametrize("of", ["stigma", "clinic-box"])
def test_a_phrase_of_a_rule_or_a_group_is_taken_out(tmp_path, of):
    own = packaged_word_lists()["nl"]
    terms = own.stigma if of == "stigma" else own.groups[of].promotions
    lists, faults = read(tmp_path, f"nl:\n  without:\n    - {{of: {of}, words: ['{terms[0].term[0]}'], why: waar}}\n")
    assert not faults
    left = lists["nl"].stigma if of == "stigma" else lists["nl"].groups[of].promotions
    assert terms[0].term[0] not in {phrase for term in left for phrase in term.term}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("- {of: rank-wrod, words: [best], why: x}", "3:12: leaflet has no words called `rank-wrod`"),
        (
            "- {of: rank-word, words: [best, bets], why: x}",
            "3:37: “bets” isn't among leaflet's own words of `rank-word`, so it can't be left out",
        ),
        ("- {of: rank-word, words: [best]}", "3:7: `why` is missing"),
    ],
)
def test_what_can_not_be_left_out_is_told_at_its_place(tmp_path, text, found):
    told = problems(tmp_path, f"en:\n  without:\n    {text}\n")
    assert len(told) == 1
    assert told[0].startswith(f"sources/wording.yaml:{found}"), told


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("  words:\n    mine: [a, <yours> b]\n    yours: [c]\n", "3:15"),
        ("  words:\n    goods: [<mind> a, <mine> b]\n    mine: [c]\n", "3:23"),
        ("  stigma:\n    - {term: <bdoy> x, instead: z}\n", "3:7"),
        ("  groups:\n    g:\n      stigma:\n        - {term: x, not_of: [bdoy], instead: z}\n", "5:11"),
    ],
)
def test_a_list_that_nobody_has_is_told_where_it_is_named(tmp_path, text, place):
    told = problems(tmp_path, f"en:\n{text}")
    assert len(told) == 1
    assert told[0].startswith(f"sources/wording.yaml:{place}: there is no list `"), told


def test_an_upgrade_names_what_an_old_file_repeats(repository):
    own = (repository / "src/leaflet/wording/en.yaml").read_text("utf-8")
    text = "en:\n" + "".join(f"  {line}" for line in own.splitlines(keepends=True))
    text += "fr:\n  stigma: []\n"
    files = {"sources/wording.yaml": text}
    (note,) = packaged_words.upgraded(HouseFiles(repository, files, files)).notes
    assert "the lists `put-off`, `in-need`" in note.text
    assert "the terms of `clinic-box/promotions` in lines" in note.text
    line = int(note.text.partition("the terms of `stigma` in lines ")[2].partition(",")[0])
    assert "term:" in text.splitlines()[line - 1]
