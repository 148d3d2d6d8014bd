"""Where a message sends an editor: to the file in which the text that is at fault stands, in its own language."""

from __future__ import annotations

import pytest
from samples import TODAY

from leaflet.build.pipeline import check
from leaflet.editions.from_library import editions

TOPIC = "sources/topics/bdnf-trkb"


@pytest.fixture(scope="module")
def texts(repository):
    """Edition → its required texts by kind and id."""
    library, _ = check(repository, TODAY)
    return {one.id: {(t.kind, t.id): t for t in one.required.texts} for one in editions(library, TODAY)}


@pytest.mark.parametrize("layout", ["trifold", "large-print", "clinician-handout", "uncertainty-checklist"])
def test_a_translated_text_is_told_at_its_entry_in_the_catalog(texts, repository, layout):
    translated = texts[f"bdnf-trkb/{layout}/nl-NL"]
    prefixes = ("reference.", "colophon.authors", "contact.", "legend.", "identity")
    own = [text for text in translated.values() if not text.id.startswith(prefixes)]
    assert {text.span.path for text in own} == {f"{TOPIC}/nl.po", "sources/nl.po"}
    for text in own:
        lines = (repository / text.span.path).read_text("utf-8").splitlines()
        assert lines[text.span.line - 1].startswith(("msgctxt", "msgid", "msgstr")), text


def test_a_text_of_the_source_is_told_at_its_field(texts):
    own = {id_: str(text.span.path) for (_, id_), text in texts["bdnf-trkb/trifold/en-NL"].items()}
    assert own["title"] == own["in-short.1"] == own["colophon.funding"] == f"{TOPIC}/topic.yaml"
    assert own["colophon.publisher"] == own["colophon.feedback"] == "sources/house.yaml"
    spans = [texts["bdnf-trkb/trifold/en-NL"]["block", f"in-short.{n}"].span.line for n in (1, 2)]
    assert spans[0] < spans[1]
