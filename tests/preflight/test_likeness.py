"""What a reader sees differently is told; what no reader sees is not."""

from __future__ import annotations

import pytest
from leaflets import CSS, printed

from leaflet.inspect.differences import added_annotations, differences, words_not_in
from leaflet.preflight.instrument.pages import read_pages

BODY = "<p>Lithium with a psychedelic: seizures were reported, in 2.5 % of people.</p><p>Call 112 at once.</p>"


def made(body: str = BODY, css: str = "") -> bytes:
    """One page."""
    return printed(f"<!doctype html><html lang=en><title>T</title><style>{CSS}{css}</style>{body}")


def swapped(old: str, new: str) -> bytes:
    """The page with other words."""
    assert old in BODY
    return made(BODY.replace(old, new))


@pytest.mark.parametrize(
    "pdf",
    [
        made(),
        made(css="p { width: 40mm }"),
        made(css="p { font-size: 12pt }"),
        made(css="p { margin-top: 20mm }"),
        made(css="p { color: #0a0a0a }"),
    ],
    ids=["the same", "in other lines", "larger", "lower", "a shade lighter"],
)
def test_a_reader_sees_the_same(pdf):
    assert differences(pdf, made()) == ()


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
        (made(BODY + "<p>All of this is wrong.</p>"), "page 1: “All of this is wrong.” was put in"),
        (made(BODY + "<p style='break-before:page'>More."), "it has 2 pages; it was printed with 1 page"),
        (made(css="p + p { color: transparent }"), "page 1: “Call 112 at once.” does not look as it was printed"),
        (made(css="p + p { text-decoration: line-through }"), "“Call 112 at once.” does not look"),
        (made(css="p + p { background: #ccc }"), "“Call 112 at once.” does not look"),
        (made(css="body { border-bottom: 3mm solid }"), "below the upper edge does not look as it was printed"),
    ],
)
def test_a_reader_sees_something_else(pdf, says):
    assert says in " | ".join(differences(pdf, made()))


def test_a_link_elsewhere_is_told():
    linked = BODY.replace("112", "<a style='color:inherit;text-decoration:none' href='{}'>112</a>")
    own, printed_ = made(linked.format("https://example.net")), made(linked.format("https://example.org"))
    assert differences(own, printed_) == ("a link leads to https://example.net; it was not printed with it",)
    assert added_annotations(own) == ()


def test_words_that_today_does_not_have_are_told():
    pages = read_pages(swapped("Call 112", "Call your doctor"))
    assert words_not_in(pages, made()) == ((1, "your doctor"),)
