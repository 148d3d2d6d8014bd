"""Reading and checking of all topics, in workers, and of none that an earlier build has looked at.

No more than one topic is held at once: of each there stays what was found in it, and which editions it has. What can
only be concluded from all topics is concluded from that.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from types import MappingProxyType

from leaflet import problem
from leaflet.build.build_key import program_digest
from leaflet.build.checked import CheckedLibrary, CheckedTopic
from leaflet.build.source_states import shared_state, stamp, topic_state
from leaflet.build.topic_records import read_topic_record, record_key, write_topic_record
from leaflet.build.workers import Limits, WorkerFailure, in_workers
from leaflet.editions.from_library import editions
from leaflet.model import Library
from leaflet.policies import check_part, conclude
from leaflet.problem import Problem
from leaflet.read.house_languages import HouseLanguages
from leaflet.read.parts import read_part
from leaflet.read.sources import read_library, read_shared, unread_paths_of
from leaflet.read.topic_sources import topic_names
from leaflet.read.yaml_file import clear_yaml_cache

_LIMITS = Limits()
_TOPICS_OF_A_WORKER = 100
"""Then another one goes on, since what is remembered of texts takes memory; a new one is slow for its first topic."""


@dataclass(frozen=True)
class _TopicCheck:
    """What each topic is checked with."""

    shared: Library
    languages: HouseLanguages
    today: date

    def __call__(self, name: str) -> CheckedTopic:
        """Read and check the topic in the folder `name`."""
        part, unread = read_part(self.shared, name, self.languages)
        if not part.topics:
            return CheckedTopic(name, unread, None, ())
        findings = check_part(part, self.today)
        return CheckedTopic(name, unread, findings, tuple(edition.name for edition in editions(part, self.today)))


def check_library(root: Path, today: date, topics: Collection[str] = (), records: Path | None = None) -> CheckedLibrary:
    """Stages read and check, for all topics or those named.

    A topic that the records in the output folder `records` know is not looked at again; where this is None, all are.
    """
    names, folder_problems, left_out = topic_names(root, topics)
    stamps = {name: stamp(root, name) for name in ("", *names)}
    shared, languages, shared_problems = read_shared(root)
    if shared is None:
        return CheckedLibrary(None, languages, (), read_library(root, topics)[1])
    keys = _record_keys(root, shared, names, today)
    known = {n: topic for n in keys if records and (topic := read_topic_record(records, n, keys[n]))}
    check = _TopicCheck(shared, languages, today)
    checked = {**known, **dict(_checked(check, [name for name in names if name not in known]))}
    in_order = tuple(checked[name] for name in names)
    unread = (*shared_problems, *folder_problems, *(p for topic in in_order for p in topic.unread))
    whole = replace(shared, unread_paths=unread_paths_of(unread).union(left_out))
    problems = problem.sorted_by_stage(unread, _concluded(whole, in_order, today))
    return CheckedLibrary(shared, languages, in_order, problems, MappingProxyType(stamps), keys, frozenset(known))


def _concluded(whole: Library, topics: Sequence[CheckedTopic], today: date) -> tuple[Problem, ...]:
    """What policies find, from what each topic gave."""
    findings = [topic.findings for topic in topics if topic.findings] or [check_part(whole.part(None), today)]
    return conclude(whole, findings, today)


def _record_keys(root: Path, shared: Library, names: Sequence[str], today: date) -> Mapping[str, str]:
    """What is known of each topic depends on this; those are left out of which that can't be said."""
    state = shared_state(root)
    common = (program_digest(), today.isoformat(), state.digest)
    own = {name: topic_state(root, name) for name in names if state.is_certain}
    return MappingProxyType(
        {
            name: record_key(*common, name, own[name].digest, *sorted(shared.unread_beside(name)))
            for name in own
            if own[name].is_certain
        }
    )


def _checked(check: _TopicCheck, names: Sequence[str]) -> Iterator[tuple[str, CheckedTopic]]:
    """Each of the topics `names`; a single one in this process, where starting others would take longer."""
    if len(names) == 1:
        yield names[0], check(names[0])
        return
    results = in_workers(partial(_check_and_forget, check), names, _LIMITS, renew_after=_TOPICS_OF_A_WORKER)
    for name, result in zip(names, results, strict=True):
        if isinstance(result, WorkerFailure) and result.error:
            raise result.error
        # A worker that was ended says nothing of what is wrong: here it will be seen.
        yield name, check(name) if isinstance(result, WorkerFailure) else result


def _check_and_forget(check: _TopicCheck, name: str) -> CheckedTopic:
    """Check a topic in a worker, whose memory must not grow with each."""
    result = check(name)
    clear_yaml_cache()
    return result


def remember(out: Path, checked: CheckedLibrary, build_keys: Mapping[str, str]) -> None:
    """Keep in the output folder `out` what was found in each topic, and what its finished editions were made from.

    `build_keys`, by edition, are those of this build. What changed while it was read isn't kept: nobody knows which
    version was.
    """
    root = checked.shared.root if checked.shared else None
    if root is None or checked.stamps.get("") != stamp(root):
        return
    for topic in checked.topics:
        keys = {**topic.build_keys, **{n.id: build_keys[n.id] for n in topic.editions if n.id in build_keys}}
        is_new = topic.name not in checked.recorded or keys != topic.build_keys
        if topic.name in checked.record_keys and is_new and checked.stamps[topic.name] == stamp(root, topic.name):
            write_topic_record(out, replace(topic, build_keys=keys), checked.record_keys[topic.name])
