"""A review is bound to what its edition prints and how it looks: whatever else changes leaves it."""

from __future__ import annotations

import shutil
from dataclasses import replace

import pytest
from small_house import BY, TODAY

from leaflet.editions.sign_off import review_records, save
from leaflet.model import ReviewState

TOPIC = "sources/topics/tiny"
LONG = ("trifold", "large-print")
PATIENT = (*LONG, "one-page")
LAYOUTS = ("clinician-handout", *PATIENT, "uncertainty-checklist")
BOTH = ("en-NL", "nl-NL")


def _ids(layouts=LAYOUTS, locales=BOTH):
    return {f"tiny/{layout}/{locale}" for layout in layouts for locale in locales}


def _no_longer_reviewed(read, signed):
    """The editions of the topic that are drafts again; each of them was reviewed once."""
    states = {name: edition.review_state for name, edition in read().items() if name in signed}
    assert set(states) == signed
    assert set(states.values()) <= {ReviewState.CURRENT, ReviewState.CHANGED}
    return {name for name, state in states.items() if state is ReviewState.CHANGED}


def test_at_first_all_are_reviewed_and_the_other_topic_is_not(read, signed):
    assert signed == _ids()
    assert not _no_longer_reviewed(read, signed)
    assert {e.review_state for e in read().values() if e.topic.id == "other"} == {ReviewState.NONE}


VOIDING = {
    # content
    "a word of a claim": (
        (f"{TOPIC}/claims.yaml", "In mice, nerve cells grew.", "In mice, cells grew."),
        _ids([*PATIENT, "uncertainty-checklist"]),
    ),
    "a word of a claim for clinicians": (
        (f"{TOPIC}/claims.yaml", "In one trial, 2.5 mg was used.", "In one trial, 25 mg was used."),
        _ids(["clinician-handout"]),
    ),
    "where claims stand": (
        (f"{TOPIC}/text.md", "[[growth]]\n\n[[sleep]]", "[[sleep]]\n\n[[growth]]"),
        _ids(PATIENT),
    ),
    "under which heading a claim stands": (
        (f"{TOPIC}/text.md", "### In cells\n\n[[growth]]", "[[growth]]\n\n### In cells"),
        _ids(PATIENT),
    ),
    "a claim's limits": (
        (f"{TOPIC}/claims.yaml", "It does not show why.", "It shows why."),
        _ids([*PATIENT, "clinician-handout"]),
    ),
    "what was studied": ((f"{TOPIC}/claims.yaml", "12 mice", "13 mice"), _ids(["clinician-handout"])),
    "whether a claim is contested": ((f"{TOPIC}/claims.yaml", "contested: true", "contested: false"), _ids()),
    "a paragraph": ((f"{TOPIC}/text.md", "Here is what was seen.", "Here is what is."), _ids(PATIENT)),
    "a link": ((f"{TOPIC}/text.md", "doi.example/1", "doi.example/2"), _ids([*LONG, "clinician-handout"])),
    "a section's role": ((f"{TOPIC}/text.md", 'role="evidence"', 'role="daily"'), _ids(PATIENT)),
    "a section's audience": (
        (f"{TOPIC}/text.md", 'for="patient" role', 'for="patient clinician" role'),
        _ids(["clinician-handout"]),
    ),
    "a figure's label": (
        (f"{TOPIC}/figures/mouse.svg", ">mouse<", ">rat<"),
        _ids([*LONG, "clinician-handout"]),
    ),
    "a figure's description": (
        (f"{TOPIC}/figures/mouse.svg", "A mouse that sits.", "A mouse that runs."),
        _ids([*LONG, "clinician-handout"]),
    ),
    "a figure's lines": (
        (f"{TOPIC}/figures/mouse.svg", '<text x="10"', '<path d="M0 0h9v9z"/><text x="10"'),
        _ids([*LONG, "clinician-handout"]),
    ),
    "an open question": (
        (f"{TOPIC}/uncertainties.yaml", "Why do cells grow?", "How do cells grow?"),
        _ids(["uncertainty-checklist"]),
    ),
    "the title": ((f"{TOPIC}/topic.yaml", "A tiny topic", "A small topic"), _ids()),
    "the file's description": ((f"{TOPIC}/topic.yaml", "subtitle: What it is", "subtitle: What it was"), _ids()),
    "an author": ((f"{TOPIC}/topic.yaml", "[A. Tester]", "[B. Tester]"), _ids()),
    "a statement that it prints": (("sources/disclaimers.yaml", "Tea is hot.", "Tea is cold."), _ids()),
    "where a statement stands": (
        ("sources/disclaimers.yaml", "kind: safety\n  subject: other", "kind: advice\n  subject: other"),
        _ids(),
    ),
    "when a statement is needed": (
        ("sources/disclaimers.yaml", "countries: [GB], substances: [tea]", "countries: [NL], substances: [tea]"),
        _ids(),
    ),
    "a contact's number": (("sources/contacts.yaml", '"112"', '"113"'), _ids()),
    "a rung's word": (("sources/evidence.yaml", "label: animals", "label: beasts"), _ids()),
    "a rung's meaning": (("sources/evidence.yaml", "seen in animals.", "seen in beasts."), _ids(["large-print"])),
    "whether a rung is of people": (
        ("sources/evidence.yaml", "human: true", "human: false"),
        _ids([*PATIENT, "clinician-handout", "uncertainty-checklist"]),
    ),
    "a subject taken away from a substance": (
        ("sources/substances.yaml", "    - {subject: interaction-mao, why: it is only tea}\n", ""),
        _ids(),
    ),
    "a subject taken out of its category": (
        ("sources/categories/drinks.yaml", "  - who-should-not-heart\n", ""),
        _ids(),
    ),
    "a subject that nobody owes any more": (
        ("sources/subjects.yaml", "label: No sales or sign-up links.\n  owed_by: topic", "label: x\n  owed_by: nobody"),
        _ids(),
    ),
    "a subject that others owe from now on": (
        (
            "sources/subjects.yaml",
            'disease."\n  owed_by: agent',
            'disease."\n  owed_by: agent\n  when: { topics: [x] }',
        ),
        _ids(),
    ),
    "how far a reference was read": (
        ("sources/reading-notes.yaml", 'read: "secondary"', 'read: "abstract"'),
        _ids([*LONG, "clinician-handout"]),
    ),
    "who publishes": (("sources/house.yaml", "publisher: Test house", "publisher: Other house"), _ids()),
    "the address of the status pages": (
        ("sources/house.yaml", "review_months", "base_url: https://example.org\nreview_months"),
        _ids(),
    ),
    # one language
    "a Dutch sentence": (
        (f"{TOPIC}/nl.po", "Cellen bij muizen zijn gegroeid.", "Cellen bij muizen groeiden."),
        _ids([*PATIENT, "uncertainty-checklist"], ["nl-NL"]),
    ),
    "a Dutch statement": (("sources/nl.po", "Thee is heet", "Thee is warm"), _ids(locales=["nl-NL"])),
    "a template's word in its language": (
        ("layouts/nl.po", 'msgstr "Naam:"', 'msgstr "Je naam:"'),
        _ids(["uncertainty-checklist"], ["nl-NL"]),
    ),
    "a template's word in the source language": (
        ("layouts/trifold/page.html.j2", '_("About this leaflet")', '_("About this sheet")'),
        _ids(["trifold"]),
    ),
    # look
    "a comment in its template": (
        ("layouts/trifold/page.html.j2", "{# A4 landscape", "{# On A4 landscape"),
        _ids(["trifold"]),
    ),
    "a comment in its style sheet": (
        ("layouts/trifold/page.css", "/* A4 landscape", "/* On A4 landscape"),
        _ids(["trifold"]),
    ),
    "a colour in its style sheet": (
        ("layouts/trifold/page.css", "font-size: 10pt; }", "font-size: 10pt; color: #111; }"),
        _ids(["trifold"]),
    ),
    "markup of its template": (
        ("layouts/large-print/page.html.j2", ' class="plain"', ' class="x"'),
        _ids(["large-print"]),
    ),
    "its margin": (("layouts/trifold/layout.yaml", "safe_mm: 5", "safe_mm: 6"), _ids(["trifold"])),
    "its smallest type": (
        ("layouts/large-print/layout.yaml", "smallest_pt: 16", "smallest_pt: 17"),
        _ids(["large-print"]),
    ),
    "an asset that all share": (("layouts/base/cover.svg", "</svg>", "<path/></svg>"), _ids()),
    "a style sheet that all share": (("layouts/base/base.css", "--ink: #14201f", "--ink: #000"), _ids()),
    "a macro that all share": (("layouts/base/macros.html.j2", '<p class="identity"', '<p class="i"'), _ids()),
}


@pytest.mark.parametrize("change", VOIDING)
def test_a_change_voids_the_review_of_those_editions_that_print_it(edit, read, signed, change):
    where, voided = VOIDING[change]
    edit(*where)
    assert _no_longer_reviewed(read, signed) == voided


LEAVING = {
    # what the house has, and these editions don't print
    "a statement for other substances": (
        "sources/disclaimers.yaml",
        "- id: not-advice",
        "- {id: c, kind: safety, subject: other, text: Coffee., why: it, min_pt: 9, when: {substances: [coffee]}}\n"
        "- id: not-advice",
    ),
    "the text of a statement for another country": (
        "sources/disclaimers.yaml",
        "The law of another country.",
        "The law of Great Britain.",
    ),
    "an unverified contact of another country": ("sources/contacts.yaml", '"999"', '"998"'),
    "one more contact of another country": (
        "sources/contacts.yaml",
        "- id: emergency-gb",
        "- {id: x, country: BE, kind: crisis, name: X, number: '1', what_for: X, source: x, checked: 2026-01-01,"
        " expires: 2027-01-01, verified: false}\n- id: emergency-gb",
    ),
    "a rung that nobody uses": (
        "sources/evidence.yaml",
        "  - id: human-trial",
        "  - {id: cells, symbol: ○, label: cells, meaning: In cells., human: false}\n  - id: human-trial",
    ),
    "another topic's claim": ("sources/topics/other/claims.yaml", "In mice, nerve cells grew.", "In mice, x grew."),
    "another topic's text": ("sources/topics/other/text.md", "Here is what was seen.", "Here is more."),
    "another topic's translation": ("sources/topics/other/nl.po", "Een klein thema", "Een thema"),
    "another topic's drawing": ("sources/topics/other/figures/mouse.svg", ">mouse<", ">rat<"),
    "a substance that the topic isn't about": ("sources/substances.yaml", "- id: coffee", "- id: coffeine"),
    "what a category of other topics asks": (
        "sources/subjects.yaml",
        "- id: other\n",
        "- {id: x, label: X, owed_by: category, why: for the tests}\n- id: other\n",
    ),
    # what nobody sees
    "what a category is called": ("sources/categories/drinks.yaml", "What people drink", "Hot drinks"),
    "why a subject must be spoken of": ("sources/subjects.yaml", "label: Where to find help.", "label: Help."),
    "why a question is open": (f"{TOPIC}/uncertainties.yaml", "No one has looked.", "No one has asked."),
    "why a statement is needed": ("sources/disclaimers.yaml", "a page does not know its reader", "because"),
    "where a number was found": ("sources/contacts.yaml", "the service's own page", "its page"),
    "what the emergency number is called, which a statement gives": (
        "sources/contacts.yaml",
        "name: Emergency line\n",
        "name: Line\n",
    ),
    "when a number was looked up": ("sources/contacts.yaml", "checked: 2026-01-10", "checked: 2026-02-10"),
    "names by which a substance is found in texts": ("sources/substances.yaml", "green tea*", "tea*"),
    "words that are refused": ("sources/wording.yaml", "game changer", "breakthrough"),
    "where prose may link to": ("sources/house.yaml", "forum.example", "other.example"),
    "how long a review lasts": ("sources/house.yaml", "review_months: 12", "review_months: 18"),
    "a waiver": (
        f"{TOPIC}/topic.yaml",
        "conflicts: There are none.",
        "conflicts: There are none.\nallow: [{policy: wrong-length, at: trifold, reason: it is a sample}]",
    ),
    "what a rung asks of wordings": ("sources/evidence.yaml", "may_not: [always]", "may_not: [always, never]"),
    "a comment in YAML": (f"{TOPIC}/topic.yaml", "id: tiny", "id: tiny # of no size"),
    "a line break in a paragraph": (f"{TOPIC}/text.md", "Here is what", "Here is\nwhat"),
    # printed beside the fingerprint
    "the version": (f"{TOPIC}/topic.yaml", '"1.0"', '"1.1"'),
    "the date of one locale": (
        f"{TOPIC}/topic.yaml",
        "date: 2026-11-01",
        "date: {en-NL: 2026-11-02, nl-NL: 2026-11-01}",
    ),
    # layouts
    "a comment in layout.yaml": ("layouts/trifold/layout.yaml", "safe_mm: 5", "safe_mm: 5 # mm"),
    "the languages of a layout": ("layouts/trifold/layout.yaml", "safe_mm: 5", "languages: [en, nl]\nsafe_mm: 5"),
    "what a layout is called in lists": ("layouts/trifold/layout.yaml", "title: ", "title: The "),
    "how many words a layout should have": ("layouts/trifold/layout.yaml", "at_most: 800", "at_most: 900"),
    "what is the default already": ("layouts/trifold/layout.yaml", "pages: {", "pages: {at_most: null, "),
}


@pytest.mark.parametrize("change", LEAVING)
def test_a_change_of_anything_else_leaves_all_reviews_fingerprints_and_looks(edit, read, signed, change):
    before = {name: (e.fingerprint, e.layout.look, e.review) for name, e in read().items() if name in signed}
    edit(*LEAVING[change])
    after = {name: (e.fingerprint, e.layout.look, e.review) for name, e in read().items() if name in signed}
    assert after == before
    assert all(review for _, _, review in after.values())


CRISIS = (
    "- {id: crisis, country: NL, kind: crisis, name: Crisis line, number: '113', what_for: To talk, source: its page,"
    " checked: 2026-01-10, expires: 2027-02-10, verified: true}\n- id: emergency-gb"
)


@pytest.mark.parametrize(("old", "new"), [("Crisis line", "Talk line"), ("'113'", "'114'"), ("To talk", "To call")])
def test_what_is_printed_of_a_contact_voids_the_reviews_of_those_that_print_it(house, edit, read, old, new):
    edit("sources/contacts.yaml", "- id: emergency-gb", CRISIS)
    own = [edition for edition in read().values() if edition.topic.id == "tiny"]
    save(house, "tiny", review_records(own, BY, TODAY))
    edit("sources/contacts.yaml", old, new)
    assert _no_longer_reviewed(read, _ids()) == _ids([*PATIENT, "clinician-handout"])


def test_an_asset_of_one_layout_leaves_the_others(house, read):
    asset = house / "layouts/large-print/ornament.svg"
    asset.write_text("<svg/>", "utf-8")
    own = [edition for edition in read().values() if edition.topic.id == "tiny"]
    save(house, "tiny", review_records(own, BY, TODAY))
    asset.write_text("<svg><path/></svg>", "utf-8")
    assert _no_longer_reviewed(read, _ids()) == _ids(["large-print"])


def test_a_new_layout_is_not_reviewed_and_leaves_the_others(house, edit, read, signed):
    shutil.copytree(house / "layouts/trifold", house / "layouts/folded")
    edit("layouts/folded/layout.yaml", "id: trifold", "id: folded")
    assert not _no_longer_reviewed(read, signed)
    assert {read()[f"tiny/folded/{locale}"].review_state for locale in BOTH} == {ReviewState.NONE}


def test_a_new_word_of_another_layout_leaves_the_others(edit, read, signed):
    """Their templates share one catalog, and each edition counts the words of its own."""
    edit("layouts/trifold/page.html.j2", '_("About this leaflet")', '_("About this sheet")')
    assert _no_longer_reviewed(read, signed) == _ids(["trifold"])


def test_a_new_locale_is_not_reviewed_and_leaves_the_others(edit, read, signed):
    edit("sources/house.yaml", "[en-NL, nl-NL]", "[en-NL, nl-NL, en-GB]")
    assert not _no_longer_reviewed(read, signed)
    assert {e.review_state for name, e in read().items() if name.startswith("tiny/") and "GB" in name} == {
        ReviewState.NONE
    }


def test_the_look_counts_files_of_another_layout_that_a_template_names(house, edit, read, signed):
    shutil.copytree(house / "layouts/trifold", house / "layouts/folded")
    edit("layouts/folded/layout.yaml", "id: trifold", "id: folded")
    (house / "layouts/folded/page.html.j2").write_text('{% extends "trifold/page.html.j2" %}', "utf-8")
    before = {name: e.layout.look for name, e in read().items()}
    edit("layouts/trifold/page.html.j2", '<div class="sheet outside">', '<div class="outside sheet">')
    changed = {name for name, e in read().items() if e.layout.look != before[name]}
    assert {name.split("/")[1] for name in changed} == {"trifold", "folded"}
    assert _no_longer_reviewed(read, signed) == _ids(["trifold"])


def test_files_that_an_editor_leaves_are_no_look(house, read, signed):
    (house / "layouts/trifold/.page.css.swp").write_bytes(b"\0")
    (house / "layouts/base/.git").mkdir()
    (house / "layouts/base/.git/HEAD").write_text("x", "utf-8")
    assert not _no_longer_reviewed(read, signed)


# A review that holds however the pages look


@pytest.fixture
def signed_for_any_look(house, read):
    own = [edition for edition in read().values() if edition.topic.id == "tiny"]
    save(house, "tiny", review_records(own, replace(BY, any_look=True), TODAY))
    return {edition.id for edition in own}


LOOKS = [name for name in VOIDING if VOIDING[name][0][0].startswith("layouts/") and "word" not in name]


@pytest.mark.parametrize("change", LOOKS)
def test_a_change_of_looks_leaves_a_review_of_any_look(edit, read, signed_for_any_look, change):
    edit(*VOIDING[change][0])
    assert not _no_longer_reviewed(read, signed_for_any_look)


@pytest.mark.parametrize("change", [name for name in VOIDING if name not in LOOKS])
def test_a_change_of_content_voids_a_review_of_any_look(edit, read, signed_for_any_look, change):
    where, voided = VOIDING[change]
    edit(*where)
    assert _no_longer_reviewed(read, signed_for_any_look) == voided
