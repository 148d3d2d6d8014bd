"""What translators answer to suspicions."""

from __future__ import annotations

from typing import Annotated

from pydantic import StringConstraints

from leaflet.model.record import FreeText, Id, NonEmptyStr, Record

REASON = r"^\s*(?:[\s\S]{10,})?$"
"""Ten letters or more, or none yet; an expression that JavaScript reads alike, for editors."""


class Answer(Record):
    """Why a translation that a check suspects is right. Read from `<language>.answers.yaml` beside the catalog."""

    entry: NonEmptyStr
    """The catalog entry's context; for the layouts' texts, which have none, the English itself."""
    to: Id
    """The check whose suspicion it answers."""
    texts: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{12}$")]
    """The digest of both texts, as the check's hint gives it: another text needs another answer."""
    reason: Annotated[str, StringConstraints(strip_whitespace=True, pattern=REASON, max_length=2000), FreeText()]
    """For who reviews the translation; empty where `leaflet translate` has made its place: that answers nothing."""
