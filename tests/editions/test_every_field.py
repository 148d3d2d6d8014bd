"""Whatever is changed in a house, a fingerprint changes exactly where what is printed does.

Every value of every record of a small house is changed, one at a time, and all its editions are composed before and
after, as if they were reviewed: signing off must not change what is signed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum
from typing import Any

import pytest
from pydantic import BaseModel
from small_house import TODAY

from leaflet.compose.document import compose
from leaflet.compose.template_errors import TemplateError
from leaflet.editions.from_library import editions
from leaflet.model import Catalog, CatalogEntry, Library, ReviewRecord, Translatable
from leaflet.read.sources import read_library

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("every-field")]  # what was composed is kept in one process

FIELDS = (
    *("house", "ladder", "subjects", "categories", "statements", "substances"),
    *("contacts", "references", "topics", "layouts", "catalogs"),
)
INTERNAL = {"origin", "folder", "look", "texts"}
REVIEW = ReviewRecord(
    name="R", role="r", locale="xx-XX", date=TODAY, expires=TODAY, fingerprints={"x": "0" * 64}, looks="any"
)
IDENTITY = re.compile(
    r'<meta name="(?:keywords|dcterms\.created|dcterms\.modified)"[^>]*>|<p class="(?:identity|issue)".*?</p>',
    re.DOTALL,
)
"""What stands beside the fingerprint, or holds it: version, date, the fingerprint itself."""


@dataclass(frozen=True)
class Change:
    """One value of the house, changed."""

    path: tuple[object, ...]
    value: Any
    """The new value of the library's field, `path[0]`."""
    is_text: bool
    """Is it a text that readers see?"""


def _others(value: object) -> Iterator[object]:
    """Another value of the same kind."""
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, Enum):
        yield next(member for member in type(value) if member is not value)
    elif isinstance(value, str):
        yield f"{value} x"
        yield f"- {value}"  # in prose the same words, as a list
        if "https://" in value:
            yield value.replace("https://", "https://www.")
    elif isinstance(value, date):
        yield value + timedelta(1)
    elif isinstance(value, int | float):
        yield value + 1


def _changes(value: Any, path: tuple[object, ...] = (), is_text: bool = False) -> Iterator[Change]:
    if isinstance(value, BaseModel):
        for name, field in type(value).model_fields.items():
            if name not in INTERNAL:
                is_shown = "Translatable" in repr(field)
                for inner in _field_changes(getattr(value, name), (*path, name), is_shown):
                    yield replace(inner, value=value.model_copy(update={name: inner.value}))
    elif isinstance(value, tuple):
        yield from _tuple_changes(value, path, is_text)
    elif isinstance(value, Mapping):
        for key, item in value.items():
            for inner in _changes(item, (*path, key), is_text):
                yield replace(inner, value={**value, key: inner.value})
    elif isinstance(value, Catalog):
        yield from (replace(c, value=replace(value, entries=c.value)) for c in _changes(value.entries, path, True))
    elif isinstance(value, CatalogEntry):
        yield from (replace(c, value=replace(value, text=c.value)) for c in _changes(value.text, path, True))
    else:
        yield from (Change(path, other, is_text) for other in _others(value))


def _field_changes(value: object, path: tuple[object, ...], is_shown: bool) -> Iterator[Change]:
    if value is None and is_shown:
        yield Change((*path, "added"), "A text where there was none.", True)
    yield from _changes(value, path, is_shown)


def _tuple_changes(value: tuple[Any, ...], path: tuple[object, ...], is_text: bool) -> Iterator[Change]:
    for n, item in enumerate(value):
        for inner in _changes(item, (*path, n), is_text):
            yield replace(inner, value=(*value[:n], inner.value, *value[n + 1 :]))
    if len(value) > 1:
        yield Change((*path, "reversed"), value[::-1], False)
    if value:
        yield Change((*path, "without the last"), value[:-1], False)


@dataclass(frozen=True)
class Printed:
    """An edition as it is made."""

    fingerprint: str
    html: str


def _printed(library: Library) -> dict[str, Printed] | None:
    """Every edition of `library`, composed as if it was reviewed; None where something can't be composed."""
    printed = {}
    try:
        for edition in editions(library, TODAY):
            edition.__dict__["review"] = REVIEW
            printed[edition.id] = Printed(edition.fingerprint, IDENTITY.sub("", compose(edition)))
    except (TemplateError, KeyError, AssertionError, ValueError):
        return None  # a reference to nothing, which policies stop
    return printed


@pytest.fixture(scope="module")
def library(small_house):
    library, problems = read_library(small_house)
    assert not problems
    return library


@pytest.fixture(scope="module", params=FIELDS)
def results(request, library):
    """Each change of a field of the library, with the editions before and after."""
    before = _printed(library)
    changes = list(_changes(getattr(library, request.param), (request.param,)))
    pairs = [(change, _printed(replace(library, **{request.param: change.value}))) for change in changes]
    made = [(change, after) for change, after in pairs if after]
    assert len(made) > len(changes) / 2
    assert before
    return [(change, before, after) for change, after in made]


def _same(before, after):
    """The editions that there are before and after."""
    return [(name, before[name], after[name]) for name in before if name in after]


def test_what_is_printed_otherwise_has_another_fingerprint(results):
    """Version, date and sizes are no content: they stand beside it, and in the look."""
    missed = [
        (change.path, name)
        for change, before, after in results
        for name, old, new in _same(before, after)
        if new.html != old.html and new.fingerprint == old.fingerprint and not _is_look(change)
    ]
    assert not missed


def _is_look(change):
    return change.path[0] == "layouts" and change.path[2] in ("width_mm", "height_mm")


LAYOUT_TEXTS = ("layouts", "nl")


def test_a_text_that_is_not_printed_changes_no_fingerprint(results):
    """But for words of a layout's own: one that it prints under some condition counts where it isn't printed, too."""
    changed = [
        (change.path, name)
        for change, before, after in results
        if change.is_text and change.path[1] != LAYOUT_TEXTS
        for name, old, new in _same(before, after)
        if new.html == old.html and new.fingerprint != old.fingerprint
    ]
    assert not changed


def test_a_word_of_a_layout_changes_no_fingerprint_where_none_of_its_templates_has_it(results, library):
    texts = {layout.id: layout.texts for layout in library.layouts}
    changed = {
        (change.path[2][1], name.split("/")[1])
        for change, before, after in results
        if change.path[1] == LAYOUT_TEXTS
        for name, old, new in _same(before, after)
        if new.html == old.html and new.fingerprint != old.fingerprint
    }
    assert not {(word, layout) for word, layout in changed if word not in texts[layout]}


def test_no_change_of_one_language_changes_another(results):
    for change, before, after in results:
        if change.path[0] == "catalogs":
            assert all(old == new for name, old, new in _same(before, after) if name.endswith("/en-NL"))


def test_the_generator_finds_every_text_field(library):
    """Each field that readers see, of every kind of record that the small house has, is changed at least once."""
    found = {
        (type(record).__name__, name)
        for record in _records(library)
        for name, field in type(record).model_fields.items()
        if any(isinstance(m, Translatable) for m in field.metadata) or "Translatable" in repr(field.annotation)
    }
    assert len(found) >= 25
    names = {step for field in FIELDS for c in _changes(getattr(library, field), (field,)) for step in c.path}
    assert {name for _, name in found} <= names


def _records(value: Any) -> Iterator[BaseModel]:
    if isinstance(value, Library):
        yield from (record for field in FIELDS for record in _records(getattr(value, field)))
    elif isinstance(value, BaseModel):
        yield value
        yield from (record for name in type(value).model_fields for record in _records(getattr(value, name)))
    elif isinstance(value, tuple | list):
        yield from (record for item in value for record in _records(item))
    elif isinstance(value, Mapping):
        yield from (record for item in value.values() for record in _records(item))


def test_the_check_itself_can_fail(library, monkeypatch):
    """With a fingerprint of the title alone, a section that went away is missed."""
    monkeypatch.setattr("leaflet.editions.edition.fingerprint", lambda edition: edition.topic.meta.title)
    shorter = library.topics[0].model_copy(update={"sections": library.topics[0].sections[:1]})
    before, after = _printed(library), _printed(replace(library, topics=(shorter, *library.topics[1:])))
    missed = [n for n, old, new in _same(before, after) if old.html != new.html and old.fingerprint == new.fingerprint]
    assert {name.split("/")[1] for name in missed} == {"trifold", "large-print"}
