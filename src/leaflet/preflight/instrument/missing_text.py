"""What the three laws for missing texts share: the message for a required text that was not found."""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.preflight.instrument.finished_file import FinishedFile
from leaflet.preflight.instrument.locate import Match, crosses_pages, readable_start
from leaflet.problem import Problem

KIND_NAMES = {"disclaimer": "statement", "claim": "claim", "block": "text"}


def missing_texts(proof: FinishedFile, kind: str, rule: str) -> Iterator[Problem]:
    """A problem for every mark of `kind` that was not found whole."""
    for sighting in proof.matches:
        if sighting.required.kind == kind and not sighting.is_complete:
            yield proof.problem(rule, _message(proof, sighting), _hint(proof, sighting), sighting.required.span)


def _message(proof: FinishedFile, match: Match) -> str:
    name = f"the {KIND_NAMES[match.required.kind]} `{match.required.id}`"
    missing_parts = " and ".join(f"“{_excerpt(piece)}”" for piece in match.missing_parts())
    if match.page is not None:
        fault = (
            f"stands without {missing_parts}"
            if match.passages
            else f"is not there, or can't be read{_reason(proof, match)}"
        )
        return f"{name} must be on every page of {proof.edition.id}; on page {match.page} it {fault}"
    if match.passages:
        return f"{name} is printed in {proof.edition.id} without {missing_parts} beside it"
    return f"{name} is not in the finished PDF of {proof.edition.id}, or can't be read there{_reason(proof, match)}"


def _reason(proof: FinishedFile, match: Match) -> str:
    """What can be said of the longest piece that was lost."""
    longest = max(match.missing_parts(), key=len)
    readable = readable_start(proof.pages, longest)
    if readable and len(readable.split()) == len(longest.split()):
        return f": {'' if match.page else 'it stands only elsewhere: '}“{_excerpt(longest)}”"
    if match.page is None and crosses_pages(proof.pages, longest):
        return f": it is split over two pages: “{_excerpt(longest)}”"
    return f": it breaks off after “… {' '.join(readable.split()[-4:])}”" if readable else f": “{_excerpt(longest)}”"


def _hint(proof: FinishedFile, match: Match) -> str:
    layout = proof.edition.layout.id
    if match.required.kind == "claim":
        return f"the layout `{layout}` must print the claim whole, its evidence level close by and all on one page"
    if match.required.id.startswith("legend."):
        return f"look at the legend in `{layout}`; where it is complete, a claim near it lacks its level"
    return (
        f"the layout `{layout}` must set the whole text where it can be seen: look whether its box is hidden, cut off"
        " or too full, whether its page is there, and whether the template sets it at all"
    )


def _excerpt(text: str) -> str:
    words = text.split()
    return " ".join(words[:10]) + (" …" if len(words) > 10 else "")
