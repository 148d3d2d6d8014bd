"""HTML → PDF with WeasyPrint.

WeasyPrint is imported on the first rendering: it takes half a second, and a build whose files are up to date or in the
cache renders nothing. What is used of its internals (`_page_box`, and what `completions` completes) was written against
version 70.0; `pyproject.toml` allows 70 alone.
"""

from __future__ import annotations

import functools
import os
import warnings
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from leaflet import fonts
from leaflet.model import RenderResult
from leaflet.render.assets import AssetFetcher
from leaflet.render.clinic_boxes import clinic_boxes
from leaflet.render.completions import (
    declare_pdf_ua,
    with_missing_tags,
    with_shading_patterns,
    without_empty_strings,
)
from leaflet.render.empty_panels import empty_panels
from leaflet.render.font_families import unknown_families
from leaflet.render.log_lines import captured_log
from leaflet.render.overflows import overflows

_PDF_VARIANT = "pdf/a-2a"
NOTHING_GIVEN: Mapping[str, bytes] = MappingProxyType({})
_PRINT_CSS = "html { image-rendering: crisp-edges }"
"""Smoothed raster images are not allowed in PDF/A (WeasyPrint issue 1661)."""


def render(html: str, *folders: Path, given: Mapping[str, bytes] = NOTHING_GIVEN) -> RenderResult:
    """Lay `html` out as a PDF: PDF/A-2a and PDF/UA-1 in one file, the same bytes for the same input.

    `html` is a complete document with its CSS inlined; it needs `<html lang>` and `<title>`. `asset:logo.svg` in it
    means that file in `given`, or in the first of `folders` that has it; no other address is opened, and no network is
    used. What WeasyPrint warns of, and every address that was refused, is in `RenderResult.log`: whoever publishes
    treats each line as a fault.
    """
    weasyprint = weasyprint_ready()
    with captured_log() as log:
        assets = AssetFetcher(tuple(folder.resolve() for folder in folders), log, given)
        style = weasyprint.CSS(string=_PRINT_CSS)
        page = weasyprint.HTML(string=html, url_fetcher=assets)
        document = page.render(font_config=_font_config(), stylesheets=[style], pdf_variant=_PDF_VARIANT)
        pdf = _pdf_bytes(document)
    return RenderResult(
        pdf,
        len(document.pages),
        tuple(log),
        overflows(document),
        tuple(clinic_boxes(document)),
        unknown_families(document, given),
        tuple(empty_panels(document)),
    )


def load_renderer() -> None:
    """Load what every rendering needs, so that processes which are forked from this one have it."""
    _font_config()


def _pdf_bytes(document: Any) -> bytes:
    with warnings.catch_warnings():
        # WeasyPrint leaves its colour profile's file to the garbage collector.
        warnings.simplefilter("ignore", ResourceWarning)
        return bytes(document.write_pdf(finisher=declare_pdf_ua, pdf_variant=_PDF_VARIANT))


@functools.cache
def weasyprint_ready() -> Any:
    """WeasyPrint, with what is completed of it, reading the fonts that leaflets are set in."""
    os.environ["FONTCONFIG_FILE"] = str(fonts.CONFIG)
    import weasyprint  # noqa: PLC0415 -- slow, and fontconfig must be configured first
    from weasyprint import svg  # noqa: PLC0415
    from weasyprint.pdf import tags  # noqa: PLC0415

    svg.draw_gradient = with_shading_patterns(svg.draw_gradient, tags.pydyf.Dictionary)
    tags._build_box_tree = with_missing_tags(tags._build_box_tree, tags.pydyf.String)
    tags.pydyf.Stream.show_text = without_empty_strings(tags.pydyf.Stream.show_text)
    return weasyprint


@functools.cache
def _font_config() -> Any:
    """One for the process: each new one costs memory that is not given back (WeasyPrint issue 2843)."""
    weasyprint_ready()
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415

    return FontConfiguration()
