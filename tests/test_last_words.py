"""The last two words of a paragraph stay on one line: in composed HTML, and on the pages of the project."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import TODAY

from leaflet.compose.brand import brand_files
from leaflet.compose.document import compose
from leaflet.compose.last_words import with_last_words_together
from leaflet.editions.from_library import editions
from leaflet.language.normalization import folded
from leaflet.read.sources import read_library
from leaflet.render.assets import AssetFetcher
from leaflet.render.document import weasyprint_ready

WORDS = st.lists(st.text("abc.é", min_size=1, max_size=9), min_size=4, max_size=8)
BLANK = "\u00a0"


@given(WORDS, st.sampled_from(["p", "li", "h2", "td", "figcaption"]), st.sampled_from(["", "\n  "]), st.integers(0, 7))
def test_the_last_two_words_are_bound_and_no_others(words, tag, end, emphasized):
    marked = [f"<strong>{word}</strong>" if place == emphasized else word for place, word in enumerate(words)]
    html = with_last_words_together(f"<{tag} class='a b c d'>{' '.join(marked)}{end}</{tag}>")
    short = len("".join(words[-2:])) <= (14 if tag == "td" else 24) and emphasized not in (
        len(words) - 2,
        len(words) - 1,
    )
    assert html.count(BLANK) == short
    assert html.replace(BLANK, " ") == f"<{tag} class='a b c d'>{' '.join(marked)}{end}</{tag}>"
    if short:
        assert re.sub("<[^>]*>", "", html).rstrip().endswith(f"{words[-2]}{BLANK}{words[-1]}")


@given(st.text(st.sampled_from("ab <>/pli\n=\u00a0"), max_size=80))
def test_nothing_but_blanks_is_changed(text):
    assert folded(with_last_words_together(text)) == folded(text)


@pytest.mark.parametrize(
    "html",
    [
        "<title>n n n n n n</title>",
        "<style>p { margin: 0 1mm 2mm 3mm }</style>",
        "<svg><text>n n n n n n</text></svg>",
        "<p>three words only</p>",
        "<p>n n n a-very-long-word-of-its-own</p>",
        "<p title='n n n n n n'></p>",
    ],
)
def test_nothing_else_is_bound(html):
    assert with_last_words_together(html) == html


def test_an_item_is_bound_before_a_list_in_it():
    assert with_last_words_together("<li>n n n n<ul><li>n") == f"<li>n n n{BLANK}n<ul><li>n"


def test_a_word_before_an_unbroken_one_is_taken_into_its_element():
    html = with_last_words_together('<p>n n n see <span class="unbroken">a-b.example</span>.</p>')
    assert html == '<p>n n n <span class="unbroken">see a-b.example</span>.</p>'


@pytest.fixture(scope="module")
def lines_by_piece(repository):
    """The lines of each block of words that has more than one, by the layout and then by the piece."""
    found: dict[str, dict[str, list[list[str]]]] = {}
    for edition in editions(read_library(repository)[0], TODAY):
        assets = AssetFetcher(tuple(folder.resolve() for folder in edition.layout.folders), [], brand_files(edition))
        pages = weasyprint_ready().HTML(string=compose(edition), url_fetcher=assets).render().pages
        blocks = [block for page in pages for block in blocks_of_words(page._page_box)]
        piece = f"{edition.topic.meta.id}/{edition.locale}"
        found.setdefault(edition.layout.id, {})[piece] = [block for block in blocks if len(block) > 1]
    return found


def blocks_of_words(page):
    from weasyprint.formatting_structure import boxes

    for box in page.descendants(placeholders=True):
        if getattr(box, "children", None) and all(isinstance(line, boxes.LineBox) for line in box.children):
            yield ["".join(getattr(part, "text", "") for part in line.descendants()) for line in box.children]


@pytest.mark.slow
def test_one_word_on_a_last_line_is_rare(lines_by_piece):
    """In pieces for patients at most one in a hundred; clinicians' have narrow tables, and addresses in references."""
    for layout, pieces in lines_by_piece.items():
        blocks = [block for found in pieces.values() for block in found if "doi:" not in "".join(block)]
        alone = [block[-2:] for block in blocks if len(block[-1].split()) == 1]
        assert len(alone) <= len(blocks) * (0.1 if layout == "clinician-handout" else 0.01) + 1, alone


@pytest.mark.slow
def test_no_line_ends_early(lines_by_piece):
    """A no-break space before an element that is kept whole made WeasyPrint set one word a line."""
    for pieces in lines_by_piece.values():
        for block in (block for found in pieces.values() for block in found):
            widest = max(map(len, block))
            short = [line for line, after in pairwise(block) if len(line) + len(after.split()[0]) + 12 < widest * 0.55]
            assert not short, block


@pytest.mark.slow
def test_few_words_of_pieces_for_patients_are_broken(lines_by_piece):
    """At most one a piece, and only where a hyphen stands in the word anyhow: nothing is hyphenated."""
    for layout, pieces in lines_by_piece.items():
        if layout == "clinician-handout":
            continue
        for piece, blocks in pieces.items():
            ends = [line.rstrip() for block in blocks for line in block[:-1]]
            broken = [line for line in ends if line.endswith(("-", "\u2010", "\u00ad"))]
            assert len(broken) <= 2, (layout, piece, broken)
