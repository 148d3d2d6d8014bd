"""Words that no text may use, and what each is said of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from leaflet.model.record import Id, NonEmptyStr, Record

OFFERED = "offered"
"""The list of `words` that the names of substances belong to, too."""
CLINIC_BOX_GROUP = "clinic-box"
"""The group of rules for what stands in a clinic's box alone."""
_LIST_NAME = re.compile(r"<([a-z-]+)>")


class Term(Record):
    """Words that are refused, of what they are refused, and what to write instead."""

    term: Annotated[
        tuple[NonEmptyStr, ...],
        BeforeValidator(
            lambda value: (value,) if isinstance(value, str) else value,
            json_schema_input_type=NonEmptyStr | tuple[NonEmptyStr, ...],
        ),
    ]
    """One phrase or several. In a phrase, `cure*` stands for any ending, `#` for a number, `<name>` for any phrase of
    the list `name` among `words`, `<Name>` for a capitalised word, and `…` for up to eight words of the same sentence.
    Case does not matter."""
    instead: NonEmptyStr
    severity: Literal["error", "warning"] = "error"
    """An error keeps a topic from being printed; a warning doesn't."""
    said_of: tuple[Id, ...] = ()
    """Lists of `words`: refused only in a sentence that has one of theirs; empty means in any."""
    not_of: tuple[Id, ...] = ()
    """Lists of `words`: not refused in a sentence that has one of theirs, nor after one. This and `fine_in` don't help
    where the sentence also has a word of what is `offered`."""
    fine_in: tuple[Id, ...] = ()
    """Lists of `words`: not refused inside one of these phrases (`a safe place`)."""
    in_titles: bool = False
    """Refused in what references quote, too: a call to the reader, such as no publication is called by."""

    def list_names(self) -> frozenset[str]:
        """Names of the lists of `words` that it speaks of."""
        return frozenset((*self.said_of, *self.not_of, *self.fine_in, *_LIST_NAME.findall(" ".join(self.term))))


class WordRules(Record):
    """Refused words, by the rule that refuses them, in one language."""

    overclaims: tuple[Term, ...] = ()
    stigma: tuple[Term, ...] = ()
    promotions: tuple[Term, ...] = ()
    """Advertising, testimonials."""
    endorsements: tuple[Term, ...] = ()
    """That somebody has reviewed, approved or recommended it."""
    unsafe_advice: tuple[Term, ...] = ()
    """What to take and how much, to stop a medicine, to make light of warnings."""
    numbers: tuple[Term, ...] = ()
    """Telephone numbers that are spelled out."""

    def terms(self) -> tuple[Term, ...]:
        """The terms of all rules."""
        return (
            *self.overclaims,
            *self.stigma,
            *self.promotions,
            *self.endorsements,
            *self.unsafe_advice,
            *self.numbers,
        )


class _Lists(WordRules):
    """Refused words, and the lists and groups that they are written with."""

    words: Mapping[str, tuple[NonEmptyStr, ...]] = Field(default_factory=dict)
    """Lists that phrases, and lists below, name. The names of substances are part of `offered`."""
    groups: Mapping[Id, WordRules] = Field(default_factory=dict)
    """Rules for some topics only: those with a substance of the group, and those that name the group themselves."""
    not_peer_reviewed: tuple[NonEmptyStr, ...] = ()
    """One of these must be in the text of a link to a source that was not peer-reviewed."""


class WordLists(_Lists):
    """Words that no text may use, in one language: leaflet's own (`wording/<code>.yaml`), and those of a house."""

    @model_validator(mode="after")
    def _lists_exist(self) -> Self:
        """A list that isn't there would find nothing, and the text would look fine."""
        known = [OFFERED]
        for name, phrases in self.words.items():
            self._must_be_known(_LIST_NAME.findall(" ".join(phrases)), known)
            known.append(name)
        every: tuple[WordRules, ...] = (self, *self.groups.values())
        for rules in every:
            for term in rules.terms():
                self._must_be_known(term.list_names(), known)
        return self

    @staticmethod
    def _must_be_known(names: Iterable[str], known: Iterable[str]) -> None:
        if unknown := sorted(set(names) - set(known)):
            listed = ", ".join(dict.fromkeys(known))
            raise ValueError(f"there is no list `{unknown[0]}` among `words`, or not above this; there are {listed}")


class LeftOut(Record):
    """Words of leaflet's own that a house takes out, and why."""

    of: NonEmptyStr
    """A list of `words`, a rule such as `stigma`, or a group."""
    words: tuple[NonEmptyStr, ...] = Field(min_length=1)
    """As they are written there."""
    why: NonEmptyStr


class HouseWords(_Lists):
    """What a house adds to leaflet's own words in one language. Read from `sources/wording.yaml`.

    A list or a group that leaflet has, too, gets longer; a phrase that a rule of leaflet's refuses, too, is refused as
    the house says.
    """

    without: tuple[LeftOut, ...] = ()


def list_names(phrases: Iterable[str]) -> tuple[str, ...]:
    """The lists that `phrases` name, in order."""
    return tuple(_LIST_NAME.findall(" ".join(phrases)))
