"""Texts are found again by their length and digest alone, and what is not there is missed."""

from __future__ import annotations

import pytest
from leaflets import CSS, printed

from leaflet.editions.imprint import PartDigest, TextDigest, short_digest
from leaflet.inspect.pages import read_pages
from leaflet.inspect.record_comparison import MissingText, compare_with_record
from leaflet.language.normalization import normalized

SENTENCES = "The first of several sentences stands here. " * 6
FOOT = "<p style='position:running(foot)'>Draft of today</p>"
RUNNING = "@page { @bottom-center { content: element(foot) } }"
NAME = ("block", "m")


def digest(*texts: str) -> TextDigest:
    """What is recorded of a text with these parts."""
    return TextDigest("", tuple(PartDigest(len(normalized(text)), short_digest(normalized(text))) for text in texts))


def compared(body: str, *texts: str):
    document = f"<!doctype html><html lang=en><title>T</title><style>{CSS}{RUNNING}</style>{FOOT}{body}"
    return compare_with_record(read_pages(printed(document)), {NAME: digest(*texts)})


def test_a_text_is_found_with_its_signs():
    assert (
        compared("<p>Call 112, at once (day and night).</p>", "call 112 at once").wordings[NAME] == "Call 112, at once"
    )


def test_a_hyphenated_text_is_found():
    text = "ziekenhuisopnameovereenkomst en wetenschappelijkheid"
    assert not compared(f"<p lang=nl style='width:25mm'>{text}</p>", text).missing


def test_a_paragraph_that_is_split_over_two_pages_with_a_foot_is_found():
    found = compared(f"<div style='height:168mm'></div><p>{SENTENCES}</p>", SENTENCES)
    assert found.wordings[NAME] == SENTENCES.strip()


def test_a_paragraph_that_loses_words_at_the_page_break_is_missed():
    body = f"<p>{SENTENCES[:100]}</p><p style='break-before:page'>{SENTENCES[106:]}</p>"
    assert compared(body, SENTENCES).missing == (MissingText((NAME,), "", 1, 0),)


@pytest.mark.parametrize("body", ["<p>1120</p>", "<p>113</p>", "<p>11</p>", ""])
def test_another_number_is_not_the_number(body):
    assert compared(body, "112").missing


def test_a_text_that_must_stand_twice_is_missed_once():
    assert compared("<p>△ in mice</p>", "△", "△").missing == (MissingText((NAME,), "△", 2, 1),)
    assert not compared("<p>△ in mice, △ in rats</p>", "△", "△").missing
