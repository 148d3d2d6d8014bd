"""The text, a drawing or an open question names a claim that does not exist.

Why: the place would stay empty, and a reader would miss what was meant to be there.

Fix: check the spelling of the id, or add the claim to the topic's claims.yaml.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leaflet.messages import did_you_mean, nearest
from leaflet.model import SNIPPETS_FOLDER, ClaimPlaceholder, Figure, Library, Topic
from leaflet.policies.printed_editions import edition_ids
from leaflet.problem import Problem, Span, thing

NAME = "unknown-claim"


def check(library: Library, today: date) -> Iterator[Problem]:
    """Claims that the running text, a drawing or an uncertainty names and claims.yaml lacks."""
    for topic in library.topics:
        known = tuple(claim.id for claim in topic.claims)
        for name, span in _named(topic):
            if name not in known:
                hint = f"{did_you_mean(name, known)}claims are listed in the topic's claims.yaml, by their id"
                message = f"claim `{name}` is not among the claims of `{topic.id}`"
                own = edition_ids(library, [topic]) if span.path.startswith(SNIPPETS_FOLDER) else ()
                yield Problem(NAME, message, hint, span, editions=own, spoils=_spoilt(topic, nearest(name, known)))


def _spoilt(topic: Topic, meant: tuple[str, ...]) -> frozenset[str]:
    """What the topic prints and cites is not known; a claim that is meant may go by another id."""
    whole = (thing("claims", topic.id), thing("words", topic.id), thing("claims", "all"))
    return frozenset({*whole, *(thing("claim", name, topic.id) for name in meant)})


def _named(topic: Topic) -> Iterator[tuple[str, Span]]:
    for section in topic.sections:
        yield from ((block.claim, block.span()) for block in section.blocks if isinstance(block, ClaimPlaceholder))
        for figure in (block for block in section.blocks if isinstance(block, Figure)):
            yield from ((level.claim, figure.span("levels", n)) for n, level in enumerate(figure.levels) if level.claim)
    for uncertainty in topic.uncertainties:
        yield from ((name, uncertainty.span("claims", n)) for n, name in enumerate(uncertainty.claims))
