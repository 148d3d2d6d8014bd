"""The layouts' own words in an edition's language: headings, labels, the lines on version and review."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from leaflet.language.formats import date_in_words
from leaflet.running_text.tree import NoteKind

if TYPE_CHECKING:
    from leaflet.editions.edition import Edition

DRAFT_LABEL = "draft"
REVIEWED_LABEL = "reviewed"
"""Review state on the identity line; `layouts/base/` has both in its catalogs."""
NOT_READ_LABEL = "known from a summary by others"
"""Stands behind a reference of which only a summary or an entry was read."""
_NOT_READ_BEFORE = "not read in full"
"""What a house's older layouts say there, as their reviewers have seen it."""
_NOT_GRADED_BEFORE = "not graded"
"""What a house's older layouts say of each claim whose evidence nobody graded."""
AGAINST_LABEL = "against:"
"""Stands before the numbers of the references that dispute a claim."""
LOCAL_NUMBER_LABEL = "Local number:"
"""Stands before the room for the number of a help line that has one in each region."""
AUTHORS_LABEL = "Text:"
SEARCH_LABEL = "Literature search:"
READERS_LABEL = "Tested with readers:"
CHANGED_AFTER_TEST_LABEL = "Changed after that:"
"""Stands between who tried the text and what was changed then."""
NOT_TESTED_LINE = "Not tested with readers."
CHANGES_LABEL = "New in this version:"
RATING_LABELS = {"high": "high", "moderate": "moderate", "low": "low", "very-low": "very low"}
"""What GRADE calls the certainty of a body of evidence."""
REVIEW_LINE = "Reviewed by %(name)s, %(role)s, on %(date)s; valid until %(until)s."
ISSUE_LINE = "Version %(version)s, %(date)s"
NO_PUBLISHER = "No publisher is named."
NO_ADDRESS = "There is no address for remarks."
REMARKS_LABEL = "Remarks:"
LOGO_LABEL = "Logo"
"""Alternative text of a clinic's picture: its name stands beside it."""
OUTSIDE_HOURS_LABEL = "Outside opening hours:"
"""Stands before the number that a clinic answers when it is closed."""
NOTE_LABELS: Mapping[NoteKind, str] = MappingProxyType({"tip": "Tip", "note": "Good to know", "warning": "Warning"})
"""Stand over what is said in a box, so that its kind is told without its looks."""
COUNT_LINE = "%(count)s of %(per)s"
"""How many people of how many."""
STATUS_LINE = "Is this the latest version? Look here:"


def localized(edition: Edition, text: str) -> str:
    """The layouts' own `text` in the edition's language, with version, dates and reviewer in their places."""
    translation = edition.layout_translations.get(text, text)
    if text == ISSUE_LINE:
        return translation % {"version": edition.version, "date": date_in_words(edition.date, edition.locale)}
    review = edition.review if text == REVIEW_LINE else None  # which review holds is worked out from all other texts
    if review:
        day, until = (date_in_words(date, edition.locale) for date in (review.date, review.expires))
        return translation % {"name": review.name, "role": review.role, "date": day, "until": until}
    return translation


def not_read_label(edition: Edition) -> str:
    """What stands behind a reference that supports no claim, in the words of the edition's layout."""
    texts = edition.layout.texts
    is_older = _NOT_READ_BEFORE in texts and NOT_READ_LABEL not in texts
    return localized(edition, _NOT_READ_BEFORE if is_older else NOT_READ_LABEL)


def not_graded_label(edition: Edition) -> str:
    """What stands in place of a rating that nobody gave; '' in a layout that says it of all at once."""
    return localized(edition, _NOT_GRADED_BEFORE) if _NOT_GRADED_BEFORE in edition.layout.texts else ""


def note_labels(edition: Edition) -> Mapping[NoteKind, str]:
    """What stands over the boxes of each kind, in the edition's language."""
    return {kind: localized(edition, label) for kind, label in NOTE_LABELS.items()}


def layout_texts(edition: Edition) -> tuple[str, ...]:
    """Everything that a layout may print of its own, in the edition's language: headings, labels, the line of issue."""
    return tuple(
        localized(edition, text) for text in edition.layout_translations if "%(" not in text or text == ISSUE_LINE
    )


def identity_line(edition: Edition) -> tuple[str, ...]:
    """The line that stands on every page: edition, version, content hash, date in words, review state."""
    return (
        edition.id,
        f"v{edition.version}",
        edition.short_fingerprint,
        date_in_words(edition.date, edition.locale),
        localized(edition, REVIEWED_LABEL if edition.reviewed else DRAFT_LABEL),
    )
