"""What is wrong with a template, as `leaflet explain` explains it."""

from __future__ import annotations

from collections.abc import Mapping

EXPLANATIONS: Mapping[str, str] = {
    "broken-template": """\
A layout's template can't be filled.

Why: a misspelt name would leave a hole in the page.

Fix: compare the line with other layouts; docs/designers.md lists the names that a template may use.""",
}
"""By the rule of the problem; the first line names the fault."""
