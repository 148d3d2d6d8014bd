"""How far the work is: a bar on a terminal, lines elsewhere, nothing where a program reads."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Protocol, TypeVar

import click


class Outcome(Protocol):
    """What became of an item."""

    @property
    def path(self) -> Path | None:
        """Its file, None where none was written."""


O = TypeVar("O", bound=Outcome)  # noqa: E741 -- an outcome

OnOutcome = Callable[[O, int, int], None]
"""Called after each item with its outcome, how many are done and how many there are."""


@contextmanager
def progress(
    output_format: str,
    label: str,
    beside: Callable[[O, int], str],
    line: Callable[[O, int, int], str],
) -> Iterator[OnOutcome[O]]:
    """What to call after each item.

    On a terminal the bar has a `label` and, `beside` it, what is said of the last outcome and how many are done. It
    goes on with what was written only, so that it ends short of the end where something wasn't.
    Elsewhere `line` of an outcome is printed, unless it is ''.
    """
    with ExitStack() as stack:
        bars: list[Any] = []

        def on_outcome(outcome: O, done: int, total: int) -> None:
            if output_format != "text":
                return
            if not sys.stderr.isatty():
                if text := line(outcome, done, total):
                    click.echo(text, err=True)
                return
            if not bars:
                bar = click.progressbar(length=total, file=sys.stderr, label=label, item_show_func=_beside)
                bars.append(stack.enter_context(bar))
            bars[0].update(bool(outcome.path), beside(outcome, done))

        yield on_outcome


def _beside(text: str | None) -> str:
    """Nothing before the first item is done."""
    return text or ""
