"""A file beside today's print: what anybody would meet is told, what nobody meets isn't."""

from __future__ import annotations

import pytest
from leaflets import CSS, changed, printed

from leaflet.inspect.dots import DPI, visual_differences
from leaflet.inspect.pages import read_page, read_pages
from leaflet.inspect.print_comparison import compare_with_print
from leaflet.inspect.word_differences import words_not_in
from leaflet.preflight.instrument.open_file import open_pages
from leaflet.preflight.instrument.raster import Mode, render_page

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
    ["p { width: 40mm }", "p { font-size: 12pt }", "p { margin-top: 20mm }", "p { color: #000002 }"],
    ids=["in other lines", "larger", "lower", "a shade lighter"],
)
def test_other_looks_are_told(css):
    assert "look" in " | ".join(differences(page(css=css), page()))


LINES = "0 w {} G 100 {} m 300 {} l S {} g 100 100 50 50 re f 0 0 0 rg 200 100 m 230 100 l 215 {} l f"


def drawn(ink="0.5", line="200", fill="0.4", top="130.5"):
    """The page with a hairline, a square and an edge between two dots on it."""
    commands = LINES.format(ink, line, line, fill, top).encode()
    return changed(page(), lambda pdf: pdf.pages[0].contents_add(b"q " + commands + b" Q"))


def seen(submitted, current):
    """What is seen, dot by dot, whatever the commands say."""
    with open_pages(submitted) as own, open_pages(current) as other:
        return visual_differences(own[0], other[0], read_page(1, other[0]))


def test_rounding_that_nobody_sees_is_not_told():
    submitted, current = drawn(top="130.504"), drawn()
    with open_pages(submitted) as own, open_pages(current) as other:
        dots = [render_page(sheets[0].page, DPI, Mode.VIEW)[:, :, :3].astype(int) for sheets in (own, other)]
    assert abs(dots[0] - dots[1]).max() == 1
    assert differences(submitted, current) == ()


@pytest.mark.parametrize("levels", [2, 8])
def test_dots_that_are_lighter_by_more_than_one_level_are_seen(levels):
    assert seen(drawn(fill=str(102 / 255)), drawn(fill=str((102 + levels) / 255)))


@pytest.mark.parametrize("submitted", [drawn(line="200.6"), drawn(line="201"), drawn(ink="0.53")])
def test_a_hairline_that_was_moved_or_is_paler_is_seen(submitted):
    assert seen(submitted, drawn())


def test_letters_a_level_lighter_are_told_by_their_command():
    assert "something was drawn" in " | ".join(differences(page(css="p { color: #000001 }"), page()))


@pytest.mark.parametrize("change", [{"fill": str(103 / 255)}, {"ink": str(129 / 255)}])
def test_a_colour_that_is_another_by_one_level_is_told_by_its_command(change):
    current = drawn(fill=str(102 / 255), ink=str(128 / 255))
    submitted = drawn(**{"fill": str(102 / 255), "ink": str(128 / 255), **change})
    assert seen(submitted, current) == ()
    assert "something was drawn" in " | ".join(differences(submitted, current))


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
