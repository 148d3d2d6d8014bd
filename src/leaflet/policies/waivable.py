"""The policies that an editor may waive: matters of judgement, never safety."""

from __future__ import annotations

from leaflet.policies import (
    hard_to_read,
    missing_hedge,
    overclaim,
    promotion,
    stigma,
    unused_claim,
    wording_above_rung,
    wrong_length,
)
from leaflet.policies.policy import Policy

WAIVABLE: tuple[Policy, ...] = (
    missing_hedge,
    overclaim,
    promotion,
    hard_to_read,
    stigma,
    unused_claim,
    wrong_length,
    wording_above_rung,
)
