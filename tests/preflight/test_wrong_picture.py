"""Pictures in the finished file: each is the source's, pixel for pixel, whole, upright and fine enough."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date

import pikepdf
import pytest
from leaflets import CSS, changed, html, printed, two_pages, with_blocks
from PIL import Image

from leaflet.compose.document import compose
from leaflet.editions.from_library import editions
from leaflet.model import Figure, Picture, Prose
from leaflet.pixels import digest_of_file
from leaflet.preflight import check_document, preflight
from leaflet.read.sources import read_library

RULE = "wrong-picture"
TODAY = date(2026, 11, 24)

pytestmark = pytest.mark.slow


def made(size=(900, 600), kind="PNG", name="steps.2", turn=0):
    """A picture with another colour in each corner."""
    picture = Image.new("RGB", size, (180, 200, 220))
    for number, corner in enumerate(((0, 0), (size[0] // 2, 0), (0, size[1] // 2))):
        picture.paste((60 * number, 90, 160 - 40 * number), (*corner, corner[0] + 200, corner[1] + 200))
    stream = io.BytesIO()
    picture.rotate(turn).save(stream, kind)
    return Picture(
        id=name,
        file=f"figures/{name}.png",
        description="A cuff",
        data=stream.getvalue(),
        media_type=f"image/{kind.lower()}",
        pixels=size,
        digest=digest_of_file(stream.getvalue()),
    )


def edition(*pictures):
    return two_pages(**with_blocks(Prose(id="steps.1", markdown="Some words."), *pictures))


def told(own, css="", document=None, edit=None):
    """What the law says of the picture in the file that is made of the document."""
    text = document or html(own, CSS + css)
    pdf = printed(text)
    problems, _ = preflight(changed(pdf, edit) if edit else pdf, own, text)
    return [p.message for p in problems if p.rule == RULE]


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_picture_as_it_is_passes_all_laws(kind):
    own = edition(made(kind=kind))
    text = html(own)
    assert preflight(printed(text), own, text)[0] == ()


CASES = {
    "hidden": (".picture{display:none}", "isn't printed as the source has it"),
    "stretched": ("img{height:20mm}", "is stretched"),
    "cropped": ("img{height:20mm;object-fit:cover}", "is cut off"),
    "cut by its frame": (".picture{height:20mm;overflow:hidden}", "is cut off"),
    "cut to a disc": ("img{border-radius:30mm}", "is cut off"),
    "turned": ("img{transform:rotate(90deg)}", "is turned or mirrored"),
    "mirrored": ("img{transform:scaleX(-1)}", "is turned or mirrored"),
    "upside down": ("img{transform:rotate(180deg)}", "is turned or mirrored"),
    "covered": (
        ".picture{position:relative}.picture::after{content:'';position:absolute;inset:5mm;background:#fff}",
        "is covered or faded",
    ),
    "faded": ("img{opacity:.5}", "is covered or faded"),
    "too large": (
        "img.img,.picture img{width:100mm}",
        "is too coarse: 100 mm wide, it needs 1182 pixels across, and has 900,",
    ),
}


@pytest.mark.parametrize(("css", "says"), CASES.values(), ids=CASES.keys())
def test_a_picture_that_style_spoils_is_told(css, says):
    messages = told(edition(made()), css)
    assert any(says in message for message in messages), messages


def test_the_pixels_needed_are_those_that_pass():
    assert told(edition(made((1182, 788))), ".picture img{width:100mm}") == []


def test_another_picture_in_its_place_is_told():
    own, other = edition(made()), edition(made(turn=180))
    assert "isn't printed as the source has it" in told(own, document=html(other, CSS))[0]


def test_pixels_that_are_changed_in_the_file_are_told():
    def image_in(pdf):
        return next(iter(pdf.pages[0].Resources.XObject.values()))

    def one_bit(pdf):
        image = image_in(pdf)
        data = bytearray(image.read_bytes())
        data[len(data) // 2] ^= 1
        image.write(bytes(data))

    def inverted(pdf):
        image_in(pdf)["/Decode"] = pikepdf.Array([1, 0, 1, 0, 1, 0])

    own = edition(made())
    for edit in (one_bit, inverted):
        assert "isn't printed as the source has it" in told(own, edit=edit)[0]


def test_what_a_document_does_to_a_picture_is_told(repository):
    library, _ = read_library(repository)
    plain = next(e for e in editions(library, TODAY) if e.id.endswith("large-print/nl-NL"))
    first, *others = plain.sections
    blocks = (*first.blocks, made(name="pic.1"), made(name="pic.2", turn=180))
    sections = (first.model_copy(update={"blocks": blocks}), *others)
    own = replace(plain, sections=sections, topic=plain.topic.model_copy(update={"sections": sections}))
    text = compose(own)
    assert check_document(text, own) == ()
    one, two = (f'data-block="pic.{n}"' for n in (1, 2))
    figure = "<figure[^>]*%s[^\\n]*</figure>"
    (image,) = set(re.findall(f"{one}>(<img[^>]*>)", text))
    changes = (
        (text.replace('alt="A cuff"', 'alt=""', 1), "wrong-head"),
        (text.replace('alt="A cuff"', 'alt="A leg"', 1), "wrong-markup"),
        (text.replace(one, "@").replace(two, one).replace("@", two), "wrong-markup"),
        (text.replace(f" {one}", ""), "lost-text"),
        (text.replace(image, ""), "wrong-markup"),
        (text.replace(image, image + image), "wrong-markup"),
        (re.sub(figure % one, "", text), "lost-text"),
        (
            re.sub(rf"({figure % one})(\s*)({figure % two})", r"\3\2\1", text),
            "misplaced-text",
        ),
    )
    for changed_text, rule in changes:
        assert changed_text != text
        assert rule in {p.rule for p in check_document(changed_text, own)}, rule


_DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 60"><title>Parts</title><desc>A square.</desc>'
    '<rect x="5" y="5" width="20" height="20"/><text x="32" y="40" font-size="12">label</text></svg>'
)


@pytest.mark.parametrize(("css", "width"), [("svg{width:100mm}", 0), ("svg{width:28mm}", 28)])
def test_a_drawing_is_as_wide_as_its_view_box_not_as_its_ink(css, width):
    figure = Figure(
        id="steps.2",
        file="figures/a.svg",
        svg=_DRAWING,
        strings=("Parts", "A square.", "label"),
        title="Parts",
        description="A square.",
    )
    own = edition(figure)
    messages = [message for message in told(own, css) if "can be made out" in message]
    assert [f"is {width} mm wide" in message for message in messages] == [True] * bool(width), messages
