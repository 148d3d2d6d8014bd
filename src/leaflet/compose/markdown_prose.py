"""A block's Markdown → clean HTML: Markdown's own handling of HTML is off, and what comes out is cleaned."""

from __future__ import annotations

import re
from functools import cache
from xml.etree import ElementTree

import markdown
import nh3
from markdown.extensions.smarty import SmartyExtension
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString
from markupsafe import Markup

from leaflet.language.formats import quotation_marks
from leaflet.model import Locale, Prose
from leaflet.running_text import LINK

PROSE_TAGS = {"p", "ul", "ol", "li", "strong", "em", "a", "br"}
"""What running text may become."""
DISABLED_BLOCKS = ("indent", "code", "hashheader", "setextheader", "hr", "quote", "reference")
DISABLED_INLINE = (
    *("backtick", "html", "entity", "autolink", "automail", "reference", "link"),
    *("image_link", "image_reference", "short_reference", "short_image_ref"),
)
"""What Markdown would read in a text and `running_text` does not: it is printed as written."""


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
