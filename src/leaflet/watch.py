"""What changes in a folder, as it happens."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import watchfiles

_TICK = 500
"""Milliseconds after which it is told that nothing has changed."""
_REST = 50
"""Milliseconds without another change, after which those that came together are told."""


def changes(*folders: Path) -> Generator[frozenset[Path], None, None]:
    """What has changed below `folders` since the last time: nothing at first, then whenever something has, or a tick.

    Nothing is missed between two times. What editors and version control write for themselves is left out. Raises
    KeyboardInterrupt, OSError.
    """
    watching = watchfiles.watch(*folders, step=_REST, rust_timeout=_TICK, yield_on_timeout=True, raise_interrupt=True)
    for found in watching:
        yield frozenset(Path(path) for _, path in found)
