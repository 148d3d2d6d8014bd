"""Each step by itself: what it rewrites, what it leaves alone, what it leaves to a person."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from leaflet import model
from leaflet.editions.edition import Edition
from leaflet.editions.from_library import editions
from leaflet.read.sources import read_library
from leaflet.upgrade import upgrade
from leaflet.upgrade.edits import Edit, offset_of, parsed_yaml, with_edits
from leaflet.upgrade.house_files import HouseFiles
from leaflet.upgrade.steps import (
    check_ids,
    clinic_list_lines,
    commands,
    layout_outlines,
    quoted_texts,
    reading_notes,
    reference_links,
    shown_before,
    subjects,
    template_names,
)

TOPIC = "sources/topics/tiny/topic.yaml"
PAGE = "layouts/card/page.html.j2"
TODAYS_TYPES = {
    "Edition": Edition,
    "Disclaimer": model.Statement,
    "ClaimHere": model.ClaimPlaceholder,
    "PageCount": model.PageBounds,
    "WordCount": model.WordBounds,
    "Box": model.ClinicBox,
    "When": model.Conditions,
}
"""Of the types that version 0.1 called otherwise, or kept elsewhere."""


def _house(path, text):
    return HouseFiles(Path(), {path: text}, {path: text}, command_files=(path,) if "/" not in path else ())


def _upgraded(step, path, text):
    """The new text, or the old one, and the problems as `line:column`."""
    result = step.upgraded(_house(path, text))
    return result.texts.get(path, text), [f"{p.span.line}:{p.span.column}" for p in result.problems]


# Templates


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{{ edition.topic.review.name }}", "{{ edition.review.name }}"),
        ('{{ edition["topic"]["review"] }}', "{{ edition.review }}"),
        ("{{ e.topic['review'].date }}", "{{ e.review.date }}"),
        ("{{ edition.topic.review.fingerprint }}", "{{ edition.fingerprint }}"),
        ("{% if edition.topic.review and edition.reviewed %}x{% endif %}", None),
        ("{% set r = edition.topic.review %}{{ r.name }}", "{% set r = edition.review %}{{ r.name }}"),
        ("{{ edition\n  .topic\n  .review }}", "{{ edition\n  .review }}"),
        ("{{ edition . chrome }}", "{{ edition .layout_translations }}"),
        ("{% for s in edition.disclaimers %}x{% endfor %}", None),
        ("{% trans n=edition.disclaimers | length %}{{ n }} texts{% endtrans %}", None),
        ("{{ c.wording(edition.audience) }}", "{{ c.wording_for(edition.audience) }}"),
        ("{{ f(1)[0].wording( edition.audience ) }}", "{{ f(1)[0].wording_for( edition.audience ) }}"),
        ("{{ s.claims() | join }}", "{{ s.claim_ids() | join }}"),
        ("{{ edition.clinic.reads(edition.locale) }}", "{{ edition.clinic.wants_locale(edition.locale) }}"),
        ('{{ c.origin.at("id") }}', '{{ c.origin.span_at("id") }}'),
        ('{{ x | selectattr("read_far_enough") | list }}', '{{ x | selectattr("can_support_claim") | list }}'),
        ("{{ x|rejectattr('read_far_enough')|list }}", "{{ x|rejectattr('can_support_claim')|list }}"),
        ("{{ x | map(attribute='topic.review.name') }}", "{{ x | map(attribute='review.name') }}"),
        ('{{ edition | attr("chrome") }}', '{{ edition | attr("layout_translations") }}'),
        ("a\r\n{{ edition.chrome }}\r\nb\r\n", "a\r\n{{ edition.layout_translations }}\r\nb\r\n"),
        (
            "é\r\r\n\r\n{{ e.chrome }} {{ e.chrome }}",
            "é\r\r\n\r\n{{ e.layout_translations }} {{ e.layout_translations }}",
        ),
        ("{%- if edition.chrome -%}  x {%- endif -%}\n", "{%- if edition.layout_translations -%}  x {%- endif -%}\n"),
    ],
)
def test_old_names_are_replaced_in_code(old, new):
    renamed = {"edition.topic.review": "edition.review", "edition.disclaimers": "edition.house_statements"}
    for before, after in renamed.items():
        new = new or (old.replace(before, after) if before in old else None)
    assert _upgraded(template_names, PAGE, old) == (new, [])
    assert _upgraded(template_names, PAGE, new) == (new, []), "a second time changes nothing"


@pytest.mark.parametrize(
    "text",
    [
        "edition.topic.review and edition.chrome",
        "<p>{{ '{{ edition.chrome }}' }}</p>",
        "{# {{ edition.topic.review }} #}",
        "{% raw %}{{ edition.chrome }}{% endraw %}",
        '{{ _("the edition.chrome") }}',
        "{{ chrome }}{{ disclaimers }}",
        "{{ edition.chromes }}{{ edition.review }}",
        "{{ level(c).wording.en }}{{ edition.claims }}{{ u.claims }}{{ u.claims[0] }}",
        '{% import "base/macros.html.j2" as m %}{{ m.claims(1) }}{{ m.chrome }}{{ m.disclaimers() }}',
        '{% import "a" as m with context %}{% import "b" as n %}{{ n.wording(m.reads(1)) }}',
        "{{ self.claims() }}",
        "{% macro chrome(disclaimers) %}{{ disclaimers }}{% endmacro %}{{ chrome(disclaimers=1) }}",
        '{{ x["a chrome"] }}{{ ["chrome"] }}{{ f(["chrome"]) }}',
    ],
)
def test_what_is_no_old_name_stays(text):
    assert _upgraded(template_names, PAGE, text) == (text, [])


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("\n {% set x = {'chrome': 1} %}{{ x.chrome }}", "2:33"),
        ("{% set x = dict(disclaimers=1) %}{{ x.disclaimers }}", "1:38"),
        ("{% set x = namespace(chrome=1) %}{{ x.chrome }}", "1:38"),
        ("{% set t = edition.topic %}\n{{ t.review.name }}", "2:4"),
        ("{% macro m(topic) %}{{ topic.review }}{% endmacro %}", "1:24"),
    ],
)
def test_what_may_be_the_templates_own_name_is_left_to_a_person(text, place):
    assert _upgraded(template_names, PAGE, text) == (text, [place])


@pytest.mark.parametrize("text", ["{{ edition.chrome", "{% if x %}", "{{ 'a }}", "{% nonsense %}", "{{ a b }}"])
def test_a_template_that_can_not_be_read_is_told_and_left(text):
    result = template_names.upgraded(_house(PAGE, text))
    assert [p.rule for p in result.problems] == ["broken-template"]
    assert not result.texts


def _names_of_version_0_1():
    path = Path(__file__).parent / "names-0.1.yaml"
    document, _ = parsed_yaml(path.name, path.read_text("utf-8"))  # to others `on` is no word
    yield from ((old_type, name) for old_type, names in document.value.items() for name in names)


def _attributes(owner):
    return {*dir(owner), *getattr(owner, "model_fields", ()), *getattr(owner, "__dataclass_fields__", ())}


@pytest.mark.parametrize(("old_type", "name"), list(_names_of_version_0_1()))
def test_whatever_a_template_could_ask_of_version_0_1_can_be_asked_today(old_type, name):
    """A name that goes away later must get a step; so must one that means something else, which no test can tell."""
    today = TODAYS_TYPES.get(old_type) or getattr(model, old_type)
    receiver = {"Topic": "edition.topic", "ReviewRecord": "edition.topic.review"}.get(old_type, "x")
    asked = [_upgraded(template_names, PAGE, f"{{{{ {receiver}.{name}{call} }}}}")[0] for call in ("", "()")]
    assert _attributes(today) & {text.strip("{} ()").rpartition(".")[2] for text in asked} or (
        # what an edition knows now, and what is in it did not keep
        (old_type, name) in {("Topic", "review"), ("ReviewRecord", "fingerprint")}
        and asked[0] == f"{{{{ edition.{name} }}}}"
        and name in _attributes(Edition)
    )


# Ids of checks


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("allow:\n- policy: word-count\n", "allow:\n- policy: wrong-length\n"),
        ("allow:\n- policy: 'reading-level' # why\n", "allow:\n- policy: 'hard-to-read' # why\n"),
        ('allow: [{at: x, policy: "word-count"}]', 'allow: [{at: x, policy: "wrong-length"}]'),
        ("allow:\r\n  -   policy:   word-count   \r\n", "allow:\r\n  -   policy:   wrong-length   \r\n"),
        ("allow: [{at: e\u0301a\u0308, policy: word-count}]", "allow: [{at: e\u0301a\u0308, policy: wrong-length}]"),
        ("allow:\n- {policy: word-count}\n- {policy: stigma}\n- {policy: link-gate}", None),
        ("allow:\n- policy:\n    word-count\n", "allow:\n- policy:\n    wrong-length\n"),
    ],
)
def test_old_ids_are_replaced_where_they_name_a_check(old, new):
    new = new or old.replace("word-count", "wrong-length").replace("link-gate", "forbidden-link")
    assert _upgraded(check_ids, TOPIC, old) == (new, [])
    assert _upgraded(check_ids, TOPIC, new) == (new, [])


@pytest.mark.parametrize(
    "text",
    [
        "title: word-count\n# policy: word-count\nallow:\n- {policy: wrong-length, at: word-count, reason: word-count}",
        "policy: word-count",
        "allow: word-count",
        "allow: [word-count]",
        "allow: [{policy: 1}, {policy: [word-count]}, {at: word-count}]",
        "",
        "- policy: word-count",
    ],
)
def test_other_words_stay(text):
    assert _upgraded(check_ids, TOPIC, text) == (text, [])


@pytest.mark.parametrize("text", ['allow: [{policy: "word\\x2dcount"}]', "allow:\n- policy: >-\n    word-count\n"])
def test_an_id_in_an_unusual_form_is_left_to_a_person(text):
    new, places = _upgraded(check_ids, TOPIC, text)
    assert new == text
    assert len(places) == 1


# Commands


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("leaflet preflight a.pdf", 1),
        ("\tcd x && .venv/bin/leaflet --root y preflight a.pdf", 20),
        ("\t$(LEAFLET) build --layout card --clinics c.csv", 4),
        ('"${LEAFLET}" build --print-file=p.pdf', 4),
        ("$LEAFLET merge --clinics c.csv", 2),
        ("leaflet build \\\n  tiny \\\n --shard 1/2", 1),
        ("- run: leaflet --format=github build --clinic x", 8),
    ],
)
def test_a_command_that_went_away_is_named(line, column):
    result = commands.upgraded(_house("Makefile", f"# first\n{line}\n"))
    assert [(n.span.path, n.span.line, n.span.column) for n in result.notes] == [("Makefile", 2, column)]
    assert not result.texts
    assert not result.problems


@pytest.mark.parametrize(
    "line",
    [
        "leaflet build",
        "leaflet build; other --clinics x",
        "leaflet build # --clinics",
        "leaflet copies --clinics c.csv",
        "leaflet inspect a.pdf",
        "make leaflet\nbuild --clinics",
        "a leaflet, a preflight, a merge",
        "booklet build --clinics",
        "leaflet build \n --clinics c.csv",
    ],
)
def test_a_command_that_works_is_not(line):
    assert not commands.upgraded(_house("Makefile", f"{line}\n")).notes


# Lists of clinics


def _joined(text):
    """The list as the step leaves it."""
    house = HouseFiles(Path(), {"c.csv": text}, {"c.csv": text}, lists=("c.csv",))
    return clinic_list_lines.upgraded(house).texts.get("c.csv", text)


def test_a_value_over_several_lines_is_one_line_afterwards_and_nothing_else_changes():
    text = 'id;name;address\r\na;"De ""Brug""";"Brugweg 3 \r\n 2000 BB Stad"\r\n\r\nb;c;"d\n\ne"\nf;g;h'
    new = 'id;name;address\r\na;"De ""Brug""";"Brugweg 3 2000 BB Stad"\r\n\r\nb;c;"d e"\nf;g;h'
    assert _joined(text) == new
    assert _joined(new) == new


@pytest.mark.parametrize(
    "text",
    [
        'id,name\na,"b\nc,d\n',  # never closed
        'id,name\na,"b\nc,d\ne,"f"\n',  # closed rows later, where more follows
        'id,name,web\na,"b,w\nc,d,w\ne,"\n',  # the number of values isn't right
        'id,name\na,"b\n' + "c" * 140_000 + '"\n',
        "id,name\na,b\n",
    ],
)
def test_what_may_be_several_rows_is_not_joined(text):
    assert _joined(text) == text


# Edits


def test_edits_count_a_line_end_as_one_character():
    text = "ab\r\ncd\r\n\r\nef\rgh\n"
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    for n, letter in ((offset_of(plain, 1, 1), "a"), (offset_of(plain, 4, 2), "f"), (offset_of(plain, 5, 1), "g")):
        assert plain[n] == letter
        assert with_edits(text, [Edit(n, n + 1, "XY")]) == text.replace(letter, "XY")
    assert with_edits(text, [Edit(0, 2, ""), Edit(7, 9, "1")]) == "\r\ncd\r\n\r\n1\rgh\n"


def test_a_byte_order_mark_stays(house, leaflet):
    file = house / TOPIC
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    before = file.read_bytes()
    assert leaflet("upgrade")[0] == 0
    added = before.replace(b"substances:", b"categories: [general]\r\nsubstances:")
    assert file.read_bytes() == added.replace(b"word-count", b"wrong-length")


def test_a_diff_says_where_a_last_line_has_no_end(house):
    (house / TOPIC).write_bytes((house / TOPIC).read_bytes().rstrip(b"\n") + b" # x")
    assert "says little # x\n\\ No newline at end of file\n" in upgrade.plan(house).diff


# Texts in quotes


CLAIM = "- id: a\n  clinician: {}\n  level: animal\n  studied: mice\n"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("We saw #1 of 3", None),
        ("We saw # 1 of 3", '"We saw" # 1 of 3'),
        ("no", '"no"'),
        ("0900", '"0900"'),
        ("|\n    We saw\n    little", '"We saw little"'),
        (">\n    We saw\n\n    little\n", '"We saw little"\n'),
        ("We saw\n\n    little", '"We saw little"'),
        ('"We saw\\nlittle \\"x\\""', '"We saw little \\"x\\""'),
        ("# a remark\n    We saw", '# a remark\n    "We saw"'),
        ("We saw little", "We saw little"),
        ('"no" # x', '"no" # x'),
        ("12", "12"),
    ],
)
def test_texts_that_yaml_would_cut_or_change_are_quoted_as_they_were_read(old, new):
    new = new or '"We saw" #1 of 3'
    path = "sources/topics/tiny/claims.yaml"
    assert _upgraded(quoted_texts, path, CLAIM.replace("{}", old)) == (CLAIM.replace("{}", new), [])
    assert _upgraded(quoted_texts, path, CLAIM.replace("{}", new)) == (CLAIM.replace("{}", new), [])


def test_words_by_language_and_remarks_after_ids_are_known():
    text = "en:\n  overclaims: []\n  stigma: []\n  not_peer_reviewed: [no, on]  # both\n"
    new = text.replace("[no, on]", '["no", "on"]')
    assert _upgraded(quoted_texts, "sources/wording.yaml", text) == (new, [])
    topic = "id: tiny  # the folder's name\ndate: 2026-11-24  # today\n"
    assert _upgraded(quoted_texts, TOPIC, topic) == (topic, [])


# Reading notes


OLD_NOTE = '{"read": "full", "system": "mice \\"a\\": b # c", "finding": "é", "caveat": null}'
LIBRARY = "sources/references.json"
NEW_NOTE = '- id: a\n  read: "full"\n  system: "mice \\"a\\": b # c"\n  finding: "é"\n'


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (f'[{{"id": "a", "custom": {OLD_NOTE}}}]', '[{"id": "a"}]'),
        (f'[{{"custom": {OLD_NOTE}, "id": "a"}}]', '[{"id": "a"}]'),
        (f'[{{"id": "a",\r\n "custom": {OLD_NOTE},\r\n "title": "x"}}]', '[{"id": "a",\r\n "title": "x"}]'),
        (
            f'[{{"id": "a", "title": "\\"custom\\": {{", "custom": {OLD_NOTE}}}]',
            '[{"id": "a", "title": "\\"custom\\": {"}]',
        ),
        (
            f'[{{"id": "a", "custom": {OLD_NOTE}}}, {{"id": "b", "custom": {{"x": 1}}}}]',
            '[{"id": "a"}, {"id": "b", "custom": {"x": 1}}]',
        ),
    ],
)
def test_what_was_read_is_moved_out_of_the_library(old, new):
    result = reading_notes.upgraded(_house(LIBRARY, old))
    assert result.texts[LIBRARY] == new
    assert result.texts["sources/reading-notes.yaml"] == f"{reading_notes.HEADER}\n{NEW_NOTE}"
    assert list(result.texts) == ["sources/reading-notes.yaml", LIBRARY], "a run that is killed loses nothing"
    notes, problems = parsed_yaml("n.yaml", result.texts["sources/reading-notes.yaml"])
    assert (notes.value[0]["system"], problems) == ('mice "a": b # c', ())


def test_notes_that_are_there_stay_and_are_not_repeated():
    texts = {LIBRARY: f'[{{"id": "a", "custom": {OLD_NOTE}}}]', "sources/reading-notes.yaml": NEW_NOTE}
    result = reading_notes.upgraded(HouseFiles(Path(), texts, texts))
    assert result.texts == {LIBRARY: '[{"id": "a"}]', "sources/reading-notes.yaml": NEW_NOTE}


@pytest.mark.parametrize("text", ["[]", '[{"id": "a"}]', '[{"id": "a", "custom": {"x": 1}}]', "[7]", "{}"])
def test_a_library_without_notes_stays(text):
    assert not reading_notes.upgraded(_house(LIBRARY, text)).texts


# Links of references


COPIED = (
    "{% if r.doi and r.doi in r.text %}{% set before, after = r.text.split(r.doi, 1) %}"
    '{{ before }}<a href="{{ r.url }}">{{ r.doi }}</a>{{ after }}'
    '{% else %}{{ r.text }}{% if r.url %} <a href="{{ r.url }}">{{ r.doi }}</a>{% endif %}{% endif %}'
)


def test_references_hold_their_links():
    assert _upgraded(reference_links, PAGE, f"a\n{COPIED}\nb") == ("a\n{{ r.text }}\nb", [])
    assert _upgraded(reference_links, PAGE, "{{ r.text }}") == ("{{ r.text }}", [])
    other = "{{ r.text }} {{ x }}{{ r.doi }}"
    assert _upgraded(reference_links, PAGE, other) == (other, ["1:25"])


# Outlines of layouts


def test_the_outline_of_each_layout_is_what_its_template_tells(project):
    """Those of that time, written by hand; taken out, the step writes ones that come to the same texts.

    Leaflet's own of today are no templates of that time: they place contacts by kind, and sections by their room.
    """
    shutil.rmtree(project / "layouts")
    shutil.copytree(Path(__file__).parent / "layouts-0.2", project / "layouts")
    for path in project.glob("layouts/*/layout.yaml"):  # no template of that time says how a text was made
        path.write_text(path.read_text("utf-8").replace(", making", ""), "utf-8")
    before = _expected_texts(project)
    for path in project.glob("layouts/*/layout.yaml"):
        lines = path.read_text("utf-8").splitlines(keepends=True)
        start = next(n for n, line in enumerate(lines) if line.startswith("piece:"))
        path.write_text("".join(lines[:start]), "utf-8")
    assert not any(_expected_texts(project).values())
    upgrade.save(upgrade.plan(project, steps=(layout_outlines,)))
    assert _expected_texts(project) == before


def _expected_texts(root):
    library, problems = read_library(root)
    assert not problems
    return {e.id: [(t.name, t.home) for t in e.expected_texts] for e in editions(library, date(2026, 11, 24))}


# What a layout shows

LAYOUT = "layouts/card/layout.yaml"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("audience: patient\nshows: [prose]  # é\n", "audience: patient\nshows: [legend, prose]  # é\n"),
        ("audience: clinician\nshows: [ prose]\n", "audience: clinician\nshows: [ short-legend, prose]\n"),
        ("shows: [claims, contacts]\n", "shows: [short-legend, emergency-contact, claims, contacts]\n"),
        (
            "{audience: patient, shows: [contacts,\n prose]}",
            "{audience: patient, shows: [legend, emergency-contact, contacts,\n prose]}",
        ),
        (
            "shows:\r\n  # é\r\n  -  open-claims\r\n  -  contacts\r\n",
            "shows:\r\n  # é\r\n  -  short-legend\r\n  -  emergency-contact\r\n  -  open-claims\r\n  -  contacts\r\n",
        ),
        ("shows: ['contacts']\n", "shows: [emergency-contact, 'contacts']\n"),
        ("shows: [uncertainties]\n", "shows: [uncertainties]\n"),
        ("shows: []\n", "shows: []\n"),
        ("shows: prose\n", "shows: prose\n"),
        ("shows: [prose]\noutline: []\n", "shows: [prose]\noutline: []\n"),
        ("extend: trifold\nshows: [prose]\n", "extend: trifold\nshows: [prose]\n"),
    ],
)
def test_an_older_layout_says_that_it_shows_what_it_shows(old, new):
    assert _upgraded(shown_before, LAYOUT, old) == (new, [])
    assert _upgraded(shown_before, LAYOUT, new) == (new, []), "a second time changes nothing"


def test_where_it_can_not_be_written_a_person_is_told():
    text = "title: a\n? shows\n: - prose\n"
    assert _upgraded(shown_before, LAYOUT, text) == (text, ["2:3"])


# Categories

SUBSTANCES = "sources/substances.yaml"


def _with_categories(path, text):
    house = {"sources/house.yaml": "", path: text}
    result = subjects.upgraded(HouseFiles(Path(), house, house))
    return result.texts.get(path, text), [f"{p.span.line}:{p.span.column}" for p in result.problems]


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (TOPIC, "id: a\nsubstances: [b]\n", "id: a\ncategories: [general]\nsubstances: [b]\n"),
        (TOPIC, "id: a\r\nsubstances: [b]\r\n", "id: a\r\ncategories: [general]\r\nsubstances: [b]\r\n"),
        (TOPIC, "# é\n{id: a, substances: [b]}\n", "# é\n{id: a, categories: [general], substances: [b]}\n"),
        (TOPIC, "{id: a,\n substances: [b]}\n", "{id: a,\n categories: [general], substances: [b]}\n"),
        (
            SUBSTANCES,
            "- id: a\n  names: {}\n# b\n- {id: b, names: {}}\n-   names: {}\n    id: c\n",
            "- id: a\n  categories: [general]\n  names: {}\n# b\n- {id: b, categories: [general], names: {}}\n"
            "-   names: {}\n    categories: [general]\n    id: c\n",
        ),
    ],
)
def test_the_category_stands_in_each_record_however_it_is_written(path, old, new):
    assert _with_categories(path, old) == (new, [])
    assert _with_categories(path, new) == (new, []), "a second time changes nothing"


@pytest.mark.parametrize("text", ["id: a\n? substances\n: [b]\n", "{id: a, substances:\n"])
def test_where_no_line_can_be_added_a_person_is_told(text):
    new, places = _with_categories(TOPIC, text)
    assert new == text
    assert places


def test_a_house_with_categories_of_its_own_is_left_alone():
    house = {"sources/house.yaml": "", "sources/categories/own.yaml": "", TOPIC: "id: a\nsubstances: [b]\n"}
    assert not subjects.upgraded(HouseFiles(Path(), house, house)).texts


@pytest.mark.parametrize(("questions", "asked"), [("- id: q\n", True), ("[]\n", False), (None, False)])
def test_the_category_asks_for_open_questions_where_each_topic_has_some(questions, asked):
    house = {"sources/house.yaml": "", TOPIC: "id: a\nsubstances: [b]\n"}
    house |= {} if questions is None else {TOPIC.replace("topic.yaml", "uncertainties.yaml"): questions}
    category = subjects.upgraded(HouseFiles(Path(), house, house)).texts["sources/categories/general.yaml"]
    assert ("\nasks: [funding, conflicts, uncertainties]\n" in category) is asked


def test_a_folder_that_is_no_house_gets_no_lists():
    assert not subjects.upgraded(HouseFiles(Path(), {}, {})).texts
