"""The picture to look at a finished piece by: each page in each way of looking, a folded sheet as it is opened."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image
from samples import layout

from leaflet.preflight.instrument.open_file import UnreadablePdfError, open_pages
from leaflet.preflight.instrument.raster import Mode, render_page
from leaflet.proof_sheets.folded import folded_views
from leaflet.proof_sheets.sheet import proof_sheet

FOLDS, WIDTH, HEIGHT = (97, 197), 297, 210
"""mm, of a sheet whose flap is narrower than its other panels."""
FOLDED = layout(width_mm=WIDTH, height_mm=HEIGHT, folds_mm=FOLDS)
PANELS = {"flap": (0, 97), "back": (97, 197), "front": (197, 297)}
"""Of the outside, mm; the inside is turned over, so that its right panel is the flap's other side."""
LEFT = (0, 100)


def _page(seed, width=WIDTH, height=HEIGHT):
    """A page of which no two places look alike: 4 × 4 mm in colours by chance."""
    squares = np.random.default_rng(seed).integers(0, 256, (height // 4, width // 4, 3), np.uint8)
    return Image.fromarray(squares).resize((width * 4, height * 4), Image.Resampling.NEAREST)


def _pdf(*pages):
    file = io.BytesIO()
    pages[0].save(file, "PDF", save_all=True, append_images=pages[1:], resolution=4 * 25.4)
    return file.getvalue()


def shown(pdf, number, dpi):
    """The page with this number, as it is printed."""
    with open_pages(pdf) as pages:
        return Image.fromarray(render_page(pages[number].page, dpi, Mode.PRINT)[..., 2::-1])  # BGRX


def cut(page, edges):
    """The part of a page of `WIDTH` between `edges`, mm."""
    left, right = (round(edge * page.width / WIDTH) for edge in edges)
    return page.crop((left, 0, right, page.height))


def has(sheet, picture, left):
    """Stands `picture` somewhere in the `sheet`, its left edge at `left`?"""
    whole, part = np.asarray(sheet), np.asarray(picture.convert("RGB"))
    height, width, _ = part.shape
    column = whole[:, left : left + width]
    rows = np.flatnonzero((column[: len(whole) - height + 1] == part[0]).all(axis=(1, 2)))
    return any((column[row : row + height] == part).all() for row in rows)


def black_or_white(picture):
    return picture.convert("L").point(lambda level: 255 if level >= 128 else 0)


def test_each_page_is_there_in_each_way_of_looking_and_beside_the_one_before_it():
    pdf = _pdf(*(_page(seed, 210, 296) for seed in (1, 2)))
    sheet = Image.open(io.BytesIO(proof_sheet(pdf, layout(), "x/y/en-NL"))).convert("RGB")
    ways = {
        "at reading size": [shown(pdf, n, 100) for n in (0, 1)],
        "small": [shown(pdf, n, 30) for n in (0, 1)],
        "in grey": [shown(pdf, n, 50).convert("L") for n in (0, 1)],
        "photocopied": [black_or_white(shown(pdf, n, 142)) for n in (0, 1)],
    }
    for way, (first, second) in ways.items():
        assert has(sheet, first, 24), way
        assert has(sheet, second, 24 + first.width + 24), way
        assert not has(sheet, second, 24), way


def test_colours_are_those_of_the_page():
    red = Image.new("RGB", (WIDTH, HEIGHT), (200, 20, 40))
    sheet = Image.open(io.BytesIO(proof_sheet(_pdf(red), layout(), "x/y/en-NL"))).convert("RGB")
    found = sheet.getpixel((100, 300))
    assert max(abs(one - other) for one, other in zip(found, (200, 20, 40), strict=True)) < 8


def test_a_row_is_no_wider_than_a_screen():
    pdf = _pdf(*(_page(seed, 210, 296) for seed in range(9)))
    sheet = Image.open(io.BytesIO(proof_sheet(pdf, layout(), "x/y/en-NL"))).convert("RGB")
    assert sheet.width <= 3600 + 2 * 24
    for number, left in ((0, 0), (1, 1), (4, 0), (8, 0)):  # four pages stand in a row
        page = shown(pdf, number, 100)
        assert has(sheet, page, 24 + left * (page.width + 24)), number


def test_a_folded_sheet_is_shown_closed_with_its_cover_opened_and_opened_whole():
    outside, inside = _page(1), _page(2)
    views = dict(folded_views((outside, inside), FOLDS, WIDTH))
    assert list(views) == ["closed: front and back", "the cover opened: left panel and flap", "opened whole"]
    closed, opened, whole = views.values()
    for view, parts in (
        (closed, (cut(outside, PANELS["front"]), cut(outside, PANELS["back"]))),
        (opened, (cut(inside, LEFT), cut(outside, PANELS["flap"]))),
        (whole, (inside,)),
    ):
        assert view.size == (sum(part.width for part in parts), outside.height)
        left = 0
        for part in parts:
            assert view.crop((left, 0, left + part.width, part.height)).tobytes() == part.tobytes()
            left += part.width


def test_the_folded_views_stand_in_the_picture():
    pdf = _pdf(_page(1), _page(2))
    sheet = Image.open(io.BytesIO(proof_sheet(pdf, FOLDED, "x/trifold/en-NL"))).convert("RGB")
    outside, inside = shown(pdf, 0, 60), shown(pdf, 1, 60)
    front, left = cut(outside, PANELS["front"]), cut(inside, LEFT)
    assert has(sheet, front, 24)
    assert has(sheet, cut(outside, PANELS["back"]), 24 + front.width)
    assert has(sheet, left, 24)
    assert has(sheet, cut(outside, PANELS["flap"]), 24 + left.width)
    assert has(sheet, inside, 24)
    flat = Image.open(io.BytesIO(proof_sheet(pdf, layout(), "x/y/en-NL"))).convert("RGB")
    assert not has(flat, front, 24)
    assert flat.height < sheet.height


@pytest.mark.parametrize(("pages", "folds"), [(1, FOLDS), (3, FOLDS), (2, ()), (2, (148,)), (2, (74, 148, 222))])
def test_what_is_no_sheet_folded_twice_has_no_folded_views(pages, folds):
    assert not list(folded_views([_page(1)] * pages, folds, WIDTH))


@pytest.mark.parametrize("pdf", [b"", b"%PDF-1.7"])
def test_what_is_no_pdf_is_told(pdf):
    with pytest.raises(UnreadablePdfError):
        proof_sheet(pdf, layout(), "x/y/en-NL")
