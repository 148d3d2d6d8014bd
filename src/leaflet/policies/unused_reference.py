"""A reference is cited by no claim.

Why: a list of sources that the text does not use makes it look better founded than it is, and nobody keeps it right.
Often it is also the trace of something lost: a claim that was deleted, or the study that disputes one.

Fix: look first whether a claim has lost it, above all the study that disputes the claim, and cite it there again.
Take its entry out of `sources/references.json` only where no claim is about it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from leaflet.messages import backtick_list
from leaflet.model import CiteTogether, Library
from leaflet.problem import Problem, thing

NAME = "unused-reference"


def facts(library: Library, today: date) -> list[str]:
    """Ids of the references that its claims cite."""
    return sorted({name for topic in library.topics for claim in topic.claims for name in claim.references})


def conclude(library: Library, facts: Sequence[list[str]], today: date) -> Iterator[Problem]:
    """References that no claim of any topic cites."""
    cited = {name for names in facts for name in names}
    for name, span in library.reference_spans.items():
        if name not in cited:
            message, hint = f"reference `{name}` is cited by no claim", _hint(library, name, cited)
            rests_on = frozenset({thing("claims", "all"), thing("reference", name)})
            yield Problem(NAME, message, hint, span, rests_on=rests_on)


def _hint(library: Library, name: str, cited: set[str]) -> str:
    group = next((g for g in library.house.cite_together if name in g.references and cited & set(g.references)), None)
    return _other_side(group, name) if group else _DEFAULT_HINT


def _other_side(group: CiteTogether, name: str) -> str:
    others = backtick_list(other for other in group.references if other != name)
    return f"cite it again beside {others}, and leave its entry where it is: {group.why}"


_DEFAULT_HINT = (
    "cite it in a claim, under `disputed_by:` where it contradicts one; take its entry out of sources/references.json "
    "only if no claim is about it"
)
