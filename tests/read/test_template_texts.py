"""The texts that one layout's templates can print: its own, and those of the macros that it calls."""

from __future__ import annotations

import pytest

from leaflet.read.template_texts import texts_of_layout

MACROS = """
{% macro first() %}{{ _("one") }}{{ second() }}{% endmacro %}
{% macro second() %}{% trans %}two{% endtrans %}{% endmacro %}
{% macro third() %}{{ _("three") }}{% endmacro %}
{% macro again() %}{{ _("four") }}{{ again() }}{% endmacro %}
{{ _("never printed by an import") }}
"""
EVERY_MACRO = ["four", "never printed by an import", "one", "three", "two"]
DOCUMENT = '{{ _("frame") }}{% block body %}{{ _("in a block") }}{% endblock %}'


@pytest.mark.parametrize(
    ("page", "texts"),
    [
        ("words", []),
        ('{{ _("b") }}{{ gettext("a") }}{{ _("a") }}', ["a", "b"]),
        ('{{ _("%(n)s page", n=1) }}{{ ngettext("page", "pages", 2) }}', ["%(n)s page", "page", "pages"]),
        ('{% import "base/macros.html.j2" as m %}{{ m.first() }}', ["one", "two"]),
        ('{% import "base/macros.html.j2" as m with context %}{% if x %}{{ m.third() }}{% endif %}', ["three"]),
        ('{% import "base/macros.html.j2" as m %}{{ m.again() }}', ["four"]),
        ('{% import "base/macros.html.j2" as m %}', []),
        (
            '{% extends "base/document.html.j2" %}{% block body %}{{ _("own") }}{% endblock %}',
            ["frame", "in a block", "own"],
        ),
        ('{% include "base/document.html.j2" %}', ["frame", "in a block"]),
        (
            '{% from "base/macros.html.j2" import third %}{{ third() }}',
            ["four", "never printed by an import", "one", "three", "two"],
        ),
        ('{% macro own() %}{{ _("mine") }}{% endmacro %}{{ own() }}', ["mine"]),
        ('{% import "base/macros.html.j2" as m %}{% set f = m.third %}{{ f() }}', ["three"]),
        ('{% import "base/macros.html.j2" as m %}{{ call(m) }}', EVERY_MACRO),
        ('{% macro own() %}{{ _("mine") }}{% endmacro %}{% set f = own %}{{ f() }}', ["mine"]),
        ('{% import name as m %}{{ m.third() }}{{ _("a") }}', sorted(["a", "frame", "in a block", *EVERY_MACRO])),
        ("{% include [name] %}", sorted(["frame", "in a block", *EVERY_MACRO])),
        ("{% broken", []),
    ],
)
def test_what_can_be_printed_counts(tmp_path, page, texts):
    for name, text in {"leaflet/page": page, "base/macros": MACROS, "base/document": DOCUMENT}.items():
        file = tmp_path / "layouts" / f"{name}.html.j2"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    assert list(texts_of_layout(tmp_path, "leaflet/page.html.j2")) == texts
