"""Room to write in, pictures, boxes and lists: each way to spoil one is told, and nothing that a designer may do is.

In view of time each case is held against the laws one after the other, and counts as told by the first.
"""

from __future__ import annotations

import io
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from laws.violations.appearance import appearance, difference
from laws.violations.rooms import HONEST, REAL_HONEST, REAL_VIOLATIONS, VIOLATIONS, important
from leaflets import html, two_pages
from PIL import Image
from samples import layout, section

from leaflet.build.layout_problems import layout_problems
from leaflet.compose.brand import brand_files
from leaflet.compose.document import compose
from leaflet.editions.from_library import editions
from leaflet.model import PageBounds, Picture, Prose
from leaflet.pixels import digest_of_file
from leaflet.preflight import LAWS
from leaflet.preflight.instrument.finished_file import open_finished_file
from leaflet.read.sources import read_library
from leaflet.render.document import render

pytestmark = pytest.mark.slow
REPOSITORY = Path(__file__).parents[2]
TODAY = date(2026, 11, 24)
OWN_LAWS = ("no-room-to-write", "broken-note-box", "wrong-picture")
IN_ORDER = sorted(LAWS, key=lambda law: law.NAME not in OWN_LAWS)
STEPS = "1. Drink 2*50 ml of water.\n2. Sit down.\n    1. Sit at a table.\n    2. Stay seated until you can stand up."
LOG = "| day | time | upper | notes |\n|---|---|---|---|\n| 1 |  |  |  |\n| 2 |  |  |  |\n| 3 |  |  |  |"
WARNING = "> [!WARNING]\n> Don't drive:\n>\n> - with fever\n> - after 2*50 mg\n>\n> Call first."
AFTER = "Some more words stand here, after the picture, and go on for a while so that they fill more than a line of it."
PAGE = """
@page { size: 180mm 297mm; margin: 10mm } html { font-size: 10pt } .page + .page { break-before: page }
p, ul, h1, h2, h3 { margin: 0 0 1mm; font-size: 10pt } .prose { margin-bottom: 2mm } .picture img { width: 66mm }
"""


def _picture():
    stream = io.BytesIO()
    pixels = Image.radial_gradient("L").resize((1000, 600)).convert("RGB")
    pixels.save(stream, "PNG")
    data = stream.getvalue()
    return Picture(
        id="steps.2",
        file="figures/cuff.png",
        description="A cuff",
        data=data,
        media_type="image/png",
        pixels=pixels.size,
        digest=digest_of_file(data),
    )


@cache
def _sample():
    """An edition with all parts of running text, and the styles that the project's layouts share."""
    texts = {1: STEPS, 3: AFTER, 4: "> [!TIP]\n> Measure at one time.", 5: "> [!NOTE]\n> Arms differ."}
    texts |= {6: WARNING, 7: "Write it down here.", 8: LOG}
    first, *others = (Prose(id=f"steps.{n}", markdown=text) for n, text in texts.items())
    sections = (section("steps", blocks=(first, _picture(), *others)),)
    plain = {"claims": (), "uncertainties": ()}
    own = two_pages().topic.model_copy(update={"sections": sections, **plain})
    shows = ("prose", "uncertainties", "contacts", "short-references")
    page = layout(width_mm=180, height_mm=297, pages=PageBounds(at_most=4), shows=shows)
    return two_pages(sections=sections, topic=own, layout=page, **plain)


def _document(css):
    base = (REPOSITORY / "layouts/base/base.css").read_text("utf-8")
    text = html(_sample(), base + PAGE + important(css))
    return text.replace("<div data-block", "<div class=prose data-block").replace(
        '<p data-block="steps', '<p class=prose data-block="steps'
    )


@cache
def _real(name):
    library, _ = read_library(REPOSITORY)
    edition = next(e for e in editions(library, TODAY) if e.id == f"bdnf-trkb/{name}/nl-NL")
    return edition, compose(edition)


def _told(edition, text, rendered, every=False):
    """The rules that it breaks: of the first law that tells something, or of `every` one."""
    found = [problem.rule for problem in layout_problems(rendered, edition, text)]
    with open_finished_file(rendered.pdf, edition, text) as file:
        for law in IN_ORDER:
            if found and not every:
                break
            problems = (*(law.check(file) if hasattr(law, "check") else ()),)
            problems += (*(law.check_pages(file) if hasattr(law, "check_pages") else ()),)
            found += [problem.rule for problem in problems]
    return found


def _of_sample(css, every=False):
    text = _document(css)
    rendered = render(text, REPOSITORY / "layouts/large-print")
    return _told(_sample(), text, rendered, every), rendered.pdf


def _of_real(name, css, every=False):
    edition, text = _real(name)
    changed = text.replace("</style>", f"{important(css)}</style>", 1)
    rendered = _rendered(edition, changed)
    return _told(edition, changed, rendered, every), rendered.pdf


def _rendered(edition, text):
    return render(text, *edition.layout.folders, given=brand_files(edition))


@cache
def _untouched():
    return appearance(_of_sample("")[1])


@pytest.mark.parametrize("family", VIOLATIONS)
def test_each_way_to_spoil_a_part_is_told(family):
    silent = {}
    for name, css in VIOLATIONS[family].items():
        rules, pdf = _of_sample(css)
        if not rules:
            silent[name] = difference(_untouched(), appearance(pdf)).pixels
    assert silent == {}


@pytest.mark.parametrize("name", REAL_VIOLATIONS)
def test_each_way_to_spoil_a_layouts_room_to_write_is_told(name):
    assert [what for what, css in REAL_VIOLATIONS[name].items() if not _of_real(name, css)[0]] == []


@pytest.mark.parametrize("name", HONEST)
def test_no_honest_style_is_refused(name):
    assert _of_sample(HONEST[name], every=True)[0] == []


@pytest.mark.parametrize("name", REAL_HONEST)
def test_no_honest_style_of_a_layout_is_refused(name):
    found = {what: _of_real(name, css, every=True)[0] for what, css in {"as it is": "", **REAL_HONEST[name]}.items()}
    assert {what: rules for what, rules in found.items() if rules} == {}


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [("uncertainty-checklist", ' data-write="ticks"', ""), ("trifold", ' data-write="number"', "")],
)
def test_room_that_a_template_does_not_declare_is_told(name, old, new):
    edition, text = _real(name)
    changed = text.replace(old, new)
    assert changed != text
    assert "no-room-to-write" in _told(edition, changed, _rendered(edition, changed), every=True)


def test_there_are_ways_enough():
    assert sum(map(len, (*VIOLATIONS.values(), *REAL_VIOLATIONS.values()))) >= 60
    assert sum(map(len, (HONEST, *REAL_HONEST.values()))) >= 30
