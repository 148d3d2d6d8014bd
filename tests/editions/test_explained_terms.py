"""Terms are explained once in each edition, where a reader meets them first; a snippet is printed by those that set it.

Sections, roles, audiences, blocks and marks are placed at random, and set by each of the project's layouts.
"""

from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from small_house import BY, TODAY

from leaflet.build.pipeline import make
from leaflet.compose.document import compose
from leaflet.editions.from_library import editions
from leaflet.editions.own_texts import own_texts
from leaflet.editions.sign_off import review_records, save
from leaflet.model import Audience, GlossaryTerm, Prose, ReviewState, Section
from leaflet.preflight import check_document
from leaflet.problem import Severity
from leaflet.read.sources import read_library

IDS = ("cell", "germ", "palm")
GLOSSARY = tuple(GlossaryTerm(id=name, term=name, explanation=f"what a {name}-thing is") for name in IDS)
FORMS = (
    "It has {0} and {1}.",
    "- one {0}\n- two\n    - three {1}",
    "> [!NOTE]\n> {0}\n>\n> - {1}",
    "| a | {0} |\n| - | - |\n| b | {1} |",
)
ROLES = ("background", "evidence", "unknown", "preparation", "aftercare", "daily", "steps")
marks = st.sampled_from(("words", *(f"{stars}[{name}](term:{name}){stars}" for name in IDS for stars in ("", "**"))))
blocks = st.builds(lambda form, a, b: form.format(a, b), st.sampled_from(FORMS), marks, marks)
sections = st.tuples(
    st.sampled_from(ROLES),
    st.lists(st.sampled_from(Audience), min_size=1, max_size=2, unique=True),
    st.lists(blocks, min_size=1, max_size=3),
)


@pytest.fixture(scope="module")
def made(small_house):
    """A function that gives the editions of a topic with these sections; what isn't translated is set as written."""
    library, _ = read_library(small_house)
    return lambda parts: _made(library, parts)


def _made(library, parts):
    """The editions of a topic with these sections."""
    written = tuple(
        Section(
            id=f"s{n}",
            title=f"Title {n}",
            audiences=tuple(audiences),
            role=role,
            blocks=tuple(Prose(id=f"s{n}.{m}", markdown=text) for m, text in enumerate(texts, 1)),
        )
        for n, (role, audiences, texts) in enumerate(parts)
    )
    topic = next(topic for topic in library.topics if topic.id == "tiny").model_copy(update={"sections": written})
    return editions(replace(library, topics=(topic,), glossary=GLOSSARY, whole=None), TODAY)


def _read(edition):
    """What is read of the running text in the edition, in order."""
    keys = {block.id for block in edition.blocks() if isinstance(block, Prose)}
    return "\n".join(text.reading for text in edition.expected_texts if text.name[1] in keys)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(sections, min_size=1, max_size=5))
def test_each_term_that_is_read_is_explained_once_behind_its_first_words(made, parts):
    for edition in made(parts):
        read = _read(edition)
        texts = [block.markdown for section in edition.sections for block in section.blocks]
        marked = {name for name in IDS if any(f"(term:{name})" in text for text in texts)}
        for name in IDS:
            said = f"(what a {name}-thing is)"
            assert read.count(said) == (name in marked), (edition.id, read)
            if name in marked:
                assert read.index(said) == read.index(name) + len(name) + 1
                assert said in "\n".join(own_texts(edition))


@settings(
    max_examples=6,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(sections, min_size=1, max_size=4))
def test_the_document_holds_it_and_one_that_lost_it_is_told(made, parts):
    for edition in made(parts):
        html = compose(edition)
        assert check_document(html, edition) == ()
        for name in IDS:
            said = f" (what a {name}-thing is)"
            if said in html:
                assert check_document(html.replace(said, "", 1), edition)
                assert check_document(html.replace(said, f"{said}{said}", 1), edition)
                assert check_document(html.replace(said, f'<span style="font-size:0">{said}</span>', 1), edition)
                assert check_document(html.replace(said, f"<small>{said}</small>", 1), edition)


# A house with a snippet that one of its topics sets


@pytest.fixture
def shared(house, edit):
    """The small house, in which `tiny` sets a snippet that marks a term, for patients."""
    (house / "sources/snippets").mkdir()
    (house / "sources/snippets/sight.md").write_text("A [mouse](term:mouse) has feet.\n", "utf-8")
    (house / "sources/glossary.yaml").write_text("- { id: mouse, term: mouse, explanation: an animal }\n", "utf-8")
    edit("sources/topics/tiny/text.md", "Here is what was seen.", "[[snippet:sight]]")
    (house / "sources/nl.po").write_text(
        (house / "sources/nl.po").read_text("utf-8")
        + '\nmsgctxt "term/mouse/term"\nmsgid "mouse"\nmsgstr "muis"\n'
        + '\nmsgctxt "term/mouse/explanation"\nmsgid "an animal"\nmsgstr "een dier"\n'
        + '\nmsgctxt "snippet/sight.1/markdown"\nmsgid "A [mouse](term:mouse) has feet."\n'
        + 'msgstr "Een [muis](term:mouse) heeft poten."\n',
        "utf-8",
    )
    return house


PATIENT = {"tiny/trifold", "tiny/large-print", "tiny/one-page"}
CHANGES = {
    "a word of the snippet": (("sources/snippets/sight.md", "has feet", "has ears"), {"en-NL", "nl-NL"}),
    "a word of the explanation": (("sources/glossary.yaml", "an animal", "a beast"), {"en-NL", "nl-NL"}),
    "a word of the Dutch snippet": (("sources/nl.po", "heeft poten", "heeft oren"), {"nl-NL"}),
    "a word of the Dutch explanation": (("sources/nl.po", "een dier", "een beest"), {"nl-NL"}),
    "the mark": (("sources/snippets/sight.md", "[mouse](term:mouse)", "mouse"), {"en-NL", "nl-NL"}),
    "a form of the term": (("sources/glossary.yaml", "an animal", "an animal, forms: { en: [mice] }"), set()),
    "how it is called in the list": (("sources/glossary.yaml", "term: mouse,", "term: Mouse,"), set()),
    "a remark": (("sources/snippets/sight.md", "A [", "<!-- seen -->\nA ["), set()),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_ends_the_reviews_of_what_prints_it(shared, edit, read, change):
    for topic in ("tiny", "other"):
        save(shared, topic, review_records([e for e in read().values() if e.topic.id == topic], BY, TODAY))
    assert {e.review_state for e in read().values()} == {ReviewState.CURRENT}
    (path, old, new), locales = CHANGES[change]
    edit(path, old, new)
    ended = {name for name, edition in read().items() if edition.review_state is not ReviewState.CURRENT}
    assert ended == {f"{piece}/{locale}" for piece in PATIENT for locale in locales}


def test_each_language_has_the_words_of_the_houses_catalog(shared, read):
    found = {e.locale.language: _read(e) for e in read().values() if e.id.startswith("tiny/trifold")}
    assert "A mouse (an animal) has feet." in found["en"]
    assert "Een muis (een dier) heeft poten." in found["nl"]
    assert all(check_document(compose(e), e) == () for e in read().values())


def test_another_mark_of_an_explained_term_changes_no_print(shared, edit, read):
    before = {name: edition.fingerprint for name, edition in read().items()}
    edit("sources/snippets/sight.md", "has feet", "is a [mouse](term:mouse)")
    edit("sources/nl.po", "heeft poten", "is een [muis](term:mouse)")
    edit("sources/nl.po", "(term:mouse) has feet", "(term:mouse) is a [mouse](term:mouse)")
    marked = {name: edition.fingerprint for name, edition in read().items()}
    edit("sources/snippets/sight.md", "is a [mouse](term:mouse)", "is a mouse")
    edit("sources/nl.po", "is een [muis](term:mouse)", "is een muis")
    edit("sources/nl.po", "is a [mouse](term:mouse)", "is a mouse")
    assert marked == {name: edition.fingerprint for name, edition in read().items()} != before


@pytest.mark.slow
def test_the_finished_pages_of_each_layout_and_language_explain_it_once(shared, edit, read):
    edit("sources/snippets/sight.md", "A [mouse](term:mouse)", "> [!TIP]\n> A **[mouse](term:mouse)**")
    edit("sources/nl.po", '"A [mouse](term:mouse) has feet."', '"> [!TIP]\\n> A **[mouse](term:mouse)** has feet."')
    edit("sources/nl.po", '"Een [muis](term:mouse) heeft', '"> [!TIP]\\n> Een **[muis](term:mouse)** heeft')
    text = shared / "sources/topics/tiny/text.md"
    more = '\n## What is it? {: #more for="clinician" role="telling" }\n\n[[snippet:sight]]\n\nA [mouse](term:mouse).\n'
    text.write_text(text.read_text("utf-8") + more, "utf-8")
    for edition in (edition for edition in read().values() if edition.topic.id == "tiny"):
        made = make(edition)
        assert not [p for p in made.problems if p.severity is Severity.ERROR], made.problems
        with pypdfium2.PdfDocument(made.rendered.pdf) as pdf:
            words = " ".join(" ".join(page.get_textpage().get_text_bounded() for page in pdf).split())
        said = {"en": "A mouse (an animal) has feet.", "nl": "Een muis (een dier) heeft poten."}[
            edition.locale.language
        ]
        assert words.count(said) == (edition.layout.id != "uncertainty-checklist")
        assert words.count(said[2:14]) == words.count(said)
