"""References in Vancouver style: every part that the style prints is in the print, as it was typed."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import reference

from leaflet.editions.citation_style import style
from leaflet.editions.citations import short_citation, vancouver_citations
from leaflet.editions.csl_items import DATE_FIELDS, IDENTIFIERS, LINK_FIELDS, MARKED_FIELDS, NAME_FIELDS
from leaflet.reference_markup import plain_text


def printed(**changes):
    """The sample's reference, changed so, as it is printed; None takes a field out."""
    csl = {**reference().csl, **{key.replace("_", "-"): value for key, value in changes.items()}}
    (citation,) = vancouver_citations([reference(csl={k: v for k, v in csl.items() if v is not None})])
    return citation


def text(**changes):
    return printed(**changes).text


BARE = {"container_title": None, "volume": None, "page": None, "DOI": None}
SMITH = {"family": "Smith", "given": "A."}


def test_a_reference_is_set_in_vancouver_style_without_its_number():
    assert text() == "Smith A. On smith2020. Journal of Samples. 2020 Mar 4;1:2–9. doi:10.1000/sample"


def test_order_is_that_of_the_list_given():
    first, second = vancouver_citations([reference("b2020"), reference("a2019")])
    assert ["On b2020" in first.text, "On a2019" in second.text] == [True, True]


def test_no_references_no_texts():
    assert vancouver_citations([]) == ()


# Names


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ({"family": "Berg", "given": "Jan", "non-dropping-particle": "van den"}, "van den Berg J"),
        ({"family": "Humboldt", "given": "Alexander", "dropping-particle": "von"}, "Humboldt A von"),
        ({"family": "King", "given": "Martin Luther", "suffix": "Jr"}, "King ML Jr"),
        ({"family": "Gasset", "given": "J.", "non-dropping-particle": "y", "dropping-particle": "de"}, "y Gasset J de"),
        ({"family": "Sartre", "given": "Jean-Paul"}, "Sartre JP"),
        ({"family": "Smith", "given": "JP"}, "Smith JP"),
        ({"family": "hooks", "given": "bell"}, "hooks bell"),
        ({"family": "Plato"}, "Plato"),
        ({"given": "Aristotle"}, "Aristotle"),
        ({"family": "", "given": "Aristotle"}, "Aristotle"),
        ({"literal": "World Health Organization"}, "World Health Organization"),
        ({"literal": "Smith & Jones, Ltd"}, "Smith & Jones, Ltd"),
        ({"literal": "AT&amp;T <i>Labs</i>"}, "AT&T Labs"),
        ({"family": "Þórsdóttir", "given": "Ösp"}, "Þórsdóttir Ö"),
        ({"family": "Berg", "given": "A", "comma-suffix": True, "parse-names": False}, "Berg A"),
    ],
)
def test_every_part_of_a_name_is_printed(name, shown):
    assert text(author=[name]).startswith(f"{shown}. On")
    assert text(author=[name, SMITH]).startswith(f"{shown}, Smith A. On")
    assert text(author=[SMITH, name]).startswith(f"Smith A, {shown}. On")


def test_more_than_six_authors_are_cut_after_six():
    authors = [{"family": f"N{n}", "given": "A."} for n in range(8)]
    assert text(author=authors).startswith("N0 A, N1 A, N2 A, N3 A, N4 A, N5 A, et al. On")
    authors[2] = {"literal": "The Group"}
    assert text(author=authors).startswith("N0 A, N1 A, The Group, N3 A, N4 A, N5 A, et al. On")


@pytest.mark.parametrize("cut", ["et al.", "et al", "Et al.", "and others"])
def test_a_cut_byline_ends_in_et_al_once(cut):
    names = [SMITH, {"literal": cut}, {"family": "Last", "given": "Z."}]
    assert text(author=names).startswith("Smith A, et al. On")
    sample = reference(csl={**reference().csl, "author": names})
    assert short_citation(sample).text == "Smith et al., Journal of Samples 2020"


# Titles


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("What comes next... a review", "What comes next... a review. J"),
        ("What comes next...", "What comes next... J"),
        ("What comes next…", "What comes next…. J"),
        ("Is it so?", "Is it so? J"),
        ("It is so!", "It is so! J"),
        ("It is so.", "It is so. J"),
        ("A.. double dot", "A.. double dot. J"),
        ("Odd?. Even", "Odd?. Even. J"),
        ("<i>E. coli.</i>", "E. coli. J"),
        ("<i>Is it so?</i>", "Is it so? J"),
        ("Effects of <i>N</i>,<i>N</i>-DMT on 5-HT<sub>2A</sub>", "Effects of N,N-DMT on 5-HT2A. J"),
        ("Ca<sup>2+</sup> and <b>more</b>", "Ca2+ and more. J"),
        ('A <span class="nocase">mTOR</span> study', "A mTOR study. J"),
        ('<span style="font-variant:small-caps;">l</span>-DOPA', "l-DOPA. J"),
        ("Salt &amp; water, &lt;i&gt;", "Salt & water, <i>. J"),
        ("p < 0.05 and n > 3", "p < 0.05 and n > 3. J"),
        ("R&D at AT&T; done", "R&D at AT&T; done. J"),
        ('&lt;span class="nocase"&gt;x&lt;/span&gt;', '<span class="nocase">x</span>. J'),
        ("  Wide\n  spaces ", "Wide spaces. J"),
    ],
)
def test_a_title_is_printed_as_it_was_typed(title, shown):
    assert text(title=title).startswith(f"Smith A. {shown}ournal")


def test_italics_and_bold_are_kept():
    parts = [(p.text, p.is_italic, p.is_bold) for p in printed(title="On <i>E. <b>coli</b></i> <b>now</b>").parts]
    assert parts[1:5] == [("E. ", True, False), ("coli", True, True), (" ", False, False), ("now", False, True)]


# Dates and pages


@pytest.mark.parametrize(
    ("date", "shown"),
    [
        ({"date-parts": [["2020"]]}, "2020"),
        ({"date-parts": [["2020", 3]]}, "2020 Mar"),
        ({"date-parts": [[2020, "12", 31]]}, "2020 Dec 31"),
        ({"date-parts": [[2020]], "season": 2}, "2020 Summer"),
        ({"date-parts": [[2020]], "season": "Winter"}, "2020 Winter"),
        ({"date-parts": [[2020, 23]]}, "2020 Autumn"),
        ({"date-parts": [[2020, 3], [2020, 4]]}, "2020 Mar–Apr"),
        ({"date-parts": [[2020, 3, 1], [2020, 3, 4]]}, "2020 Mar 1–4"),
        ({"date-parts": [[2020, 12], [2021, 1]]}, "2020 Dec–2021 Jan"),
        ({"literal": "in press"}, "in press"),
        ({"raw": "Spring 1999"}, "Spring 1999"),
    ],
)
def test_a_date_is_printed_whole(date, shown):
    assert f"Samples. {shown};1:2" in text(issued=date)


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ("100-109", "100–9"),
        ("2535-2544.e4", "2535–44.e4"),
        ("12-12", "12"),
        ("12-123", "12–123"),
        ("98-102", "98–102"),
        ("e0293349", "e0293349"),
        ("S1-S5, S9", "S1–5, S9"),
        (1179069, "1179069"),
        ("100–109", "100–9"),
    ],
)
def test_pages_are_shortened_as_the_style_says_and_never_to_nonsense(page, shown):
    assert f"Mar 4;1:{shown}. doi" in text(page=page)


# Types


def test_a_book_has_its_publisher_place_edition_editors_and_pages():
    book = {"type": "book", "publisher": "Example Press", "publisher_place": "Utrecht", "edition": "3", **BARE}
    assert text(**book) == "Smith A. On smith2020. 3rd ed. Utrecht: Example Press; 2020."
    more = {"editor": [{"family": "Roe", "given": "X."}], "number_of_pages": "320", "ISBN": "1"}
    assert text(**book, **more) == "Smith A. On smith2020. 3rd ed. Roe X, editor. Utrecht: Example Press; 2020. 320 p."
    assert text(**book, **more, author=None).count("Roe X, editor") == 1


def test_a_chapter_has_its_book_and_a_thesis_its_kind():
    chapter = {**BARE, "type": "chapter", "publisher": "P", "container_title": "Big <i>book</i>", "page": "12-19"}
    editors = [{"family": "Roe", "given": "X."}, {"family": "Poe", "given": "Y."}]
    expected = "Smith A. On smith2020. In: Roe X, Poe Y, editors. Big book. P; 2020. p. 12–9. (Series; no. 4)."
    assert text(**chapter, editor=editors, collection_title="Series", collection_number="4") == expected
    thesis = text(**BARE, type="thesis", publisher="University", publisher_place="Leiden", genre="PhD thesis")
    assert thesis == "Smith A. On smith2020 [PhD thesis]. [Leiden]: University; 2020."


def test_a_report_has_its_number():
    report = text(**BARE, type="report", publisher="RIVM", publisher_place="Bilthoven", number="12")
    assert report == "Smith A. On smith2020. Bilthoven: RIVM; 2020 Mar. Report no.: 12."


def test_a_page_on_the_web_has_its_address_and_the_day_of_the_visit():
    page = {**BARE, "type": "webpage", "URL": "https://example.org/a?b=1&c=2", "issued": None}
    page["accessed"] = {"date-parts": [["2026", 11, 24]]}
    citation = printed(**page)
    assert citation.text == (
        "Smith A. On smith2020 [Internet]. [cited 2026 Nov 24]. Available from: https://example.org/a?b=1&c=2"
    )
    assert [(link.text, link.target) for link in citation.links] == [("https://example.org/a?b=1&c=2",) * 2]


@pytest.mark.parametrize(
    ("doi", "address"),
    [
        ("10.1000/sample", "10.1000/sample"),
        (
            "10.1002/(SICI)1097-0258(19980815)17:15<1661::AID-SIM968>3.0.CO;2-2",
            "10.1002/(SICI)1097-0258(19980815)17:15%3C1661::AID-SIM968%3E3.0.CO;2-2",
        ),
        ('10.1000/a"b\\c%d#e?f', "10.1000/a%22b%5Cc%25d%23e%3Ff"),
        ("10.1000/é", "10.1000/%C3%A9"),
    ],
)
def test_a_doi_is_printed_as_it_is_and_linked_percent_encoded(doi, address):
    citation = printed(DOI=doi)
    assert citation.text.endswith(f"doi:{doi}")
    assert [(link.text, link.target) for link in citation.links] == [(doi, f"https://doi.org/{address}")]


# Short


@pytest.mark.parametrize(
    ("changes", "shown"),
    [
        ({}, "Smith, Journal of Samples 2020"),
        ({"author": [{"family": "Berg", "non-dropping-particle": "van den"}, SMITH]}, "van den Berg et al., Journal"),
        ({"author": [{"literal": "WHO &amp; co"}]}, "WHO & co, Journal of Samples 2020"),
        ({"author": None}, "Journal of Samples 2020"),
        ({"container-title": None}, "Smith, 2020"),
        ({"author": None, "container-title": None, "title": "A <i>book</i>"}, "A book 2020"),
        ({"author": None, "editor": [SMITH], "issued": None}, "Smith, Journal of Samples"),
    ],
)
def test_a_short_citation_says_who_where_and_when(changes, shown):
    csl = {k: v for k, v in {**reference().csl, **changes}.items() if v is not None}
    assert short_citation(reference(csl=csl)).text.startswith(shown)


# Whatever a reference manager holds


def test_every_field_that_the_style_can_print_is_given_to_the_processor():
    asked = {name for node in style().root.iter() for name in (node.get("variable") or "").split()}
    from_elsewhere = {"citation-number", "editor-translator"}  # the layout's; no reference manager writes it
    assert asked - from_elsewhere <= {*MARKED_FIELDS, *IDENTIFIERS, *NAME_FIELDS, *DATE_FIELDS, *LINK_FIELDS}


LETTERS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Sm")), min_size=1, max_size=9)
WORDS = st.lists(LETTERS, min_size=1, max_size=4).map(" ".join)
TYPED = WORDS.map(lambda words: words.replace("&", "&amp;").replace("<", "&lt;"))
MARKED = st.lists(
    st.tuples(st.sampled_from(["{}", "<i>{}</i>", "<b>{}</b>", "<sub>{}</sub>", "<sup>{}</sup>"]), TYPED), min_size=1
).map(lambda parts: "".join(form.replace("{}", words) for form, words in parts))
CAPITAL = st.characters(codec="utf-8", categories=("Lu",))
FAMILY = st.text(st.characters(codec="utf-8", categories=("L",)), min_size=1, max_size=9)
GIVEN = st.lists(st.tuples(CAPITAL, FAMILY).map("".join), min_size=1, max_size=3).map(" ".join)
NAMES = st.fixed_dictionaries(
    {"family": FAMILY},
    optional={
        "given": GIVEN,
        "suffix": st.sampled_from(["Jr.", "III"]),
        "non-dropping-particle": st.sampled_from(["van", "de la"]),
        "dropping-particle": st.sampled_from(["von", "d'"]),
    },
) | st.fixed_dictionaries({"literal": TYPED})
FIELDS = ("publisher", "publisher-place", "edition", "genre", "volume", "issue", "number", "collection-title")
TYPES = ("book", "chapter", "report", "thesis", "webpage", "article-journal", "paper-conference", "article-magazine")
DATES = st.dates().map(lambda day: {"date-parts": [[day.year, day.month, day.day]]})
ITEMS = st.fixed_dictionaries(
    {"id": st.just("x"), "type": st.sampled_from(TYPES), "title": MARKED},
    optional={
        **dict.fromkeys((*FIELDS, "container-title"), MARKED),
        **dict.fromkeys(("author", "editor"), st.lists(NAMES, min_size=1, max_size=9)),
        **dict.fromkeys(DATE_FIELDS, DATES),
        "URL": st.just("https://example.org/?a=<b>&c"),
        "DOI": st.just("10.1000/a<b>c"),
    },
)


def squeezed(words):
    """What is compared: without spaces and the full stops, which the style sets and drops at the ends of fields."""
    return re.sub(r"[\s.,;:!?]+", "", words)


def asked_of(kind, field):
    """Does the style print the field for this type, whatever else an item has? Those that it abbreviates by rule."""
    serial = kind in ("article-journal", "article-magazine")
    return {
        "title": True,
        "container-title": True,
        "publisher": not serial,
        "publisher-place": not serial,
        "edition": kind != "webpage",
        "genre": True,
        "volume": serial,
        "issue": serial,
        "number": kind in ("report",),
        "collection-title": True,
    }[field]


@settings(max_examples=200)
@given(ITEMS)
def test_every_field_given_is_in_the_print(item):
    (citation,) = vancouver_citations([reference("x", csl=item)])
    shown = squeezed(citation.text).lower()
    for field in ("title", "container-title", *FIELDS):
        if field in item and asked_of(item["type"], field):
            typed = squeezed(plain_text(item[field])).lower()
            is_ordinal = field == "edition" and re.fullmatch("[0-9]+", typed)  # `03` is printed as `3rd`
            assert (str(int(typed)) if is_ordinal else typed) in shown, field
    assert not re.search(r"[\x00-\x1f]", citation.text)
    kept = [part.text for part in citation.parts if part.field]
    assert [field for field in LINK_FIELDS if item.get(field) in kept] == [
        f for f in LINK_FIELDS if f in item and (f == "DOI" or item["type"] != "article-journal" or "DOI" not in item)
    ]


@given(st.lists(NAMES, min_size=1, max_size=9), st.sampled_from([*NAME_FIELDS[:2]]), st.sampled_from(TYPES[:4]))
def test_every_part_of_every_name_given_is_in_the_print(names, field, kind):
    (citation,) = vancouver_citations([reference("x", csl={"id": "x", "type": kind, "title": "T", field: names})])
    byline = citation.text
    for name in names[: 6 if len(names) > 6 else None]:
        for part, words in name.items():
            shown = html.unescape(words)
            expected = [word[0] for word in shown.split()] if part == "given" else [squeezed(shown)]
            assert all(one in squeezed(byline) for one in expected), (part, words)
    assert ("et al." in byline) == (len(names) > 6)
