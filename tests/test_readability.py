"""How hard a text is to read: counts, and scores against ones that were worked out by hand."""

from __future__ import annotations

import pytest

from leaflet.language.readability import flesch_douma, sentences, smog, syllables, words
from leaflet.read.languages import PACKAGE, read_languages

ABBREVIATIONS = tuple(
    word for rules in read_languages(PACKAGE, ("en", "nl"))[0].values() for word in rules.abbreviations
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("One two.", ["One", "two"]),
        ("well-being isn't 2.5 and/or 1,000", ["well-being", "isn't", "2.5", "and/or", "1,000"]),
        ("it’s ‘quoted’ – dashed — twice", ["it’s", "quoted", "dashed", "twice"]),
        ("**bold** and *em*phasis", ["bold", "and", "emphasis"]),
        ("See [the page](https://example.org/some-words) now", ["See", "the", "page", "now"]),
        ("- one\n- two\n1. three", ["one", "two", "three"]),
        ("ideeën, café", ["ideeën", "café"]),
        ("... !? –", []),
    ],
)
def test_words_are_what_a_reader_reads(text, found):
    assert list(words(text)) == found


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("One. Two! Three? Four…", 4),
        ("No end", 1),
        ("A dose of 2.5 mg is low. It is.", 2),
        ("Ask Dr. Smith first. Then go.", 2),
        ("Mice, e.g. Twelve of them, were seen.", 1),
        ("Bijv. Lithium. En meer.", 2),
        ("She said “Stop.” He did.", 2),
        ("(It ends.) It begins.", 2),
        ("- one\n- two\n- three", 3),
        ("Heading\n\nText under it.", 2),
        ("!!!\n\n...", 0),
        ("it grew. then it stopped", 1),
        ("Is it? Écoute. Één.", 3),
    ],
)
def test_sentences_end_at_full_stops_and_lines(text, count):
    assert len(sentences(text, ABBREVIATIONS)) == count


@pytest.mark.parametrize(
    ("language", "by_hand"),
    [
        (
            "en",
            "the-1 mice-1 people-2 safety-2 medicine-3 depression-3 clinicians-3 mania-3 little-2 being-2 area-3 "
            "created-3 serotonin-4 neurons-2 changed-1 wanted-2 studies-2 brain-1 uncertainty-4",
        ),
        (
            "nl",
            "de-1 hersenen-3 patiënten-4 depressie-3 geneesmiddel-4 onderzoek-3 ideeën-3 eeuw-1 nieuwe-2 theater-3 "
            "radio-3 zee-1 buien-2 bureau-2 kwaliteit-3 waarschuwing-3 geïnd-2 één-1",
        ),
    ],
)
def test_syllables_are_as_many_as_are_spoken(language, by_hand):
    counted = " ".join(f"{w}-{syllables(w, language)}" for w in (pair.rpartition("-")[0] for pair in by_hand.split()))
    assert counted == by_hand


@pytest.mark.parametrize(("word", "count"), [("BDNF", 4), ("112", 3), ("well-known", 2), ("mm", 1), ("TrkB", 1)])
def test_what_is_spelled_has_a_syllable_a_character_and_any_word_has_one(word, count):
    assert syllables(word, "en") == count


def test_a_language_without_rules_counts_by_hyphenation_points():
    assert syllables("Krankenhaus", "de") == 3
    assert syllables("palabra", "xx") == 3


def test_smog_by_hand():
    # Three sentences, two words of three syllables or more: 1.043 × √(30 × 2 / 3) + 3.1291 = 4.6644 + 3.1291.
    assert smog("The medicine works. A depression may end. It is so.", ()) == pytest.approx(7.7935, abs=0.0001)
    # None: the constant alone.
    assert smog("It is so. So be it.", ()) == pytest.approx(3.1291)


def test_flesch_douma_by_hand():
    # Ten words of a syllable, two sentences: 206.8 − 0.77 × 100 − 0.93 × 5.
    assert flesch_douma("De kat zit op de mat. Zij eet een vis.", ()) == pytest.approx(125.15)
    # Seven words, 1+3+4 and 1+1+1+2 syllables, two sentences: 206.8 − 0.77 × 185.714 − 0.93 × 3.5.
    assert flesch_douma("De hersenen veranderen. Dat is een idee.", ()) == pytest.approx(60.545, abs=0.001)


@pytest.mark.parametrize(("score", "empty"), [(smog, 3.1291), (flesch_douma, 205.87)])
def test_a_text_without_words_has_a_score_and_no_fault(score, empty):
    assert score("", ()) == pytest.approx(empty)
