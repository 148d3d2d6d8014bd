"""review.yaml is a list of records: each says which layouts, in which locale, with which look a person reviewed.

Until 0.1 it was one record with one hash of the topic in all languages and of all layouts, so that a Dutch comma voided
the review of the English pages. Where that hash still holds, every text is what was reviewed: it becomes one record a
locale. Of the style sheets it said next to nothing, so the records hold for any look, as the review did. Where it
doesn't hold, nobody can tell which editions are as they were reviewed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date as Date  # noqa: N812 -- the record has a field called `date`
from itertools import groupby
from pathlib import PurePosixPath

from leaflet.editions.from_library import editions
from leaflet.editions.sign_off import FILE, as_yaml
from leaflet.model import Library, NonEmptyStr, Record, ReviewRecord, Topic
from leaflet.model.review import Hash
from leaflet.problem import Problem, Severity
from leaflet.read.records import validate
from leaflet.read.sources import read_library
from leaflet.read.text_file import Problems
from leaflet.read.word_lists import WORDING
from leaflet.upgrade.edits import parsed_yaml
from leaflet.upgrade.house_files import HouseFiles, temporary_house
from leaflet.upgrade.step import OUTDATED, StepResult
from leaflet.upgrade.steps import language_rules, quoted_texts, reading_notes, shown_before, subjects
from leaflet.upgrade.steps.fingerprint_0_1 import fingerprint_0_1

VERSION = "0.2.0"


class OldReview(Record):
    """What review.yaml held in version 0.1."""

    name: NonEmptyStr
    role: NonEmptyStr
    date: Date
    expires: Date
    fingerprint: Hash


@dataclass(frozen=True)
class _ReadHouse:
    """A house as it is read, without reviews."""

    library: Library | None
    fingerprints: Mapping[str, str]
    """As in version 0.1, by topic."""
    faults: Problems


def upgraded(house: HouseFiles) -> StepResult:
    """The topics whose review of version 0.1 still holds, with records of today."""
    read = {path: parsed_yaml(path, text) for path, text in _review_files(house)}
    old = {path: document for path, (document, _) in read.items() if document and isinstance(document.value, dict)}
    pairs = {path: validate(OldReview, document) for path, document in old.items()}
    problems = tuple(p for faults in (*(f for _, f in read.values()), *(f for _, f in pairs.values())) for p in faults)
    records = {path: record for path, (record, _) in pairs.items() if record}
    is_undecided = bool(problems)
    if not records:
        return StepResult(problems=problems, is_undecided=is_undecided)
    before = _read(house, house.original)
    after = _read(house, {**house.texts, **shown_before.upgraded(house).texts})
    texts: dict[str, str] = {}
    for path, record in records.items():
        topic = PurePosixPath(path).parent.name
        new, faults = _converted(topic, record, before, after)
        problems += faults
        is_undecided |= not new and faults != (_void(topic, record),)
        if new:
            texts[path] = as_yaml(new)
    return StepResult(texts, (), tuple(dict.fromkeys(problems)), is_undecided)


def _review_files(house: HouseFiles) -> Iterator[tuple[str, str]]:
    """(path, text) of each topic's own."""
    found = house.matching(f"sources/topics/*/{FILE}")
    return ((path, text) for path, text in found if path.count("/") == 3)


def _read(house: HouseFiles, texts: Mapping[str, str]) -> _ReadHouse:
    """`house` with these texts, in today's notation, which changes nothing of what they say."""
    for step in (language_rules, quoted_texts, reading_notes, subjects):
        texts = {**texts, **step.upgraded(replace(house, texts=texts)).texts}
    without_reviews = {path: text for path, text in texts.items() if PurePosixPath(path).name != FILE}
    with temporary_house(house.root, without_reviews) as root:
        library, faults = read_library(root)
        topics = library.topics if library else ()
        hashes = {topic.id: fingerprint_0_1(library, topic, root) for topic in topics if library}
    return _ReadHouse(library, hashes, tuple(p for p in faults if p.severity is Severity.ERROR))


def _converted(
    name: str, record: OldReview, before: _ReadHouse, after: _ReadHouse
) -> tuple[tuple[ReviewRecord, ...], Problems]:
    """The records that take the place of `record`, of the topic `name`, or why there are none."""
    faults = tuple(p for house in (before, after) for p in house.faults if _concerns(p, name))
    topic = after.library.topic(name) if after.library else None
    if faults or topic is None or after.library is None or name not in before.fingerprints:
        message = f"it isn't known whether the review of `{name}` still holds while the house has errors"
        hint = "fix them, change nothing else, and run `leaflet upgrade` again; nothing is rewritten before"
        return (), (*faults, Problem(OUTDATED, message, hint, record.span()))
    if before.fingerprints[name] != record.fingerprint:
        return (), (_void(name, record),)
    return _records_of_today(after.library, topic, record), ()


def _concerns(fault: Problem, topic: str) -> bool:
    """Can `fault` change what was hashed for `topic`? One in another topic's folder, or in the word lists, can't."""
    own, path = f"sources/topics/{topic}/", fault.span.path
    return path != WORDING and (path.startswith(own) or not path.startswith("sources/topics/"))


def _records_of_today(library: Library, topic: Topic, record: OldReview) -> tuple[ReviewRecord, ...]:
    own = sorted((e for e in editions(library, record.date) if e.topic.id == topic.id), key=lambda e: e.locale)
    return tuple(
        ReviewRecord(
            name=record.name,
            role=record.role,
            locale=str(locale),
            date=record.date,
            expires=record.expires,
            fingerprints={edition.layout.id: edition.fingerprint for edition in of_locale},
            looks="any",
        )
        for locale, of_locale in ((key, tuple(group)) for key, group in groupby(own, key=lambda e: e.locale))
    )


def _void(name: str, record: OldReview) -> Problem:
    return Problem(
        OUTDATED,
        f"the review of `{name}` by {record.name} of {record.date} is void: the content or a layout isn't what was "
        "reviewed",
        f"delete this file (its pages are drafts then), have it reviewed again, and run `leaflet sign-off {name} "
        "--name NAME --role ROLE --date DAY`",
        record.span("fingerprint"),
    )
