"""Drawings as Inkscape, Illustrator and Figma write them: each is accepted, says its labels, and looks as it did."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from drawn import clean, cleaned_text, difference, inline_picture, picture

from leaflet.svg.elements import SVG_NAMESPACE, as_svg, parse_svg
from leaflet.svg.labels import labels
from leaflet.svg.placement import placement_faults

PROGRAMS = Path(__file__).with_name("programs")
LABELS = {
    "inkscape": ["A receptor", "A receptor in a membrane.", "5-HT2A", "receptor here", "membrane"],
    "illustrator": ["A receptor", "A receptor in a membrane.", "5-HT2A receptor", "outside", "inside"],
    "figma": ["before", "and after"],
}


def written_by(program):
    return (PROGRAMS / f"{program}.svg").read_text("utf-8")


def test_every_program_has_its_labels():
    assert {file.stem for file in PROGRAMS.iterdir()} == set(LABELS)


@pytest.mark.parametrize("program", LABELS)
def test_its_labels_are_read_in_their_order(program):
    drawing = clean(written_by(program))
    assert [label.text for label in labels(drawing)] == LABELS[program]
    assert [label.text for label in labels(parse_svg(as_svg(drawing)))] == LABELS[program]
    assert placement_faults(drawing) == ()


@pytest.mark.parametrize("program", LABELS)
def test_nothing_is_left_of_the_program(program):
    text = cleaned_text(written_by(program))
    tree = parse_svg(text)
    assert {element.namespace for element in tree.walk()} == {SVG_NAMESPACE}
    names = {name for element in tree.walk() for name in element.attrib}
    assert not {"style", "class", "href", "version"} & names
    assert not re.search(r"inkscape|sodipodi|adobe|http://(?!www\.w3\.org/2000/svg)|https:", text)
    ids = {element.attrib["id"] for element in tree.walk() if "id" in element.attrib}
    assert ids == set(re.findall(r"url\(#([^)]*)\)", text))


@pytest.mark.slow
@pytest.mark.parametrize("program", LABELS)
def test_it_looks_as_it_did(program):
    text = written_by(program)
    if program == "inkscape":  # WeasyPrint knows no baseline-shift: told what is meant by it in its own way
        text = text.replace('font-size:65%;baseline-shift:sub"', 'font-size:3.9px" dy="1.2"')
        text = text.replace("receptor  here", "receptor\u00a0\u00a0here")  # nor that a tspan keeps its parent's space
        text = text.replace("markerless", "")
    before, after = picture(text), inline_picture(cleaned_text(written_by(program)))
    assert difference(before, np_white(before)) > 0.05
    assert difference(before, after) < 0.002


def np_white(like):
    """An empty page of the same size."""
    return like * 0 + 255
