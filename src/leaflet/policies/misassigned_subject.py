"""The list of subjects and the categories disagree on who owes a subject.

Why: a subject that is owed by a category, or by each of its substances, is owed by nobody until a category names it.
Where a category names one that nobody owes, whoever reads that believes that it is asked for.

Fix: name the subject in `subjects:` of the categories whose topics must say it, or correct its `owed_by:` in
`sources/subjects.yaml`: `topic` for every topic, `nobody` for something that a house may add.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leaflet.model import Category, Library, OwedBy, Subject
from leaflet.problem import Problem, thing

NAME = "misassigned-subject"
_BY_CATEGORIES = (OwedBy.CATEGORY, OwedBy.AGENT)


def check(library: Library, today: date) -> Iterator[Problem]:
    """Subjects that wait for a category to name them, and those that a category names in vain."""
    subjects = {subject.id: subject for subject in library.subjects}
    named = {name for category in library.categories for name in category.subjects}
    for subject in library.subjects:
        if subject.owed_by in _BY_CATEGORIES and subject.id not in named:
            yield _unnamed(subject)
    for category in library.categories:
        for n, name in enumerate(category.subjects):
            if name in subjects and subjects[name].owed_by not in _BY_CATEGORIES:
                yield _named_in_vain(category, n, subjects[name])


def _unnamed(subject: Subject) -> Problem:
    message = f"the subject `{subject.id}` is owed by {subject.owed_by}, and no category names it"
    hint = f"add `{subject.id}` to `subjects:` of a category, or write `owed_by: nobody`"
    rests_on = frozenset({thing("subject", subject.id)})
    return Problem(NAME, message, hint, subject.span("owed_by"), rests_on=rests_on)


def _named_in_vain(category: Category, n: int, subject: Subject) -> Problem:
    message = f"the category names the subject `{subject.id}`, which is owed by {subject.owed_by}"
    hint = f"take it out, or write `owed_by: category` at {subject.span('id')}"
    rests_on = frozenset({thing("subject", subject.id)})
    return Problem(NAME, message, hint, category.span("subjects", n), rests_on=rests_on)
