"""`leaflet translate`."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leaflet.cli.exit_status import ExitStatus, status_of
from leaflet.cli.options import project_options, usage_error
from leaflet.cli.problem_text import counted
from leaflet.cli.report import print_result, report, report_unwritten, tell

if TYPE_CHECKING:
    from collections.abc import Iterable

    from leaflet.problem import Problem
    from leaflet.translate.answer_file import AnswersReport
    from leaflet.translate.catalogs import CatalogReport


@click.command()
@click.argument("language", metavar="LANG")
@project_options
def translate(language: str, root: Path, output_format: str) -> ExitStatus:
    """Update LANG's catalogs.

    What must be translated into LANG (such as nl) is written to them, and what is missing or fuzzy is reported. What a
    check suspects of a translation gets a place for its answer in LANG.answers.yaml, beside the catalog.
    """
    from leaflet.translate import catalogs

    try:
        reports, problems = catalogs.translate(root, language)
        answers, answer_problems = _update_answers(root, reports)
    except OSError as error:
        return report_unwritten(error, output_format)
    problems = tuple(dict.fromkeys((*problems, *answer_problems)))
    if any(p.rule == "unknown-locale" and not reports for p in problems):
        raise usage_error(problems[0].message + "; " + problems[0].hint)
    lists = {"catalogs": [asdict(catalog) for catalog in reports], "answers": [asdict(each) for each in answers]}
    report(problems, output_format, results=lists)
    if output_format != "json":
        for catalog in reports:
            _report_catalog(catalog, output_format)
        for each in answers:
            _report_answers(each, output_format)
    return status_of(problems)


def _update_answers(
    root: Path, catalogs: Iterable[CatalogReport]
) -> tuple[tuple[AnswersReport, ...], tuple[Problem, ...]]:
    """Beside each catalog, a place for every answer that is still to be written. Raises OSError."""
    from leaflet.policies.answerable import open_suspicions
    from leaflet.read.sources import read_library
    from leaflet.translate.answer_file import update_answers

    library, _ = read_library(root)  # anew: the catalogs have changed
    paths = [catalog.path for catalog in catalogs] if library else []
    updated = [update_answers(root, path, open_suspicions(library, path)) for path in paths if library]
    reports = tuple(report for report, _ in updated if report.unanswered or report.written)
    return reports, tuple(problem for _, problems in updated for problem in problems)


def _report_answers(answers: AnswersReport, output_format: str) -> None:
    if output_format == "text":
        for entry in answers.unanswered:
            tell(f"{answers.path}: unanswered: {entry}")
    written = ", updated" if answers.written else ""
    print_result(f"{answers.path}: {counted(len(answers.unanswered), 'answer')} to write{written}", output_format)


def _report_catalog(catalog: CatalogReport, output_format: str) -> None:
    """What a catalog lacks: the names to standard error, the counts to standard output."""
    if output_format == "text":
        for state, names in (("missing", catalog.missing), ("fuzzy", catalog.fuzzy)):
            for name in names:
                tell(f"{catalog.path}: {state}: {name}")
    counts = f"{len(catalog.missing)} missing, {len(catalog.fuzzy)} fuzzy, {len(catalog.obsolete)} obsolete"
    written = ", updated" if catalog.written else ""
    print_result(f"{catalog.path}: {counted(catalog.total, 'text')}, {counts}{written}", output_format)
