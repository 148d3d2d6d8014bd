"""Merging: a translation is kept, moved, made fuzzy or set aside, and never lost."""

from __future__ import annotations

import pytest

from leaflet.problem import Span
from leaflet.read.catalogs import CatalogText, as_bytes, as_catalog, parse_po
from leaflet.read.text_file import TextFile
from leaflet.translate.merging import merge


def catalog(*entries, before=""):
    """A catalog of (context, source, translation)."""
    text = "\n".join(f'{before}msgctxt "{c}"\nmsgid "{i}"\nmsgstr "{s}"\n' for c, i, s in entries)
    found, problems = parse_po(TextFile("nl.po", text), "nl")
    assert problems == ()
    return found


def texts(*pairs):
    """Texts (context, source) on lines of their own."""
    return [CatalogText(context, text, Span("claims.yaml", n)) for n, (context, text) in enumerate(pairs, 1)]


def entries(merged):
    """(text, fuzzy) by (context, source)."""
    return {key: (entry.text, entry.fuzzy) for key, entry in as_catalog(merged, "nl.po").entries.items()}


OLD = (("claim/a/patient", "In mice", "Bij muizen"),)


def test_the_same_text_keeps_its_translation():
    merged = merge(catalog(*OLD), texts(("claim/a/patient", "In mice")))
    assert entries(merged) == {("claim/a/patient", "In mice"): ("Bij muizen", False)}


def test_a_changed_text_keeps_its_translation_fuzzy_with_what_it_was_made_for():
    merged = merge(catalog(*OLD), texts(("claim/a/patient", "In rats")))
    assert entries(merged) == {("claim/a/patient", "In rats"): ("Bij muizen", True)}
    assert '#| msgid "In mice"' in as_bytes(merged).decode()


def test_a_text_that_changes_twice_still_names_what_its_translation_was_made_for():
    once = merge(catalog(*OLD), texts(("claim/a/patient", "In rats")))
    twice = merge(once, texts(("claim/a/patient", "In dogs")))
    assert entries(twice) == {("claim/a/patient", "In dogs"): ("Bij muizen", True)}
    assert '#| msgid "In mice"' in as_bytes(twice).decode()


def test_a_text_that_changes_back_is_no_longer_fuzzy():
    once = merge(catalog(*OLD), texts(("claim/a/patient", "In rats")))
    assert entries(merge(once, texts(("claim/a/patient", "In mice")))) == entries(catalog(*OLD))


def test_a_text_that_moved_keeps_its_translation():
    merged = merge(catalog(*OLD), texts(("claim/b/patient", "In mice")))
    assert entries(merged) == {("claim/b/patient", "In mice"): ("Bij muizen", False)}


def test_a_text_that_moved_to_another_kind_must_be_reviewed():
    merged = merge(catalog(*OLD), texts(("level/a/label", "In mice")))
    assert entries(merged) == {("level/a/label", "In mice"): ("Bij muizen", True)}


def test_a_new_text_is_empty():
    merged = merge(catalog(), texts(("claim/a/patient", "In mice")))
    assert entries(merged) == {("claim/a/patient", "In mice"): ("", False)}


def test_a_text_that_is_gone_becomes_obsolete_and_comes_back_with_its_translation():
    gone = merge(catalog(*OLD), texts())
    assert entries(gone) == {}
    assert "#~ msgstr" in as_bytes(gone).decode()
    assert entries(merge(gone, texts(("claim/a/patient", "In mice")))) == entries(catalog(*OLD))


def test_an_untranslated_text_that_is_gone_leaves_nothing():
    assert "#~" not in as_bytes(merge(catalog(("claim/a/patient", "In mice", "")), texts())).decode()


def test_a_fuzzy_entry_stays_fuzzy():
    old = catalog(*OLD, before="#, fuzzy\n")
    assert entries(merge(old, texts(("claim/a/patient", "In mice")))) == {
        ("claim/a/patient", "In mice"): ("Bij muizen", True)
    }


def test_entries_stand_in_the_order_of_the_sources():
    merged = merge(catalog(*OLD), texts(("b", "B"), ("claim/a/patient", "In mice"), ("a", "A")))
    assert [context for context, _ in entries(merged)] == ["b", "claim/a/patient", "a"]


def test_header_and_comments_to_translators_stay():
    text = (
        '# Licence.\nmsgid ""\nmsgstr ""\n"Last-Translator: X\\n"\n\n# Mind this.\nmsgctxt "a"\nmsgid "A"\nmsgstr "B"\n'
    )
    old, _ = parse_po(TextFile("nl.po", text), "nl")
    result = as_bytes(merge(old, texts(("a", "A2")))).decode()
    for kept in ("# Licence.", "Last-Translator: X", "# Mind this.", 'msgstr "B"'):
        assert kept in result


def test_one_translation_is_not_given_to_two_texts():
    merged = merge(catalog(*OLD), texts(("claim/b/patient", "In mice"), ("claim/c/patient", "In mice")))
    assert sorted(text for text, _ in entries(merged).values()) == ["", "Bij muizen"]


@pytest.mark.parametrize("context", ["", "claim/a/patient"])
def test_a_text_that_is_there_twice_is_one_entry_with_two_places(context):
    merged = merge(catalog(), texts((context, "In mice"), (context, "In mice")))
    assert list(entries(merged)) == [(context, "In mice")]
    assert merged.get("In mice", context or None).locations == [("claims.yaml", 1), ("claims.yaml", 2)]
