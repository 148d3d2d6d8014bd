"""Drawings as they look: what WeasyPrint makes of a file as it is, and of the same file cleaned."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path

import numpy as np
import pypdfium2

from leaflet.render.document import render
from leaflet.svg.cleaning import cleaned
from leaflet.svg.elements import SVG_NAMESPACE, as_svg, parse_svg

PAGE = """<html lang="en"><head><title>x</title><style>@page {{ size: 100mm 70mm; margin: 0 }} body {{ margin: 0 }}
svg, img {{ display: block; width: 100mm }}</style></head><body>{}</body></html>"""


def svg(inside, view_box="0 0 200 140", head=""):
    """A drawing that holds `inside`."""
    return f'<svg xmlns="{SVG_NAMESPACE}" viewBox="{view_box}" {head}>{inside}</svg>'


def clean(text, name="drawing"):
    """The drawing `text` cleaned; it must be accepted."""
    drawing, faults = cleaned(parse_svg(text), name)
    assert [fault.message for fault in faults] == []
    return drawing


def cleaned_text(text):
    """The same as text."""
    return as_svg(clean(text))


def refused(text):
    """(line, message) of each fault of the drawing `text`, of which nothing is kept."""
    drawing, faults = cleaned(parse_svg(text))
    assert drawing is None
    return [(fault.line or fault.element.line, fault.message) for fault in faults]


def picture(text):
    """The drawing as it looks when it is loaded as a picture, with nothing that was cleaned: grey levels 0 to 255."""
    return _pixels(f'<img alt="x" src="data:image/svg+xml;base64,{b64encode(text.encode()).decode()}">')


def inline_picture(text):
    """The drawing as it looks in the text of a page, as the layouts set it."""
    return _pixels(text)


def _pixels(body):
    rendered = render(PAGE.format(body), Path())
    assert rendered.log == ()
    with pypdfium2.PdfDocument(rendered.pdf) as document:
        return np.asarray(document[0].render(scale=2).to_pil().convert("RGB"), dtype=np.int16)


def difference(one, other):
    """The share of pixels that differ, by more than what smoothing may make of an edge."""
    return float((np.abs(one - other).max(axis=2) > 48).mean())
