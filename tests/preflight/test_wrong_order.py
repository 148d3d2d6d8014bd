"""Claims in a table: in the order of their file, those without and with evidence from people apart or together."""

from __future__ import annotations

import pytest
from leaflets import changed, listed, printed, set_claim, two_pages
from samples import claim, layout, topic

from leaflet.model import PageBounds
from leaflet.preflight import preflight

TABLE = layout(pages=PageBounds(exactly=1), shows=("claims",))
CLAIMS = (claim("growth"), claim("trial", level="human-trial"), claim("binding"), claim("mood", level="human-trial"))


@pytest.fixture
def handout():
    return two_pages(layout=TABLE, topic=topic(claims=CLAIMS), claims=CLAIMS, sections=(), uncertainties=())


def problems_of(edition, names: str, before: str = "") -> tuple[str, ...]:
    """What wrong-order and missing-claim say when the claims are printed in this order."""
    texts = edition.required.texts
    claims = {text.id: text for text in texts if text.kind == "claim"}
    order = [claims[name] for name in names.split()]
    document = listed(edition, (*(text for text in texts if text.kind != "claim"), *order)).replace(
        "<body>", f"<body>{before}"
    )
    problems, _ = preflight(printed(document), edition)
    return tuple(p.message for p in problems if p.rule in ("wrong-order", "missing-claim"))


@pytest.mark.parametrize(
    "names", ["growth trial binding mood", "growth binding trial mood", "trial mood growth binding"]
)
def test_together_or_apart(handout, names):
    assert problems_of(handout, names) == ()


def test_swapped(handout):
    assert problems_of(handout, "growth mood binding trial") == (
        "`mood` stands before `trial` in sample/leaflet/en-NL; the source has it after",
    )


def test_a_claim_that_also_stands_in_the_text_counts_where_it_is_whole(handout):
    text = "".join(set_claim(handout, claim_) for claim_ in reversed(CLAIMS))
    assert problems_of(handout, "growth trial binding mood", text) == ()


@pytest.mark.parametrize("turned", [False, True])
def test_without_structure_the_order_of_drawing_counts(handout, turned):
    def without_tags(pdf):
        del pdf.Root["/StructTreeRoot"]

    order = handout.required.texts[::-1] if turned else handout.required.texts
    problems, _ = preflight(changed(printed(listed(handout, order)), without_tags), handout)
    assert bool([p for p in problems if p.rule == "wrong-order"]) == turned
