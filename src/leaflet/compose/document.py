"""Edition → HTML: the layout's template is filled with what the edition must carry.

Layouts are trusted, content is not: every text is escaped, Markdown's own HTML handling is off and what comes out of it
is cleaned. The template asks for statements by kind and for sections by role; it can't choose among them.
"""

from __future__ import annotations

from collections.abc import Iterable

from leaflet.compose.environment import environment
from leaflet.compose.last_words import with_last_words_together
from leaflet.compose.pictures import logo_img
from leaflet.compose.template_context import template_context
from leaflet.compose.template_errors import as_template_error
from leaflet.compose.unbroken import with_unbroken_words
from leaflet.editions.edition import Edition
from leaflet.editions.imprint import with_document_digest
from leaflet.editions.required import clinic_lines
from leaflet.model import BASE_FOLDER, Clinic, ClinicBox, ClinicLine
from leaflet.problem import Span

STYLE_TAG = "<style>"
"""Begins the one style element of a document, in which all its style sheets stand."""


def compose(edition: Edition) -> str:
    """The edition as one HTML document with its style sheets inside.

    Raises TemplateError, with the template's file and line, for a template that can't be read or filled.
    """
    layout = edition.layout
    context = template_context(edition)
    try:
        template = environment(layout.folder.parent, layout.packaged).get_template(layout.page)
        html = with_last_words_together(with_unbroken_words(template.render(context)))
        return with_document_digest(html, *layout.folders)
    except Exception as error:  # a template can go wrong in any way that Python can, such as 1/0
        raise as_template_error(edition, error) from error


def compose_clinic_boxes(
    edition: Edition, clinics: Iterable[Clinic], box: ClinicBox, font_sample: Iterable[ClinicLine] = ()
) -> str:
    """The boxes of `clinics` alone, each on a page of the size of `box`, as they stand in copies of `edition`.

    `font_sample` is set on a page after them, so that the embedded fonts include its characters.
    """
    boxes = [{"lines": clinic_lines(edition, clinic), "logo": logo_img(edition, clinic)} for clinic in clinics]
    layout = edition.layout
    template = environment(layout.folder.parent, layout.packaged).get_template(f"{BASE_FOLDER}/clinics.html.j2")
    return template.render({**template_context(edition), "boxes": boxes, "box": box, "letters": tuple(font_sample)})


def css_source_span(html: str, edition: Edition, line: int, column: int) -> Span | None:
    """The source of `line`:`column` of the document's style element; None outside its style sheets.

    Lines and columns count from 1. The renderer names a place in the whole element.
    """
    style = html.partition(STYLE_TAG)[2]
    for name in (f"{BASE_FOLDER}/base.css", *edition.layout.style_sheets):
        sheet = edition.layout.file(name).read_text("utf-8")
        before, found, _ = style.partition(sheet)
        first, count = before.count("\n") + 1, sheet.count("\n")
        if found and first <= line <= first + count:
            return Span(edition.layout.shown_path(name), line - first + 1, column)
    return None
