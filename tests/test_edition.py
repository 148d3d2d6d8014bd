"""Editions: topics × layouts × locales, what each shows, and what a review is bound to."""

from __future__ import annotations

from datetime import date

import pytest
from samples import (
    TODAY,
    claim,
    contact,
    disclaimer,
    house,
    layout,
    library,
    meta,
    reference,
    review,
    section,
    subject,
    topic,
)

from leaflet.editions.from_library import editions
from leaflet.model import (
    HOUSE_SCOPE,
    LAYOUTS_SCOPE,
    Audience,
    Catalog,
    CatalogEntry,
    ClaimPlaceholder,
    Conditions,
    ReviewState,
    Substance,
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


DOCTOR = contact("doctor-nl", kind="urgent-care", number="0900")


def test_an_edition_has_its_countrys_contacts_but_for_the_number_that_a_statement_says():
    sample = library(contacts=(contact(), DOCTOR, contact("doctor-gb", country="GB", kind="urgent-care")))
    assert [c.id for c in _one(sample).contacts] == ["doctor-nl"]


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


def _print(locale="en-NL", **changes):
    return _one(library(**changes), locale).fingerprint


def _catalog(scope, context, source):
    entries = {(context, source): CatalogEntry("vertaald", False, Span("nl.po"))}
    return {(scope, "nl"): Catalog(Span("nl.po"), "nl", entries)}


CLAIM = "claim/growth/patient", "In mice, growth was seen."


@pytest.mark.parametrize(
    "changes",
    [
        {"topics": (topic(claims=(claim(patient="In mice, less growth was seen."),)),)},
        {"topics": (topic(meta=meta(title="Another")),)},
        {"statements": (disclaimer(text="Other words."),)},
        {"contacts": (contact(), DOCTOR)},
        {"house": house(publisher="Another house")},
        {"house": house(base_url="https://example.org/status")},
        {"layouts": (layout(shows=("contacts",)),)},
        {"layouts": (layout(texts=("In short",)),)},
        {"substances": (Substance(id="lsd", names={}, categories=("kind",)),)},
        {"subjects": (subject(), subject("find-help"))},
    ],
    ids=",".join,
)
def test_the_fingerprint_changes_with_what_the_edition_prints_or_owes(changes):
    assert _print(**changes) != _print()


def test_the_fingerprint_changes_with_the_emergency_number_that_a_statement_says():
    statements = (disclaimer(text="Call {emergency}."),)
    assert _print(statements=statements, contacts=(contact(number="113"),)) != _print(statements=statements)


@pytest.mark.parametrize(
    "changes",
    [
        {"topics": (topic(meta=meta(version="1.1", date=date(2026, 12, 1))),)},
        {"topics": (topic(), topic(meta=meta(id="another")))},
        {
            "topics": (
                topic(
                    claims=(*topic().claims[:1], claim("trial", level="human-trial", patient="Other.")),
                ),
            )
        },
        {"statements": (disclaimer(), disclaimer("other", when=Conditions(substances=("mdma",))))},
        {"statements": (disclaimer(), disclaimer("draft", when=Conditions(reviewed=False)))},
        {"contacts": (contact(), contact("emergency-gb", country="GB", number="998"))},
        {"references": {"smith2020": reference(), "jones2021": reference("jones2021", read="full")}},
        {"layouts": (layout(), layout("another"))},
        {"layouts": (layout(width_mm=210, smallest_pt=9, look="ab"),)},
        {"catalogs": _catalog("sample", *CLAIM)},
        {"catalogs": _catalog(LAYOUTS_SCOPE, "", "In short")},
    ],
    ids=",".join,
)
def test_the_fingerprint_does_not_change_with_what_the_edition_does_not_print(changes):
    assert _print(**changes) == _print()


def test_a_translation_changes_the_fingerprint_of_its_language():
    assert _print("nl-NL", catalogs=_catalog("sample", *CLAIM)) != _print("nl-NL")


def _state(today, **changes):
    plain = _one(library())
    sample = library(topics=(topic(reviews=(review(plain, **changes),)),))
    return next(e.review_state for e in editions(sample, today) if e.locale == plain.locale)


@pytest.mark.parametrize(
    ("changes", "today", "state"),
    [
        ({}, TODAY, ReviewState.CURRENT),
        ({}, date(2027, 11, 24), ReviewState.CURRENT),
        ({}, date(2027, 11, 25), ReviewState.EXPIRED),
        ({"fingerprints": {"leaflet": "0" * 64}}, TODAY, ReviewState.CHANGED),
        ({"looks": {"leaflet": "0" * 64}}, TODAY, ReviewState.CHANGED),
        ({"locale": "nl-NL"}, TODAY, ReviewState.NONE),
        ({"fingerprints": {"another": "0" * 64}}, TODAY, ReviewState.NONE),
    ],
)
def test_a_review_holds_for_the_content_and_look_it_saw_and_until_it_expires(changes, today, state):
    assert _state(today, **changes) is state


def test_an_edition_has_the_version_and_date_of_its_locale():
    by_locale = meta(
        version={"nl-NL": "1.1", "en-NL": "1.0"}, date={"nl-NL": date(2026, 12, 1), "en-NL": date(2026, 11, 24)}
    )
    sample = library(topics=(topic(meta=by_locale),), house=house(base_url="https://example.org/s/"))
    dutch, english = _one(sample, "nl-NL"), _one(sample)
    assert [(e.version, e.date) for e in (dutch, english)] == [("1.1", date(2026, 12, 1)), ("1.0", date(2026, 11, 24))]
    assert dutch.status_url == f"https://example.org/s/sample/nl-NL/leaflet/1.1/{dutch.fingerprint[:12]}"
    assert english.topic.meta.version == "1.0"
