"""A part of a library: what topics share, and one topic, so that a thousand of them needn't be held at once."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from leaflet import problem
from leaflet.model import Library
from leaflet.read.house_languages import HouseLanguages
from leaflet.read.snippets import snippet_reader
from leaflet.read.sources import unread_paths_of, with_topics
from leaflet.read.text_file import Problems
from leaflet.read.topic_sources import read_topic


@lru_cache(maxsize=1)  # one that was checked alone in this process is made next, and what was worked out of it is kept
def read_part(shared: Library, name: str, languages: HouseLanguages) -> tuple[Library, Problems]:
    """`shared`, as `read_shared` gives it, with the one topic in the folder `name` if it can be read; its faults."""
    sources, topic_problems = read_topic(shared.root, name, languages, snippet_reader(shared))
    library, rule_problems = with_topics(shared, languages, [sources] if sources else [])
    problems = (*topic_problems, *rule_problems)
    unread = shared.unread_beside(name) | unread_paths_of(problems)
    return replace(library, unread_paths=unread, whole=shared), problem.sorted_problems(problems)
