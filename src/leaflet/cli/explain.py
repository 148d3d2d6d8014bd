"""`leaflet explain`."""

from __future__ import annotations

from collections.abc import Mapping

import click

from leaflet.cli.options import machine_options, usage_error
from leaflet.cli.report import print_json
from leaflet.cli.selection import refuse_unknown
from leaflet.cli.typed import as_typed


@click.command()
@click.argument("name", required=False)
@machine_options
def explain(name: str | None, output_format: str) -> None:
    """Explain what the check NAME finds.

    Also why it exists, and how to fix what it finds. Without NAME, lists all checks.
    """
    from leaflet.cli.explanations import EXPLANATIONS
    from leaflet.upgrade.steps.check_ids import RENAMED

    if name is None:
        _explain_all(EXPLANATIONS, output_format)
        return
    if name in RENAMED:
        raise usage_error(f"`{name}` is called `{RENAMED[name]}` now: `leaflet explain {RENAMED[name]}`")
    refuse_unknown("check", [name], tuple(EXPLANATIONS))
    if output_format == "json":
        print_json({"name": name, "text": EXPLANATIONS[name].strip()})
    else:
        click.echo(as_typed(f"{name}\n\n{EXPLANATIONS[name].strip()}"))


def _explain_all(explanations: Mapping[str, str], output_format: str) -> None:
    first = {name: text.splitlines()[0] for name, text in explanations.items()}
    if output_format == "json":
        print_json([{"name": name, "text": text} for name, text in first.items()])
        return
    for name, text in first.items():
        click.echo(f"{name:<{max(map(len, first))}}  {text}")
