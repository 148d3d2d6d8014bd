"""Composing: content is escaped, statements can't be chosen, templates fail with a location."""

from __future__ import annotations

import re

import pytest
from samples import claim, disclaimer, edition, house, layout, section, topic

from leaflet.compose.document import compose, css_source_span
from leaflet.compose.markdown_prose import prose_html
from leaflet.compose.template_errors import TemplateError
from leaflet.model import Locale, Prose, StatementKind

PAGE = """{% extends "base/document.html.j2" %}{% import "base/macros.html.j2" as m with context %}
{% block body %}{{ m.required(statements("advice")) }}{% for s in sections("background") %}
{{ m.section(s, blocks, prose, drawing, level, ladder, wording) }}{% endfor %}{{ m.status(qr) }}{% endblock %}"""


@pytest.fixture
def page(tmp_path, repository):
    """A function that composes an edition with a one-page layout whose template is given."""

    def composed(template=PAGE, **changes):
        (tmp_path / "leaflet").mkdir(exist_ok=True)
        (tmp_path / "leaflet/page.html.j2").write_text(template, "utf-8")
        (tmp_path / "leaflet/page.css").write_text("p { color: red }", "utf-8")
        if not (tmp_path / "base").exists():
            (tmp_path / "base").symlink_to(repository / "layouts/base")
        return compose(edition(layout=layout(folder=tmp_path / "leaflet"), **changes))

    return composed


def test_the_document_says_its_language_title_edition_and_size(page):
    html = page()
    assert '<html lang="en-NL">' in html
    assert "<title>A sample" in html
    said = f"version:1.0, date:2026-11-24, fingerprint:{edition().fingerprint}, review:draft,"
    assert f"leaflet:sample/leaflet/en-NL, {said}" in html
    assert "size: 148.0mm 210.0mm" in html


def test_style_sheets_are_inside(page):
    assert "p { color: red }" in page()


def test_content_is_text_never_markup(page):
    attack = "<script>alert(1)</script>{{ 7*7 }}"
    attacked = topic(claims=(claim(patient=attack),))
    html = page(claims=attacked.claims, house_statements=(disclaimer(text=attack),))
    assert "<script" not in html
    assert html.count("&lt;script&gt;alert(1)&lt;/script&gt;{{ 7*7 }}") == 2


def test_statements_are_asked_for_by_kind_and_stand_in_the_houses_order(page):
    both = (disclaimer("b", kind=StatementKind.SAFETY), disclaimer("a"), disclaimer("c", kind=StatementKind.SAFETY))
    html = page('{{ statements("safety", "advice") | map(attribute="id") | join(",") }}', house_statements=both)
    assert html == "b,c,a"


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("a **b** *c*", "<p>a <strong>b</strong> <em>c</em></p>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("<b onclick=x>a</b>", "<p>&lt;b onclick=x&gt;a&lt;/b&gt;</p>"),
        ("[a](https://doi.org/1)", '<p><a href="https://doi.org/1">a</a></p>'),
        ("[a](javascript:alert(1))", "<p>[a](javascript:alert(1))</p>"),
        ("![x](file:///etc/passwd)", "<p>![x](file:///etc/passwd)</p>"),
        ("![x](https://doi.org/1)", "<p>![x](https://doi.org/1)</p>"),
        ('[a](https://doi.org/1 "b")', "<p>[a](https://doi.org/1 “b”)</p>"),
        ("1. a\n2. b\n    - c", "<ol>\n<li>a</li>\n<li>b<ul>\n<li>c</li>\n</ul>\n</li>\n</ol>"),
        ("> a\n>\n> b", "<blockquote>\n<p>a</p>\n<p>b</p>\n</blockquote>"),
        (
            "| a |\n| --- |\n| *b* |",
            '<table>\n<thead>\n<tr>\n<th scope="col">a</th>\n</tr>\n</thead>\n'
            "<tbody>\n<tr>\n<td><em>b</em></td>\n</tr>\n</tbody>\n</table>",
        ),
        (
            "> [!TIP]\n> a\n>\n> - b",
            '<section class="note-box tip">\n<p><strong>Tip</strong></p>\n<p>a</p>\n'
            "<ul>\n<li>b</li>\n</ul>\n</section>",
        ),
        (r"a \* b 2*50 3*4 \<b> \[a](b)", "<p>a * b 2*50 3*4 &lt;b&gt; [a](b)</p>"),
        ("a --- b ... c", "<p>a --- b ... c</p>"),
        ("<https://doi.org/a_b_c&d>", '<p><a href="https://doi.org/a_b_c&amp;d">https://doi.org/a_b_c&amp;d</a></p>'),
        ("&copy; &#8238; &lt;b&gt;", "<p>&amp;copy; &amp;#8238; &amp;lt;b&amp;gt;</p>"),
        ("`<b>` #5", "<p>`&lt;b&gt;` #5</p>"),
        ("#5 [a]: /b", "<p>#5 [a]: /b</p>"),
    ],
)
def test_markdown_becomes_a_few_harmless_elements(markdown, html):
    assert prose_html(Prose(id="a.1", markdown=markdown), Locale("en", "NL")) == html


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ('a "b" c', "a “b” c"),
        ('He said "**no**".', "He said “<strong>no</strong>”."),
        ('"*a*", "b"', "“<em>a</em>”, “b”"),
        ("it's 'so' in the '90s", "it’s ‘so’ in the ’90s"),
        ('a 5" pipe and a 6" one', 'a 5" pipe and a 6" one'),
        ('in "version 5" too', "in “version 5” too"),
        (r"a \"b\" \'c\'", "a \"b\" 'c'"),
        ("'s Ochtends en 's avonds, de patiënten' keus", "’s Ochtends en ’s avonds, de patiënten’ keus"),
        ("'t Hofje in 's-Hertogenbosch, 'n huis", "’t Hofje in ’s-Hertogenbosch, ’n huis"),
        ("'Tis the patients' rock 'n' roll of '68", "’Tis the patients’ rock ’n’ roll of ’68"),
        ("*'s* avonds ('s nachts)", "<em>’s</em> avonds (’s nachts)"),
        ("give 'em the 1990's l'*eau* of O'Neill", "give ’em the 1990’s l’<em>eau</em> of O’Neill"),
        ("""5'10", 5', 52°5'N, 5'-AMP, 3'-5'""", """5'10", 5', 52°5'N, 5'-AMP, 3'-5'"""),
        ("""''x'' and ' and " alone""", """''x'' and ' and " alone"""),
        (
            "'so' and 'it's the patients' own' and 'version 5', 'mg'",
            "‘so’ and ‘it’s the patients’ own’ and ‘version 5’, ‘mg’",
        ),
        ("""'"a" b' and "'c' d", ('e')""", "‘“a” b’ and “‘c’ d”, (‘e’)"),
        ("'T cells' and 'I am' in 's lands", "‘T cells’ and ‘I am’ in ’s lands"),
        ("'not closed, and *'closed'*", "’not closed, and <em>‘closed’</em>"),
    ],
)
def test_straight_quotes_become_the_locales_but_for_inches_and_escapes(typed, printed):
    assert prose_html(Prose(id="a.1", markdown=typed), Locale("en", "NL")) == f"<p>{printed}</p>"


def test_a_qr_code_stands_with_its_address_only_where_the_house_names_one(page):
    assert "<svg" not in page()
    html = page(house=house(base_url="https://example.org/status"))
    assert "<svg" in html
    address = re.search(r">(https://example.org/status/[^<]*)</a>", html)[1]
    assert re.fullmatch(r"https://example.org/status/sample/en-NL/leaflet/1.0/[0-9a-f]{12}", address)


def test_the_layouts_texts_come_from_its_catalog(page):
    assert page("{{ _('Emergency') }}", layout_translations={"Emergency": "Spoed"}) == "Spoed"


@pytest.mark.parametrize(
    ("template", "line"),
    [
        ("one\n{% if %}", 2),
        ("one\ntwo\n{{ nothing.here }}", 3),
        ("{{ statements('unheard-of') }}", 1),
        ("one\n{{ 1 / 0 }}", 2),
    ],
)
def test_a_template_that_cannot_be_filled_is_a_problem_with_its_line(page, template, line):
    with pytest.raises(TemplateError) as caught:
        page(template)
    assert str(caught.value.problem.span) == f"layouts/leaflet/page.html.j2:{line}:1"


def test_a_template_that_goes_wrong_anywhere_is_a_problem_with_a_hint(page):
    endless = "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}"
    for template in ("{{ 1 / 0 }}", "{{ 'a' + 1 }}", "{{ date('monday') }}", endless):
        with pytest.raises(TemplateError) as caught:
            page(template)
        assert caught.value.problem.span.path == "layouts/leaflet/page.html.j2"
        assert caught.value.problem.hint


def test_a_place_in_the_style_element_is_found_again_in_its_sheet(page, tmp_path, repository):
    html = page()
    style = html.partition("<style>")[2].partition("</style>")[0].split("\n")
    (layout_line,) = [n for n, line in enumerate(style, 1) if line == "p { color: red }"]
    (base_line,) = [n for n, line in enumerate(style, 1) if line.startswith("body { margin")]
    base = (repository / "layouts/base/base.css").read_text("utf-8").split("\n")
    sample = edition(layout=layout(folder=tmp_path / "leaflet"))
    assert str(css_source_span(html, sample, layout_line, 5)) == "layouts/leaflet/page.css:1:5"
    assert (
        str(css_source_span(html, sample, base_line, 1))
        == f"layouts/base/base.css:{base.index(style[base_line - 1]) + 1}:1"
    )
    assert css_source_span(html, sample, 2, 1) is None
    assert css_source_span("", sample, layout_line, 1) is None


def test_a_template_reaches_nothing_but_what_it_is_given(page):
    with pytest.raises(TemplateError):
        page("{{ edition.__class__.__mro__ }}")


def test_sections_print_their_heading_and_blocks(page):
    html = page(sections=(section(),))
    assert 'data-block="section.what"' in html
    assert 'data-block="what.1"' in html
    assert 'data-claim="growth"' in html
