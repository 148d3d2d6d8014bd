"""Addresses on the web: what is wrong with one is reported so that its writer can fix it."""

from __future__ import annotations

import pytest

from leaflet.clinics.web_address import web_fault


@pytest.mark.parametrize(
    ("address", "says", "hint"),
    [
        ("http://example.org", "begin with `https://`", "the whole address"),
        ("info@example.org", "not a mail address", "https://www.example.org/page"),
        ("mailto:info@example.org", "not a mail address", "the address alone"),
        ("HTTPS://example.org", "begin with `https://`", "small letters"),
        ("https://exаmple.org", "only plain letters", "`xn--exmple-4nf.org`"),
        ("https://" + "é" * 64 + ".org", "only plain letters", "without accents"),
        ("https://a@example.org/", "a user name, a password or a port", "`https://www.example.org/page`"),
        ("https://example.org:443/", "a user name, a password or a port", "`https://www.example.org/page`"),
        ("https://example.org/a#b", "a fragment", "delete the `#`"),
        ("https://Example.org", "a host of the public web, in small letters", "`www.example.org`"),
        ("https://example", "a host of the public web", "`www.example.org`"),
        ("https://-a.example.org", "a host of the public web", "`www.example.org`"),
        ("https://example.org/a%20b", "a page that a reader can type", "`https://www.example.org/page`"),
    ],
)
def test_what_is_wrong_is_reported(address, says, hint):
    fault = web_fault(address)
    assert fault is not None
    assert says in fault[0]
    assert hint in fault[1]


@pytest.mark.parametrize("address", ["https://a.nl", "https://www.a-b.co.uk/", "https://xn--exmple-4nf.org/x?y=1"])
def test_what_a_reader_can_type_may_be_printed(address):
    assert web_fault(address) is None
