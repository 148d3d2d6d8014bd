"""References in Vancouver style."""

from __future__ import annotations

from samples import reference

from leaflet.editions.citations import short_citation, vancouver_citations


def _with_authors(*authors):
    sample = reference()
    return reference(csl={**sample.csl, "author": list(authors)})


def test_a_reference_is_set_in_vancouver_style_without_its_number():
    (text,) = vancouver_citations([reference()])
    assert text == "Smith A. On smith2020. Journal of Samples. 2020;1:2–9. doi:10.1000/sample"


def test_order_is_that_of_the_list_given():
    texts = vancouver_citations([reference("b2020"), reference("a2019")])
    assert ["On b2020" in texts[0], "On a2019" in texts[1]] == [True, True]


def test_more_than_six_authors_are_cut_after_six():
    (text,) = vancouver_citations([_with_authors(*({"family": f"N{n}", "given": "A."} for n in range(8)))])
    assert text.startswith("N0 A, N1 A, N2 A, N3 A, N4 A, N5 A, et al. On")


def test_a_cut_byline_ends_in_et_al_once():
    cut = ({"family": "Smith", "given": "A."}, {"literal": "et al."}, {"family": "Last", "given": "Z."})
    (text,) = vancouver_citations([_with_authors(*cut)])
    assert text.startswith("Smith A, et al. On")
    assert short_citation(_with_authors(*cut)) == "Smith et al., Journal of Samples 2020"


def test_no_references_no_texts():
    assert vancouver_citations([]) == ()
