"""Whole sentences: what is refused of what is said of what, and nothing else. The sentences came before the rules.

Each is set as prose of a tiny topic, under the project's own word lists, and all policies look at it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml
from sentences import sentence_problems

from leaflet.problem import Severity

PAIRS = Path(__file__).parent / "pairs"
RECREATIONAL = ("recreational",)
SAID = {
    "overclaim",
    "promotion",
    "unrecorded-review",
    "unsafe-advice",
    "unlisted-address",
    "unlisted-number",
    "forbidden-link",
}
ADVICE_TO_TAKE = {"blood-pressure/one-tablet"}
"""Everyday sentences that tell how much to take of something without a name: refused beside recreational substances."""


def loaded(name: str) -> Any:
    return yaml.safe_load((PAIRS / f"{name}.yaml").read_text("utf-8"))


EVERYDAY = [
    *(entry for name in ("everyday", "everyday_fresh") for entry in loaded(name)["sentences"]),
    *loaded("plain_everyday"),
    *loaded("unseen_everyday"),
]
NAMES = loaded("everyday")["names"]
PROMOTIONAL = [
    entry
    for name in ("promotional", "promotional_fresh", "plain_promotional", "unseen_promotional")
    for entry in loaded(name)
    if not entry.get("untold")
]


def told(
    root: Path, english: dict[str, str], dutch: dict[str, str], groups: tuple[str, ...] = ()
) -> dict[str, list[str]]:
    """By id, the rules that tell each sentence, with errors and warnings alike."""
    found = sentence_problems(root, english, dutch, groups=groups)
    return {name: [problem.rule for problem in problems] for name, problems in found.items()}


def everyday(change: Callable[[str], str]) -> tuple[dict[str, str], dict[str, str]]:
    """All everyday sentences, and one about each name, in English and Dutch, changed."""
    english = {entry["id"]: entry["en"] for entry in EVERYDAY}
    dutch = {entry["id"]: entry["nl"] for entry in EVERYDAY}
    for entry in NAMES:
        english[entry["id"]] = f"You can ask {entry['name']} for help."
        dutch[entry["id"]] = f"Je kunt {entry['name']} om hulp vragen."
    return {k: change(v) for k, v in english.items()}, {k: change(v) for k, v in dutch.items()}


def refused(root: Path, groups: tuple[str, ...], change: Callable[[str], str]) -> set[str]:
    """Ids of the promotional sentences that an error refuses where they stand, each changed."""
    english = {
        e["id"]: change(e["text"]) if e["lang"] == "en" else f"Part {n} was seen." for n, e in enumerate(PROMOTIONAL)
    }
    dutch = {e["id"]: change(e["text"]) for e in PROMOTIONAL if e["lang"] == "nl"}
    found = sentence_problems(root, english, dutch, groups=groups)
    return {n for n, ps in found.items() if any(p.rule in SAID and p.severity is Severity.ERROR for p in ps)}


def as_written(text: str) -> str:
    return text


def in_capitals(text: str) -> str:
    """But for the targets of links, which must be as addresses are written."""
    return re.sub(r"\]\([^)]*\)|[^\]]+|\]", lambda m: m[0] if m[0].startswith("](") else m[0].upper(), text)


def wrapped(text: str) -> str:
    """With a new line after every third word, none of which looks like a list."""
    words = text.split(" ")
    lines = [" ".join(words[n : n + 3]) for n in range(0, len(words), 3)]
    return re.sub(r"\n(?=[#+*–-]|\d+[.)])", " ", "\n".join(lines))


def soft_hyphens(text: str) -> str:
    return re.sub(r"(?<=[a-z]{2})(?=[a-z]{2})", "\u00ad", text)


def emphasized(text: str) -> str:
    """With bold letters inside the first long word of each sentence."""
    return re.sub(r"\b([A-Za-z])([a-z]{2})([a-z]+)", r"\1**\2**\3", text, count=2)


def no_break_spaces(text: str) -> str:
    return text.replace(" ", "\u00a0")


def typographic_hyphens(text: str) -> str:
    return re.sub(r"(?<=[a-z])-(?=[a-z])", "\u2011", text)


CHANGES = (as_written, wrapped, soft_hyphens, no_break_spaces, typographic_hyphens)


@pytest.mark.parametrize("change", (as_written, wrapped))
@pytest.mark.parametrize("groups", ((), RECREATIONAL), ids=("ordinary", "recreational"))
def test_no_everyday_sentence_is_told(tmp_path: Path, groups: tuple[str, ...], change: Callable[[str], str]) -> None:
    found = told(tmp_path, *everyday(change), groups)
    expected = ADVICE_TO_TAKE if groups else set()
    assert {name: rules for name, rules in found.items() if name not in expected} == {}


@pytest.mark.parametrize("change", CHANGES)
def test_promotion_is_refused_beside_recreational_substances(tmp_path: Path, change: Callable[[str], str]) -> None:
    assert {entry["id"] for entry in PROMOTIONAL} - refused(tmp_path, RECREATIONAL, change) == set()


@pytest.mark.parametrize("change", CHANGES)
def test_promotion_is_refused_in_any_topic(tmp_path: Path, change: Callable[[str], str]) -> None:
    wanted = {entry["id"] for entry in PROMOTIONAL if entry["topics"] == "any"}
    assert wanted - refused(tmp_path, (), change) == {
        entry["id"] for entry in PROMOTIONAL if entry.get("within_reach") is False
    }


def test_promotion_in_capitals_is_refused(tmp_path: Path) -> None:
    """But for names of people, which are told by their capitals."""
    missed = {entry["id"] for entry in PROMOTIONAL} - refused(tmp_path, RECREATIONAL, in_capitals)
    assert {name for name in missed if not name.startswith("testimonial/")} == set()


SUBJECTS = {
    "en": ("Psilocybin", "MDMA", "LSD", "A truffle", "One session", "It", "This", "A psychedelic trip", "The ceremony"),
    "nl": ("Psilocybine", "MDMA", "XTC", "Een truffel", "Eén sessie", "Het", "Dit", "Een psychedelische trip"),
}
PREDICATES = {
    "en": (
        "is safe",
        "is quite safe for most people",
        "is a safe and gentle way",
        "is harmless",
        "heals",
        "heals old wounds of the soul",
        "cures depression",
        "can cure you",
        "is an effective treatment",
        "works against fear",
        "is natural",
        "has been proven",
        "treats trauma",
        "is not addictive",
        "is a breakthrough",
        "has no side effects",
        "works better than pills",
        "carries no risk",
    ),
    "nl": (
        "is veilig",
        "is heel veilig voor de meeste mensen",
        "is onschadelijk",
        "geneest",
        "geneest depressie",
        "kan je genezen",
        "is effectief",
        "werkt tegen angst",
        "is bewezen",
        "behandelt trauma",
        "is niet verslavend",
        "is een doorbraak",
        "heeft geen bijwerkingen",
        "werkt beter dan pillen",
        "kent geen risico’s",
    ),
}


def test_a_promise_of_a_substance_a_session_or_it_is_refused(tmp_path: Path) -> None:
    """Also where the sentence has an everyday word."""
    english = {f"{s} {p}": f"{s} {p}." for s, p in product(SUBJECTS["en"], PREDICATES["en"])}
    translated = {f"{s} {p}": f"{s} {p}." for s, p in product(SUBJECTS["nl"], PREDICATES["nl"])}
    english |= {name: f"Part {n} was seen." for n, name in enumerate(translated)}
    found = sentence_problems(tmp_path, english, translated, groups=RECREATIONAL)
    errors = {n for n, ps in found.items() if any(p.rule == "overclaim" and p.severity is Severity.ERROR for p in ps)}
    assert set(english) - errors == set()


def test_its_denial_is_not(tmp_path: Path) -> None:
    subjects = [s for s in SUBJECTS["en"] if s != "It"]
    english = {f"{s}{n}": text for s in subjects for n, text in enumerate((f"{s} is not a cure.", f"{s} is not safe."))}
    found = sentence_problems(tmp_path, english, groups=RECREATIONAL)
    assert {n: [p.message for p in ps] for n, ps in found.items() if any(p.rule == "overclaim" for p in ps)} == {}


HOSTS = (
    "inner.example",
    "inner-garden.nl",
    "a.b.inner.co.uk",
    "tuin.amsterdam",
    "INNER.COM",
    "bücher.de",
    "xn--bcher-kva.de",
)
HOST_WRITINGS = (
    "{0}",
    "www.{0}",
    "{0}/start",
    "({0})",
    "Inner ({0}).",
    "https://{0}/a",
    "http://{0}",
    "me@{0}",
    "me (at) {0}",
    "“{0}”",
    "**{0}**",
)
NUMBERS = (
    "020 000 0000",
    "0900-0000",
    "06 00 00 00 00",
    "0800 0000",
    "+31 20 000 0000",
    "0031200000000",
    "(020) 000 00 00",
)
NUMBER_WRITINGS = ("{0}", "({0})", "Tel.: {0}", "{0} (free)", "Ring {0}.", "{0}/24", "**{0}**")


def _with(separator: str) -> Callable[[str], str]:
    return lambda number: re.sub(r"(?<=\d)[ -](?=\d)", separator, number)


def test_addresses_are_told_in_every_writing(tmp_path: Path) -> None:
    texts = {f"{w} {h}": f"See {w.format(h)} for more." for w, h in product(HOST_WRITINGS, HOSTS)}
    texts |= {h: f"See {h.replace('.', ' dot ')} or so." for h in ("inner.com", "inner.nl", "inner.org")}
    texts |= {f"[{h}": f"See {h.replace('.', ' [dot] ')} or so." for h in HOSTS}
    found = told(tmp_path, texts, {})
    assert [name for name in texts if not {"unlisted-address", "forbidden-link"} & set(found.get(name, ()))] == []


def test_numbers_are_told_in_every_writing(tmp_path: Path) -> None:
    numbers = {
        _with(separator)(number) for number in NUMBERS for separator in (" ", "-", "\u2011", ".", "/", "\u00a0", "")
    }
    numbers |= {"".join(chr(0xFF10 + int(c)) if c.isdigit() else c for c in number) for number in NUMBERS}
    texts = {f"{w} {n}": f"Or {w.format(n)} by day." for w, n in product(NUMBER_WRITINGS, sorted(numbers))}
    found = told(tmp_path, texts, {})
    assert [name for name in texts if "unlisted-number" not in found.get(name, ())] == []


def test_quantities_are_no_numbers_to_call(tmp_path: Path) -> None:
    texts = (
        "Call your doctor if the fever is 39 °C or more for 10 minutes.",
        "Call if your pressure is 180/110 or your pulse 120 beats a minute.",
        "Call within 100 days.",
        "The desk is open from 08.30 - 17.00 and 09:00–21:30.",
        "It was 31-12-2027, 2027-12-31 or 1/2/2027.",
        "They counted 9,200,000 and 1.234.567 and 0.0001234567.",
        "Walk 10 000 steps; that is 7 000 000 a year.",
        "See room 2.113, route 40.",
    )
    assert told(tmp_path, {text: text for text in texts}, {}) == {}


EMERGENCY = loaded("emergency_numbers")


def told_numbers(root: Path, entries: list[dict[str, str]], number: str) -> list[bool]:
    """Whether a number that is listed nowhere is told of each sentence, with `number` filled in."""
    texts = {f"{n}": entry["text"].format(number=number) for n, entry in enumerate(entries)}
    english = {n: text if entries[int(n)]["lang"] == "en" else "It was seen." for n, text in texts.items()}
    found = told(root, english, {n: text for n, text in texts.items() if entries[int(n)]["lang"] == "nl"})
    return ["unlisted-number" in found.get(n, ()) for n in texts]


@pytest.mark.parametrize("number", ["211", "122", "999", "100", "113"])
def test_another_emergency_number_than_the_contacts_is_told(tmp_path: Path, number: str) -> None:
    found = told_numbers(tmp_path, EMERGENCY["stated"], number)
    assert [e["text"] for e, is_told in zip(EMERGENCY["stated"], found, strict=True) if not is_told] == []


def test_the_contacts_own_number_is_not_told(tmp_path: Path) -> None:
    assert not any(told_numbers(tmp_path, EMERGENCY["stated"], "112"))


def test_no_number_that_counts_or_labels_is_told(tmp_path: Path) -> None:
    found = told_numbers(tmp_path, EMERGENCY["other"], "")
    assert [e["text"] for e, is_told in zip(EMERGENCY["other"], found, strict=True) if is_told] == []
