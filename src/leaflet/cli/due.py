"""`leaflet due`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leaflet.cli.exit_status import ExitStatus
from leaflet.cli.options import CALENDAR_FORMAT, calendar_options, today, usage_error
from leaflet.cli.problem_text import problem_counts
from leaflet.cli.report import report, tell
from leaflet.cli.wrapping import STANDARD_OUTPUT, columns, wrapped
from leaflet.problem import escaped, has_errors

if TYPE_CHECKING:
    from leaflet.editions.expiry import Expiry

_WITHIN = re.compile(r"(?P<count>\d{1,5})(?P<unit>[dwmy])", re.ASCII)
_MONTHS = {"m": 1, "y": 12}
_MAX_TOPICS = 4
"""Topics that are named of those that print the same in the same locales."""


@click.command()
@click.option("--within", metavar="TIME", help="Only what ends within 90d, 12w, 6m or 1y. [default: all]")
@calendar_options
def due(within: str | None, root: Path, output_format: str) -> ExitStatus:
    """List what expires when, and what prints it.

    Help lines, reviews and statements that an edition prints, by their last day; what has expired stands first.
    With `--format ics` it is a calendar.
    """
    from leaflet.editions.expiry import expiries
    from leaflet.read.sources import read_library

    day = today()
    until = _last_day(within, day) if within is not None else date.max
    library, problems = read_library(root)
    found = expiries(library, day, until) if library else ()
    is_incomplete = library is None or has_errors(problems)
    if output_format == "json":
        report(problems if is_incomplete else [], output_format, results={"due": [_row(e, day) for e in found]})
    elif is_incomplete:
        report(problems, "text", problem_counts(problems))
    if library and output_format == CALENDAR_FORMAT:
        _print_calendar(found, day, library.house.publisher or "", within)
    elif library and output_format == "text":
        _print_text(found, day, within)
    return ExitStatus.PROBLEMS if is_incomplete else ExitStatus.CLEAN


def _last_day(within: str, day: date) -> date:
    """The last day of the time `within` from `day` on. Raises UsageError where it isn't a time."""
    from leaflet.editions.reviews import add_months

    given = _WITHIN.fullmatch(within)
    if not given:
        message = "--within must be a number of days, weeks, months or years, such as 90d, 12w, 6m or 1y"
        raise usage_error(f"{message}, not `{within}`")
    count, unit = int(given["count"]), given["unit"]
    try:
        if unit in _MONTHS:
            return add_months(day, count * _MONTHS[unit])
        return day + timedelta(count if unit == "d" else 7 * count)
    except (OverflowError, ValueError):  # the calendar ends with the year 9999
        return date.max


def _print_text(found: Sequence[Expiry], day: date, within: str | None) -> None:
    for line in _lines(found, day) if found else (_nothing(within),):
        click.echo(wrapped(line, columns(STANDARD_OUTPUT)))


def _nothing(within: str | None) -> str:
    return f"nothing that is printed expires{f' within {within}' if within else ''}"


def _lines(found: Sequence[Expiry], day: date) -> Iterator[str]:
    from leaflet.policies.expires_soon import in_days

    width = max(len(in_days(expiry.days_left(day))) for expiry in found)
    for expiry in found:
        yield f"{expiry.last_day}  {in_days(expiry.days_left(day)):<{width}}  {escaped(expiry.about)}"
        yield f"  {escaped(str(expiry.span))}: printed by {printed_by(expiry)}"


def printed_by(expiry: Expiry) -> str:
    """`tea, coffee (nl-NL, en-NL); milk (nl-NL)`: the topics that print it, by their locales."""
    topics: dict[tuple[str, ...], list[str]] = {}
    for topic, locales in _locales_by_topic(expiry).items():
        topics.setdefault(locales, []).append(topic)
    return "; ".join(f"{_named(names)} ({', '.join(locales)})" for locales, names in topics.items())


def _locales_by_topic(expiry: Expiry) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for edition in expiry.editions:
        topic, _, locale = edition.split("/")
        found.setdefault(topic, {})[locale] = None
    return {topic: tuple(locales) for topic, locales in found.items()}


def _named(names: Sequence[str]) -> str:
    more = f" and {len(names) - _MAX_TOPICS} more" if len(names) > _MAX_TOPICS else ""
    return f"{', '.join(names[:_MAX_TOPICS])}{more}"


def _row(expiry: Expiry, day: date) -> Mapping[str, object]:
    from leaflet.policies.expires_soon import REMEDIES

    return {
        "kind": str(expiry.kind),
        "id": expiry.id,
        "about": expiry.about,
        "last_day": str(expiry.last_day),
        "days_left": expiry.days_left(day),
        "path": expiry.span.path,
        "line": expiry.span.line,
        "column": expiry.span.column,
        "hint": REMEDIES[expiry.kind],
        "topics": {topic: list(locales) for topic, locales in _locales_by_topic(expiry).items()},
        "editions": list(expiry.editions),
    }


def _print_calendar(found: Sequence[Expiry], day: date, house: str, within: str | None) -> None:
    """The calendar; a file of none would be no calendar (RFC 5545, 3.6), so that then a sentence says so."""
    from leaflet.cli.due_calendar import calendar_file

    if found:
        click.echo(calendar_file([(expiry, printed_by(expiry)) for expiry in found], day, house), nl=False)
    else:
        tell(_nothing(within))
