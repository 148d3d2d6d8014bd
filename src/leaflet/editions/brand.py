"""What an edition prints of its house's brand: name and logo, where its layout has a place for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaflet.model import BRAND, BrandLogo

if TYPE_CHECKING:
    from leaflet.editions.edition import Edition


def printed_name(edition: Edition) -> str:
    """The house's name; '' for none."""
    return (edition.house.brand.name or "") if _has_place(edition) else ""


def printed_logo(edition: Edition) -> BrandLogo | None:
    """The house's logo, said in the edition's language."""
    return edition.house.brand.logo if _has_place(edition) else None


def _has_place(edition: Edition) -> bool:
    return any(BRAND in entry.has for entry in edition.layout.outline)
