"""Where the small leaflet of preflight's tests, the generators of violations and the clinics are found."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1] / name) for name in ("preflight", "laws", "clinics")]
