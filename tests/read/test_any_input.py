"""Whatever a file holds: a reader gives a value and problems, every problem inside the file, and loses no letter."""

from __future__ import annotations

import json
import re
import string
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from problem_texts import as_text

from leaflet.clinics.csv_file import parse_csv
from leaflet.model import Claim, Figure, Origin
from leaflet.problem import Problem, Span, as_github, as_json
from leaflet.read.catalogs import CatalogText, as_bytes, as_catalog, parse_po
from leaflet.read.figures import parse_figure
from leaflet.read.prose import read_prose
from leaflet.read.records import validate_list
from leaflet.read.references import parse_references
from leaflet.read.templates import read_templates
from leaflet.read.text_file import TextFile, decode
from leaflet.read.yaml_file import parse_yaml
from leaflet.svg.labels import svg_with_strings
from leaflet.translate.merging import merge

PLACE = "a/file"


def spliced(*pieces: str) -> st.SearchStrategy[str]:
    """Texts made of `pieces` of a format, in any order, with anything between them."""
    return st.lists(st.one_of(st.sampled_from(pieces), st.text(max_size=3)), max_size=25).map("".join)


def accepted(text: str) -> TextFile | None:
    """`text` as a reader gets it, or None where it is refused before."""
    return decode(PLACE, text.encode("utf-8", "surrogatepass"))[0]


def assert_inside(text: str, problems: tuple[Problem, ...]) -> None:
    """Every problem is inside `text` and can be reported in each format, with nothing that acts on a terminal."""
    lines = text.split("\n")
    for problem in problems:
        span = problem.span
        assert span.path == PLACE
        assert 1 <= span.line <= len(lines)
        assert 1 <= span.column <= len(lines[span.line - 1]) + 1
        assert problem.message
        assert problem.hint
        assert json.loads(as_json([problem]))[0]["line"] == span.line
        for report in (as_text(problem), as_github(problem)):
            report.encode("utf-8")
        assert re.fullmatch(r"[^\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e]*", as_text(problem))


def _figure_reader(name: str, path: str, span: Span) -> tuple[Figure, tuple[Problem, ...]]:
    return Figure(id=name, file=path, svg="<svg/>", strings=(), origin=Origin(span)), ()


@given(st.binary(max_size=60))
@example(b"\xef\xbb\xbf\xef\xbb\xbfa")
@example(b"\r\r\n\n\xff")
def test_bytes(data: bytes) -> None:
    file, problems = decode(PLACE, data)
    assert (file is None) == (len(problems) == 1)
    if file:
        assert "\r" not in file.text
        assert decode(PLACE, file.text.encode()) == (file, ())
    for problem in problems:
        text = data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
        assert 1 <= problem.span.line <= text.count("\n") + 1
        assert problem.span.column >= 1


YAML = spliced("a", "b", ": ", "- ", "\n", "  ", "[", "]", "{", "}", ", ", '"', "'", "|\n", ">", "&a ", "*a", "!t ")
YAML |= spliced("? ", "---\n", "...\n", "# c\n", "%YAML 1.1\n", "\\x41", "\\", "2026-02-30", "1.5", "~", "<<: ", "\t")


@given(YAML)
@example('"\\UFFFFFFFF"')
@example('"\\ud800"')
@example("? [a]\n: b")
@example("&" * 40)
@settings(max_examples=200)
def test_yaml(text: str) -> None:
    file = accepted(text)
    if file is None:
        return
    document, problems = parse_yaml(file)
    assert (document is None) == bool(problems)
    assert_inside(file.text, problems)
    if document:
        records, faults = validate_list(Claim, document)
        assert records == () or not faults or len(records) < len(document.value)
        assert_inside(file.text, faults)


COLUMNS = {"id": True, "name": True, "web": False}


@given(spliced("id", "name", "web", ",", ";", "\n", '"', '""', "a b", "\t", " "))
@example('id,name\n"a\nb"c,d')
@example("id;name\n;;;\na")
@settings(max_examples=200)
def test_csv(text: str) -> None:
    rows, problems = parse_csv(TextFile(PLACE, text), COLUMNS)
    assert_inside(text, problems)
    assert_inside(text, tuple(Problem("r", "m", "h", row.origin.span_at(name)) for row in rows for name in COLUMNS))


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**17), 10**17) | st.dates() | st.text(string.printable, max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abcdefg"), inner, max_size=4),
    max_leaves=12,
)


@given(st.lists(st.dictionaries(st.sampled_from([*Claim.model_fields, "origin", "x"]), VALUES, max_size=6), max_size=3))
def test_values_of_any_kind_in_a_record(rows: list[dict[str, object]]) -> None:
    import yaml

    file = accepted(yaml.safe_dump(rows, sort_keys=False, allow_unicode=True, default_flow_style=False))
    if file is None:
        return
    document, problems = parse_yaml(file)
    assert_inside(file.text, problems)
    if document:
        records, faults = validate_list(Claim, document)
        assert_inside(file.text, faults)
        assert len(records) + len({f.span.line for f in faults}) >= len(rows)


MARKDOWN = spliced(
    '## T {: #a for="patient" role="background" }\n',
    '## U {: #b for="clinician patient" role="safety" }\n',
    "## ",
    "### Sub\n",
    "# ",
    "{: #a ",
    'for="patient"',
    "}",
    "[[a]]\n",
    "[[",
    "]]",
    "![](figures/a.svg)\n",
    "![",
    "](",
    "\n",
    "\n\n",
    "- one\n",
    "1. two\n",
    "  ",
    "> ",
    "<b>",
    "word ",
    "é\u0301 ",
    "| a |\n",
)


@given(MARKDOWN)
@example("# # #")
@example('## {: #a for="patient" role="background" }')
@example("##  \n[[a]]")
@settings(max_examples=200)
def test_markdown(text: str) -> None:
    file = accepted(text)
    if file is None:
        return
    sections, problems = read_prose(file, _figure_reader)
    assert_inside(file.text, problems)
    for section in sections:
        assert_inside(file.text, tuple(Problem("r", "m", "h", s.span()) for s in (section, *section.blocks)))


PARAGRAPHS = st.lists(
    st.sampled_from(
        ["Words here.", "- one\n- two\n  more", "1. a\n2. b", "[[growth]]", "### Sub é", "![](figures/a.svg)", "x  \ny"]
    )
    | st.text("abc é.,:;()*_-+1\n ", min_size=1, max_size=40),
    min_size=1,
    max_size=8,
)


@given(PARAGRAPHS, st.sampled_from(["\n", "\n\n", "\n \n"]))
@settings(max_examples=200)
def test_no_letter_of_accepted_prose_is_lost_or_moved(paragraphs: list[str], between: str) -> None:
    head = '## Title {: #a for="patient" role="background" }\n'
    file = accepted(head + between.join(paragraphs))
    assert file is not None
    sections, problems = read_prose(file, _figure_reader)
    if problems:
        return
    text_field = {"prose": "markdown", "subheading": "title", "claim": "claim", "figure": "file"}
    blocks = [str(getattr(b, text_field[b.kind])) for section in sections for b in section.blocks]
    assert _letters("".join(blocks)) == _letters(file.text.partition("\n")[2])


def _letters(text: str) -> str:
    """Letters and digits, without the markup of headings, claims and figures."""
    return "".join(re.findall(r"\w", text))


SVG = spliced(
    '<svg xmlns="http://www.w3.org/2000/svg">',
    "</svg>",
    "<g>",
    "</g>",
    "<text>",
    "</text>",
    "<title>",
    "</title>",
    "<desc>d</desc>",
    '<rect x="1"/>',
    '<rect style="a"/>',
    '<use href="#a"/>',
    "<!-- c -->",
    "<![CDATA[",
    "]]>",
    "&lt;",
    "&a;",
    "&#0;",
    "<?xml version='1.0'?>",
    "<?php ?>",
    "<!DOCTYPE a>",
    "\n",
    "é",
    "words",
)
DRAWINGS = st.lists(
    st.sampled_from(
        [
            "<rect/>",
            "<g><text>One &amp; é</text></g>",
            "<text><tspan>Two</tspan></text>",
            "<text> a  b\n</text>",
            "<!--c-->",
        ]
    ),
    max_size=5,
).map(lambda parts: '<svg xmlns="http://www.w3.org/2000/svg"><title>T</title>' + "\n".join(parts) + "</svg>")


@given(SVG | DRAWINGS)
@example('<?xml version="1.0" encoding="latin-1"?><svg xmlns="http://www.w3.org/2000/svg"><text>é</text></svg>')
@example('<?xml version="1.0" encoding="none"?><svg/>')
@example("<svg>&#xD800;</svg>")
@example('<svg xmlns="http://www.w3.org/2000/svg"><text>\u200b&#x202e;</text></svg>')
@settings(max_examples=200)
def test_svg(text: str) -> None:
    file = accepted(text)
    if file is None:
        return
    figure, problems = parse_figure(file, "a.1", "figures/a.svg")
    assert (figure is None) == bool(problems)
    assert_inside(file.text, problems)
    if figure:
        again, faults = parse_figure(
            replace(file, text=svg_with_strings(figure.svg, figure.strings)), "a.1", "figures/a.svg"
        )
        assert faults == ()
        assert again is not None
        assert (again.svg, again.strings) == (figure.svg, figure.strings)
        words = "\n".join(figure.strings)
        assert decode(PLACE, words.encode()) == (TextFile(PLACE, words), ())


JSON = spliced(
    "[", "]", "{", "}", ",", ":", '"id"', '"a"', '"custom"', "1", "NaN", "1e999", "null", "\\u0041", '"', "\n"
)
CSL = st.dictionaries(
    st.sampled_from(["id", "type", "title", "author", "issued", "custom", "volume", "DOI", "read", "origin"]),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["date-parts", "family", "read", "system", "finding"]), inner, max_size=3)
        ),
        max_leaves=8,
    ),
)


@given(JSON | st.lists(CSL, max_size=3).map(lambda rows: json.dumps(rows, indent=1)))
@example('["\\ud800"]')
@example('[{"id": "a", "type": "b", "title": "c", "issued": "\\ud800", "custom": {}}]')
@example('[{"\\ud800": 1}]')
@example('[{"id": "a", "type": "b", "title": "c", "issued": {"date-parts": [[1]]}, "custom": {"\\u001b": 1}}]')
@example("[1,]")
@settings(max_examples=200)
def test_json(text: str) -> None:
    file = accepted(text)
    if file is None:
        return
    references, problems = parse_references(file)
    assert_inside(file.text, problems)
    assert references or problems or not re.search(r"[{\d]", file.text)


PO = spliced(
    'msgid "a"\n',
    'msgid ""\n',
    'msgstr "b"\n',
    'msgstr ""\n',
    '"more\\n"\n',
    'msgctxt "c"\n',
    "#, fuzzy\n",
    "#~ ",
    '#| msgid "old"\n',
    "#: a.yaml:3\n",
    "# note\n",
    "#. source\n",
    "\n",
    'msgid_plural "s"\n',
    'msgstr[0] "s"\n',
    '"Content-Type: text/plain; charset=latin-1\\n"\n',
    '"Plural-Forms: nplurals=9; plural=n;\\n"\n',
    "#~| ",
    "\\",
    "msgid ",
)


@given(PO)
@example('msgid "a"\n#\nmsgstr "b"\n')
@example('msgstr[a] "b"\n')
@example("#: a:b:c\n" + 'msgid "a"\nmsgstr "b"\n')
@settings(max_examples=300)
def test_po(text: str) -> None:
    file = accepted(text)
    if file is None:
        return
    catalog, problems = parse_po(file, "nl")
    assert (catalog is None) == bool(problems)
    assert_inside(file.text, problems)
    if catalog:
        written = as_bytes(catalog)
        again, faults = parse_po(TextFile(PLACE, written.decode()), "nl")
        assert faults == ()
        assert again is not None
        assert as_bytes(again) == written


TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")) | st.sampled_from('\n"\\%#~{} '),
    min_size=1,
    max_size=150,
).map(str.strip)
ENTRIES = st.dictionaries(
    st.tuples(st.sampled_from(["", "claim/a/patient", "claim/b/patient", "level/c/label"]), TEXTS.filter(bool)),
    st.tuples(TEXTS, st.booleans()),
    max_size=6,
)


def _words(keys: object) -> list[CatalogText]:
    return [CatalogText(context, text, Span("sources/a.yaml", n)) for n, (context, text) in enumerate(keys, 1)]  # type: ignore[arg-type, var-annotated]


LONG = 'A “long” text, with "quotes" and a \\ in it,  that goes over many lines. ' * 9 + "x" * 250 + "\nand on."


@given(ENTRIES)
@example({("claim/a/patient", LONG): (LONG, True)})
@settings(max_examples=100)
def test_a_catalog_that_is_written_and_read_is_the_same(entries: dict[tuple[str, str], tuple[str, bool]]) -> None:
    catalog = merge(_empty(), _words(entries))
    for (context, text), (translation, fuzzy) in entries.items():
        message = catalog.get(text, context or None)
        message.string = translation
        message.flags |= {"fuzzy"} if fuzzy else set()
    again, problems = parse_po(TextFile(PLACE, as_bytes(catalog).decode()), "nl")
    assert problems == ()
    assert again is not None
    reread = {key: (e.text, e.fuzzy) for key, e in as_catalog(again, PLACE).entries.items()}
    assert reread == {key: (e.text, e.fuzzy) for key, e in as_catalog(catalog, PLACE).entries.items()}
    assert set(reread) == set(entries)
    assert as_bytes(again) == as_bytes(catalog)


def _empty() -> object:
    return parse_po(TextFile(PLACE, ""), "nl")[0]


@given(
    ENTRIES,
    st.lists(st.tuples(st.sampled_from(["", "claim/a/patient", "claim/b/patient"]), TEXTS.filter(bool)), max_size=5),
)
@settings(max_examples=100)
def test_to_translate_twice_is_to_translate_once_and_no_translation_is_lost(
    entries: dict[tuple[str, str], tuple[str, bool]], today: list[tuple[str, str]]
) -> None:
    old = merge(_empty(), _words(entries))
    for (context, text), (translation, _) in entries.items():
        old.get(text, context or None).string = translation
    kept = [*list(entries)[::2], *today]
    once = merge(old, _words(kept))
    read, _ = parse_po(TextFile(PLACE, as_bytes(once).decode()), "nl")
    assert read is not None
    assert as_bytes(merge(read, _words(kept))) == as_bytes(once)
    strings = sorted(str(m.string) for m in (*once, *once.obsolete.values()) if m.id and m.string)
    assert strings == sorted(translation for translation, _ in entries.values() if translation)


@pytest.fixture(scope="module")
def layouts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with one layout, whose template each example writes anew."""
    root = tmp_path_factory.mktemp("layouts")
    (root / "layouts/a").mkdir(parents=True)
    return root


@given(
    text=spliced(
        "{{ ", " }}", "{% ", " %}", "_(", "'a'", ")", "trans", "endtrans", "pluralize", "if x", "endif", "{#", "\n"
    )
)
@example(text="{{ _(1, 'a', x) }}")
@example(text="{{ ngettext('a', 'b', n) }}")
def test_templates(layouts: Path, text: str) -> None:
    (layouts / "layouts/a/page.html.j2").write_bytes(text.encode("utf-8", "surrogatepass"))
    words, problems = read_templates(layouts)
    spans = (*(w.span for w in words), *(p.span for p in problems))
    for span in (span for span in spans if span.path.startswith("layouts/a/")):
        assert 1 <= span.line <= text.count("\n") + text.count("\r") + 1
