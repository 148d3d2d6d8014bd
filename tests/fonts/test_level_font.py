"""The shapes of the levels: the font is what its tool draws, of one stroke weight, and known wherever a ladder is."""

from __future__ import annotations

import hashlib
import math
import runpy

import pytest
import yaml
from fontTools.pens.areaPen import AreaPen
from fontTools.pens.perimeterPen import PerimeterPen
from fontTools.ttLib import TTFont

from leaflet import fonts

FILE = fonts.CONFIG.parent / "LeafletLevels-Regular.ttf"
WEIGHT = 92
"""Thousandths of the size."""


@pytest.fixture(scope="module")
def shapes():
    font = TTFont(FILE)
    return {chr(code): (font.getGlyphSet()[name], font["glyf"][name]) for code, name in font.getBestCmap().items()}


def _stroke_weight(shape):
    """Of a shape of which each point is as far from the other side: its area by half of its outline's length."""
    area, outline = AreaPen(), PerimeterPen()
    shape.draw(area)
    shape.draw(outline)
    return 2 * abs(area.value) / outline.value


def test_the_file_is_what_the_tool_draws(repository, tmp_path):
    runpy.run_path(str(repository / "tools/level-font"))["font"](tmp_path / "font.ttf")
    drawn, listed = ((tmp_path / "font.ttf").read_bytes(), next(f for f in fonts.FONTS if f.file == FILE.name))
    assert drawn == FILE.read_bytes(), "run `tools/level-font`, and write its checksum into fonts.toml"
    assert hashlib.sha256(drawn).hexdigest() == listed.sha256


@pytest.mark.parametrize("sign", "⭘⬦△")
def test_hollow_shapes_have_one_stroke_weight(shapes, sign):
    assert math.isclose(_stroke_weight(shapes[sign][0]), WEIGHT, rel_tol=0.02)


def test_the_arrows_of_a_dispute_have_it_too(shapes):
    heights = [y for _, y in shapes["⇄"][1].coordinates]
    shaft = sorted(y for y in heights if abs(y - 510) < WEIGHT)
    assert shaft[-1] - shaft[0] == WEIGHT


def test_every_sign_of_the_ladder_is_drawn_but_the_question_mark(shapes, repository):
    ladder = yaml.safe_load((repository / "sources/evidence.yaml").read_text("utf-8"))
    signs = {level["symbol"] for level in ladder["levels"]} | {ladder["contested_symbol"]}
    assert signs - set(shapes) == {"❓"}
