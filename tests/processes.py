"""What tests ask of processes that a command has started."""

from __future__ import annotations

import os
import time


def is_gone(group: int) -> bool:
    """Is nobody of the process group left within five seconds? The system takes a moment to bury the dead."""
    for _ in range(100):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False
