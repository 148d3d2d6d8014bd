"""What the three tests for missing marks have in common: how a mark that was not found is told."""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.preflight.instrument.finished_file import Proof
from leaflet.preflight.instrument.locate import Sighting, breaks_off, runs_on
from leaflet.problem import Problem

_NAMES = {"disclaimer": "statement", "claim": "claim", "block": "text"}


def missing(proof: Proof, kind: str, rule: str) -> Iterator[Problem]:
    """A problem for every mark of `kind` that was not found whole."""
    for sighting in proof.matches:
        if sighting.required.kind == kind and not sighting.is_complete:
            yield proof.problem(rule, _message(proof, sighting), _hint(proof, sighting), sighting.required.span)


def _message(proof: Proof, match: Sighting) -> str:
    name = f"the {_NAMES[match.required.kind]} `{match.required.id}`"
    missing_parts = " and ".join(f"“{_short(piece)}”" for piece in match.missing_parts())
    if match.page is not None:
        fault = (
            f"stands without {missing_parts}" if match.passages else f"is not there, or can't be read{_how(proof, match)}"
        )
        return f"{name} must be on every page of {proof.edition.id}; on page {match.page} it {fault}"
    if match.passages:
        return f"{name} is printed in {proof.edition.id} without {missing_parts} beside it"
    return f"{name} is not in the finished PDF of {proof.edition.id}, or can't be read there{_how(proof, match)}"


def _how(proof: Proof, match: Sighting) -> str:
    """What can be said of the longest piece that was lost."""
    longest = max(match.missing_parts(), key=len)
    readable = breaks_off(proof.pages, longest)
    if readable and len(readable.split()) == len(longest.split()):
        return f": {'' if match.page else 'it stands only in another place: '}“{_short(longest)}”"
    if match.page is None and runs_on(proof.pages, longest):
        return f": it is broken over two pages: “{_short(longest)}”"
    return f": it breaks off after “… {' '.join(readable.split()[-4:])}”" if readable else f": “{_short(longest)}”"


def _hint(proof: Proof, match: Sighting) -> str:
    layout = proof.edition.layout.id
    if match.required.kind == "claim":
        return f"the layout `{layout}` must print the claim whole, its evidence level close by and all on one page"
    if match.required.id.startswith("legend."):
        return f"look at the legend in `{layout}`; where it is whole, a claim beside it lacks this level and took it"
    return (
        f"the layout `{layout}` must set the whole text where it can be seen: look whether its box is hidden, cut off"
        " or too full, whether its page is there, and whether the template sets it at all"
    )


def _short(text: str) -> str:
    words = text.split()
    return " ".join(words[:10]) + (" …" if len(words) > 10 else "")
