"""Edition → HTML: the layout's template is filled with what the edition must carry.

Layouts are trusted, content is not: every text is escaped, Markdown's own HTML handling is off and what comes out of it
is cleaned. The template asks for statements by kind and for sections by role; it can't choose among them.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any, TypeVar
from xml.etree import ElementTree

import jinja2
import markdown
import nh3
import segno
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markdown.extensions.smarty import SmartyExtension
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString
from markupsafe import Markup, escape

from leaflet.editions.claims import reference_numbers
from leaflet.editions.content import alt_text, doi_link
from leaflet.editions.edition import Edition
from leaflet.editions.imprint import as_keywords, imprint_of, with_document_digest
from leaflet.editions.required import clinic_lines
from leaflet.editions.words import LOGO_LABEL, localized
from leaflet.language.formats import date_in_words, quotation_marks
from leaflet.model import (
    BASE_FOLDER,
    LAYOUTS_FOLDER,
    Block,
    Claim,
    ClaimPlaceholder,
    Clinic,
    ClinicBox,
    ClinicLine,
    Figure,
    Locale,
    Prose,
    Reference,
    Section,
    SectionRole,
    Statement,
    StatementKind,
)
from leaflet.problem import Problem, Span
from leaflet.running_text import LINK
from leaflet.svg import svg_with_strings

STYLE_TAG = "<style>"
"""Begins the one style element of a document, in which all its style sheets stand."""
PROSE_TAGS = {"p", "ul", "ol", "li", "strong", "em", "a", "br"}
"""What running text may become."""
DISABLED_BLOCKS = ("indent", "code", "hashheader", "setextheader", "hr", "quote", "reference")
DISABLED_INLINE = (
    *("backtick", "html", "entity", "autolink", "automail", "reference", "link"),
    *("image_link", "image_reference", "short_reference", "short_image_ref"),
)
"""What Markdown would read in a text and `running_text` does not: it is printed as written."""


W = TypeVar("W", bound=StrEnum)


class TemplateError(Exception):
    """A layout's template can't be filled."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def compose(edition: Edition) -> str:
    """The edition as one HTML document with its style sheets inside.

    Raises TemplateError, with the template's file and line, for a template that can't be read or filled.
    """
    folder = edition.layout.folder
    context = _template_context(edition)
    try:
        template = _environment(folder.parent).get_template(f"{edition.layout.id}/page.html.j2")
        return with_document_digest(template.render(context), folder)
    except jinja2.TemplateSyntaxError as error:
        raise TemplateError(_problem(edition, error.name or "", error.lineno, error.message or str(error))) from error
    except jinja2.TemplateError as error:
        raise _template_error(edition, error, error.message or type(error).__name__) from error
    except Exception as error:  # a template can go wrong in any way that Python can, such as 1/0
        raise _template_error(edition, error, f"{error} ({type(error).__name__})") from error


def compose_clinic_boxes(
    edition: Edition, clinics: Iterable[Clinic], box: ClinicBox, font_sample: Iterable[ClinicLine] = ()
) -> str:
    """The boxes of `clinics` alone, each on a page of the size of `box`, as they stand in copies of `edition`.

    `font_sample` is set on a page after them, so that the embedded fonts include its characters.
    """
    boxes = [{"lines": clinic_lines(edition, clinic), "logo": _logo_img(edition, clinic)} for clinic in clinics]
    template = _environment(edition.layout.folder.parent).get_template(f"{BASE_FOLDER}/clinics.html.j2")
    return template.render({**_template_context(edition), "boxes": boxes, "box": box, "letters": tuple(font_sample)})


def _template_error(edition: Edition, error: Exception, message: str) -> TemplateError:
    name, line = _template_location(error)
    return TemplateError(_problem(edition, name, line, message))


def _problem(edition: Edition, template: str, line: int, message: str) -> Problem:
    name = template or f"{edition.layout.id}/page.html.j2"
    return Problem(
        rule="broken-template",
        message=f"the template can't be filled: {message}",
        hint="compare the line with the other layouts; docs/designers.md lists the names that a template may use",
        span=Span(f"{LAYOUTS_FOLDER}/{name}", line),
        editions=(edition.id,),
    )


def _template_location(error: BaseException) -> tuple[str, int]:
    """(template, line) of the innermost template frame of a traceback."""
    name, line, trace = "", 1, error.__traceback__
    while trace:
        file = trace.tb_frame.f_code.co_filename
        if file.endswith((".j2", ".css")):
            name, line = "/".join(Path(file).parts[-2:]), trace.tb_lineno
        trace = trace.tb_next
    return name, line


def css_source_span(html: str, edition: Edition, line: int, column: int) -> Span | None:
    """The source of `line`:`column` of the document's style element; None outside both style sheets.

    Lines and columns count from 1. The renderer names a place in the whole element.
    """
    style = html.partition(STYLE_TAG)[2]
    for name in (f"{BASE_FOLDER}/base.css", f"{edition.layout.id}/page.css"):
        sheet = (edition.layout.folder.parent / name).read_text("utf-8")
        before, found, _ = style.partition(sheet)
        first, count = before.count("\n") + 1, sheet.count("\n")
        if found and first <= line <= first + count:
            return Span(f"{LAYOUTS_FOLDER}/{name}", line - first + 1, column)
    return None


def clear_template_cache() -> None:
    """Reload every template: Jinja can't detect a change from the modification time alone."""
    _environment.cache_clear()


@cache
def _environment(layouts: Path) -> jinja2.Environment:
    environment = ImmutableSandboxedEnvironment(
        loader=jinja2.FileSystemLoader(layouts),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["stylesheet"] = _stylesheet
    environment.filters["halves"] = _split_columns
    return environment


@jinja2.pass_context  # or Jinja would read the sheet once, when it compiles the template, and never see a change
def _stylesheet(context: jinja2.runtime.Context, name: str) -> Markup:
    loader = context.environment.loader
    assert loader is not None
    return Markup(loader.get_source(context.environment, name)[0])  # layouts are trusted


def _split_columns(entries: Sequence[Mapping[str, object]]) -> tuple[Sequence[Mapping[str, object]], ...]:
    """`entries` split into two columns with as equal amounts of `text` as their order allows."""
    before = [0, *accumulate(len(str(entry["text"])) for entry in entries)]
    half = min(range(len(before)), key=lambda n: abs(2 * before[n] - before[-1]))
    return entries[:half], entries[half:]


def _template_context(edition: Edition) -> dict[str, Any]:
    content, required = edition.content, edition.required
    original = edition if edition.clinic is None else replace(edition, clinic=None)
    return {
        "edition": edition,
        "meta": edition.topic.meta,
        "lang": str(edition.locale),
        "ladder": edition.ladder,
        "legend": content.legend,
        "front": dict(content.opening),
        "identity": required.identity,
        "imprint": as_keywords(imprint_of(original)),
        "colophon": dict(content.colophon),
        "statements": _statement_selector(required.statements),
        "sections": _section_selector(edition.sections),
        "blocks": lambda section: _blocks(edition, section),
        "prose": lambda block: prose_html(block, edition.locale),
        "drawing": _figure_svg,
        "level": edition.level,
        "wording": lambda claim: claim.wording_for(edition.audience),
        "claims_by_evidence": lambda human: tuple(c for c in edition.claims if edition.level(c).human is human),
        "numbers": lambda claim: dict(zip(("supporting", "disputing"), reference_numbers(edition, claim), strict=True)),
        "references": _references(edition),
        "date": lambda day: date_in_words(day, edition.locale),
        "qr": _qr(edition.status_url),
        "clinic_lines": clinic_lines(edition, edition.clinic) if edition.clinic else (),
        "logo": _logo_img(edition, edition.clinic),
        **_gettext(edition.layout_translations),
    }


def _gettext(chrome: Mapping[str, str]) -> dict[str, Callable[..., str]]:
    """The functions that `{% trans %}` and `_()` call, over the layouts' catalog."""

    def gettext(message: str, **values: object) -> Markup:
        text = escape(chrome.get(message, message))  # a catalog is content
        return text % values if values else text

    def ngettext(one: str, many: str, n: int, **values: object) -> Markup:
        return gettext(one if n == 1 else many, num=n, **values)

    return {"gettext": gettext, "ngettext": ngettext, "_": gettext}


def _enum_member(words: type[W], word: str) -> W:
    """`word` as a member of a closed list. Raises jinja2.TemplateRuntimeError where it is none."""
    if word not in list(words):
        raise jinja2.TemplateRuntimeError(f"there is no {words.__name__.lower()} `{word}`; known: {', '.join(words)}")
    return words(word)


def _statement_selector(required: tuple[Statement, ...]) -> Callable[..., tuple[Statement, ...]]:
    def of_kinds(*kinds: str) -> tuple[Statement, ...]:
        wanted = [_enum_member(StatementKind, kind) for kind in kinds]
        return tuple(d for kind in wanted for d in required if d.kind is kind)

    return of_kinds


def _section_selector(sections: tuple[Section, ...]) -> Callable[..., tuple[Section, ...]]:
    def of_roles(*roles: str) -> tuple[Section, ...]:
        wanted = {_enum_member(SectionRole, role) for role in roles}
        return tuple(s for s in sections if s.role in wanted)

    return of_roles


def _blocks(edition: Edition, section: Section) -> Iterator[tuple[str, Block | Claim]]:
    """(kind, block) of a section, a claim's place replaced by the claim."""
    claims = {claim.id: claim for claim in edition.claims}
    for block in section.blocks:
        yield block.kind, claims[block.claim] if isinstance(block, ClaimPlaceholder) else block


def prose_html(block: Prose, locale: Locale) -> Markup:
    """A block's Markdown as clean HTML: whatever is HTML in it is text, straight quotes become the locale's."""
    return Markup(  # cleaned here
        nh3.clean(
            _markdown_converter(locale).reset().convert(block.markdown.replace("&", "&amp;")),
            tags=PROSE_TAGS,
            attributes={"*": set(), "a": {"href"}},
            url_schemes={"https", "tel"},
            link_rel=None,
        )
    )


class _LinkProcessor(InlineProcessor):
    """Makes links of what `running_text` calls one, and of nothing else."""

    def handleMatch(  # type: ignore[override]  # noqa: N802 -- Markdown's name; its base class gives back a union
        self, m: re.Match[str], data: str
    ) -> tuple[ElementTree.Element | None, int | None, int | None]:
        target = m["target"] or m["bare"]
        if not target:
            return None, None, None
        element = ElementTree.Element("a", href=target)
        element.text = m["words"] or AtomicString(target)
        return element, m.start(), m.end()


@cache
def _markdown_converter(locale: Locale) -> markdown.Markdown:
    opening, closing = quotation_marks(locale)
    substitutions = {"left-double-quote": opening, "right-double-quote": closing}
    converter = markdown.Markdown(
        extensions=[SmartyExtension(smart_dashes=False, smart_ellipses=False, substitutions=substitutions)],
        output_format="html",
    )
    converter.preprocessors.deregister("html_block")
    for name in DISABLED_BLOCKS:
        converter.parser.blockprocessors.deregister(name)
    for name in DISABLED_INLINE:
        converter.inlinePatterns.deregister(name)
    link = _LinkProcessor(LINK.pattern, converter)
    link.compiled_re = LINK
    converter.inlinePatterns.register(link, "link", 160)
    return converter


def _references(edition: Edition) -> tuple[dict[str, object], ...]:
    texts = zip(edition.references, edition.content.references, strict=False)
    return tuple(_reference(n, *pair) for n, pair in enumerate(texts, 1))


def _reference(number: int, reference: Reference, text: str) -> dict[str, object]:
    link = doi_link(reference)
    return {
        "id": reference.id,
        "number": number,
        "text": text,
        "doi": link.text if link else None,
        "url": link.target if link else None,
        "read_in_full": reference.can_support_claim,
    }


def _figure_svg(figure: Figure) -> Markup:
    """The figure as SVG, its description in its title too: WeasyPrint makes the alternative text of the title alone."""
    hidden_count = len(figure.strings) - len(figure.labels)
    strings = (*[alt_text(figure)] * hidden_count, *figure.labels)
    return Markup(svg_with_strings(figure.svg, strings))  # held to the allow-list when it was read


def _logo_img(edition: Edition, clinic: Clinic | None) -> Markup | None:
    """The clinic's picture."""
    if clinic is None or clinic.logo is None:
        return None
    data = b64encode(clinic.logo.data).decode()
    address = f"data:{clinic.logo.media_type};base64,{data}"
    return Markup('<img src="{}" alt="{}">').format(address, localized(edition, LOGO_LABEL))


def _qr(url: str | None) -> dict[str, object] | None:
    """{svg, url} of the QR code of `url`, error level M, drawn without a border; None without a URL."""
    if url is None:
        return None
    svg = segno.make(url, error="m", micro=False).svg_inline(border=0, dark="#000", omitsize=True, title=url)
    return {"svg": Markup(svg), "url": url}  # made here
