"""Logos: drawings of the allow-list, and the pixels of PNGs that are complete, small and not animated."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageFile

from leaflet.clinics.logos import MAX_PICTURE_BYTES, MAX_PIXELS, read_logo
from leaflet.problem import Span

HERE = Span("clinics.csv", 2, 9)


@pytest.fixture(autouse=True, params=[False, True], ids=["alone", "after WeasyPrint"])
def lenient(request, monkeypatch):
    """Pillow as it comes, and as WeasyPrint leaves it: pictures that are cut off are padded."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", request.param)
    yield
    assert request.param == ImageFile.LOAD_TRUNCATED_IMAGES


SIGNATURE = b"\x89PNG\r\n\x1a\n"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">\n%s</svg>'


def chunk(kind, data=b""):
    """A chunk with its length and checksum."""
    return struct.pack(">I4s", len(data), kind) + data + struct.pack(">I", zlib.crc32(kind + data))


def header(width=3, height=2, depth=8, colour=2, tail=(0, 0, 0)):
    """The first chunk."""
    return chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, *tail))


ROWS = [(255, 0, 0), (0, 255, 0), (0, 0, 255)], [(1, 2, 3), (40, 50, 60), (255, 255, 255)]
PIXELS = chunk(b"IDAT", zlib.compress(b"".join(b"\0" + bytes(sum(row, ())) for row in ROWS)))
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


def chunks(data):
    """The kinds of chunks in a PNG that is complete, in order, and all that it holds besides its pixels."""
    assert data.startswith(SIGNATURE)
    kinds, at = [], len(SIGNATURE)
    while at < len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        kinds.append(data[at + 4 : at + 8])
        assert data[at : at + length + 12] == chunk(kinds[-1], data[at + 8 : at + 8 + length])
        at += length + 12
    return kinds


def colours(data):
    """The colours of a PNG, row by row, as the renderer sees them."""
    picture = Image.open(io.BytesIO(data), formats=["PNG"])
    return [[picture.getpixel((x, y)) for x in range(picture.width)] for y in range(picture.height)]


def test_a_picture_is_read(read):
    logo, problems = read(PNG)
    assert (logo.media_type, problems) == ("image/png", ())
    assert chunks(logo.data) == [b"IHDR", b"IDAT", b"IEND"]
    assert colours(logo.data) == [*ROWS]


MORE = chunk(b"tEXt", b"Author\0Somebody") + chunk(b"eXIf", b"MM\0*") + chunk(b"iCCP", b"x\0\0" + zlib.compress(b"x"))


@pytest.mark.parametrize(
    "data",
    [
        SIGNATURE + header() + MORE + PIXELS + chunk(b"tIME", bytes(7)) + END,
        SIGNATURE + header() + chunk(b"pHYs", b"\0\0\1\0\0\0\1\0\1") + chunk(b"gAMA", bytes(4)) + PIXELS + END,
        SIGNATURE + header() + chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(900_000))) + PIXELS + END,
        SIGNATURE + chunk(b"tEXt") + header() + PIXELS + END,
        SIGNATURE + header() + header() + PIXELS + END,
        SIGNATURE + header() + chunk(b"EVIL", b"<script>") + PIXELS + END,
        PNG + END,
        PNG + b"<script>" + END,
    ],
    ids=["texts", "sizes", "a long text", "a text first", "two heads", "a chunk of its own", "two ends", "a tail"],
)
def test_what_does_not_draw_is_left_out(read, data):
    logo, problems = read(data)
    assert (logo.data, problems) == (read(PNG)[0].data, ())
    assert read(logo.data)[0].data == logo.data


@pytest.mark.parametrize("interlaced", [0, 1])
@pytest.mark.parametrize(("depth", "colour"), [(1, 0), (16, 0), (8, 2), (16, 2), (4, 3), (8, 4), (16, 4), (16, 6)])
def test_every_kind_of_picture_has_as_many_pixels_as_it_says(read, depth, colour, interlaced):
    width, height = 11, 5
    bits = depth * {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[colour]
    passes = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
    rows = []
    for x, y, right, down in passes if interlaced else [(0, 0, 1, 1)]:
        columns = len(range(x, width, right))
        row = b"\0" + b"\xaa" * ((columns * bits + 7) // 8)
        rows += [row] * len(range(y, height, down)) if columns else []
    palette = chunk(b"PLTE", bytes(10 * 3) + b"\x12\x34\x56") if colour == 3 else b""
    start = SIGNATURE + header(width, height, depth, colour, (0, 0, interlaced)) + palette
    logo, problems = read(start + chunk(b"IDAT", zlib.compress(b"".join(rows))) + END)
    assert problems == ()
    assert chunks(logo.data) == [b"IHDR", b"IDAT", b"IEND"]
    if depth == 1:
        assert {pixel for row in colours(logo.data) for pixel in row} == {(0, 0, 0), (255, 255, 255)}
    else:
        grey = (0xAA,) * (4 if colour in (4, 6) else 3)
        assert colours(logo.data) == [[(0x12, 0x34, 0x56) if colour == 3 else grey] * width] * height
    assert "cut off" in refused(read, start + chunk(b"IDAT", zlib.compress(b"".join(rows)[:-1])) + END)


def test_pixels_that_can_be_seen_through_stay_so(read):
    palette = chunk(b"PLTE", b"\1\2\3\4\5\6") + chunk(b"tRNS", b"\x40")
    data = SIGNATURE + header(2, 1, 8, 3) + palette + chunk(b"IDAT", zlib.compress(b"\0\0\1")) + END
    assert colours(read(data)[0].data) == [[(1, 2, 3, 0x40), (4, 5, 6, 255)]]


def test_more_pixels_than_the_head_says_are_not_unpacked(read):
    rows = b"".join(b"\0" + bytes(sum(row, ())) for row in ROWS)
    data = SIGNATURE + header() + chunk(b"IDAT", zlib.compress(rows + bytes(50_000_000))) + END
    assert read(data)[0].data == read(PNG)[0].data


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "of the kind `png`, by its name,; a logo must be an SVG, PNG or JPEG"),
        (b"GIF89a", "of the kind GIF; a logo must be an SVG, PNG or JPEG"),
        (b"\xff\xd8\xff\xe0", "the JPEG `logo.png` must be complete"),
        (b"\xff\xd8\xff\xe0 JFIF\xff\xd9", "the JPEG `logo.png` must be complete"),
        (SVG.encode(), "a logo must be an SVG, PNG or JPEG"),
        (SIGNATURE, "cut off or damaged"),
        (PNG[:-1], "cut off or damaged"),
        (PNG[:-12], "cut off or damaged"),
        (PNG[:-20] + END, "cut off or damaged"),
        (PNG + b"<script>", "cut off or damaged"),
        (SIGNATURE + END, "cut off or damaged"),
        (SIGNATURE + PIXELS + END, "cut off or damaged"),
        (SIGNATURE + header() + chunk(b"acTL", struct.pack(">II", 2, 0)) + PIXELS + END, "must not be animated"),
        (SIGNATURE + header() + chunk(b"acTL", bytes(8)) + PIXELS + END, "cut off or damaged"),
        (SIGNATURE + header() + PIXELS + chunk(b"fdAT", bytes(8)) + END, "cut off or damaged"),
        (SIGNATURE + chunk(b"IHDR", bytes(12)) + PIXELS + END, "cut off or damaged"),
        (SIGNATURE + header(0) + PIXELS + END, "cut off or damaged"),
        (SIGNATURE + header(MAX_PIXELS + 1) + PIXELS + END, "1 to 2000 pixels each way, not 2001 × 2"),
        (SIGNATURE + header(2, MAX_PIXELS + 1) + PIXELS + END, "1 to 2000 pixels each way, not 2 × 2001"),
        (SIGNATURE + header() + header(MAX_PIXELS + 1) + PIXELS + END, "1 to 2000 pixels each way"),
        (SIGNATURE + header(10_000, 10_000) + PIXELS + END, "1 to 2000 pixels each way"),
        (SIGNATURE + header(2**31 - 1, 2**31 - 1) + PIXELS + END, "1 to 2000 pixels each way"),
        (SIGNATURE + header(depth=3) + PIXELS + END, "cut off or damaged"),
        (SIGNATURE + header(colour=5) + PIXELS + END, "cut off or damaged"),
        (SIGNATURE + header(colour=3) + PIXELS + END, "cut off or damaged"),
        (SIGNATURE + header() + END, "cut off or damaged"),
        (SIGNATURE + header() + chunk(b"IDAT", b"no zlib") + END, "cut off or damaged"),
        (SIGNATURE + header() + chunk(b"IDAT", zlib.compress(bytes(20))[:-6]) + END, "cut off or damaged"),
        (SIGNATURE + header() + chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(99_000_000))) + PIXELS + END, "cut off"),
    ],
)
def test_what_is_not_a_picture_is_reported(read, data, says):
    assert says in refused(read, data)


@pytest.mark.parametrize("kind", ["GIF", "BMP", "TIFF", "WEBP", "PPM", "PDF", "ICO", "AVIF"])
def test_a_picture_of_another_kind_is_told_so_with_those_that_are_read(read, kind):
    stream = io.BytesIO()
    Image.new("RGB", (32, 32)).save(stream, kind)
    for name in ("logo.png", "logo.jpg", f"logo.{kind.lower()}"):
        logo, (problem,) = read(stream.getvalue(), name)
        assert (logo, problem.rule, problem.span) == (None, "unprintable-logo", HERE)
        assert f"`{name}` is a file of the kind" in problem.message
        assert "a logo must be an SVG, PNG or JPEG" in problem.message
        assert "export it as PNG" in problem.hint


def jpeg(size=(40, 20), mode="RGB", **options):
    """A JPEG that is red on its left half and blue on its right."""
    picture = Image.new("RGB", size, (200, 0, 0))
    picture.paste((0, 0, 200), (size[0] // 2, 0, *size))
    stream = io.BytesIO()
    picture.convert(mode).save(stream, "JPEG", quality=95, **options)
    return stream.getvalue()


@pytest.mark.parametrize("name", ["logo.jpg", "logo.jpeg", "Logo.JPG", "logo.png"])
@pytest.mark.parametrize("options", [{}, {"mode": "L"}, {"mode": "CMYK"}, {"progressive": True}], ids=str)
def test_a_photo_is_read_and_saved_anew(read, name, options):
    logo, problems = read(jpeg(comment=b"<script>", **options), name)
    assert (logo.media_type, problems) == ("image/png", ())
    assert chunks(logo.data) == [b"IHDR", b"IDAT", b"IEND"]
    assert b"script" not in logo.data
    if options.get("mode") != "L":
        left, right = colours(logo.data)[10][5], colours(logo.data)[10][35]
        assert left[0] - left[2] > 90
        assert right[2] - right[0] > 90


def test_a_photo_is_turned_as_the_camera_was_held(read):
    exif = Image.Exif()
    exif[0x0112] = 6  # Orientation: turn it right by a quarter
    logo, _ = read(jpeg(exif=exif), "logo.jpg")
    rows = colours(logo.data)
    assert (len(rows), len(rows[0])) == (40, 20)
    assert rows[5][10][0] > rows[5][10][2]


def test_a_large_photo_is_scaled_down_and_a_larger_one_reported(read):
    logo, _ = read(jpeg((1500, 750)), "logo.jpg")
    assert Image.open(io.BytesIO(logo.data)).size == (1000, 500)
    logo, (problem,) = read(jpeg((2001, 10)), "logo.jpg")
    assert (logo, problem.message) == (None, "the JPEG `logo.jpg` must have 1 to 2000 pixels each way, not 2001 × 10")


@pytest.mark.parametrize("keep", [3, 100, 400, -1])
def test_a_photo_that_is_cut_off_is_reported(read, keep):
    logo, (problem,) = read(jpeg()[:keep], "logo.jpg")
    assert (logo, problem.message) == (None, "the JPEG `logo.jpg` must be complete, and is cut off or damaged")


def test_a_path_as_windows_writes_it_is_told_so(tmp_path):
    logo, (problem,) = read_logo(tmp_path, "logos\\a.jpg", HERE)
    assert (logo, problem.rule, problem.span) == (None, "unprintable-logo", HERE)
    assert (problem.message, problem.hint) == (
        "`logos\\a.jpg` has `\\` between its names, which not every system knows",
        "write `logos/a.jpg`",
    )


@given(st.binary(max_size=60), st.sampled_from([b"", b"IDAT", b"iCCP", b"zTXt", b"eXIf", b"tRNS", b"PLTE", b"acTL"]))
def test_whatever_a_file_holds_is_a_picture_or_reported(tmp_path_factory, junk, kind):
    folder = tmp_path_factory.mktemp("logo")
    inside = chunk(kind, junk) if kind else junk
    for data in (SIGNATURE + junk + END, SIGNATURE + header() + inside + PIXELS + END):
        (folder / "a.png").write_bytes(data)
        logo, problems = read_logo(folder, "a.png", HERE)
        assert (logo is None) == (len(problems) == 1)
        assert logo is None or chunks(logo.data) == [b"IHDR", b"IDAT", b"IEND"]


@given(st.integers(len(SIGNATURE), len(PNG) - 1), st.integers(1, 255))
def test_a_byte_that_was_changed_is_noticed_anywhere(tmp_path_factory, at, by):
    data = bytearray(PNG)
    data[at] ^= by
    folder = tmp_path_factory.mktemp("logo")
    (folder / "a.png").write_bytes(bytes(data))
    assert read_logo(folder, "a.png", HERE)[0] is None


def test_a_picture_that_is_too_large_is_not_read_on(read):
    assert f"larger than {MAX_PICTURE_BYTES // 1000} kB" in refused(read, PNG + bytes(MAX_PICTURE_BYTES))


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
