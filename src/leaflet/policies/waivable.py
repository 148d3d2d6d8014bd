"""The policies that an editor may waive: matters of judgement, never safety."""

from __future__ import annotations

from leaflet.policies import altered_translation, missing_hedge, overclaim, stigma, unused_claim, wording_above_rung
from leaflet.policies import hard_to_read as reading_level
from leaflet.policies import wrong_length as word_count
from leaflet.policies.policy import Policy

WAIVABLE: tuple[Policy, ...] = (
    altered_translation,
    missing_hedge,
    overclaim,
    reading_level,
    stigma,
    unused_claim,
    word_count,
    wording_above_rung,
)
