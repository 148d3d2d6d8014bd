"""Photos and pictures of a topic: saved anew as they are printed, and refused with what is wrong at their place."""

from __future__ import annotations

import io
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms, ImageOps

from leaflet.model import Picture
from leaflet.pixels import digest_of_file
from leaflet.problem import Span
from leaflet.read.pictures import LIMIT, PictureFile, read_figure_file
from leaflet.read.prose import read_prose
from leaflet.read.text_file import TextFile

HERE = Span("sources/topics/a/text.md", 7, 1)
HEAD = '## What? {: #what for="patient" role="background" }\n\n'
RED, BLUE = (200, 0, 0), (0, 0, 200)


def halves(size=(40, 20), mode="RGB"):
    """A picture that is red on its left half and blue on its right."""
    picture = Image.new("RGB", size, RED)
    picture.paste(BLUE, (size[0] // 2, 0, *size))
    return picture.convert(mode)


def saved(picture, kind="PNG", **options):
    """The file that Pillow makes of it."""
    stream = io.BytesIO()
    picture.save(stream, kind, **options)
    return stream.getvalue()


@pytest.fixture
def read(tmp_path):
    """A function that reads bytes as the picture `figures/<name>`, and gives it with what is wrong."""

    def of(data, name="a.png"):
        folder = tmp_path / "topic/figures"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
        return read_figure_file(tmp_path, "topic", "what.1", f"figures/{name}", HERE)

    return of


def refused(read, data, name="a.png"):
    """What is said of a picture that is refused, at the place that names it."""
    found, (problem,) = read(data, name)
    assert (found, problem.span) == (None, HERE)
    return f"{problem.rule}: {problem.message} / {problem.hint}"


def colour(found, x, y):
    """One pixel of what is printed."""
    return Image.open(io.BytesIO(found.data)).convert("RGB").getpixel((x, y))


def is_near(one, other):
    return all(abs(a - b) < 12 for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "LA", "P", "1", "I;16"])
def test_a_png_of_any_depth_is_printed_as_it_looks(read, mode):
    source = Image.new("I;16", (8, 8), 40_000) if mode == "I;16" else halves(mode=mode)
    found, problems = read(saved(source))
    assert problems == ()
    assert (found.media_type, found.pixels) == ("image/png", source.size)
    assert Image.open(io.BytesIO(found.data)).mode == "RGB"
    right = (155, 155, 155) if mode == "I;16" else source.convert("RGB").getpixel((5, 5))
    assert is_near(colour(found, 5, 5), right)


def test_what_is_transparent_is_paper(read):
    found, _ = read(saved(Image.new("RGBA", (8, 8), (0, 0, 0, 0))))
    assert colour(found, 3, 3) == (255, 255, 255)


@pytest.mark.parametrize("turn", range(1, 9))
def test_a_photo_is_turned_as_the_camera_was_held(read, turn):
    exif = Image.Exif()
    exif[0x0112] = turn
    picture = halves()
    found, _ = read(saved(picture, "JPEG", exif=exif, quality=95), "a.jpg")
    picture.getexif()[0x0112] = turn
    upright = ImageOps.exif_transpose(picture)
    assert found.pixels == upright.size
    assert all(is_near(colour(found, x, y), upright.getpixel((x, y))) for x, y in ((3, 3), (upright.width - 4, 3)))


def test_nothing_but_pixels_is_kept_and_the_same_pixels_are_the_same_file(read):
    exif = Image.Exif()
    exif[0x010F], exif[0x9286] = "Spy camera", "Amsterdam"
    one, _ = read(saved(halves(), "JPEG", exif=exif, comment=b"taken by"), "a.jpg")
    other, _ = read(saved(halves(), "JPEG"), "b.jpg")
    assert one.data == other.data
    assert not any(words in one.data for words in (b"Spy", b"Amsterdam", b"taken", b"Exif"))
    assert one.digest == digest_of_file(one.data)


def test_a_photo_is_scaled_down_to_the_prints_resolution(read):
    found, _ = read(saved(Image.new("RGB", (6000, 4000), RED), "JPEG"), "a.jpg")
    assert found.pixels == (2480, 1653)  # A4 at 300 an inch
    found, _ = read(saved(Image.new("RGB", (3000, 4000), RED), "JPEG"), "a.jpg")
    assert found.pixels == (2480, 3307)


def test_colours_of_another_profile_become_those_of_srgb(read):
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    found, problems = read(saved(halves(), icc_profile=lab))
    assert problems == ()
    assert is_near(colour(found, 3, 3), RED)
    assert "has a colour profile that is damaged" in refused(read, saved(halves(), icc_profile=b"no profile at all"))


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        (b"", "a.png", "unprintable-picture: `figures/a.png` is a file of the kind"),
        (saved(halves(), "GIF"), "a.png", "of the kind GIF, not PNG or JPEG / open it in an image editor"),
        (saved(halves(), "WEBP"), "a.jpg", "of the kind WebP"),
        (saved(halves())[:-20], "a.png", "must be complete"),
        (saved(halves(), "JPEG")[:-20], "a.jpg", "must be complete"),
        (saved(halves(), append_images=[halves()], save_all=True), "a.png", "must not be animated"),
        (saved(halves(mode="CMYK"), "JPEG"), "a.jpg", "has the colours of a press (CMYK) without their profile"),
        (saved(Image.new("1", (LIMIT.side + 1, 1))), "a.png", "must have 1 to 9000 pixels each way, not 9001 × 1"),
        (saved(Image.new("1", (1, LIMIT.side + 1))), "a.png", "not 1 × 9001"),
    ],
)
def test_what_cannot_be_printed_is_told_at_its_place(read, data, name, says):
    assert says in refused(read, data, name)


def test_a_bomb_is_refused_before_it_is_unpacked(read):
    def chunk(kind, inside):
        return len(inside).to_bytes(4, "big") + kind + inside + zlib.crc32(kind + inside).to_bytes(4, "big")

    header = (50_000).to_bytes(4, "big") * 2 + bytes((8, 2, 0, 0, 0))
    data = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(9))) + chunk(b"IEND", b"")
    assert "must have 1 to 9000 pixels each way" in refused(read, data)


@pytest.mark.parametrize("path", ["/etc/a.png", "../a.png", "figures/../../a.jpg"])
def test_a_picture_elsewhere_is_refused(tmp_path, path):
    found, (problem,) = read_figure_file(tmp_path, "topic", "what.1", path, HERE)
    assert (found, problem.rule, problem.span) == (None, "unsafe-name", HERE)


def test_a_picture_that_is_not_there_is_told_at_its_place(tmp_path):
    found, (problem,) = read_figure_file(tmp_path, "topic", "what.1", "figures/a.png", HERE)
    assert (found, problem.rule, problem.span) == (None, "missing-file", HERE)


@given(st.binary(max_size=80))
def test_whatever_stands_in_a_file_is_a_picture_or_reported(tmp_path_factory, junk):
    folder = tmp_path_factory.mktemp("a")
    for start in (b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"):
        (folder / "a.png").write_bytes(start + junk + b"\xff\xd9")
        found, problems = read_figure_file(folder, ".", "what.1", "a.png", HERE)
        assert (found is None) == (len(problems) == 1)


def in_text(line):
    """What a text.md makes of the line, where each picture file can be printed."""
    file = PictureFile(b"", "image/png", (10, 20), "0")
    sections, problems = read_prose(TextFile("text.md", HEAD + line + "\n"), lambda *_: (file, ()))
    blocks = sections[0].blocks if sections else ()
    return blocks, [(str(p.span), p.rule, f"{p.message} / {p.hint}") for p in problems]


def test_a_picture_says_between_its_brackets_what_it_shows():
    (picture,), problems = in_text("![A  cuff on a bare arm](figures/cuff.jpg)")
    assert problems == []
    assert isinstance(picture, Picture)
    assert (picture.description, picture.file, str(picture.span())) == (
        "A cuff on a bare arm",
        "figures/cuff.jpg",
        "text.md:3:1",
    )
    assert str(picture.span("description")) == "text.md:3:3"
    assert picture.is_upright


@pytest.mark.parametrize("words", ["", " ", "…", "12", "cuff", "Cuff.JPG"])
def test_a_picture_without_a_description_is_refused_at_its_brackets(words):
    blocks, ((place, rule, says),) = in_text(f"![{words}](figures/cuff.jpg)")
    assert (blocks, place, rule) == ((), "text.md:3:3", "figure-without-description")
    assert "has no description / say between the brackets what it shows" in says


def test_markup_in_a_description_is_refused_at_its_brackets():
    _, ((place, rule, _),) = in_text("![A **cuff**](figures/cuff.jpg)")
    assert (place, rule) == ("text.md:3:3", "stray-markup")
