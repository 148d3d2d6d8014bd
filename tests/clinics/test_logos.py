"""Logos: drawings of the allow-list, and PNGs that are complete, small and not animated, without what does not draw."""

from __future__ import annotations

import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflet.clinics.logos import MAX_PIXELS, MAX_PNG_BYTES, read_logo
from leaflet.problem import Span

HERE = Span("clinics.csv", 2, 9)
SIGNATURE = b"\x89PNG\r\n\x1a\n"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">\n%s</svg>'


def chunk(kind, data=b""):
    """A chunk with its length and checksum."""
    return struct.pack(">I4s", len(data), kind) + data + struct.pack(">I", zlib.crc32(kind + data))


def header(width=3, height=2, depth=8, colour=2, tail=(0, 0, 0)):
    """The first chunk."""
    return chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, *tail))


PIXELS = chunk(b"IDAT", zlib.compress(bytes(2 * (1 + 9))))
END = chunk(b"IEND")
PNG = SIGNATURE + header() + PIXELS + END


@pytest.fixture
def read(tmp_path):
    """A function that gives (logo, problems) of a file of these bytes."""

    def read(data, name="logo.png"):
        (tmp_path / name).write_bytes(data)
        return read_logo(tmp_path, name, HERE)

    return read


def refused(read, data):
    """The message about a PNG of these bytes, reported where the list names it."""
    logo, (problem,) = read(data)
    assert (logo, problem.rule, problem.span) == (None, "unprintable-logo", HERE)
    return problem.message


def test_a_picture_is_read(read):
    logo, problems = read(PNG)
    assert (logo.data, logo.media_type, problems) == (PNG, "image/png", ())


def test_what_does_not_draw_is_left_out(read):
    more = (
        chunk(b"tEXt", b"Author\0Somebody") + chunk(b"eXIf", b"MM\0*") + chunk(b"iCCP", b"x\0\0" + zlib.compress(b"x"))
    )
    logo, problems = read(SIGNATURE + header() + more + PIXELS + chunk(b"tIME", bytes(7)) + END)
    assert (logo.data, problems) == (PNG, ())


@pytest.mark.parametrize("interlaced", [0, 1])
@pytest.mark.parametrize(("depth", "colour"), [(1, 0), (16, 0), (8, 2), (4, 3), (8, 4), (16, 6)])
def test_every_kind_of_picture_has_as_many_pixels_as_it_says(read, tmp_path, depth, colour, interlaced):
    from PIL import Image

    width, height = 11, 5
    bits = depth * {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[colour]
    passes = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
    size = 0
    for x, y, right, down in passes if interlaced else [(0, 0, 1, 1)]:
        columns, rows = len(range(x, width, right)), len(range(y, height, down))
        size += rows * (1 + (columns * bits + 7) // 8) if columns else 0
    palette = chunk(b"PLTE", bytes(3)) if colour == 3 else b""
    start = SIGNATURE + header(width, height, depth, colour, (0, 0, interlaced)) + palette
    data = start + chunk(b"IDAT", zlib.compress(bytes(size))) + END
    logo, problems = read(data)
    assert (logo.data, problems) == (data, ())
    Image.open(tmp_path / "logo.png").load()  # another program finds it complete, too
    assert "as many pixels" in refused(read, start + chunk(b"IDAT", zlib.compress(bytes(size + 1))) + END)
    assert "as many pixels" in refused(read, start + chunk(b"IDAT", zlib.compress(bytes(size - 1))) + END)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "must be a PNG"),
        (b"GIF89a", "must be a PNG"),
        (b"\xff\xd8\xff\xe0 JFIF", "must be a PNG"),
        (SVG.encode(), "must be a PNG"),
        (SIGNATURE, "cut off or damaged"),
        (PNG[:-1], "cut off or damaged"),
        (PNG[:-12], "cut off or damaged"),
        (PNG + b"<script>", "cut off or damaged"),
        (PNG + END, "from its beginning to its end"),
        (SIGNATURE + PIXELS + END, "from its beginning to its end"),
        (SIGNATURE + header() + header() + PIXELS + END, "from its beginning to its end"),
        (SIGNATURE + chunk(b"tEXt") + header() + PIXELS + END, "from its beginning to its end"),
        (SIGNATURE + header() + chunk(b"acTL", bytes(8)) + PIXELS + END, "must not be animated"),
        (SIGNATURE + header() + PIXELS + chunk(b"fdAT", bytes(8)) + END, "must not be animated"),
        (SIGNATURE + header() + chunk(b"EVIL") + PIXELS + END, "critical chunk"),
        (SIGNATURE + chunk(b"IHDR", bytes(12)) + PIXELS + END, "a header (IHDR) of 13 bytes"),
        (SIGNATURE + header(0) + PIXELS + END, "not 0 × 2"),
        (SIGNATURE + header(MAX_PIXELS + 1) + PIXELS + END, "not 2001 × 2"),
        (SIGNATURE + header(2**31, 2**31) + PIXELS + END, "1 to 2000 pixels"),
        (SIGNATURE + header(depth=3) + PIXELS + END, "a colour type, a bit depth and a compression"),
        (SIGNATURE + header(colour=5) + PIXELS + END, "a colour type, a bit depth and a compression"),
        (SIGNATURE + header(tail=(1, 0, 0)) + PIXELS + END, "a colour type, a bit depth and a compression"),
        (SIGNATURE + header(tail=(0, 0, 2)) + PIXELS + END, "a colour type, a bit depth and a compression"),
        (SIGNATURE + header(colour=3) + PIXELS + END, "its palette"),
        (SIGNATURE + header() + END, "as many pixels"),
        (SIGNATURE + header() + chunk(b"IDAT", b"no zlib") + END, "as many pixels"),
        (SIGNATURE + header() + chunk(b"IDAT", zlib.compress(bytes(20))[:-2]) + END, "as many pixels"),
        (SIGNATURE + header() + chunk(b"IDAT", zlib.compress(bytes(50_000_000))) + END, "as many pixels"),
    ],
)
def test_what_is_not_a_picture_is_reported(read, data, says):
    assert says in refused(read, data)


@given(st.integers(len(SIGNATURE), len(PNG) - 1), st.integers(1, 255))
def test_a_byte_that_was_changed_is_noticed_anywhere(tmp_path_factory, at, by):
    data = bytearray(PNG)
    data[at] ^= by
    folder = tmp_path_factory.mktemp("logo")
    (folder / "a.png").write_bytes(bytes(data))
    assert read_logo(folder, "a.png", HERE)[0] is None


def test_a_picture_that_is_too_large_is_not_read_on(read):
    assert f"larger than {MAX_PNG_BYTES // 1000} kB" in refused(read, PNG + bytes(MAX_PNG_BYTES))


def test_a_drawing_is_read(read):
    logo, problems = read((SVG % '<title>Clinic</title>\n<path d="M0 0h9v9z"/>').encode(), "logo.svg")
    assert (logo.media_type, problems) == ("image/svg+xml", ())
    assert b"<path" in logo.data


def test_words_in_a_drawing_are_reported_where_they_stand(read, tmp_path):
    logo, (problem,) = read((SVG % "<title>Clinic</title>\n<text>Call us</text>").encode(), "logo.svg")
    assert (logo, problem.rule) == (None, "unprintable-logo")
    assert problem.span == Span((tmp_path / "logo.svg").as_posix(), 3, 1)


def test_a_drawing_is_no_picture_by_its_name(read):
    logo, problems = read(PNG, "logo.svg")
    assert logo is None
    assert problems


@pytest.mark.parametrize("written", ["", ".", "a", "a/../b.png", "..", "a:b.png", "a\n.png", "a\u202e.png", "CON?.png"])
def test_a_path_that_is_none_is_reported_where_it_is_written(tmp_path, written):
    logo, (problem,) = read_logo(tmp_path, written, HERE)
    assert (logo, problem.rule, problem.span) == (None, "unprintable-logo", HERE)
    assert "is not a picture beside the list" in problem.message
