"""What would keep a machine busy for hours ends within its limits, is reported, and the other edition is built."""

from __future__ import annotations

import struct
import zlib

import pytest
from samples import TODAY

from leaflet.build.options import BuildOptions, Selection
from leaflet.build.pipeline import build
from leaflet.build.workers import Limits

pytestmark = pytest.mark.slow

PRODUCT = Limits()
"""Where a law must speak and not the clock: what a build has when nobody says otherwise."""
LIMITS = Limits(seconds=40, cpu_seconds=15, megabytes=1200)
TEMPLATE = "layouts/uncertainty-checklist/page.html.j2"
FIGURE = "sources/topics/bdnf-trkb/figures/bdnf-trkb.svg"
BOMBED, OTHER = "bdnf-trkb/uncertainty-checklist/en-NL", "bdnf-trkb/clinician-handout/en-NL"
SELECTION = Selection(layouts=("uncertainty-checklist", "clinician-handout"), locales=("en-NL",))


def _png(side):
    """A black picture of `side` × `side` points, one bit each."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    squeeze = zlib.compressobj(9)
    row = bytes(1 + side // 8)
    data = b"".join(squeeze.compress(row) for _ in range(side)) + squeeze.flush()
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def _in_the_template(html):
    def put(root):
        path = root / TEMPLATE
        text = path.read_text("utf-8")
        assert "{% block body %}" in text
        path.write_text(text.replace("{% block body %}", "{% block body %}" + html, 1), "utf-8")

    return put


def _in_the_style(rule):
    def put(root):
        with (root / "layouts/uncertainty-checklist/page.css").open("a", encoding="utf-8") as css:
            css.write(f"\n{rule}\n")

    return put


def _picture(root):
    (root / "layouts/uncertainty-checklist/large.png").write_bytes(_png(12_000))
    _in_the_style("body { background: url(asset:large.png) }")(root)


def _copies(root):
    uses = '<use href="asset:many.svg#a"/>' * 100_000
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path id="a" d="M0 0h1"/>{uses}</svg>'
    (root / "layouts/uncertainty-checklist/many.svg").write_text(svg, "utf-8")
    _in_the_style("body { background: url(asset:many.svg) }")(root)


BOMBS = {
    "nested-flex": (_in_the_template('<div style="display:flex">' * 60 + "x" + "</div>" * 60), "wrong-markup"),
    "huge-colspan": (_in_the_template('<table><tr><td colspan="1000000000">x</td></tr></table>'), "wrong-markup"),
    "a-picture-of-144-million-points": (_picture, "low-contrast"),
    "a-hundred-thousand-copies": (_copies, "unreadable-pdf"),
}
"""Each with what is told of it, beside other things: its document, what it looks like, or a bound that it breaks."""
REASONS = (
    f"took more than {LIMITS.seconds:g} seconds",
    f"took more than {LIMITS.cpu_seconds} seconds of the processor",
    f"needed more than {LIMITS.megabytes} MB of memory",
)


@pytest.mark.filterwarnings("ignore:Image size")  # outside of tests Pillow's warning is no error
@pytest.mark.parametrize(("bomb", "rule"), BOMBS.values(), ids=BOMBS)
def test_a_bomb_is_stopped_by_a_law_and_the_other_edition_is_built(project, tmp_path, bomb, rule):
    bomb(project)
    outcomes, _ = build(project, tmp_path / "out", TODAY, SELECTION, lambda *_: None, BuildOptions(limits=PRODUCT))
    by_name = {outcome.edition: outcome for outcome in outcomes}
    assert by_name[OTHER].path
    assert by_name[BOMBED].path is None
    assert rule in {problem.rule for problem in by_name[BOMBED].problems}


def test_a_drawing_of_a_hundred_thousand_copies_is_refused_unread(project, tmp_path):
    uses = '<use href="#a"/>' * 100_000
    words = "<title>T</title><desc>D</desc>"
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{words}<g id="a"/>{uses}</svg>'
    (project / FIGURE).write_text(svg, "utf-8")
    outcomes, problems = build(
        project, tmp_path / "out", TODAY, SELECTION, lambda *_: None, BuildOptions(limits=LIMITS)
    )
    assert not [outcome for outcome in outcomes if outcome.path]
    assert {p.span.path for p in problems if p.rule in ("unsafe-svg", "too-large")} == {FIGURE}


def test_a_style_that_keeps_the_renderer_busy_ends_and_its_edition_is_named(project, tmp_path):
    with (project / "layouts/clinician-handout/page.css").open("a", encoding="utf-8") as css:
        css.write("\nbody * { display: inline-flex }\n")
    outcomes, _ = build(project, tmp_path / "out", TODAY, SELECTION, lambda *_: None, BuildOptions(limits=LIMITS))
    by_name = {outcome.edition: outcome for outcome in outcomes}
    assert by_name[BOMBED].path
    (problem,) = by_name[OTHER].problems
    assert problem.rule == "edition-lost"
    assert OTHER in problem.message
    assert problem.message.endswith(REASONS)
