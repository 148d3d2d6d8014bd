"""Where templates come from: Jinja's sandbox over the layouts' folder, everything that isn't markup escaped."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from leaflet.model import BASE_FOLDER, can_change_a_page, layout_file

BASE_SHEET = f"{BASE_FOLDER}/base.css"
"""Behind it stands what the house's brand changes, before what a layout has of its own."""


def clear_template_cache() -> None:
    """Reload every template: Jinja can't detect a change from the modification time alone."""
    environment.cache_clear()


class _LayoutLoader(jinja2.FileSystemLoader):
    """The files that count towards a layout's look: no other may change a page."""

    def __init__(self, layouts: Path, packaged: Path | None) -> None:
        super().__init__([root for root in (layouts, packaged) if root])
        self.places = (layouts, packaged)

    def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """As Jinja's own. Raises TemplateNotFound, also for a file that doesn't count."""
        if not can_change_a_page(template):
            raise jinja2.TemplateNotFound(template)
        layouts, packaged = self.places
        found = layout_file(layouts, packaged, template)
        root = packaged if packaged and found.is_relative_to(packaged) else layouts
        loader = jinja2.FileSystemLoader(root)
        return loader.get_source(environment, found.relative_to(root).as_posix())


@cache
def environment(layouts: Path, packaged: Path | None = None) -> jinja2.Environment:
    """Jinja for the templates in the folder `layouts`, and in `packaged`: what `layouts` lacks is taken from there.

    One for the process, since it keeps what it compiled.
    """
    made = ImmutableSandboxedEnvironment(
        loader=_LayoutLoader(layouts, packaged),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters["stylesheet"] = _stylesheet
    return made


@jinja2.pass_context  # or Jinja would read the sheet once, when it compiles the template, and never see a change
def _stylesheet(context: jinja2.runtime.Context, name: str) -> Markup:
    loader = context.environment.loader
    assert loader is not None
    sheet = loader.get_source(context.environment, name)[0]
    return Markup(sheet + (context.resolve("brand_css") if name == BASE_SHEET else ""))  # layouts are trusted
