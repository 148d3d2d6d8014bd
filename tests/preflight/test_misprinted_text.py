"""What is told where a page reads something else than its document; nothing where it reads the same."""

from __future__ import annotations

import pikepdf
import pytest
from leaflets import CSS, changed, html, printed, two_pages

from leaflet.preflight.instrument.finished_file import open_finished_file
from leaflet.preflight.laws import misprinted_text

RULE = misprinted_text.NAME


def told(css: str = "", change=None, document: str | None = None):
    """The problems of a small leaflet that was printed with `css`, then changed."""
    edition = two_pages()
    pdf = printed(html(edition, CSS + css))
    pdf = changed(pdf, change) if change else pdf
    with open_finished_file(pdf, edition, document or html(edition)) as file:
        return list(misprinted_text.check(file))


def test_a_leaflet_as_it_is_has_no_fault():
    assert told() == []


@pytest.mark.parametrize(
    ("css", "message"),
    [
        (
            "[data-disclaimer=lithium]{display:none}",
            "“Seizures were reported in people who use lithium. Do not combine them.” isn't printed in "
            "sample/leaflet/en-NL where the document has it",
        ),
        (
            "[data-disclaimer=lithium]::before{content:'Not true: '}",
            "“Not true:” is printed on page 2 of sample/leaflet/en-NL, and the document doesn't have it there",
        ),
        (
            "[data-disclaimer=lithium]{font-feature-settings:'sups'}",
            "where the document has “Seizures",
        ),
        (
            "[data-block='unknown.1']{position:absolute;top:100mm} section{display:flex;flex-direction:column-reverse}",
            "where the document has it",
        ),
    ],
)
def test_the_message_says_what_the_page_reads_and_where_the_text_is_written(css, message):
    problems = told(css)
    assert any(message in problem.message for problem in problems), [problem.message for problem in problems]
    lithium = next(text for text in two_pages().required.texts if text.id == "lithium")
    if "lithium" in css:
        assert problems[0].span == lithium.span


def test_text_in_a_pattern_is_refused():
    def with_pattern(pdf):
        page = pdf.pages[0].obj
        font = next(iter(page.Resources.Font.keys()))
        tile = pdf.make_stream(f"BT {font} 10 Tf <0001> Tj ET".encode(), Resources=page.Resources)
        tile.PatternType = 1
        page.Resources.Pattern = pikepdf.Dictionary(P=pdf.make_indirect(tile))
        page.Contents = pdf.make_stream(b"q /Pattern cs /P scn 0 0 9 9 re f Q\n" + page.Contents.read_bytes())

    (problem,) = told(change=with_pattern)
    assert "shows text in a pattern" in problem.message


def test_a_file_without_a_structure_is_told_in_a_few_sentences():
    def untagged(pdf):
        del pdf.Root["/StructTreeRoot"]

    problems = told(change=untagged)
    assert 0 < len(problems) <= 20
    assert all(len(problem.message) < 250 for problem in problems)
