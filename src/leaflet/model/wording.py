"""Words that no text may use."""

from __future__ import annotations

from typing import Literal

from leaflet.model.record import Line, Record


class Term(Record):
    """A word that is refused, and what to write instead."""

    term: Line
    """`cure*` stands for any ending; letters' case does not matter."""
    instead: Line
    severity: Literal["error", "warning"] = "error"


class Wording(Record):
    """Words that no text may use, in one language. Read from `sources/wording.yaml`."""

    overclaims: tuple[Term, ...]
    stigma: tuple[Term, ...]
    negations: tuple[Line, ...]
    """An overclaim that follows one of these within the same clause is a correction, and exempt."""
    clause_breaks: tuple[Line, ...] = ()
    """Words that begin a new clause, past which a negation does not reach: `but`, `not only`."""
    says_no: tuple[Line, ...] = ()
    """Words that say no as the negations do, but deny nothing that follows: `left out`."""
    calls: tuple[Line, ...] = ()
    """Words after which a number is one to call."""
    not_peer_reviewed: tuple[Line, ...] = ()
    """One of these must be in the text of a link to a source that was not peer-reviewed."""
