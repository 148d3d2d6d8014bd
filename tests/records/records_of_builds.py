"""Checking a house with and without records, and what its editions would be made from."""

from __future__ import annotations

from datetime import date

from leaflet.build.blocking import is_blocking
from leaflet.build.build_key import build_key
from leaflet.build.lazy_editions import edition_called
from leaflet.build.library_check import check_library
from leaflet.compose.document import compose
from leaflet.compose.environment import clear_template_cache
from leaflet.compose.template_errors import TemplateError

TODAY = date(2026, 11, 24)


def check(root, records=None, today=TODAY):
    """What is found in the house at `root`, by the records in the output folder `records` where it is given."""
    return check_library(root, today, (), records)


def build_keys(root, checked, today=TODAY):
    """By id, the build key of each edition that no fault stops, worked out anew."""
    clear_template_cache()
    keys = {}
    for name in (name for topic in checked.topics for name in topic.editions):
        if not any(is_blocking(fault, name) for fault in checked.problems):
            edition = edition_called(checked, today, name)
            try:
                keys[name.id] = build_key(compose(edition), edition)
            except TemplateError:
                continue
    return keys


def told(checked):
    """All that a build reports and makes."""
    return checked.problems, [(topic.name, topic.editions) for topic in checked.topics]
