"""The place of the emergency number in a text."""

from __future__ import annotations

import re

from leaflet.running_text.constructs import PLACEHOLDER

PLACE = re.compile(rf"(?<!\\)((?:\\\\)*){re.escape(PLACEHOLDER)}")
"""Unless its brace is escaped."""


def with_emergency_number(text: str, number: str) -> str:
    """`text` with `number` wherever it says `{emergency}`."""
    return PLACE.sub(lambda match: match[1] + number, text) if PLACEHOLDER in text else text
