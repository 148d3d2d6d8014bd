"""What an editor may do, builds: a review by anybody whose name `sign-off` takes, any address and brand that are read.

Each pair of such choices is on the pages of each layout, topic and locale, and so are the longest of all together.
"""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass, replace

import pytest
from samples import TODAY

from leaflet.compose.brand import brand_files
from leaflet.compose.document import compose
from leaflet.editions.from_library import editions
from leaflet.editions.sign_off import MAX_LETTERS, Signature, review_records
from leaflet.model.brand import MAX_BRAND_NAME
from leaflet.model.house import MAX_ADDRESS
from leaflet.preflight import check_document, preflight
from leaflet.problem import has_errors
from leaflet.read.sources import read_library
from leaflet.render.document import render

NAME, ROLE = "Dr. Maria van den Heuvel-Bakker", "klinisch psycholoog, UMC Leiden-N"
LONG = f"https://leaflets.{'long-' * 9}name"[: MAX_ADDRESS - len(".example")] + ".example"
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 24"><path d="M1 1h58v22H1z" fill="#b00020"/></svg>'


@dataclass(frozen=True)
class Choices:
    """What an editor has chosen."""

    review: tuple[str, str] | None = None
    address: str = ""
    brand: str = ""

    def __str__(self):
        return f"{'reviewed by ' + ' '.join(self.review) if self.review else 'draft'}, {self.address}, {self.brand}"


SHORTEST, ORDINARY, LONGEST = ("A", "B"), ("Dr. J. de Vries", "psychiater, UMC Utrecht"), (NAME, ROLE)
HOUSE = "Stichting Voorlichting Midden-Nederland."
PAIRWISE = (
    Choices(None, "", HOUSE),
    Choices(None, LONG, ""),
    Choices(SHORTEST, "", ""),
    Choices(SHORTEST, LONG, HOUSE),
    Choices(ORDINARY, "", HOUSE),
    Choices(ORDINARY, LONG, ""),
    Choices(LONGEST, "", ""),
    Choices(LONGEST, LONG, HOUSE),
)


def test_the_longest_are_as_long_as_may_be():
    assert (len(NAME + ROLE), len(LONG), len(HOUSE)) == (MAX_LETTERS, MAX_ADDRESS, MAX_BRAND_NAME)


def test_each_pair_of_choices_is_among_them():
    reviews, addresses, brands = ({getattr(c, name) for c in PAIRWISE} for name in ("review", "address", "brand"))
    assert {(c.review, c.address) for c in PAIRWISE} == {(r, a) for r in reviews for a in addresses}
    assert {(c.review, c.brand) for c in PAIRWISE} == {(r, b) for r in reviews for b in brands}
    assert {(c.address, c.brand) for c in PAIRWISE} == {(a, b) for a in addresses for b in brands}


def house_with(root, choices):
    house = root / "sources/house.yaml"
    text = house.read_text("utf-8")
    if choices.address:
        text += f"base_url: {choices.address}\n"
    if choices.brand:
        (root / "sources/brand").mkdir()
        (root / "sources/brand/logo.svg").write_text(LOGO, "utf-8")
        text += f"brand:\n  name: {choices.brand}\n  logo: {{file: brand/logo.svg, alt: Mark of the house}}\n"
    house.write_text(text, "utf-8")


def reviewed(library, by):
    topics = []
    for topic in library.topics:
        own = [e for e in editions(library, TODAY) if e.topic.meta.id == topic.meta.id and e.can_be_made]
        topics.append(topic.model_copy(update={"reviews": review_records(own, Signature(*by, TODAY), TODAY)}))
    return replace(library, topics=tuple(topics))


@pytest.mark.slow
@pytest.mark.parametrize("choices", PAIRWISE, ids=str)
def test_it_builds(choices, repository, tmp_path):
    shutil.copytree(repository / "sources", tmp_path / "sources")
    house_with(tmp_path, choices)
    library, problems = read_library(tmp_path)
    assert not has_errors(problems), problems
    if choices.review:
        library = reviewed(library, choices.review)
    refused = {e.id: found for e in editions(library, TODAY) if e.can_be_made and (found := faults(e, choices))}
    assert refused == {}


def faults(edition, choices):
    html = compose(edition)
    made = render(html, *edition.layout.folders, given=brand_files(edition))
    boxes = [f"{found.fit_id}: {found.overflow_mm:.1f} mm" for found in made.overflows]
    pages = [] if edition.layout.pages.allows(made.page_count) else [f"{made.page_count} pages"]
    checked = (*check_document(html, edition), *preflight(made.pdf, edition, html)[0])
    assert not choices.review or re.search("data-reviewed|Beoordeeld door|Reviewed by", html)
    return [*boxes, *pages, *(f"{problem.rule}: {problem.message}" for problem in checked)]


@pytest.mark.slow
def test_an_ordinary_review_makes_large_print_no_longer(repository):
    library, _ = read_library(repository)
    drafts, ordinary = (
        {e.id: render(compose(e), *e.layout.folders).page_count for e in large_print(one)}
        for one in (library, reviewed(library, ORDINARY))
    )
    assert ordinary == drafts


def large_print(library):
    return [e for e in editions(library, TODAY) if e.layout.id == "large-print" and e.can_be_made]
