"""PNG and JPEG → their pixels alone, checked before anything is unpacked.

Texts, places and dates that a camera or a program put into a file, and whatever else it may hold, are dropped.
"""

from __future__ import annotations

import io
import warnings
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import PurePosixPath

from PIL import Image, ImageCms, ImageFile, ImageOps

_SIGNATURES: Mapping[bytes, str] = {
    b"\x89PNG\r\n\x1a\n": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"BM": "BMP",
    b"II*\0": "TIFF",
    b"MM\0*": "TIFF",
    b"%PDF": "PDF",
    b"%!PS": "PostScript",
    b"8BPS": "Photoshop",
    b"\0\0\1\0": "icon",
}
"""The kinds of picture by the bytes that they begin with."""
_PNG_END = b"\0\0\0\0IEND\xaeB`\x82"
"""The last chunk, with its checksum (PNG specification, third edition, 5.6)."""
_JPEG_END = b"\xff\xd9"
"""The marker EOI (ITU-T T.81, B.2.1)."""
_INCOMPLETE = "must be complete, and is cut off or damaged"
_JPEG_QUALITY = 90
PixelImage = Image.Image
"""A picture, unpacked."""


@dataclass(frozen=True)
class PixelLimit:
    """How many pixels a picture may have."""

    side: int
    """Each way."""

    @property
    def message(self) -> str:
        """What a picture must have, behind its name."""
        return f"must have 1 to {self.side} pixels each way"

    def check(self, picture: PixelImage) -> None:
        """Raises InvalidPictureError for a picture that has more."""
        if max(picture.size) > self.side:
            raise InvalidPictureError(f"{self.message}, not {picture.width} × {picture.height}")


class InvalidPictureError(Exception):
    """Says what is wrong with a picture, behind its name."""


def picture_kind(data: bytes, path: str) -> str:
    """What kind of picture it is by its bytes, whatever its name says; by its name where nobody knows."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WebP"
    if data[4:8] == b"ftyp":
        return "HEIC or AVIF"
    known = (kind for signature, kind in _SIGNATURES.items() if data.startswith(signature))
    return next(known, f"`{PurePosixPath(path).suffix.removeprefix('.')}`, by its name,")


def read_pixels(data: bytes, limit: PixelLimit, convert: Callable[[PixelImage], PixelImage]) -> PixelImage:
    """The picture in `data`, PNG or JPEG, after `convert`; a photo is turned as the camera was held.

    Raises InvalidPictureError for one that is cut off, damaged, animated or larger than `limit`.
    """
    is_jpeg = picture_kind(data, "") == "JPEG"
    if (_JPEG_END not in data) if is_jpeg else not data.endswith(_PNG_END):
        raise InvalidPictureError(_INCOMPLETE)
    try:
        with _strict_pillow():
            if not is_jpeg:
                _verify(data, limit)
            with Image.open(io.BytesIO(data), formats=["JPEG" if is_jpeg else "PNG"]) as picture:
                limit.check(picture)
                return convert(ImageOps.exif_transpose(picture) if is_jpeg else picture)
    except InvalidPictureError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise InvalidPictureError(limit.message) from error
    except Exception as error:  # Pillow raises a dozen types, and whichever it is, it can't read the file
        raise InvalidPictureError(_INCOMPLETE) from error


@contextmanager
def _strict_pillow() -> Iterator[None]:
    """Meanwhile what is cut off or odd is an error; WeasyPrint makes Pillow lenient for the whole process."""
    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with warnings.catch_warnings(action="error"):
            yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _verify(data: bytes, limit: PixelLimit) -> None:
    """Compares the checksums of all chunks, without unpacking a pixel."""
    with Image.open(io.BytesIO(data), formats=["PNG"]) as picture:
        limit.check(picture)
        if getattr(picture, "n_frames", 1) > 1:
            raise InvalidPictureError("must not be animated")
        picture.verify()


def in_8_bits(picture: PixelImage) -> PixelImage:
    """The same in RGB or RGBA. Pillow's own conversion of a grey of 16 bits would make all that isn't black white."""
    if picture.mode.startswith("I") and picture.has_transparency_data:
        raise InvalidPictureError("must have 8 bits a channel where a grey is transparent")
    source = picture.point(lambda value: value / 257).convert("L") if picture.mode.startswith("I") else picture
    return source.convert("RGBA" if source.has_transparency_data else "RGB")


def on_paper(picture: PixelImage) -> PixelImage:
    """The same as it is printed: in the colours of sRGB, white where it isn't opaque."""
    profile = picture.info.get("icc_profile")
    if profile:
        plain = _in_srgb(picture, profile)
    elif picture.mode == "CMYK":
        raise InvalidPictureError("has the colours of a press (CMYK) without their profile; it must be in RGB")
    else:
        plain = in_8_bits(picture)
    if plain.mode != "RGBA":
        return plain
    paper = Image.new("RGBA", plain.size, "white")
    return Image.alpha_composite(paper, plain).convert("RGB")


def _in_srgb(picture: PixelImage, profile: bytes) -> PixelImage:
    plain = picture if picture.mode == "CMYK" else in_8_bits(picture)
    alpha = plain.getchannel("A") if plain.mode == "RGBA" else None
    source = plain.convert("RGB") if alpha else plain
    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        turned = ImageCms.profileToProfile(source, own, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError) as error:
        raise InvalidPictureError("has a colour profile that is damaged, or another picture's") from error
    plain = turned or source
    if alpha:
        plain.putalpha(alpha)
    return plain


def saved_as(picture: PixelImage, kind: str) -> bytes:
    """The file that holds the pixels and nothing else, `PNG` or `JPEG`; the same for the same pixels."""
    picture.info.clear()
    saved = io.BytesIO()
    options = {"quality": _JPEG_QUALITY, "subsampling": 0} if kind == "JPEG" else {}
    picture.save(saved, kind, **options)
    return saved.getvalue()


def data_address(media_type: str, data: bytes) -> str:
    """The address by which a document has the picture in itself."""
    return f"data:{media_type};base64,{b64encode(data).decode()}"


def pixel_digest(size: tuple[int, int], pixels: bytes) -> str:
    """What tells a picture from all others: SHA-256 (hex) of its pixels, RGB, row by row."""
    return sha256(f"{size[0]}x{size[1]}:".encode() + pixels).hexdigest()


def digest_of_file(data: bytes) -> str:
    """The digest of what a file holds that `saved_as` has made."""
    with Image.open(io.BytesIO(data)) as picture:
        return pixel_digest(picture.size, picture.convert("RGB").tobytes())
