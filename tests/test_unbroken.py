"""No line ends within an amount, a short address or a name: in composed HTML, and on the pages of the project."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflet.compose.unbroken import with_unbroken_words

BLANK = "\u00a0"
AMOUNTS = st.builds(
    "{}{}{}".format,
    st.sampled_from(["1", "0.6", "1,5", "1.000", "160"]),
    st.sampled_from([" ", "\u00a0"]),
    st.sampled_from(["mg", "µg", "μg", "ml", "mmHg", "°C"]),
)
ADDRESSES = st.sampled_from(["drugs-test.nl", "www.drugs-test.nl", "n.drugs-test.co.nl", "a-b.example"])
NAMES = st.sampled_from(["5-HT2A", "MAO-remmers"])
BEFORE = st.sampled_from(["", "n ", "n (", "a-b ", "2 "])
AFTER = st.sampled_from(["", ".", ")", ", n", " n", ": 2 mg/kg"])
COMPOUND = st.sampled_from(["-dosis", "-n.", "-n "])


def plain(html):
    """`html` without what keeps words on a line."""
    return re.sub(r'<span class="unbroken">|</span>', "", html).replace(BLANK, " ")


@given(st.one_of(st.tuples(ADDRESSES, AFTER), st.tuples(NAMES, AFTER | COMPOUND)), BEFORE)
def test_a_word_with_a_hyphen_is_one_element(whole_and_after, before):
    whole, after = whole_and_after
    html = with_unbroken_words(f"<p>{before}{whole}{after}</p>")
    assert f'{before}<span class="unbroken">{whole}</span>' in html
    assert plain(html) == f"<p>{before}{whole}{after}</p>"


@given(AMOUNTS, BEFORE, AFTER | COMPOUND)
def test_an_amount_has_a_blank_that_no_line_ends_at(amount, before, after):
    html = with_unbroken_words(f"<p>{before}{amount}{after}</p>")
    assert f"{before}{amount.replace(' ', BLANK)}{after.split(':')[0]}" in html
    assert plain(html) == f"<p>{before}{amount}{after}</p>".replace(BLANK, " ")


@given(st.text(st.sampled_from("1 mg-.nl<>&;ab°C\n"), max_size=60))
def test_no_sign_is_added_or_lost(text):
    assert plain(with_unbroken_words(text)) == text


@pytest.mark.parametrize(
    "html",
    [
        '<a href="drugs-test.nl">n</a>',
        '<a href="n">10.1002/17:15&lt;1661::AID-SIM968&gt;3.0</a>',
        "<title>1 mg</title>",
        "<svg><title>a</title><text>1 mg</text></svg>",
        "<style>.a { margin: 1 mm }</style>",
        "<p>10 games, 1 gram, 3 minutes, well-being, a-b, 1.2.3</p>",
        "<p>a-very-long-address-of-somebody.example</p>",
        "<p>leaflets.long-address-of-somebody.example</p>",
        "<p>https://a-b.example/c-d.html</p>",
    ],
)
def test_nothing_else_is(html):
    assert with_unbroken_words(html) == html


def test_no_line_of_a_page_ends_within_an_amount_or_an_address(repository):
    cut = re.compile(r"\d\n(?:mg|g|kg|[µμ]g|mcg|ml|mm|cm|mmHg|°C)(?!\w)|[a-z]-\n[a-z]+\.[a-z]{2,}|\d-\nHT")
    pages = {file.name: file.read_text("utf-8") for file in (repository / "tests/golden").glob("*.txt")}
    assert {name: hits for name, text in pages.items() if (hits := cut.findall(text))} == {}
