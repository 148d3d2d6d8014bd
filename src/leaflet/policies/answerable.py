"""The policies that only suspect, so that a translator may answer them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from leaflet.policies import altered_comparison, altered_denial, doubtful_quantity
from leaflet.policies.suspicions import Suspicions

ANSWERABLE: Mapping[str, Suspicions] = MappingProxyType(
    {policy.NAME: policy.suspicions for policy in (altered_comparison, altered_denial, doubtful_quantity)}
)
"""By name, what each suspects of a translation."""
