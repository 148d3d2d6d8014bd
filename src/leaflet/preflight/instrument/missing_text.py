"""What the three tests for missing marks have in common: how a mark that was not found is told."""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.preflight.instrument.finished_file import Proof
from leaflet.preflight.instrument.locate import Sighting, breaks_off, runs_on
from leaflet.problem import Problem

_NAMES = {"disclaimer": "statement", "claim": "claim", "block": "text"}


def missing(proof: Proof, kind: str, rule: str) -> Iterator[Problem]:
    """A problem for every mark of `kind` that was not found whole."""
    for sighting in proof.sightings:
        if sighting.mark.kind == kind and not sighting.whole:
            yield proof.problem(rule, _message(proof, sighting), _hint(proof, sighting), sighting.mark.span)


def _message(proof: Proof, sighting: Sighting) -> str:
    name = f"the {_NAMES[sighting.mark.kind]} `{sighting.mark.id}`"
    lost = " and ".join(f"“{_short(piece)}”" for piece in sighting.lost())
    if sighting.page is not None:
        fault = (
            f"stands without {lost}" if sighting.places else f"is not there, or can't be read{_how(proof, sighting)}"
        )
        return f"{name} must be on every page of {proof.edition.id}; on page {sighting.page} it {fault}"
    if sighting.places:
        return f"{name} is printed in {proof.edition.id} without {lost} beside it"
    return f"{name} is not in the finished PDF of {proof.edition.id}, or can't be read there{_how(proof, sighting)}"


def _how(proof: Proof, sighting: Sighting) -> str:
    """What can be said of the longest piece that was lost."""
    longest = max(sighting.lost(), key=len)
    read = breaks_off(proof.pages, longest)
    if read and len(read.split()) == len(longest.split()):
        return f": {'' if sighting.page else 'it stands only in another place: '}“{_short(longest)}”"
    if sighting.page is None and runs_on(proof.pages, longest):
        return f": it is broken over two pages: “{_short(longest)}”"
    return f": it breaks off after “… {' '.join(read.split()[-4:])}”" if read else f": “{_short(longest)}”"


def _hint(proof: Proof, sighting: Sighting) -> str:
    layout = proof.edition.layout.id
    if sighting.mark.kind == "claim":
        return f"the layout `{layout}` must print the claim whole, its evidence level close by and all on one page"
    if sighting.mark.id.startswith("legend."):
        return f"look at the legend in `{layout}`; where it is whole, a claim beside it lacks this level and took it"
    return (
        f"the layout `{layout}` must set the whole text where it can be seen: look whether its box is hidden, cut off"
        " or too full, whether its page is there, and whether the template sets it at all"
    )


def _short(text: str) -> str:
    words = text.split()
    return " ".join(words[:10]) + (" …" if len(words) > 10 else "")
