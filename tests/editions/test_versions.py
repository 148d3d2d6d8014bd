"""Version and date may differ by locale; both are printed, recorded and part of the status page's address."""

from __future__ import annotations

import re
from datetime import date

import pytest

from leaflet.compose import document
from leaflet.editions.imprint import from_keywords, imprint_of

TOPIC = "sources/topics/tiny/topic.yaml"


def compose(edition):
    """The document, its no-break spaces as blanks."""
    return document.compose(edition).replace("\u00a0", " ")


@pytest.fixture
def by_locale(edit, read):
    """The small house with a version and a date for each locale, and status pages; its editions by id."""
    edit(TOPIC, 'version: "1.0"', 'version: {nl-NL: "1.2", en-NL: "1.1"}')
    edit(TOPIC, "date: 2026-11-01", "date: {en-NL: 2026-11-02, nl-NL: 2026-11-20}")
    edit("sources/house.yaml", "review_months", "base_url: https://example.org/s/\nreview_months")
    return read()


@pytest.mark.parametrize(
    "own",
    [("en-NL", "1.1", date(2026, 11, 2), "2 November 2026"), ("nl-NL", "1.2", date(2026, 11, 20), "20 november 2026")],
)
@pytest.mark.parametrize("layout", ["trifold", "large-print", "uncertainty-checklist", "clinician-handout"])
def test_each_locale_has_its_own(by_locale, layout, own):
    locale, version, day, words = own
    edition = by_locale[f"tiny/{layout}/{locale}"]
    assert (edition.version, edition.date) == (version, day)
    assert edition.required.identity[1:4] == (f"v{version}", edition.short_fingerprint, words)
    html = compose(edition)
    (identity, *_) = re.findall(r'<p class="identity" data-block="identity">([^<]*)</p>', html)
    assert identity.startswith(f"{edition.id} · v{version} · {edition.short_fingerprint} · {words} · ")
    assert f'<meta name="dcterms.modified" content="{day}">' in html
    assert not re.search(r"v1\.0|1 [Nn]ovember|November 1\b", html)
    keywords = re.search(r'<meta name="keywords" content="([^"]*)">', html)[1]
    imprint = from_keywords(keywords)
    assert (imprint.version, imprint.date) == (version, str(day))
    assert imprint_of(edition).version == version


def test_the_line_of_issue_has_the_locales_own(by_locale):
    assert "Versie 1.2, 20 november 2026" in compose(by_locale["tiny/trifold/nl-NL"])
    assert "Version 1.1, 2 November 2026" in compose(by_locale["tiny/trifold/en-NL"])


@pytest.mark.parametrize("name", ["tiny/trifold/en-NL", "tiny/clinician-handout/nl-NL"])
def test_the_status_address_is_that_of_this_very_print(by_locale, name):
    """`BASE/topic/locale/layout/version/fingerprint`, in the order of `output/`."""
    edition = by_locale[name]
    topic, layout, locale = name.split("/")
    address = f"https://example.org/s/{topic}/{locale}/{layout}/{edition.version}/{edition.fingerprint[:12]}"
    assert edition.status_url == address
    assert f'<a href="{address}">{address}</a>' in compose(edition)
    assert (address, address) in {(link.text, link.target) for link in edition.required.links}
    assert address in edition.required.alt_texts


def test_version_and_date_are_no_part_of_the_fingerprint(edit, read):
    before = {name: e.fingerprint for name, e in read().items()}
    edit(TOPIC, 'version: "1.0"', 'version: {nl-NL: "1.2", en-NL: "1.0"}')
    edit(TOPIC, "date: 2026-11-01", "date: 2026-11-20")
    assert {name: e.fingerprint for name, e in read().items()} == before


def test_a_new_version_of_one_locale_changes_nothing_in_another(edit, read):
    before = compose(read()["tiny/trifold/en-NL"])
    edit(TOPIC, 'version: "1.0"', 'version: {nl-NL: "1.2", en-NL: "1.0"}')
    assert compose(read()["tiny/trifold/en-NL"]) == before


def test_without_a_base_url_there_is_no_address(read):
    edition = read()["tiny/trifold/en-NL"]
    assert edition.status_url is None
    assert not any(link.target.startswith("https://example.org") for link in edition.required.links)
