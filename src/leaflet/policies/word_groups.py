"""Which groups of word rules a text is under."""

from __future__ import annotations

from functools import lru_cache

from leaflet.model import CLINIC_BOX_GROUP, Library, Topic
from leaflet.policies.texts import PrintedText


def groups_of(library: Library, text: PrintedText) -> tuple[str, ...]:
    """The groups that a text is under: its topic's; what all topics share is under the groups of each."""
    return _groups_by_scope(library).get(text.scope, _groups_by_scope(library)[""])


@lru_cache(maxsize=4)
def _groups_by_scope(library: Library) -> dict[str, tuple[str, ...]]:
    by_topic = {topic.id: topic_groups(library, topic) for topic in library.topics}
    return {**by_topic, "": tuple(sorted({name for names in by_topic.values() for name in names}))}


def topic_groups(library: Library, topic: Topic) -> tuple[str, ...]:
    """Those of its categories and substances, and those that it names itself.

    A substance that names none is in all but that for clinics' boxes: no topic is one.
    """
    groups = (name for lists in library.word_lists.values() for name in lists.groups)
    every = tuple(name for name in groups if name != CLINIC_BOX_GROUP)
    own = (s.groups for s in library.substances if s.id in topic.meta.substances)
    categories = (c.groups for c in library.categories if c.id in topic.meta.categories)
    named = {name for groups in (*categories, *own) for name in (every if groups is None else groups)}
    return tuple(sorted({*topic.meta.groups, *named}))
