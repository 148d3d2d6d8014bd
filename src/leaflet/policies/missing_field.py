"""A topic doesn't say of how it was made, or of what is open, what its category asks for.

Why: a reader can judge a text better who knows who paid for it, who may gain by it, when the literature was searched,
whether readers tried it, and how sure somebody was of the evidence. What a kind of topic must say of this, the house
has decided in `asks:` of its category. So uncertainties.yaml can't be lost from a topic whose kind has open questions.

Fix: write the field into topic.yaml, as the hint says; `certainty`, into the claim; `uncertainties`, into
uncertainties.yaml. Invent nothing: where it isn't known, find it out, or take it out of `asks:`, which concerns all
topics of the category.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from leaflet.model import AskedField, Category, Library, Topic
from leaflet.problem import Problem, thing

NAME = "missing-field"
_EXAMPLES: Mapping[AskedField, str] = {
    "certainty": "`certainty: {rating: …, by: …, on: …, outcome: …}`, as somebody graded it",
    "funding": "`funding:`, who paid for the text",
    "conflicts": "`conflicts:`, which interests its authors have, or that they have none",
    "search": "`search: {date: …, where: …}`, when and where the literature was searched",
    "readers": "`readers: {who: …, how_many: …, changed: …}`, once readers have tried it",
    "changes": "`changes:`, what changed since the last version",
    "uncertainties": "uncertainties.yaml, a record for each open question, or put the file back",
}


def check(library: Library, today: date) -> Iterator[Problem]:
    """Topics, and claims on rungs that are graded, that lack a field for which a category of the topic asks."""
    for topic in library.topics:
        told = set[AskedField]()
        for category in library.categories:
            if category.id in topic.meta.categories:
                new = [field for field in category.asks if field not in told]
                told |= set(new)
                yield from (problem for field in new for problem in _missing(library, topic, category, field))


def _missing(library: Library, topic: Topic, category: Category, field: AskedField) -> Iterator[Problem]:
    hint = f"write {_EXAMPLES[field]}"
    rests_on = frozenset({thing("category", category.id)})
    asked = f"which the category `{category.id}` asks for"
    if field == "certainty":
        graded = {level.id for level in library.levels if level.graded}
        for claim in topic.claims:
            if claim.level in graded and claim.certainty is None:
                message = f"claim `{claim.id}` has no `certainty`, {asked}"
                yield Problem(NAME, message, hint, claim.span("id"), rests_on=rests_on)
    elif not (topic.uncertainties if field == "uncertainties" else getattr(topic.meta, field)):
        yield Problem(NAME, f"the topic has no `{field}`, {asked}", hint, topic.meta.span("id"), rests_on=rests_on)
