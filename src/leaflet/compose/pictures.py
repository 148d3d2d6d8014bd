"""Drawings, pictures, logos and QR codes as markup."""

from __future__ import annotations

import segno
from markupsafe import Markup

from leaflet.editions.accent import printed_drawing
from leaflet.editions.edition import Edition
from leaflet.editions.words import LOGO_LABEL, localized
from leaflet.model import Brand, Clinic, Figure, Picture
from leaflet.pixels import data_address


def drawing(brand: Brand, block: Figure | Picture) -> Markup:
    """The figure as SVG, with the edition's words and in the house's colours; a picture as `img`."""
    return picture_img(block) if isinstance(block, Picture) else _figure_svg(block, brand)


def _figure_svg(figure: Figure, brand: Brand) -> Markup:
    return Markup(printed_drawing(figure, brand))  # held to the allow-list when it was read


def picture_img(picture: Picture) -> Markup:
    """The picture, with what it shows in the edition's language."""
    address = data_address(picture.media_type, picture.data)
    return Markup('<img src="{}" alt="{}">').format(address, picture.description)


def logo_img(edition: Edition, clinic: Clinic | None) -> Markup | None:
    """The clinic's picture."""
    if clinic is None or clinic.logo is None:
        return None
    address = data_address(clinic.logo.media_type, clinic.logo.data)
    return Markup('<img src="{}" alt="{}">').format(address, localized(edition, LOGO_LABEL))


def qr_code(url: str | None) -> dict[str, object] | None:
    """{svg, url} of the QR code of `url`, error level M, drawn without a border; None without a URL."""
    if url is None:
        return None
    svg = segno.make(url, error="m", micro=False).svg_inline(border=0, dark="#000", omitsize=True, title=url)
    return {"svg": Markup(svg), "url": url}  # made here
