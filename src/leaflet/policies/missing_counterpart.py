"""A reference is cited without the one that must stand beside it.

Why: some studies contradict each other so directly that naming one of them alone would mislead. The house lists such
groups under `cite_together:` in `sources/house.yaml`, each with the reason and how far it reaches: every claim that
cites one of them (`extent: claim`), or the topic and each of its pieces (`extent: topic`).

Fix: cite the missing reference too, in the same claim or in one that the same piece prints, or cite none of the
group.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leaflet.editions.shown import claims_shown
from leaflet.messages import backtick_list
from leaflet.model import CiteTogether, Claim, Library, Topic
from leaflet.policies.printed_editions import edition_ids
from leaflet.problem import Problem, thing

NAME = "missing-counterpart"


def check(library: Library, today: date) -> Iterator[Problem]:
    """Groups of which a claim, a topic or one of its pieces cites some and not all."""
    for topic in library.topics:
        for group in library.house.cite_together:
            yield from _claims(topic, group) if group.extent == "claim" else _topic(library, topic, group)


def _claims(topic: Topic, group: CiteTogether) -> Iterator[Problem]:
    for claim in topic.claims:
        problem = _problem(topic, group, (claim,), f"claim `{claim.id}` cites", "this claim", ())
        if problem:
            yield problem


def _topic(library: Library, topic: Topic, group: CiteTogether) -> Iterator[Problem]:
    where = "a claim in the same piece"
    topic_problem = _problem(topic, group, topic.claims, "the topic cites", where, ())
    if topic_problem:
        yield topic_problem
        return
    for layout in library.layouts:
        claims = claims_shown(library, topic, layout)
        editions = edition_ids(library, topics=(topic,), layouts=(layout,))
        problem = _problem(topic, group, claims, f"`{layout.id}` prints only claims that cite", where, editions)
        if problem:
            yield problem


def _problem(  # noqa: PLR0913, PLR0917 -- what is cited by whom, and what to say of it
    topic: Topic, group: CiteTogether, claims: tuple[Claim, ...], who: str, where: str, editions: tuple[str, ...]
) -> Problem | None:
    cited = {name: claim.span("id") for claim in claims for name in claim.references if name in group.references}
    lacking = backtick_list(name for name in group.references if name not in cited)
    if not (cited and lacking):
        return None
    return Problem(
        NAME,
        f"{who} {backtick_list(sorted(cited))} without {lacking}: {group.why}",
        f"cite {lacking} too, in {where}, or none of them",
        min(cited.values()),
        editions=editions,
        rests_on=frozenset({thing("claims", topic.id), *(thing("reference", name) for name in group.references)}),
    )
