"""Editions: topics × layouts × locales, what each shows, and what a review is bound to."""

from __future__ import annotations

from datetime import date

import pytest
from samples import TODAY, claim, contact, disclaimer, house, layout, library, meta, reference, section, topic

from leaflet.editions.from_library import editions, fingerprint, review_state
from leaflet.model import (
    HOUSE_SCOPE,
    LAYOUTS_SCOPE,
    Audience,
    Catalog,
    CatalogEntry,
    ClaimPlaceholder,
    ReviewRecord,
    ReviewState,
)
from leaflet.problem import Span


def _one(sample, locale="en-NL"):
    return next(e for e in editions(sample, TODAY) if str(e.locale) == locale)


def test_one_edition_for_each_topic_layout_and_locale_in_that_order():
    sample = library(layouts=(layout(), layout("large")))
    assert [e.id for e in editions(sample, TODAY)] == [
        "sample/leaflet/en-NL",
        "sample/leaflet/nl-NL",
        "sample/large/en-NL",
        "sample/large/nl-NL",
    ]


def test_a_layout_that_cannot_set_a_language_makes_no_edition_of_it():
    sample = library(layouts=(layout(languages=("en",)),))
    assert [e.id for e in editions(sample, TODAY)] == ["sample/leaflet/en-NL"]


def test_prose_shows_its_audiences_sections_and_the_claims_set_there():
    clinical = section("clinical", audiences=(Audience.CLINICIAN,), blocks=(ClaimPlaceholder(claim="trial"),))
    sample = library(topics=(topic(sections=(section(), clinical)),))
    shown = _one(sample)
    assert [s.id for s in shown.sections] == ["what"]
    assert [c.id for c in shown.claims] == ["growth"]


def test_claims_shows_every_claim():
    assert [c.id for c in _one(library(layouts=(layout(shows=("claims",)),))).claims] == ["growth", "trial"]


def test_open_claims_are_those_without_people_and_the_contested():
    contested = claim("dispute", level="human-trial", contested=True, disputed_by=("jones2021",))
    settled = claim("trial", level="human-trial")
    sample = library(topics=(topic(claims=(claim(), settled, contested)),), layouts=(layout(shows=("open-claims",)),))
    assert [c.id for c in _one(sample).claims] == ["growth", "dispute"]


def test_an_edition_has_its_countrys_contacts():
    assert [c.id for c in _one(library()).contacts] == ["emergency-nl"]


def test_references_are_numbered_by_first_citation():
    first = claim("a", supported_by=("jones2021",))
    second = claim("b", supported_by=("smith2020", "jones2021"))
    sample = library(topics=(topic(claims=(first, second)),), layouts=(layout(shows=("claims",)),))
    assert [r.id for r in _one(sample).references] == ["jones2021", "smith2020"]


def test_texts_come_from_the_catalogs_of_the_locales_language():
    seen = "In mice, growth was seen."
    entries = {
        ("claim/growth/patient", seen): CatalogEntry("Bij muizen is groei gezien.", False, Span("nl.po")),
        ("topic/title", "A sample"): CatalogEntry("Een voorbeeld", False, Span("nl.po")),
    }
    house_entries = {
        ("disclaimer/not-advice/text", "Statement not-advice."): CatalogEntry("Geen advies.", False, Span("nl.po"))
    }
    sample = library(
        catalogs={
            ("sample", "nl"): Catalog(Span("nl.po"), "nl", entries),
            (HOUSE_SCOPE, "nl"): Catalog(Span("nl.po"), "nl", house_entries),
        }
    )
    dutch, english = _one(sample, "nl-NL"), _one(sample)
    assert [dutch.claims[0].patient, dutch.topic.meta.title] == ["Bij muizen is groei gezien.", "Een voorbeeld"]
    assert dutch.house_statements[0].text == "Geen advies."
    assert english.claims[0].patient == "In mice, growth was seen."


def _print(**changes):
    sample = library(**changes)
    return fingerprint(sample, sample.topics[0])


@pytest.mark.parametrize(
    "changes",
    [
        {"topics": (topic(claims=(claim(patient="In mice, less growth was seen."),)),)},
        {"topics": (topic(meta=meta(version="1.1")),)},
        {"statements": (disclaimer(text="Other words."),)},
        {"contacts": (contact(number="113"),)},
        {"references": {"smith2020": reference(read="full")}},
        {"house": house(publisher="Another house")},
        {"house": house(base_url="https://example.org/status")},
        {"layouts": (layout(shows=("prose",)),)},
        {"layouts": (layout(audience=Audience.CLINICIAN),)},
        {"layout_contents": {"layouts/leaflet/page.html.j2": "<p>Words</p>"}},
        {
            "catalogs": {
                (LAYOUTS_SCOPE, "nl"): Catalog(
                    Span("nl.po"), "nl", {("", "b"): CatalogEntry("c", False, Span("nl.po"))}
                )
            }
        },
        {
            "catalogs": {
                ("sample", "nl"): Catalog(Span("nl.po"), "nl", {("a", "b"): CatalogEntry("c", False, Span("nl.po"))})
            }
        },
    ],
)
def test_the_fingerprint_changes_with_whatever_a_reader_sees(changes):
    assert _print(**changes) != _print()


def test_the_fingerprint_does_not_change_with_sizes_and_places_on_the_page():
    assert _print(layouts=(layout(width_mm=210, smallest_pt=9),)) == _print()


def _reviewed(**changes):
    plain = library()
    fields = {
        "name": "N",
        "role": "R",
        "date": date(2026, 11, 1),
        "expires": date(2027, 11, 1),
        "fingerprint": fingerprint(plain, plain.topics[0]),
    }
    return library(topics=(topic(review=ReviewRecord(**{**fields, **changes})),))


@pytest.mark.parametrize(
    ("sample", "today", "state"),
    [
        (library(), TODAY, ReviewState.NONE),
        (_reviewed(), TODAY, ReviewState.CURRENT),
        (_reviewed(), date(2027, 11, 1), ReviewState.CURRENT),
        (_reviewed(), date(2027, 11, 2), ReviewState.EXPIRED),
        (_reviewed(fingerprint="0" * 64), TODAY, ReviewState.CHANGED),
    ],
)
def test_a_review_holds_for_the_content_it_saw_and_until_it_expires(sample, today, state):
    assert review_state(sample, sample.topics[0], today) is state
