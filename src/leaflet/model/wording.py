"""Words that no text may use."""

from __future__ import annotations

from typing import Literal

from leaflet.model.record import NonEmptyStr, Record


class Term(Record):
    """A word that is refused, and what to write instead."""

    term: NonEmptyStr
    """`cure*` stands for any ending; case does not matter."""
    instead: NonEmptyStr
    severity: Literal["error", "warning"] = "error"


class WordLists(Record):
    """Words that no text may use, in one language. Read from `sources/wording.yaml`."""

    overclaims: tuple[Term, ...]
    stigma: tuple[Term, ...]
    not_peer_reviewed: tuple[NonEmptyStr, ...] = ()
    """One of these must be in the text of a link to a source that was not peer-reviewed."""
