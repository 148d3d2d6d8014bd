"""What reading and checking give of each topic, and of all of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from leaflet.model import EditionName, Library
from leaflet.policies import TopicFindings
from leaflet.problem import Problem
from leaflet.read.house_languages import HouseLanguages


@dataclass(frozen=True)
class CheckedTopic:
    """A topic that was read and checked: what was found, and which editions it has; nothing of its texts."""

    name: str
    unread: tuple[Problem, ...]
    """What is wrong with its files."""
    findings: TopicFindings | None
    """What policies found; None where the topic can't be read."""
    editions: tuple[EditionName, ...]
    build_keys: Mapping[str, str] = field(default_factory=dict)
    """Of editions that were finished: what each was made from, by its id. Known from the record of a build only."""


@dataclass(frozen=True, eq=False)  # the same only if it is the same object
class CheckedLibrary:
    """A library that was read and checked, one topic after the other."""

    shared: Library | None
    """What topics share, without any topic; None where nothing can go on."""
    languages: HouseLanguages
    """Which the house prints and writes."""
    topics: tuple[CheckedTopic, ...]
    problems: tuple[Problem, ...]
    """All of them, those of reading first."""
    stamps: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """When the files of each topic, and of what they share (''), last changed before they were read."""
    record_keys: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """By topic, all that its findings and pages depend on, as a digest; of those that can be remembered."""
    recorded: frozenset[str] = frozenset()
    """Topics that were not looked at, since an earlier build has."""
