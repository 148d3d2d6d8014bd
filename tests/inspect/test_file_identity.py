"""Which edition a file is, also when it went through another program, and what isn't one of ours."""

from __future__ import annotations

import pytest
from leaflets import changed, html, printed, two_pages

from leaflet.inspect.file_identity import read_identity
from leaflet.inspect.pages import read_pages
from leaflet.preflight import preflight
from leaflet.preflight.instrument.open_file import UnreadablePdfError


@pytest.fixture(scope="module")
def pdf():
    return printed(html(two_pages()))


def identify(data):
    """The edition that the file says that it is, or None."""
    try:
        identity = read_identity(data, read_pages(data))
    except UnreadablePdfError:
        return None
    return identity.edition if identity else None


FINGERPRINT = two_pages().short_fingerprint


def without_keywords(opened):
    del opened.docinfo["/Keywords"]
    del opened.Root["/Metadata"]


def test_a_file_says_which_edition_it_is(pdf):
    identity = read_identity(pdf, read_pages(pdf))
    assert (identity.edition, identity.version, identity.fingerprint) == ("sample/leaflet/en-NL", "1.0", FINGERPRINT)
    assert (identity.date, identity.review) == ("2026-11-24", "draft")


def test_without_its_record_a_file_says_what_is_printed(pdf):
    stripped = changed(pdf, without_keywords)
    identity = read_identity(stripped, read_pages(stripped))
    assert identity.imprint is None
    assert (identity.edition, identity.version, identity.fingerprint) == ("sample/leaflet/en-NL", "1.0", FINGERPRINT)
    assert (identity.date, identity.review) == ("24 November 2026", "draft")


def test_the_identity_line_will_do(pdf):
    assert identify(changed(pdf, without_keywords)) == "sample/leaflet/en-NL"


def test_the_keywords_of_the_metadata_will_do(pdf):
    def edit(opened):
        del opened.docinfo["/Keywords"]

    assert identify(changed(pdf, edit)) == "sample/leaflet/en-NL"


def test_another_file_says_nothing():
    assert identify(printed("<!doctype html><html lang=en><title>T</title><p>a/b/c v1.0")) is None


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"Dear reader", b"\x00" * 400])
def test_what_is_not_a_pdf_says_nothing(data):
    assert identify(data) is None


@pytest.mark.parametrize("cut", [0, 9, 500, 5000])
def test_a_file_that_was_cut_short_is_reported(pdf, cut):
    problems, found = preflight(pdf[:cut], two_pages(), html(two_pages()))
    assert [p.rule for p in problems] == ["unreadable-pdf"]
    assert found == ()


def test_a_locked_file_is_reported(pdf):
    import io

    import pikepdf

    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        opened.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    assert [p.rule for p in preflight(out.getvalue(), two_pages(), html(two_pages()))[0]] == ["unreadable-pdf"]
    assert identify(out.getvalue()) is None
