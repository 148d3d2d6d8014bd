"""Sections on panels: in their order, none lost, as even as can be; what is estimated is measured on the pages."""

from __future__ import annotations

import random
from itertools import product

import pytest
from samples import TODAY, claim, edition, layout, section

from leaflet.compose import panels
from leaflet.compose.document import compose
from leaflet.compose.panels import TYPE_STEPS, in_panels, section_lines
from leaflet.editions.from_library import editions
from leaflet.lengths import MM_PER_PX
from leaflet.model import ClaimPlaceholder, Effect, FactBox, OutcomeCount, Prose
from leaflet.read.sources import read_library
from leaflet.render.assets import AssetFetcher
from leaflet.render.box_tree import descendants
from leaflet.render.document import weasyprint_ready

LETTERS = 55
LINE_MM = 4.3
"""A line of running text in the trifold where the type isn't larger."""
MOST_FILLED = 0.9


def _sections(numbers):
    """A few sections, from a heading alone to more than a panel."""
    count = numbers.randrange(8)
    return tuple(section(f"s{n}", blocks=tuple(_blocks(numbers, n))) for n in range(count))


def _blocks(numbers, n):
    for part in range(numbers.randrange(4)):
        words = "word " * numbers.choice((1, 10, 60, 300))
        yield Prose(id=f"s{n}.{part}", markdown=numbers.choice(("", "- ", "| ")) + words)


def _fullest(groups, rooms, key):
    """How full the fullest panel is; `groups` are the numbers and the sections of each."""
    before, more = key
    filled = [sum(section_lines(edition(), s, LETTERS) + more * (n == before) for n, s in group) for group in groups]
    return max(lines / room for lines, room in zip(filled, rooms, strict=True))


def _all_ways(sections, rooms):
    """Every way to put them on the panels in their order, tried one by one."""
    for panel_of in product(range(len(rooms)), repeat=len(sections)):
        if list(panel_of) == sorted(panel_of):
            yield [[(n, s) for n, s in enumerate(sections) if panel_of[n] == p] for p in range(len(rooms))]


def _numbered(groups):
    numbered = enumerate(s for group in groups for s in group)
    return [[next(numbered) for _ in group] for group in groups]


@pytest.mark.parametrize("seed", range(120))
def test_order_is_kept_none_is_lost_and_the_fullest_panel_is_as_empty_as_can_be(seed):
    numbers = random.Random(seed)
    sections = _sections(numbers)
    rooms = [numbers.choice((20, 38, 40, 45)) for _ in range(numbers.choice((1, 2, 3, 3)))]
    key = (numbers.randrange(len(sections) + 1), numbers.choice((0, 10)))
    found = in_panels(edition(), sections, rooms, LETTERS, key)
    assert len(found.groups) == len(rooms)
    assert tuple(s for group in found.groups for s in group) == sections
    fullest = _fullest(_numbered(found.groups), rooms, key)
    assert fullest == pytest.approx(min(_fullest(groups, rooms, key) for groups in _all_ways(sections, rooms)))
    _assert_largest_type_that_fits(found.step, fullest)


def _assert_largest_type_that_fits(step, fullest):
    """The type is never larger than what fits, and no smaller than it need be."""
    fits = [n for n, scale in enumerate(TYPE_STEPS) if fullest * scale * scale <= MOST_FILLED]
    assert step == max(fits, default=0)


def test_every_step_of_type_is_taken_by_some_text():
    whole = section_lines(edition(), section(), LETTERS)
    steps = {
        in_panels(edition(), (section(),), [whole * hundredths / 100], LETTERS).step for hundredths in range(90, 190)
    }
    assert steps == set(range(len(TYPE_STEPS)))


def test_what_stands_before_a_section_moves_with_it():
    two = tuple(section(name, blocks=(Prose(id=f"{name}.1", markdown="word " * 110),)) for name in ("a", "b", "c"))
    assert [len(group) for group in in_panels(edition(), two, [40, 45], LETTERS, (0, 0)).groups] == [1, 2]
    assert [len(group) for group in in_panels(edition(), two, [45, 40], LETTERS, (2, 20)).groups] == [2, 1]


@pytest.mark.parametrize("shows", [("prose", "numbers"), ("prose",)])
def test_the_drawings_of_a_claims_numbers_are_counted_where_the_layout_prints_them(shows):
    rows = [
        ("benefit", "fewer symptoms", "1 mg", 18),
        ("benefit", "fewer symptoms", "25 mg", 37),
        ("harm", "harm", "all", 7),
    ]
    counts = tuple(
        OutcomeCount(effect=Effect(effect), outcome=outcome, group=group, count=count, sources=("smith2020",))
        for effect, outcome, group, count in rows
    )

    def lines(numbers):
        counted = edition(claims=(claim(numbers=numbers),), layout=layout(shows=shows))
        return section_lines(counted, section(blocks=(ClaimPlaceholder(claim="growth"),)), LETTERS)

    hundred, two = lines(FactBox(per=100, counts=counts)), lines(FactBox(per=100, counts=counts[:2]))
    thousand = lines(FactBox(per=1000, counts=counts[:2]))
    without = lines(None)
    if "numbers" in shows:
        assert without + 8 < two == hundred < without + 14  # three stand side by side
        assert thousand > without + 20  # one below the other
    else:
        assert without == two == hundred == thousand


def _trifolds(repository):
    library, _ = read_library(repository)
    return [e for e in editions(library, TODAY) if e.layout.id == "trifold"]


@pytest.mark.slow
def test_estimates_are_within_15_percent_of_what_is_measured_in_the_trifold(repository, monkeypatch):
    monkeypatch.setattr(panels, "TYPE_STEPS", (1.0,))  # a line is as high in all
    wrong = {}
    trifolds = _trifolds(repository)
    for one in trifolds:
        measured = _measured_lines(one)
        assert len(measured) >= 4
        estimated = {s.id: section_lines(one, s, LETTERS) for s in one.sections if s.id in measured}
        assert estimated.keys() == measured.keys()
        wrong |= {
            f"{one.topic.meta.id}/{one.locale}/{name}": (round(lines, 1), round(estimated[name], 1))
            for name, lines in measured.items()
            if not 0.85 <= estimated[name] / lines <= 1.15
        }
    assert len(trifolds) >= 6
    assert not wrong


def _measured_lines(one):
    """The sections on the inside of a trifold and how high each is, in lines, with the white below it."""
    log = []
    assets = AssetFetcher(tuple(folder.resolve() for folder in one.layout.folders), log)
    document = weasyprint_ready().HTML(string=compose(one), url_fetcher=assets).render()
    boxes = (box for box in descendants(document.pages[1]._page_box) if _is_section(box))
    return {_section_id(box): box.margin_height() * MM_PER_PX / LINE_MM for box in boxes}


def _is_section(box):
    return box.element_tag == "section" and "section" in (box.element.get("class") or "").split()


def _section_id(box):
    return next(child.get("data-block").removeprefix("section.") for child in box.element if child.tag == "h2")
