"""Three small houses: an everyday topic without claims, one that is all in Dutch, one with a layout of its own.

What they say is everyday instruction, written for these tests and reviewed by nobody.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import yaml

CATEGORY = """\
id: everyday
label: What people do at home
"""
EVERYDAY_HOUSE = """\
publisher: The practice
locales: [en-NL]
review_months: 12
feedback: Is something wrong? Tell whoever gave you this.
update_policy: The text is looked at again every year.
links:
  - { host: drugs-test.nl, kind: official, why: a statement names it }
"""
EVERYDAY_TOPIC = """\
id: hand-washing
title: Washing your hands
subtitle: How to do it well
for_whom: For everyone who wants to keep germs from spreading.
in_short:
  - Wash your hands with soap and water.
  - Dry them well.
version: "1.0"
date: 2026-11-24
layouts: [trifold, large-print, clinician-handout, uncertainty-checklist]
categories: [everyday]
authors: [Leaflet project]
search: { date: 2026-11-20, where: PubMed }
readers: { who: parents at a school, how_many: 6, changed: the order of the steps }
changes: The part on drying is new.
"""
EVERYDAY_TEXT = """\
## Why wash your hands? {: #why for="patient" role="background" }

Germs stick to your hands. Soap loosens them, and water takes them away.

## How do I do it? {: #how for="patient" role="preparation" }

1. Wet your hands.
2. Rub them with soap, between your fingers too.
3. Rinse and dry them.

## Afterwards {: #afterwards for="patient" role="aftercare" }

Use a clean towel.
"""
STEPS_LAYOUT = """\
id: step-card
title: A card of steps, A5
audience: patient
width_mm: 148
height_mm: 210
pages: {exactly: 1}
smallest_pt: 9
body_pt: 10
safe_mm: 7
languages: [en, nl]
shows: [prose]
needs: [prose]
words: {at_most: 200}
piece: Card of steps
outline:
- has: [state, title, subtitle, for-whom, in-short]
- has: [sections.steps, sections.signs]
- heading: When to look for help
  has: [statements.emergency, statements.help]
- heading: Good to know
  has: [statements.advice, statements.safety, statements.evidence, statements.legal, statements.colophon]
- has: ["You got this from:", clinic]
- has: [colophon, identity]
"""
STEPS_PAGE = """\
{% extends "base/document.html.j2" %}
{% import "base/macros.html.j2" as m with context %}
{% block piece %}{{ _("Card of steps") }}{% endblock %}
{% macro text(roles) %}
{% for s in sections(*roles) %}{{ m.section(s, blocks, prose, drawing, level, ladder, wording) }}{% endfor %}
{% endmacro %}
{% block body %}
<div class="sheet" data-fit="card">
{{ m.state_mark(statements("draft"), edition, date) }}
<h1 data-block="title">{{ front["title"] }}</h1>
<p data-block="subtitle">{{ front["subtitle"] }}</p>
<p data-block="for-whom">{{ front["for-whom"] }}</p>
<ul>{% for text in meta.in_short %}<li data-block="in-short.{{ loop.index }}">{{ text }}</li>{% endfor %}</ul>
{{ text(["steps"]) }}
{{ text(["signs"]) }}
{% if statements("emergency", "help") %}
<section>
<h2>{{ _("When to look for help") }}</h2>
{{ m.required(statements("emergency", "help")) }}
</section>
{% endif %}
<section>
<h2>{{ _("Good to know") }}</h2>
{{ m.required(statements("advice", "safety", "evidence", "legal", "colophon")) }}
</section>
{{ m.clinic_box(clinic_lines, logo) }}
{{ m.colophon_list(colophon) }}
{{ m.identity_line(identity) }}
</div>
{% endblock %}
"""
STEPS_STYLE = """\
@page { margin: 10mm; }
:root { --u: 4.4mm; }
html { font-size: 10pt; }
h1 { margin-block-start: 4mm; font-size: 20pt; line-height: 8mm; }
h2 { font-size: 12pt; line-height: 5mm; margin-block-start: 2mm; }
.statement, .state { font-size: 10pt; }
div.colophon, .identity { font-size: 9pt; }
"""
STEPS_TEXT = """\
## Do it so {: #how for="patient" role="steps" }

1. Wet your hands.
2. Rub them with soap.
3. Rinse and dry them.
"""
DUTCH = {
    "house.yaml": """\
publisher: Praktijk de Brug
locales: [nl-NL]
source_language: nl
review_months: 12
feedback: Klopt er iets niet? Zeg het tegen wie u dit gaf.
update_policy: De tekst wordt elk jaar nagelezen.
""",
    "subjects.yaml": """\
- { id: not-reviewed, label: Niemand heeft dit nagekeken., owed_by: topic, when: { reviewed: false }, why: eerlijk }
- { id: emergency-call, label: Welk nummer men belt., owed_by: topic, why: voor als het misgaat }
- { id: not-medical-advice, label: Geen medisch advies., owed_by: topic, why: een tekst kent de lezer niet }
""",
    "disclaimers.yaml": """\
- id: concept
  kind: draft
  subject: not-reviewed
  text: Concept. Niet klinisch beoordeeld. Niet om uit te delen.
  why: niemand heeft dit nagekeken
  when: { reviewed: false }
  min_pt: 9
  every_page: true
- id: geen-advies
  kind: advice
  subject: not-medical-advice
  text: Dit is algemene informatie, geen medisch advies.
  why: een tekst kent de lezer niet
  min_pt: 9
- id: bel
  kind: emergency
  subject: emergency-call
  text: Is het levensgevaarlijk? Bel meteen {emergency}.
  why: voor als het misgaat
  min_pt: 10
""",
    "contacts.yaml": """\
- id: nl-112
  country: NL
  kind: emergency
  name: Alarmnummer
  number: "112"
  what_for: Voor als elke seconde telt
  source: de eigen pagina van de dienst
  checked: 2026-11-23
  expires: 2027-05-23
  verified: true
""",
    "evidence.yaml": """\
levels:
  - id: in-mensen
    symbol: ■
    label: onderzocht bij mensen
    meaning: Er is onderzoek gedaan bij mensen.
    human: true
contested_symbol: ⇄
contested_label: betwist
contested_meaning: Onderzoeken spreken elkaar tegen.
""",
    "substances.yaml": "[]\n",
    "references.json": "[]\n",
    "reading-notes.yaml": "[]\n",
    "categories/thuis.yaml": "id: thuis\nlabel: Wat mensen thuis doen\n",
    "topics/handen-wassen/topic.yaml": """\
id: handen-wassen
title: Handen wassen
subtitle: Zo doet u het goed
for_whom: Voor iedereen die ziek worden wil voorkomen.
in_short:
  - Was uw handen met water en zeep.
  - Droog ze goed af.
version: "1.0"
date: 2026-11-24
categories: [thuis]
authors: [Praktijk de Brug]
""",
    "topics/handen-wassen/text.md": """\
## Waarom handen wassen? {: #waarom for="patient" role="background" }

Aan uw handen zit vuil dat u niet ziet. Met zeep laat het los.

## Hoe doet u het? {: #hoe for="patient" role="preparation" }

1. Maak uw handen nat.
2. Wrijf ze in met zeep, ook tussen de vingers.
3. Spoel ze af en droog ze.
""",
}
"""The files of a house whose only language is Dutch: no English, no catalog."""


def write(root: Path, files: dict[str, str]) -> None:
    """Write `files`, by path, into the folder `root`."""
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")


def everyday(root: Path, repository: Path) -> Path:
    """The project's own house with one topic, of a category of its own, without claims and open questions."""
    shutil.copytree(repository / "layouts", root / "layouts")
    shutil.copytree(repository / "sources", root / "sources", ignore=shutil.ignore_patterns("topics"))
    empty = {"references.json": "[]\n", "reading-notes.yaml": "[]\n"}
    write(root / "sources", {"house.yaml": EVERYDAY_HOUSE, **empty})
    topic = {"topic.yaml": EVERYDAY_TOPIC, "text.md": EVERYDAY_TEXT}
    write(root / "sources/topics/hand-washing", topic)
    write(root / "sources/categories", {"everyday.yaml": CATEGORY})
    return root


def own_layout(root: Path, repository: Path) -> Path:
    """The same with a layout that takes the role `steps`, and a topic that is made in it alone."""
    everyday(root, repository)
    write(
        root / "layouts/step-card",
        {"layout.yaml": STEPS_LAYOUT, "page.html.j2": STEPS_PAGE, "page.css": STEPS_STYLE},
    )
    named = EVERYDAY_TOPIC.replace("[trifold, large-print, clinician-handout, uncertainty-checklist]", "[step-card]")
    write(root / "sources/topics/hand-washing", {"topic.yaml": named, "text.md": STEPS_TEXT})
    return root


def dutch(root: Path, repository: Path) -> Path:
    """A house whose only language is Dutch, with the project's layouts."""
    shutil.copytree(repository / "layouts", root / "layouts")
    words = yaml.safe_load((repository / "sources/wording.yaml").read_text("utf-8"))
    wording = json.dumps({"nl": words["nl"]}, ensure_ascii=False, indent=1)
    write(root / "sources", {**DUTCH, "wording.yaml": wording})
    return root


HOUSES = {"everyday": everyday, "own_layout": own_layout, "dutch": dutch}
