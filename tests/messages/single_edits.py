"""One thing of a project spoilt at a time, as fingers slip: each is one cause, and must be one message."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from situations import TOPIC, added, removed, replaced

Edit = Callable[[Path], None]

CLAIMS, TEXT, OPEN, META, CATALOG = (
    f"{TOPIC}/{name}" for name in ("claims.yaml", "text.md", "uncertainties.yaml", "topic.yaml", "nl.po")
)
STATEMENTS, CONTACTS, LADDER, WORDS = (
    f"sources/{name}.yaml" for name in ("disclaimers", "contacts", "evidence", "wording")
)
SECOND = """
- id: trkb-binding
  level: in-vitro
  patient: In cells, it was seen.
  clinician: In cells, it was seen.
  studied: Cells
  does_not_show: It does not show what happens in people.
  supported_by: [ly2018]
"""
FIGURE = f"{TOPIC}/figures/bdnf-trkb.svg"


def last(path: str, old: str, new: str) -> Edit:
    """Replace the last `old` of a file."""

    def change(root: Path) -> None:
        before, found, after = (root / path).read_text("utf-8").rpartition(old)
        assert found, path
        (root / path).write_text(f"{before}{new}{after}", "utf-8")

    return change


def cut(path: str, start: str, end: str) -> Edit:
    """Remove all from `start` to before the next `end`."""

    def change(root: Path) -> None:
        before, found, rest = (root / path).read_text("utf-8").partition(start)
        assert found, path
        _, end_found, after = rest.partition(end)
        assert end_found, path
        (root / path).write_text(f"{before}{end}{after}", "utf-8")

    return change


SINGLE_EDITS: dict[str, Edit] = {
    # An id misspelt where it is given, and where it is named.
    "id of a claim": replaced(CLAIMS, "- id: trkb-binding", "- id: trkb-bindign"),
    "id of a claim named in the text": replaced(TEXT, "[[trkb-binding]]", "[[trkb-bindign]]"),
    "id of a claim named once": replaced(TEXT, "[[blood-bdnf]]", "[[blood-bdfn]]"),
    "id of a claim named by an uncertainty": replaced(OPEN, "[trkb-binding, receptor", "[trkb-bindign, receptor"),
    "id of a reference named by a claim": replaced(CLAIMS, "[ly2018]", "[ly2108]"),
    "id of a disputing reference": replaced(CLAIMS, "[jain2025]", "[jian2025]"),
    "id of a reference": replaced("sources/references.json", '"id": "ly2018"', '"id": "ly2108"'),
    "id of a reference cited together": replaced("sources/house.yaml", "[moliner2023, jain", "[molinre2023, jain"),
    "id of a reading note": replaced("sources/reading-notes.yaml", "- id: ly2018", "- id: ly2108"),
    "level of a claim": replaced(CLAIMS, "level: in-vitro", "level: in-virto"),
    "id of a level": replaced(LADDER, "- id: in-vitro", "- id: in-virto"),
    "substance of a topic": replaced(META, "lsd, psilocybin", "lds, psilocybin"),
    "id of a substance": replaced("sources/substances.yaml", "- id: lsd", "- id: lds"),
    "substance of a statement": replaced(STATEMENTS, "substances: [lsd,", "substances: [lds,"),
    "group of a substance": replaced("sources/substances.yaml", "groups: [recreational]", "groups: [recreatoinal]"),
    "subject of a statement": replaced(STATEMENTS, "subject: emergency-call", "subject: emergency-cal"),
    "id of a subject": replaced("sources/subjects.yaml", "- id: find-help", "- id: find-hlep"),
    "subject of a category": replaced("sources/categories/psychedelics.yaml", "- legal-status", "- legal-staus"),
    "id of a category": replaced("sources/categories/psychedelics.yaml", "id: psychedelics", "id: psychedelic"),
    "category of a topic": replaced(META, "[psychedelics]", "[psychedelcis]"),
    "who owes a subject": last("sources/subjects.yaml", "owed_by: agent", "owed_by: agnet"),
    "kind of a statement": replaced(STATEMENTS, "kind: draft", "kind: daft"),
    "country of a contact": replaced(CONTACTS, "country: NL", "country: NK"),
    "kind of a contact": replaced(CONTACTS, "kind: emergency", "kind: emergnecy"),
    "locale of the house": replaced("sources/house.yaml", "nl-NL, en-NL", "nl-NK, en-NL"),
    "audience of a section": replaced(TEXT, '#people for="patient"', '#people for="pateint"'),
    "role of a section": replaced(TEXT, 'role="evidence"', 'role="evidnece"'),
    "file of a figure": replaced(TEXT, "figures/bdnf-trkb.svg", "figures/bdnf-trbk.svg"),
    "entry of a catalog": replaced(CATALOG, 'msgctxt "claim/trkb-binding/patient"', 'msgctxt "claim/trkb-bindign/p"'),
    "entry of the house's catalog": replaced("sources/nl.po", 'msgctxt "level/animal/label"', 'msgctxt "level/anml/l"'),
    # A key misspelt.
    "key of a claim": replaced(CLAIMS, "  studied: Cortical", "  studeid: Cortical"),
    "key of a statement": replaced(STATEMENTS, "  text: We cannot", "  txet: We cannot"),
    "key of the topic": replaced(META, "version:", "verison:"),
    "key of a layout": replaced("layouts/trifold/layout.yaml", "smallest_pt:", "smalest_pt:"),
    # One bad value.
    "date of the topic": replaced(META, "date: 2026-11-24", "date: 2026-13-24"),
    "far version": replaced(META, "date: 2026-11-24", "date: 2062-11-24"),
    "day of a check": replaced(CONTACTS, "checked: 2026-11-23", "checked: 2027-11-23"),
    "emergency number": replaced(CONTACTS, 'number: "112"', 'number: "211"'),
    "number of a help line": replaced(CONTACTS, "113 / 0800-0113", "113 / 0900-0113"),
    "word that must be a number": replaced(STATEMENTS, "min_pt: 9", "min_pt: nine"),
    "sign without a font": replaced(META, "BDNF and TrkB", "BDNF and \U0001f600 TrkB"),
    "sign without a font in a claim": replaced(CLAIMS, "In mice, one dose", "In mice\U0001f600, one dose"),
    # One wrong sign.
    "bracket not closed": replaced(CLAIMS, "supported_by: [ly2018]", "supported_by: [ly2018"),
    "brace not closed": replaced(STATEMENTS, "when: { reviewed: false }", "when: { reviewed: false"),
    "quote not closed": replaced(META, 'version: "1.0"', 'version: "1.0'),
    "tab": replaced(CLAIMS, "  level: in-vitro", "\tlevel: in-vitro"),
    "colon without a space": replaced(CLAIMS, "level: in-vitro", "level:in-vitro"),
    "emphasis not closed": replaced(TEXT, "BDNF is a signal", "BDNF is a **signal"),
    "emphasis within a word": replaced(TEXT, "BDNF is a signal", "BD*NF* is a signal"),
    "code": replaced(TEXT, "BDNF is a signal", "BDNF is a `signal`"),
    "entity": replaced(TEXT, "BDNF is a signal", "BDNF is a&nbsp;signal"),
    "unknown placeholder": replaced(TEXT, "BDNF is a signal", "BDNF is a {signal}"),
    "bracket of a claim's place": replaced(TEXT, "[[blood-bdnf]]", "[[blood-bdnf]"),
    "heading two levels down": replaced(TEXT, "### Is a brain", "#### Is a brain"),
    "brackets of a heading": replaced(TEXT, 'role="evidence" }', 'role="evidence"'),
    # A number, a word or an address in a text.
    "number in the call": replaced(STATEMENTS, "Call {emergency} at once.", "Call 211 at once."),
    "112 in the call": replaced(STATEMENTS, "Call {emergency} at once.", "Call 112 at once."),
    "number beside the call": replaced(STATEMENTS, "at once.", "at once, or 0900 1234."),
    "number beside the signs": replaced(STATEMENTS, "or drowsiness.", "or drowsiness: call 0900 1234."),
    "number in the text": replaced(TEXT, "BDNF is a signal", "Call 020 123 4567. BDNF is a signal"),
    "number in a translation": replaced("sources/nl.po", "Bel dan meteen {emergency}.", "Bel dan meteen 211."),
    "address in the text": replaced(TEXT, "BDNF is a signal", "See www.example.com. BDNF is a signal"),
    "link in the text": replaced(TEXT, "BDNF is a signal", "BDNF is [a](https://mdmatherapie.nl/x) signal"),
    "promise in a claim": replaced(CLAIMS, "In mice, one dose", "In mice, proof that one dose"),
    "promise in the text": replaced(TEXT, "It is one part", "It cures depression. It is one part"),
    "sentence of a claim in the text": replaced(
        TEXT,
        "It is one part",
        "In mice, one dose of psilocybin raised the number of nerve-cell contact points by about 10%, "
        "and they were about 10% larger. It is",
    ),
    # A translation.
    "label of another level": replaced("sources/nl.po", 'msgstr "cellen in een lab"', 'msgstr "onderzoek bij mensen"'),
    "label that another level has": replaced(
        "sources/nl.po", 'msgstr "cellen in een lab"', 'msgstr "getest bij mensen"'
    ),
    "number of a translation": last(CATALOG, "10%", "90%"),
    "mark of a translation": replaced(CATALOG, '\nmsgctxt "claim/', '\n#, fuzzy\nmsgctxt "claim/'),
    "source of a translation": replaced(TEXT, "a signal that your body", "a signal that every body"),
    "source of a statement": replaced(STATEMENTS, "We cannot promise a", "We cannot guarantee a"),
    "label of a level that no drawing shows": replaced(LADDER, "label: observed in", "label: seen in"),
    # An entry removed.
    "no claim": cut(CLAIMS, "- id: trkb-binding", "- id: spine-growth-mice"),
    "no reference": cut("sources/references.json", '{\n  "id": "ly2018"', '{\n  "id": "vargas2023"'),
    "no reading note": cut("sources/reading-notes.yaml", "- id: ly2018", "- id: vargas2023"),
    "no level": cut(LADDER, "  - id: in-vitro", "  - id: animal"),
    "no statement": cut(STATEMENTS, "- id: no-guarantee", "- id: evidence-levels-meaning"),
    "no emergency call": cut(STATEMENTS, "- id: emergency-call", "- id: until-help-comes"),
    "no emergency contact": cut(CONTACTS, "- id: nl-112", "- id: nl-113"),
    "no substance": cut("sources/substances.yaml", "- id: lsd", "- id: psilocybin"),
    "no word list": replaced(WORDS, "\nnl:\n", "\nln:\n"),
    "no file of claims": removed(CLAIMS),
    "no text": removed(TEXT),
    "no ladder": removed(LADDER),
    "no figure": removed(FIGURE),
    "no translations": removed(CATALOG),
    "no translations of the house": removed("sources/nl.po"),
    "a claim twice": added(CLAIMS, SECOND),
}

BASE, PAGE, TEMPLATE = "layouts/base/base.css", "layouts/trifold/page.css", "layouts/trifold/page.html.j2"

LAYOUT_EDITS: dict[str, tuple[str, Edit]] = {
    "pale text": ("page.css:", added(PAGE, "\n.prose, .statement { color: #bbb }\n")),
    "pale ink": ("base.css:6:3", replaced(BASE, "--ink: #14201f", "--ink: #aab2be")),
    "pale accent": ("base.css:8:3", replaced(BASE, "--accent: #07464e", "--accent: #b0e0e0")),
    "dark ground": ("page.css:", added(PAGE, "\n.flap { background: #555 }\n")),
    "white text": ("page.css:", added(PAGE, "\n.prose { color: #fff }\n")),
    "veiled text": ("page.css:", added(PAGE, "\n.prose { opacity: 0.3 }\n")),
    "small text": ("page.css:", added(PAGE, "\n.prose { font-size: 5pt }\n")),
    "letters too close": ("trifold/", added(PAGE, "\n.prose { letter-spacing: -0.1em }\n")),
    "lines too close": ("trifold/", added(PAGE, "\n.prose { line-height: 0.5 }\n")),
    "stretched text": ("trifold/", added(PAGE, "\n.prose { transform: scaleX(1.3) }\n")),
    "property misspelt": ("page.css:", added(PAGE, "\n.prose { colr: red }\n")),
    "rule that the renderer fails on": ("page.css:", added(PAGE, '\nli::marker { content: "x" }\n')),
    "word in the template": (
        "trifold/",
        replaced(TEMPLATE, '<div class="panel back ', '<p>Approved by doctors</p><div class="panel back '),
    ),
    "heading in the template": (
        "trifold/",
        replaced(TEMPLATE, '<h2>{{ _("Read this first") }}</h2>', "<h2>Read this</h2>"),
    ),
    "word before each statement": (
        "trifold/",
        replaced("layouts/base/macros.html.j2", '="{{ s.id }}">{{ s.text }}', '="{{ s.id }}">Not true: {{ s.text }}'),
    ),
    "no title": ("trifold/", replaced(TEMPLATE, '{{ front["title"] }}', "")),
    "no help": ("disclaimers.yaml:", replaced(TEMPLATE, 'm.help_card(statements("help"), ', "m.help_card([], ")),
    "name misspelt in the template": ("page.html.j2:", replaced(TEMPLATE, "meta.in_short", "meta.inshort.a")),
}
"""With what the place of the one message must hold."""
