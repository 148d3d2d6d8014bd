"""Drawings, logos and QR codes as markup."""

from __future__ import annotations

from base64 import b64encode

import segno
from markupsafe import Markup

from leaflet.editions.content import figure_strings
from leaflet.editions.edition import Edition
from leaflet.editions.words import LOGO_LABEL, localized
from leaflet.model import Clinic, Figure
from leaflet.svg.labels import svg_with_strings


def figure_svg(figure: Figure) -> Markup:
    """The figure as SVG, with the edition's words."""
    return Markup(svg_with_strings(figure.svg, figure_strings(figure)))  # held to the allow-list when it was read


def logo_img(edition: Edition, clinic: Clinic | None) -> Markup | None:
    """The clinic's picture."""
    if clinic is None or clinic.logo is None:
        return None
    data = b64encode(clinic.logo.data).decode()
    address = f"data:{clinic.logo.media_type};base64,{data}"
    return Markup('<img src="{}" alt="{}">').format(address, localized(edition, LOGO_LABEL))


def qr_code(url: str | None) -> dict[str, object] | None:
    """{svg, url} of the QR code of `url`, error level M, drawn without a border; None without a URL."""
    if url is None:
        return None
    svg = segno.make(url, error="m", micro=False).svg_inline(border=0, dark="#000", omitsize=True, title=url)
    return {"svg": Markup(svg), "url": url}  # made here
