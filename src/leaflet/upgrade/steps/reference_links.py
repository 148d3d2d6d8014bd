"""Templates: `.text` of a reference holds its italics and its links; there is no `.doi` and no `.url` beside it.

A page on the web has an address as well as a book may have a DOI: a template that linked the one lost the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from leaflet.problem import Problem
from leaflet.read.template_tokens import template_tokens
from leaflet.read.text_file import TextFile
from leaflet.upgrade.edits import with_line_feeds
from leaflet.upgrade.house_files import HouseFiles
from leaflet.upgrade.step import OUTDATED, StepResult

VERSION = "0.3.0"
_AS_IT_CAME = re.compile(
    r"\{% if (?P<r>\w+)\.doi and (?P=r)\.doi in (?P=r)\.text %\}"
    r"\{% set before, after = (?P=r)\.text\.split\((?P=r)\.doi, 1\) %\}"
    r'\{\{ before \}\}<a href="\{\{ (?P=r)\.url \}\}">\{\{ (?P=r)\.doi \}\}</a>\{\{ after \}\}'
    r"\{% else %\}\{\{ (?P=r)\.text \}\}\{% if (?P=r)\.url %\} "
    r'<a href="\{\{ (?P=r)\.url \}\}">\{\{ (?P=r)\.doi \}\}</a>\{% endif %\}\{% endif %\}'
)
"""The lines of the layout `clinician-handout` of 0.1 and 0.2, which houses have copied."""


def upgraded(house: HouseFiles) -> StepResult:
    """The templates that link a DOI as those did; what links it in another way is left to a person."""
    texts = {path: _AS_IT_CAME.sub(r"{{ \g<r>.text }}", text) for path, text in house.matching("layouts/*.j2")}
    problems = tuple(p for path, text in texts.items() for p in _problems(TextFile(path, with_line_feeds(text))))
    return StepResult({path: text for path, text in texts.items() if text != house.texts[path]}, problems=problems)


def _problems(file: TextFile) -> Iterator[Problem]:
    tokens, _ = template_tokens(file)  # what can't be read is reported by an earlier step
    for dot, name in pairwise(tokens):
        if dot.text == "." and name.text == "doi":
            message = "a reference has no `.doi` and no `.url`: its `.text` holds its links"
            yield Problem(OUTDATED, message, "print `.text` alone", file.span(dot.start))
