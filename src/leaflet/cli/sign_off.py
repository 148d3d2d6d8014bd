"""`leaflet sign-off`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leaflet.cli.answers import answer_rows
from leaflet.cli.exit_status import ExitStatus
from leaflet.cli.options import edition_options, project_options, today, usage_error
from leaflet.cli.problem_text import counted, problem_counts
from leaflet.cli.report import print_result, relative, report, report_unwritten
from leaflet.cli.selection import NO_EDITION_MATCHES, relevant, selection
from leaflet.problem import has_errors

if TYPE_CHECKING:
    from leaflet.editions.edition import Edition
    from leaflet.editions.sign_off import Signature
    from leaflet.model import Library


@click.command("sign-off")
@click.argument("topic", metavar="TOPIC")
@click.option("--name", required=True, help="Who reviewed it.")
@click.option("--role", required=True, help="The reviewer's profession.")
@click.option("--date", "day", required=True, type=click.DateTime(["%Y-%m-%d"]), help="When it was reviewed.")
@edition_options
@click.option("--any-look", is_flag=True, help="The review holds however the pages look.")
@project_options
def sign_off(  # noqa: PLR0913, PLR0917 -- click hands over each option
    topic: str,
    name: str,
    role: str,
    day: datetime,
    layouts: tuple[str, ...],
    locales: tuple[str, ...],
    any_look: bool,
    root: Path,
    output_format: str,
) -> ExitStatus:
    """Record that what TOPIC prints now was reviewed, in all its editions or in those that are named.

    The draft mark then leaves their pages, until what they print or how they look changes, or the review expires.
    """
    from leaflet.editions.sign_off import Signature

    library, reviewed = _reviewed_editions(root, topic, layouts, locales, output_format)
    if library is None:
        return ExitStatus.PROBLEMS
    answers = answer_rows(library, {topic}, {edition.locale.language for edition in reviewed})
    return _sign(root, reviewed, Signature(name, role, day.date(), any_look), answers, output_format)


def _reviewed_editions(
    root: Path, topic: str, layouts: tuple[str, ...], locales: tuple[str, ...], output_format: str
) -> tuple[Library | None, Sequence[Edition]]:
    """The editions that were reviewed; no library, and its errors reported, where they can't be signed.

    Raises UsageError where there is no such edition.
    """
    from leaflet.build import pipeline
    from leaflet.editions.from_library import editions

    chosen = selection(root, (topic,), layouts, locales)
    library, all_problems = pipeline.check(root, today())
    problems = relevant(all_problems, chosen)
    if library is None or library.topic(topic) is None or has_errors(problems):
        last_line = f"{problem_counts(problems)}: nothing was signed; fix the errors first"
        report(problems, output_format, last_line, {"files": []})
        return None, ()
    reviewed = [edition for edition in editions(library, today()) if chosen.includes(edition.name)]
    if not reviewed:
        raise usage_error(NO_EDITION_MATCHES)
    return library, reviewed


def _sign(
    root: Path,
    reviewed: Sequence[Edition],
    signature: Signature,
    answers: Sequence[Mapping[str, str]],
    output_format: str,
) -> ExitStatus:
    """Write the records, and show the translators' `answers`. Raises UsageError for a `signature` that can't be one."""
    from leaflet.editions import sign_off as reviews

    topic = reviewed[0].topic
    try:
        new = reviews.review_records(reviewed, signature, today())
        path = relative(reviews.save(root, topic.id, reviews.with_new(topic.reviews, new)))
    except reviews.InvalidReviewError as error:
        raise usage_error(str(error)) from error
    except OSError as error:
        return report_unwritten(error, output_format)
    if output_format == "text":
        for row in answers:
            click.echo(f"{row['place']}: answered [{row['check']}]: {row['about']}", err=True)
    count = counted(len(reviewed), "edition")
    last_line = f"{count} of {topic.id} signed off until {new[0].expires}, or until they change. Build them to see."
    report((), output_format, last_line, {"files": [{"file": str(path)}], "answers": answers})
    print_result(str(path), output_format)
    return ExitStatus.CLEAN
