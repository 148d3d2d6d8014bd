"""A library to measure with: many topics, made of the project's real one.

Each topic is the real one but for three sentences without meaning, so that no two make the same bytes and no medical
fact is invented. The same seed gives the same library, byte for byte.
"""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from babel.messages.pofile import read_po, write_po

from benchmarks.first_topic import TOPIC, copy_project

REPOSITORY = Path(__file__).resolve().parents[1]
LOCALES = ("nl-NL", "en-NL", "en-GB")
"""The third has help lines in `sources/contacts.yaml`, and needs no translation."""
SEED = 4

_STATEMENT = """
- id: bench-legal-gb
  kind: legal
  subject: legal-status
  text: This is bench data. What the law says is not told here, and nothing here may be relied on by anybody.
  why: the real statement is Dutch law; no other is invented for a measurement
  when: { countries: [GB], substances: [mdma] }
  min_pt: 9
"""
_STATEMENT_IN_DUTCH = """
msgctxt "disclaimer/bench-legal-gb/text"
msgid "This is bench data. What the law says is not told here, and nothing here may be relied on by anybody."
msgstr "Dit zijn benchdata. Wat de wet zegt, staat hier niet, en op niets hier mag iemand vertrouwen."
"""
_SUBTITLE = ("What research shows so far, and what it does not", "Wat onderzoek tot nu toe laat zien, en wat niet")
_PATIENT = (
    "The drawing shows where psychedelics may act: at TrkB, and through 5-HT2A, a receptor of serotonin.",
    "De tekening laat zien waar psychedelica misschien werken: op TrkB, en via 5-HT2A, een receptor van serotonine.",
)
_CLINICIAN = (
    "What does the patient expect, and where does that come from?",
    "Wat verwacht de patiënt, en waar komt dat vandaan?",
)
_WORDS = (
    ("river", "rivier"),
    ("stone", "steen"),
    ("lamp", "lamp"),
    ("chair", "stoel"),
    ("window", "raam"),
    ("garden", "tuin"),
    ("boat", "boot"),
    ("bridge", "brug"),
    ("cloud", "wolk"),
    ("table", "tafel"),
    ("paper", "papier"),
    ("tree", "boom"),
)


def topic_id(number: int) -> str:
    """The name of the topic `number`, from 0."""
    return f"bench-{number:02}"


def make_library(root: Path, topics: int, locales: Sequence[str] = LOCALES, seed: int = SEED) -> Path:
    """Write a project of `topics` topics, all layouts and `locales` into the new folder `root`; `root` itself."""
    copy_project(REPOSITORY, root)
    shutil.rmtree(root / "sources/topics" / TOPIC)
    house = root / "sources" / "house.yaml"
    line = f"locales: [{', '.join(locales)}]"
    text = re.sub(r"^locales: .*$", line, house.read_text("utf-8"), flags=re.MULTILINE)
    house.write_text(f"# Bench data: not for reading, not for handing out.\n{text}", "utf-8")
    _append(root / "sources" / "disclaimers.yaml", _STATEMENT)
    _append(root / "sources" / "nl.po", _STATEMENT_IN_DUTCH)
    for number in range(topics):
        _make_topic(root, number, seed)
    return root


def change_a_sentence(root: Path, number: int, times: int, seed: int = SEED) -> None:
    """Write another sentence into the running text of the topic `number`, and its translation; each of `times` gives
    another one.
    """
    sentences = _sentences(number, seed) | {_PATIENT: _nonsense("Bench sentence", "Benchzin", number, seed + times)}
    _write_texts(root / "sources" / "topics" / topic_id(number), sentences)


def sources(root: Path) -> int:
    """How many files a project's editions are made from."""
    return sum(file.is_file() for name in ("sources", "layouts") for file in (root / name).rglob("*"))


_Pair = tuple[str, str]
"""A sentence in English and in Dutch."""


def _make_topic(root: Path, number: int, seed: int) -> None:
    folder = root / "sources" / "topics" / topic_id(number)
    shutil.copytree(REPOSITORY / "sources" / "topics" / TOPIC, folder)
    _write_texts(folder, _sentences(number, seed))


def _write_texts(folder: Path, sentences: Mapping[_Pair, _Pair]) -> None:
    """The topic's three files that have words of the bench, from the real topic's."""
    real = REPOSITORY / "sources" / "topics" / TOPIC
    english = {old[0]: new[0] for old, new in sentences.items()}
    dutch = {old[1]: new[1] for old, new in sentences.items()}
    name = {f"id: {TOPIC}\n": f"id: {folder.name}\n"}
    (folder / "text.md").write_text(_replaced((real / "text.md").read_text("utf-8"), english), "utf-8")
    (folder / "topic.yaml").write_text(_replaced((real / "topic.yaml").read_text("utf-8"), english | name), "utf-8")
    with (real / "nl.po").open("rb") as file:
        catalog = read_po(file, locale="nl")
    for message in [message for message in catalog if message.id]:
        catalog.delete(message.id, message.context)
        own = _replaced(str(message.id), english), _replaced(str(message.string), dutch)
        catalog.add(*own, context=message.context, flags=message.flags)
    with (folder / "nl.po").open("wb") as file:
        write_po(file, catalog, width=100)


def _append(file: Path, text: str) -> None:
    file.write_text(file.read_text("utf-8") + text, "utf-8")


def _replaced(text: str, words: Mapping[str, str]) -> str:
    for old, new in words.items():
        text = text.replace(old, new)
    return text


def _sentences(number: int, seed: int) -> dict[_Pair, _Pair]:
    return {
        _SUBTITLE: _nonsense("Bench data", "Benchdata", number, seed, words=2),
        _PATIENT: _nonsense("Bench sentence", "Benchzin", number, seed),
        _CLINICIAN: _nonsense("Bench line", "Benchregel", number, seed, words=3),
    }


def _nonsense(english: str, dutch: str, number: int, seed: int, words: int = 4) -> _Pair:
    """`Bench sentence 07, river, stone, lamp, chair.` and the same in Dutch."""
    chosen = random.Random(f"{seed}/{number}/{english}").sample(_WORDS, words)
    in_english, in_dutch = (", ".join(pair[language] for pair in chosen) for language in (0, 1))
    return f"{english} {number:02}, {in_english}.", f"{dutch} {number:02}, {in_dutch}."
