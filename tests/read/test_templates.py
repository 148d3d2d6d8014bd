"""Templates: the texts that they mark for translation, and what of a layout can print by itself."""

from __future__ import annotations

import pytest

from leaflet.read.templates import read_templates


@pytest.fixture
def root(tmp_path):
    """A project with one empty layout, `leaflet`."""
    (tmp_path / "layouts/leaflet").mkdir(parents=True)
    (tmp_path / "layouts/base").mkdir()  # or leaflet's own would be beside it
    return tmp_path


def marked_texts(root, template):
    """(text, place) of what `template` marks."""
    (root / "layouts/leaflet/page.html.j2").write_text(template, "utf-8")
    found, problems = read_templates(root)
    assert problems == ()
    return [(w.context, w.text, f"{w.span.path}:{w.span.line}") for w in found]


PAGE = "layouts/leaflet/page.html.j2"


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("", []),
        ("plain words {{ value }}", []),
        ("one\n{{ _('Version') }}", [("Version", 2)]),
        ("{% trans %}Reviewed{% endtrans %}", [("Reviewed", 1)]),
        (
            "{% trans n=3 %}{{ n }} page{% pluralize %}{{ n }} pages{% endtrans %}",
            [("%(n)s page", 1), ("%(n)s pages", 1)],
        ),
        ("{{ _(value) }}", []),
        ("{# _('Commented') #}", []),
        ("{{ _('É') }}{{ _('É') }}", [("É", 1), ("É", 1)]),
    ],
)
def test_marked_texts_are_found_with_their_line(root, template, expected):
    assert marked_texts(root, template) == [("", text, f"{PAGE}:{line}") for text, line in expected]


def test_a_template_that_can_not_be_parsed_is_reported_at_its_line_and_the_others_are_read(root):
    (root / PAGE).write_text("one\ntwo\n{% if %}\n")
    (root / "layouts/leaflet/other.j2").write_text("{{ _('Version') }}")
    found, (problem,) = read_templates(root)
    assert [w.text for w in found] == ["Version"]
    assert (problem.rule, problem.span.path, problem.span.line) == ("broken-template", PAGE, 3)


def test_a_template_that_is_not_utf8_is_reported_at_its_place(root):
    (root / PAGE).write_bytes(b"one\n\xff")
    _, (problem,) = read_templates(root)
    assert (problem.rule, str(problem.span)) == ("invalid-encoding", f"{PAGE}:2:1")


def test_a_template_with_a_block_that_is_never_closed_is_reported(root):
    (root / PAGE).write_text("{% trans %}a")
    assert [p.rule for p in read_templates(root)[1]] == ["broken-template"]
