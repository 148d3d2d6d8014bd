"""The sentence pairs in `pairs/` are whole and sorted. No rule is called here: the data came before the rules."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

PAIRS = Path(__file__).parent / "pairs"
DOMAIN = re.compile(r"[\w-]+\.(?:com|org|net|nl|eu|uk)\b", re.IGNORECASE)
LONG_NUMBER = re.compile(r"\+?\d[\d .()-]{7,}\d")
FICTITIOUS = re.compile(r"\+?(?:0{2}31|31)?0?(?:20|6|800|900)0+1?|01632960001")
DATES = {"31122027", "31102027", "20261105"}  # written like 31-12-2027
KINDS = {
    "faithful": {"quantities", "polarity", "ordinary"},
    "unfaithful": {
        "denial-lost",
        "denial-added",
        "unit",
        "number",
        "time",
        "date",
        "quantity-dropped",
        "quantity-added",
        "comparison",
        "condition",
        "level",
    },
    "promotional": {
        "promotion",
        "reviewed-by",
        "better-than",
        "no-side-effects",
        "testimonial",
        "host",
        "mail",
        "handle",
        "telephone",
        "dose",
        "stop-medicine",
        "success-rate",
    },
}
KEYS = {
    "faithful": {"id", "group", "en", "nl"},
    "unfaithful": {"id", "kind", "within_reach", "en", "nl"},
    "everyday": {"id", "topic", "en", "nl"},
    "promotional": {"id", "kind", "topics", "lang", "text"},
}


def loaded(file: str) -> Any:
    return yaml.safe_load((PAIRS / f"{file}.yaml").read_text("utf-8"))


def entries(file: str) -> list[dict[str, Any]]:
    """The sentences of a file, without the names of `everyday.yaml`."""
    data = loaded(file)
    found: list[dict[str, Any]] = data["sentences"] if file == "everyday" else data
    return found


def names() -> list[dict[str, str]]:
    found: list[dict[str, str]] = loaded("everyday")["names"]
    return found


def kind(entry: dict[str, Any]) -> str:
    return str(entry.get("kind") or entry.get("group") or entry.get("topic"))


def texts(entry: dict[str, Any]) -> list[str]:
    return [entry[key] for key in ("en", "nl", "text", "name") if key in entry]


@pytest.mark.parametrize(
    ("file", "least"), [("faithful", 170), ("unfaithful", 170), ("everyday", 110), ("promotional", 90)]
)
def test_there_are_enough_of_each(file: str, least: int) -> None:
    assert len(entries(file)) >= least
    assert len(names()) >= 20


def test_ids_are_unique() -> None:
    ids = Counter(entry["id"] for file in KEYS for entry in entries(file)) + Counter(name["id"] for name in names())
    assert [name for name, count in ids.items() if count > 1] == []


@pytest.mark.parametrize("file", KEYS)
def test_entries_have_their_fields_and_an_id_of_their_kind(file: str) -> None:
    assert [entry for entry in entries(file) if set(entry) - {"why"} != KEYS[file]] == []
    assert [entry["id"] for entry in entries(file) if not entry["id"].startswith(f"{kind(entry)}/")] == []


@pytest.mark.parametrize("file", KINDS)
def test_each_kind_is_there_and_no_other(file: str) -> None:
    assert {kind(entry) for entry in entries(file)} == KINDS[file]


@pytest.mark.parametrize("file", KEYS)
def test_texts_are_written_clean(file: str) -> None:
    found = [text for entry in [*entries(file), *(names() if file == "everyday" else [])] for text in texts(entry)]
    assert [text for text in found if not isinstance(text, str) or not text or text != text.strip()] == []
    assert [text for text in found if text != unicodedata.normalize("NFC", text) or "  " in text] == []


@pytest.mark.parametrize("file", ["faithful", "unfaithful", "everyday"])
def test_pairs_are_in_two_languages_and_stand_once(file: str) -> None:
    pairs = Counter((entry["en"], entry["nl"]) for entry in entries(file))
    assert [pair for pair, count in pairs.items() if count > 1 or pair[0] == pair[1]] == []


def test_no_pair_is_both_faithful_and_unfaithful() -> None:
    faithful = {(entry["en"], entry["nl"]) for file in ("faithful", "everyday") for entry in entries(file)}
    assert [e["id"] for e in entries("unfaithful") if (e["en"], e["nl"]) in faithful] == []


def test_few_unfaithful_pairs_are_beyond_reach_and_each_says_why() -> None:
    found = entries("unfaithful")
    beyond = [entry for entry in found if entry["within_reach"] is False]
    assert {entry["within_reach"] for entry in found} == {True, False}
    assert 0 < len(beyond) <= 0.08 * len(found)
    assert [entry["id"] for entry in found if bool(entry.get("why")) == entry["within_reach"]] == []


def test_promotional_sentences_are_in_both_languages_of_each_kind() -> None:
    found = entries("promotional")
    assert {(kind(entry), entry["lang"]) for entry in found} == {
        (k, n) for k in KINDS["promotional"] for n in ("en", "nl")
    }
    recreational = {kind(entry) for entry in found if entry["topics"] == "recreational"}
    assert recreational == {"dose", "stop-medicine", "success-rate"}
    assert {entry["topics"] for entry in found} == {"any", "recreational"}


def test_addresses_and_telephone_numbers_belong_to_nobody() -> None:
    found = [text for file in KEYS for entry in entries(file) for text in texts(entry)]
    domains = {match[0].casefold() for text in found for match in DOMAIN.finditer(text)}
    assert domains == {"example.com", "example.org", "example.net"}
    numbers = {re.sub(r"[ .()-]", "", match[0]) for text in found for match in LONG_NUMBER.finditer(text)}
    assert {number for number in numbers if not FICTITIOUS.fullmatch(number)} <= DATES


FAMILIES = {
    "unfaithful": {"id", "kind", "en", "nl"},
    "faithful": {"id", "en", "nl"},
    "everyday": {"id", "en", "nl"},
    "promotional": {"id", "kind", "topics", "lang", "text"},
    "titles": {"id", "kind", "lang", "field", "text"},
}
"""By a word of the file's name, the fields that each of its entries has; the first that fits counts."""
SORTED_OTHERWISE = {"emergency_numbers"}
"""Files without entries, which have a test of their own."""
PAIRED = ("faithful", "everyday", "unfaithful")
EVERY_FILE = sorted(file.stem for file in PAIRS.glob("*.yaml") if file.stem not in SORTED_OTHERWISE)


def sentences(file: str) -> list[dict[str, Any]]:
    data = loaded(file)
    found: list[dict[str, Any]] = data["sentences"] if isinstance(data, dict) else data
    return found


def family(file: str) -> str:
    return next(name for name in FAMILIES if name in file)


@pytest.mark.parametrize("file", EVERY_FILE)
def test_every_file_has_whole_entries_written_clean(file: str) -> None:
    """Fresh and held-out files like the first ones."""
    more = {"group", "topic", "within_reach", "untold", "why"}
    found = sentences(file)
    assert [e for e in found if not FAMILIES[family(file)] <= set(e) <= FAMILIES[family(file)] | more] == []
    said = [text for entry in found for text in texts(entry)]
    assert [t for t in said if t != unicodedata.normalize("NFC", t.strip()) or not t or "  " in t] == []


@pytest.mark.parametrize("file", EVERY_FILE)
def test_what_is_beyond_reach_is_marked_and_says_why(file: str) -> None:
    assert [e["id"] for e in sentences(file) if bool(e.get("why")) != (e.get("within_reach") is False)] == []


def test_no_id_of_any_file_and_no_sentence_of_one_file_stands_twice() -> None:
    found = [(file, entry) for file in EVERY_FILE for entry in sentences(file)]
    ids = Counter(entry["id"] for _, entry in found)
    assert [name for name, count in ids.items() if count > 1] == []
    said = Counter((name, *texts(entry), entry.get("field")) for name, entry in found)
    assert [words for words, count in said.items() if count > 1] == []


def test_no_pair_of_any_file_is_faithful_and_unfaithful() -> None:
    pairs = {
        name: {(e["en"], e["nl"]) for f in EVERY_FILE if family(f) == name for e in sentences(f)} for name in PAIRED
    }
    assert (pairs["faithful"] | pairs["everyday"]) & pairs["unfaithful"] == set()
