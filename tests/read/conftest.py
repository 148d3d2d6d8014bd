"""How property tests run: the same examples every time where CI is set, and no deadline, since machines are noisy."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

settings.register_profile(
    "leaflet",
    deadline=None,
    derandomize=bool(os.environ.get("CI")),
    database=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("leaflet")
