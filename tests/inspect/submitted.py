"""Leaflets that somebody submits: printed from an earlier state, and what people and programs do to them."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pikepdf
import pypdfium2
from leaflets import changed, html, printed, two_pages

from leaflet.editions.edition import Edition
from leaflet.inspect.judgement import inspect_pdf
from leaflet.inspect.verdict import CurrentBuild, CurrentSources, Verdict
from leaflet.preflight import preflight

FILE = "submitted.pdf"
Edit = Callable[[pikepdf.Pdf], None]


def printing(edition: Edition, css: str | None = None) -> bytes:
    """`edition` as it is printed."""
    return printed(html(edition) if css is None else html(edition, css))


def today(current: Edition, faults: tuple = (), **changes: Any) -> CurrentSources:
    """Sources that have just `current`."""

    def build(edition: Edition) -> CurrentBuild:
        pdf = printing(edition)
        return CurrentBuild(pdf, (*faults, *preflight(pdf, edition, html(edition))[0]))

    return CurrentSources(**{"editions": (current,), "problems": faults, "build": build, **changes})


def verdict(pdf: bytes, edition: Edition | None = None) -> Verdict:
    """The verdict on `pdf` by sources that have just `edition`."""
    return inspect_pdf(FILE, pdf, today(edition or two_pages()))


def edited(pdf: bytes, *edits: Edit) -> bytes:
    """`pdf` after each of `edits`."""
    for edit in edits:
        pdf = changed(pdf, edit)
    return pdf


def resaved(pdf: bytes) -> bytes:
    """Saved by another program with another compression, and its name in the metadata."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        with opened.open_metadata() as metadata:
            metadata["xmp:CreatorTool"] = "Viewer 3"
        opened.save(out, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return out.getvalue()


def stripped(opened: pikepdf.Pdf) -> None:
    """Take away what a program loses that prints to a PDF."""
    del opened.docinfo["/Keywords"]
    for key in ("/Metadata", "/StructTreeRoot", "/MarkInfo", "/ViewerPreferences"):
        del opened.Root[key]


def annotated(kind: str) -> Edit:
    """Put an annotation on the second page."""

    def edit(opened: pikepdf.Pdf) -> None:
        rectangle = pikepdf.Array([30, 400, 300, 560])
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name(kind), Rect=rectangle, Contents="Lithium is fine"
        )
        opened.pages[1].obj["/Annots"] = opened.make_indirect(pikepdf.Array([opened.make_indirect(note)]))

    return edit


def painted(commands: bytes, page: int = 1) -> Edit:
    """Draw on a page, from 0; over everything that is there."""

    def edit(opened: pikepdf.Pdf) -> None:
        opened.pages[page].contents_add(b"q", prepend=True)
        opened.pages[page].contents_add(b"Q " + commands)

    return edit


def without_page(number: int) -> Edit:
    """Take a page out."""

    def edit(opened: pikepdf.Pdf) -> None:
        del opened.pages[number]

    return edit


def forged(edition: Edition, old: str, new: str) -> bytes:
    """`edition` printed with `new` for `old`, but with its own keywords, as if its words had been edited."""
    document = html(edition)
    assert old in document
    return printed(document.replace(old, new))


def photographed(pdf: bytes, dpi: int = 150) -> bytes:
    """Every page as a picture, as a scanner makes it."""
    with pypdfium2.PdfDocument(pdf) as document, pypdfium2.PdfDocument.new() as copy:
        for page in document:
            bitmap = page.render(scale=dpi / 72, grayscale=True)
            image = pypdfium2.PdfImage.new(copy)
            image.set_bitmap(bitmap)
            image.set_matrix(pypdfium2.PdfMatrix().scale(*page.get_size()))
            sheet = copy.new_page(*page.get_size())
            sheet.insert_obj(image)
            sheet.gen_content()
        out = io.BytesIO()
        copy.save(out)
    return out.getvalue()
