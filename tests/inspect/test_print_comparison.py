"""A file beside today's print: what anybody would meet is told, what nobody meets isn't."""

from __future__ import annotations

import pytest
from leaflets import CSS, printed

from leaflet.inspect.pages import read_pages
from leaflet.inspect.print_comparison import compare_with_print
from leaflet.inspect.word_differences import words_not_in

BODY = "<p>Lithium with a psychedelic: seizures were reported, in 2.5 % of people.</p><p>Call 112 at once.</p>"


def page(body: str = BODY, css: str = "") -> bytes:
    """One page."""
    return printed(f"<!doctype html><html lang=en><title>T</title><style>{CSS}{css}</style>{body}")


def swapped(old: str, new: str) -> bytes:
    """The page with other words."""
    assert old in BODY
    return page(BODY.replace(old, new))


def differences(pdf: bytes, current: bytes) -> tuple[str, ...]:
    """What is told of `pdf`."""
    return compare_with_print(pdf, current).differs


def test_two_printings_of_one_document_differ_in_nothing():
    assert differences(page(), page()) == ()


@pytest.mark.parametrize(
    "css",
    ["p { width: 40mm }", "p { font-size: 12pt }", "p { margin-top: 20mm }", "p { color: #000001 }"],
    ids=["in other lines", "larger", "lower", "a shade lighter"],
)
def test_other_looks_are_told(css):
    assert "look" in " | ".join(differences(page(css=css), page()))


@pytest.mark.parametrize(
    ("pdf", "says"),
    [
        (swapped("with a", "without a"), "page 1: “without” stands where “with” was printed"),
        (swapped("2.5", "25"), "“25” stands where “2.5” was printed"),
        (swapped("2.5", "5.2"), "“5.2” stands where “2.5” was printed"),
        (swapped("2.5", ".25"), "“.25” stands where “2.5” was printed"),
        (swapped("with a psychedelic", "a psychedelic with"), "“with” is gone"),
        (swapped(" %", ""), "“%” is gone"),
        (swapped(" at once", ""), "stands where"),
        (page(BODY + "<p>All of this is wrong.</p>"), "page 1: “All of this is wrong.” was added"),
        (page(BODY + "<p style='break-before:page'>More."), "it has 2 pages; it was printed with 1 page"),
        (page(css="p + p { color: transparent }"), "page 1: “Call 112 at once.” doesn't look as it was printed"),
        (page(css="p + p { text-decoration: line-through }"), "“Call 112 at once.” doesn't look"),
        (page(css="p + p { background: #ccc }"), "“Call 112 at once.” doesn't look"),
        (page(css="body { border-bottom: 3mm solid }"), "below the upper edge doesn't look as it was printed"),
    ],
)
def test_a_reader_sees_something_else(pdf, says):
    assert says in " | ".join(differences(pdf, page()))


def test_a_link_elsewhere_is_reported():
    linked = BODY.replace("112", "<a style='color:inherit;text-decoration:none' href='{}'>112</a>")
    submitted, current = page(linked.format("https://example.net")), page(linked.format("https://example.org"))
    told = " | ".join(differences(submitted, current))
    assert "a link leads to https://example.net; it wasn't printed with that link" in told
    assert "a link to https://example.org is gone" in told


def test_words_that_today_does_not_have_are_reported():
    pages = read_pages(swapped("Call 112", "Call your doctor"))
    assert words_not_in(pages, page()) == ((1, "your doctor"),)
