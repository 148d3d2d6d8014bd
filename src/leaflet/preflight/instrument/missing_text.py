"""What the three laws for missing texts share: the message for a required text that was not found."""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.model import KIND_NAMES
from leaflet.preflight.instrument.drawn_labels import DrawnLabel, drawn_labels
from leaflet.preflight.instrument.finished_file import FinishedFile
from leaflet.preflight.instrument.locate import crosses_pages, readable_start
from leaflet.preflight.instrument.passage import Match
from leaflet.problem import Problem


def missing_texts(file: FinishedFile, kind: str, rule: str) -> Iterator[Problem]:
    """A problem for every required text of `kind` that isn't complete in the file."""
    for match in file.matches:
        if match.required.kind == kind and not match.is_complete:
            labels = drawn_labels(file.edition, match)
            yield from (_missing_label(file, rule, label) for label in labels if not label.passages)
            if not labels:
                yield file.problem(rule, _message(file, match), _hint(file, match), match.required.span)


def _missing_label(file: FinishedFile, rule: str, label: DrawnLabel) -> Problem:
    hint = "look in the drawing whether it lies outside of its viewBox, behind a clip, or on top of another label"
    message = f"{label.name} is not in the finished PDF of {file.edition.id}, or can't be read there"
    return file.problem(rule, message, hint, label.span)


def _message(file: FinishedFile, match: Match) -> str:
    name = f"the {KIND_NAMES[match.required.kind]} `{match.required.id}`"
    missing_parts = " and ".join(f"“{_excerpt(part)}”" for part in match.missing_parts())
    if match.page is not None:
        fault = (
            f"stands without {missing_parts}"
            if match.passages
            else f"is not there, or can't be read{_reason(file, match)}"
        )
        return f"{name} must be on every page of {file.edition.id}; on page {match.page} it {fault}"
    if match.passages:
        return f"{name} is printed in {file.edition.id} without {missing_parts} beside it"
    return f"{name} is not in the finished PDF of {file.edition.id}, or can't be read there{_reason(file, match)}"


def _reason(file: FinishedFile, match: Match) -> str:
    """What is known of the longest part that is missing."""
    longest = max(match.missing_parts(), key=len)
    readable = readable_start(file.pages, longest)
    if readable and len(readable.split()) == len(longest.split()):
        return f": {'' if match.page else 'it stands only elsewhere: '}“{_excerpt(longest)}”"
    if match.page is None and crosses_pages(file.pages, longest):
        return f": it is split over two pages: “{_excerpt(longest)}”"
    return f": it breaks off after “… {' '.join(readable.split()[-4:])}”" if readable else f": “{_excerpt(longest)}”"


def _hint(file: FinishedFile, match: Match) -> str:
    layout = file.edition.layout.id
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
