"""A word that readers may not know, and what it means."""

from __future__ import annotations

from collections.abc import Mapping

from leaflet.model.record import Id, NonEmptyStr, Record, Text


class GlossaryTerm(Record):
    """A word that is explained once in each piece that has it. Read from `sources/glossary.yaml`."""

    id: Id
    term: Text
    """The word as a dictionary has it: `receptor`."""
    explanation: Text
    """What it means, in plain words. It stands in parentheses behind the word: no capital, no full stop."""
    forms: Mapping[str, tuple[NonEmptyStr, ...]] = {}
    """Other forms that texts have, by language: `{en: [receptors]}`."""

    def names(self, language: str) -> tuple[str, ...]:
        """How texts in `language` may call it, of the term as it is localized."""
        return (self.term, *self.forms.get(language, ()))
