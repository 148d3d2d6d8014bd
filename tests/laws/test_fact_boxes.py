"""Fact boxes: what is drawn is what the numbers say, in document and file, and every fault is told."""

from __future__ import annotations

import io
import random
import re
from dataclasses import replace
from datetime import date

import pikepdf
import pytest

from leaflet.compose.document import compose
from leaflet.editions.from_library import editions
from leaflet.editions.imprint import with_document_digest
from leaflet.model import FactBox, OutcomeCount
from leaflet.preflight import check_document, preflight
from leaflet.preflight.laws.wrong_head import _DIGEST, _UNSEALED
from leaflet.read.sources import read_library
from leaflet.render.document import render

TODAY = date(2026, 11, 24)
CLAIM = "depression-trials"
RULE = "wrong-icon-array"


def counts(*numbers):
    """Two counts of one benefit, and one harm."""
    benefit, harm = ("benefit", "a good night"), ("harm", "pain")
    said = ((*benefit, "after tea"), (*benefit, "after water"), (*harm, "in all"))
    return tuple(
        OutcomeCount(effect=e, outcome=o, group=g, count=n, sources=("goodwin2022",))
        for (e, o, g), n in zip(said, numbers, strict=False)
    )


@pytest.fixture(scope="module")
def large_print(repository):
    """A function that gives the large print with one claim, which has these numbers."""
    library, _ = read_library(repository)
    whole = next(e for e in editions(library, TODAY) if e.id == "bdnf-trkb/large-print/en-NL")

    def with_numbers(*numbers, per=100, **more):
        box = FactBox(per=per, counts=counts(*numbers), **more)
        claim = next(c for c in whole.claims if c.id == CLAIM).model_copy(update={"numbers": box})
        section = next(s for s in whole.sections if CLAIM in s.claim_ids())
        place = next(b for b in section.blocks if getattr(b, "claim", "") == CLAIM)
        own = section.model_copy(update={"blocks": (place,)})
        cited = tuple(r for r in whole.references if r.id in claim.references)
        return replace(whole, sections=(own,), claims=(claim,), references=cited)

    return with_numbers


@pytest.fixture(scope="module")
def trial(large_print):
    """The edition with 18, 37 and 77 of 100, and its document."""
    edition = large_print(18, 37, 77)
    return edition, compose(edition)


def sealed(html, edition):
    """`html` with the digest of itself."""
    return with_document_digest(_DIGEST.sub(_UNSEALED, html, count=1), *edition.layout.folders)


def painted(pdf):
    """How many paths of a file are filled and stroked, and how many are stroked alone: nothing else here is."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        found = [str(c.operator) for page in file.pages for c in pikepdf.parse_content_stream(page)]
    return sum(found.count(o) for o in ("B", "B*", "b", "b*")), found.count("S")


def test_what_a_box_says_is_part_of_what_is_signed(large_print):
    box = large_print(18, 37, 77).claims[0].numbers
    changed = [
        large_print(18, 36, 77),
        large_print(18, 37, 77, per=1000),
        large_print(18, 37),
        large_print(18, 37, no_harm_given="Nobody says how many people had harm."),
    ]
    assert len({e.fingerprint for e in (large_print(18, 37, 77), *changed)}) == len(changed) + 1
    assert box.reason("harm") is None


def test_a_layout_without_numbers_prints_none(trial):
    edition, html = trial
    shows = tuple(name for name in edition.layout.shows if name != "numbers")
    declined = replace(edition, layout=edition.layout.model_copy(update={"shows": shows}))
    assert "fact-box" in html.partition("<body")[2]
    assert "fact-box" not in compose(declined).partition("<body")[2]
    assert check_document(compose(declined), declined) == ()


DRAWING = re.compile(r"<svg[^>]*><title>[^<]*of 100.*?</svg>", re.DOTALL)


def exchanged(html, one, other):
    """`html` with two texts in each other's places."""
    return html.replace(one, "\0").replace(other, one).replace("\0", other)


HARM = re.compile(r'<div class="outcome groups-1">.*?</svg>.*?</div></div>', re.DOTALL)
HOLLOW = '<path fill="none"'
DOCUMENTS = {
    "a figure more is filled": lambda html: html.replace(HOLLOW, '<path fill="#000"', 1),
    "a figure more": lambda html: html.replace(HOLLOW, f'{HOLLOW} d="M0 0h1v1z"/>{HOLLOW}', 1),
    "drawings exchanged": lambda html: exchanged(html, *DRAWING.findall(html)[:2]),
    "one drawing twice": lambda html: html.replace(DRAWING.findall(html)[0], DRAWING.findall(html)[0] * 2),
    "a drawing lost": lambda html: html.replace(DRAWING.findall(html)[2], ""),
    "groups exchanged": lambda html: exchanged(html, ">after tea<", ">after water<"),
    "numbers exchanged": lambda html: exchanged(html, "<strong>18<", "<strong>37<"),
    "said otherwise": lambda html: html.replace("<title>18 of 100", "<title>81 of 100"),
    "the harm lost": lambda html: HARM.sub("", html),
    "a thicker line": lambda html: html.replace('stroke-width="0.36"', 'stroke-width="1.6"', 1),
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_another_document_is_told(trial, name):
    edition, html = trial
    changed = DOCUMENTS[name](html)
    assert changed != html
    assert check_document(html, edition) == ()
    assert check_document(sealed(changed, edition), edition)


@pytest.mark.slow
@pytest.mark.parametrize("per", [100, 1000])
def test_as_many_figures_are_filled_as_the_numbers_say(large_print, per):
    numbers = random.Random(per)
    for many in ((0, per, 1), tuple(numbers.randint(0, per) for _ in range(3))):
        edition = large_print(*many, per=per)
        html = compose(edition)
        pdf = render(html, edition.layout.folder).pdf
        assert check_document(html, edition) == ()
        assert preflight(pdf, edition, html)[0] == ()
        assert painted(pdf) == (sum(many), 3 * per - sum(many))


@pytest.mark.slow
@pytest.mark.parametrize("name", ["a figure more is filled", "a figure more", "drawings exchanged", "a thicker line"])
def test_another_drawing_in_the_file_is_told(trial, name):
    edition, html = trial
    pdf = render(DOCUMENTS[name](html), edition.layout.folder).pdf
    assert RULE in {problem.rule for problem in preflight(pdf, edition, html)[0]}


AFTER = (
    ".count{position:relative}"
    ".count::after{content:'';position:absolute;background:%s;left:0;width:20mm;bottom:20mm;height:%s}"
)
EXCHANGED = ".count:nth-of-type(1) svg{left:52mm}.count:nth-of-type(2) svg{left:-52mm}"
FRAME = ".count{position:relative}.count::after{content:'';position:absolute;border:.3mm solid #000;inset:%s}"
STYLES = {
    "black ground": ".count svg{background:#000;padding:1mm}",
    "dark ground": ".count svg{background:#555}",
    "the harm's drawing invisible": ".outcome:last-of-type svg{visibility:hidden}",
    "the harm's drawing smaller": ".outcome:last-of-type svg{width:60%}",
    "the harm's drawing larger": ".outcome:last-of-type svg{transform:scale(1.1)}",
    "faded": ".count svg{opacity:.9}",
    "mirrored": ".count svg{transform:scaleX(-1)}",
    "upside down": ".count svg{transform:rotate(180deg)}",
    "squeezed": ".count svg{transform:scaleY(.8)}",
    "too small": ".count svg{height:8mm}",
    "exchanged": f".count svg{{position:relative}}{EXCHANGED}",
    "covered": AFTER % ("#fff", "10mm"),
    "struck through": AFTER % ("#000", ".3mm"),
    "framed": ".count svg{border:1mm solid #000}",
    "a frame over its edge": FRAME % "1.5mm",
    "a frame over its middle": FRAME % "15mm",
    "cut to a disc": ".count svg{border-radius:9mm;overflow:hidden}",
}


@pytest.mark.slow
@pytest.mark.parametrize("name", STYLES)
def test_a_style_that_changes_a_drawing_is_told(trial, name):
    edition, html = trial
    changed = sealed(html.replace("</style>", f"{STYLES[name]}</style>", 1), edition)
    pdf = render(changed, edition.layout.folder).pdf
    assert RULE in {problem.rule for problem in preflight(pdf, edition, changed)[0]}


@pytest.mark.slow
@pytest.mark.parametrize("style", [".claim", ".fact-box", ".count"])
def test_a_frame_around_a_drawing_covers_nothing(trial, style):
    edition, html = trial
    framed = f"{style}{{padding:2mm!important;border:.2mm solid #000!important}}.fact-box{{--array:44mm}}"
    changed = sealed(html.replace("</style>", f"{framed}</style>", 1), edition)
    pdf = render(changed, edition.layout.folder).pdf
    assert RULE not in {problem.rule for problem in preflight(pdf, edition, changed)[0]}


@pytest.mark.slow
def test_a_hidden_harm_is_told(trial):
    edition, html = trial
    changed = sealed(html.replace("</style>", ".outcome:last-of-type{display:none}</style>", 1), edition)
    assert preflight(render(changed, edition.layout.folder).pdf, edition, changed)[0]
