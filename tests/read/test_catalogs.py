"""Catalogs: what is read of them, what is refused at which line, and that nothing is lost in writing."""

from __future__ import annotations

import pytest
from babel.messages.catalog import Message
from hypothesis import example, given
from hypothesis import strategies as st

from leaflet.model import Locale
from leaflet.problem import Span
from leaflet.read.catalogs import (
    CatalogText,
    PoCatalog,
    as_bytes,
    as_catalog,
    is_known_language,
    is_known_locale,
    keep_previous_context,
    parse_po,
    previous_context,
    read_catalog,
    read_po,
    write_catalog,
)
from leaflet.read.text_file import TextFile, decode
from leaflet.translate.merging import merge

HEADER = """msgid ""
msgstr ""
"Language: nl\\n"
"Last-Translator: Somebody\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

"""
ENTRY = 'msgctxt "claim/a/patient"\nmsgid "In mice"\nmsgstr "Bij muizen"\n'


def parse(text):
    """The catalog in `text`, which must be accepted."""
    catalog, problems = parse_po(TextFile("nl.po", text), "nl")
    assert problems == ()
    return catalog


def entries(text):
    """(text, fuzzy, line) by (context, source text)."""
    found = as_catalog(parse(text), "nl.po").entries
    return {key: (entry.text, entry.fuzzy, entry.span.line) for key, entry in found.items()}


def faults(text):
    """(place, message) of each problem with `text`, of which nothing is kept."""
    catalog, problems = parse_po(TextFile("nl.po", text), "nl")
    assert catalog is None
    assert all(p.rule == "invalid-catalog" and p.span.path == "nl.po" and "Poedit" in p.hint for p in problems)
    return [(f"{p.span.line}:{p.span.column}", p.message) for p in problems]


def test_an_entry_is_found_by_context_and_text_with_its_line():
    assert entries(HEADER + ENTRY) == {("claim/a/patient", "In mice"): ("Bij muizen", False, 8)}


@pytest.mark.parametrize("text", ["", "\n\n", "# only words\n", HEADER])
def test_a_catalog_without_entries_is_not_a_fault(text):
    assert entries(text) == {}


def test_a_catalog_without_a_header_is_read_and_gets_one():
    assert entries(ENTRY) == {("claim/a/patient", "In mice"): ("Bij muizen", False, 2)}
    assert as_bytes(parse(ENTRY)).startswith(b'msgid ""\nmsgstr ""\n"Language: nl\\n"\n')


def test_a_fuzzy_entry_is_read_as_fuzzy():
    assert entries("#, fuzzy\n" + ENTRY)["claim/a/patient", "In mice"][:2] == ("Bij muizen", True)


def test_the_word_fuzzy_in_a_comment_does_not_mark_it_as_fuzzy():
    assert entries("# fuzzy, or so it seems\n#. fuzzy\n" + ENTRY)["claim/a/patient", "In mice"][1] is False


def test_an_obsolete_entry_is_kept_and_translates_nothing():
    text = ENTRY + '\n#~ msgctxt "claim/b/patient"\n#~ msgid "Gone"\n#~ msgstr "Weg"\n'
    assert list(entries(text)) == [("claim/a/patient", "In mice")]
    assert '#~ msgid "Gone"\n#~ msgstr "Weg"' in as_bytes(parse(text)).decode()


def test_the_previous_text_of_an_obsolete_entry_is_not_a_fault():
    assert entries('#~| msgid "Older"\n#~ msgid "Gone"\n#~ msgstr "Weg"\n') == {}


def test_a_translation_is_nfc_and_stripped():
    assert entries('msgid "a"\nmsgstr " cafe\u0301 "\n')["", "a"][0] == "caf\u00e9"


def test_a_text_over_several_lines_is_one():
    assert entries('msgid ""\n"In "\n"mice"\nmsgstr ""\n"Bij\\n"\n"muizen"\n')["", "In mice"][0] == "Bij\nmuizen"


@pytest.mark.parametrize(
    ("text", "place", "says"),
    [
        (ENTRY + "\nmsgid foo\n", "5:1", "a keyword and a text in quotes"),
        (ENTRY + '\n  msgid "open\n', "5:3", "a keyword and a text in quotes"),
        (ENTRY + "\nloose words\n", "5:1", "a keyword and a text in quotes"),
        (ENTRY + '\nmsgid "a" "b"\n', "5:1", "a keyword and a text in quotes"),
        (ENTRY + '\nmsgid "a\\"\n', "5:1", "a keyword and a text in quotes"),
        (ENTRY + '\nmsgid_plural "a"\n', "5:1", "a keyword and a text in quotes"),
        (ENTRY + "\n#~ loose\n", "5:1", "a keyword and a text in quotes"),
        ('msgstr "a"\n', "1:1", "this order"),
        ('"a"\n', "1:1", "not in msgid"),
        ('msgctxt "a"\nmsgstr "b"\n', "2:1", "this order"),
        (ENTRY + 'msgstr "b"\n', "4:1", "this order"),
        ('msgid "a"\nmsgid "b"\nmsgstr "c"\n', "2:1", "this order"),
        ('msgid "a"\nmsgctxt "b"\nmsgstr "c"\n', "2:1", "this order"),
        ('msgid "a"\n#~ msgstr "b"\n', "2:1", "this order"),
        ('#~ msgid "a"\nmsgstr "b"\n', "2:1", "this order"),
        (ENTRY + '\nmsgctxt "a"\n\n', "5:1", "this order"),
        ('msgid "a"\n"b"\n', "1:1", "this order"),
        ('msgid "a"\n# aside\nmsgstr "b"\n', "1:1", "missing msgstr"),
        (ENTRY + "\n" + ENTRY, "6:1", "`claim/a/patient` is here a second time"),
        ('msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n', "4:1", "`a` is here a second time"),
    ],
)
def test_what_is_not_a_catalog_is_reported_at_its_line(text, place, says):
    (at, message), *_ = faults(text)
    assert at == place
    assert says in message


def test_every_malformed_line_is_reported_in_one_run():
    assert [place for place, _ in faults('msgid a\nmsgstr b\n\nmsgid "c"\nmsgstr d\n')] == ["1:1", "2:1", "5:1"]


def test_the_same_text_in_two_contexts_is_two_entries():
    assert len(entries(ENTRY + "\n" + ENTRY.replace("/a/", "/b/"))) == 2


def test_a_catalog_that_does_not_exist_is_empty(tmp_path):
    catalog, problems = read_catalog(tmp_path, "nl.po", "nl")
    assert (dict(catalog.entries), catalog.span.path, problems) == ({}, "nl.po", ())


def test_a_catalog_that_is_not_utf8_is_reported_at_its_line(tmp_path):
    (tmp_path / "nl.po").write_bytes('msgid "a"\nmsgstr "é"\n'.encode("latin-1"))
    catalog, (problem,) = read_catalog(tmp_path, "nl.po", "nl")
    assert (catalog, problem.rule, str(problem.span)) == (None, "invalid-encoding", "nl.po:2:9")


WHOLE = (
    "# Licence of this file.\n"
    + HEADER
    + '# A word to translators.\n#. From the source.\n#: claims.yaml\n#, fuzzy\n#| msgid "In a mouse"\n'
    + ENTRY
    + '\nmsgid "say “\\"hi\\"”\\n\\\\"\nmsgstr ""\n'
    + '\n#~ msgctxt "claim/b/patient"\n#~ msgid "Gone"\n#~ msgstr "Weg"\n'
)


def test_what_is_written_is_read_again_as_the_same(tmp_path):
    once = as_bytes(parse(WHOLE))
    file, _ = decode("nl.po", once)
    assert as_bytes(parse(file.text)) == once
    assert as_catalog(parse(file.text), "").entries.keys() == as_catalog(parse(WHOLE), "").entries.keys()


@pytest.mark.parametrize(
    "kept",
    [
        "# Licence of this file.",
        "Last-Translator: Somebody",
        "# A word to translators.",
        '#| msgid "In a mouse"',
        "#, fuzzy",
    ],
)
def test_what_an_editor_wrote_stays(kept):
    assert kept in as_bytes(parse(WHOLE)).decode()


def test_nothing_that_is_written_comes_from_a_clock():
    text = 'msgid ""\nmsgstr ""\n"POT-Creation-Date: 2001-01-01 00:00+0000\\n"\n'
    assert b"Date" not in as_bytes(parse(text))


def test_a_file_that_holds_the_same_is_not_touched(tmp_path):
    path = tmp_path / "nl.po"
    assert write_catalog(path, parse(WHOLE)) is True
    before = path.stat().st_ino
    assert write_catalog(path, parse(WHOLE)) is False
    assert path.stat().st_ino == before
    assert [p.name for p in tmp_path.iterdir()] == ["nl.po"]


def test_where_nothing_can_be_written_the_file_stays_and_nothing_is_left_behind(tmp_path):
    (tmp_path / "nl.po").mkdir()
    with pytest.raises(OSError, match=r".*"):
        write_catalog(tmp_path / "nl.po", parse(WHOLE))
    assert [p.name for p in tmp_path.iterdir()] == ["nl.po"]


@pytest.mark.parametrize(
    ("language", "known"),
    [("nl", True), ("ar", True), ("xx", False), ("", False), ("nld", False), ("nl_NL", False), ("../", False)],
)
def test_a_language_is_known_by_its_two_letters(language, known):
    assert is_known_language(language) is known


@pytest.mark.parametrize(("country", "known"), [("NL", True), ("GB", True), ("QQ", False), ("XX", False)])
def test_a_country_is_known(country, known):
    assert is_known_locale(Locale("nl", country)) is known


def test_comments_of_an_editor_are_read_with_the_file(tmp_path):
    (tmp_path / "nl.po").write_text(WHOLE, "utf-8")
    catalog, _ = read_po(tmp_path, "nl.po", "nl")
    assert catalog.get("In mice", "claim/a/patient").user_comments == ["A word to translators."]
    assert list(catalog.get("In mice", "claim/a/patient").previous_id) == ["In a mouse"]


FROM_MSGMERGE = r"""# a remark
#: text.md
#, fuzzy
#| msgctxt "block/old.1/markdown"
#| msgid ""
#| "Here is \"what\" is seen in cells and mice, and it is long enough that a "
#| "program for catalogs folds it over two lines."
msgctxt "block/found.1/markdown"
msgid ""
"Here is \"what\" is seen in cells and in mice, and it is long enough that a "
"program for catalogs folds it over two lines."
msgstr "Dit is \"wat\" er te zien is."

# of before
#, fuzzy
#~| msgctxt "block/old.2/markdown"
#~| msgid ""
#~| "Older: "
#~| "gone"
#~ msgctxt "block/gone"
#~ msgid "Gone"
#~ msgstr "Weg"
"""
"""As `msgmerge --previous` writes it."""


def test_what_msgmerge_keeps_of_before_stays_apart_and_whole():
    once = as_bytes(parse(FROM_MSGMERGE)).decode()
    assert as_bytes(parse(once)).decode() == once
    for line in (
        '#| msgctxt "block/old.1/markdown"',
        r'#| msgid "Here is \"what\" is seen in cells and mice, and it is long enough that a program for catalogs '
        'folds it over two lines."',
        '#~| msgctxt "block/old.2/markdown"',
        '#~| msgid "Older: gone"',
        '#~ msgid "Gone"',
        "# a remark",
        "# of before",
    ):
        assert once.splitlines().count(line) == 1, line
    assert once.count("#, fuzzy") == 2


def test_what_was_before_stays_while_a_catalog_is_brought_up_to_date():
    old = parse(FROM_MSGMERGE)
    (entry,) = [m for m in old if m.id]
    merged = merge(old, [CatalogText(str(entry.context), str(entry.id), Span("text.md"))])
    assert as_bytes(merged) == as_bytes(old)


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp")) | st.sampled_from('"\\\n\t'), min_size=1
)


@given(WORDS, WORDS, WORDS, WORDS, st.booleans())
@example("0", "0", "\n0", "\n0", False)
@example("0", "0", "a\na\n", "b", True)
def test_any_entry_is_written_and_read_back_with_what_it_was_before(context, text, before, context_before, obsolete):
    catalog = PoCatalog("nl")
    message = Message(text, "vertaald", flags={"fuzzy"}, previous_id=[before], context=context)
    keep_previous_context(message, context_before)
    if obsolete:
        catalog.obsolete[text, context] = message
    else:
        catalog[text] = message
    read = parse(as_bytes(catalog).decode())
    (found,) = read.obsolete.values() if obsolete else [m for m in read if m.id]
    assert (found.id, found.context, found.string) == (text, context, "vertaald")
    assert (list(found.previous_id), previous_context(found)) == ([before], context_before)
