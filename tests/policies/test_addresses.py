"""What an address is spelled out with is the languages' own: each word of their files makes one, in any text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from types import MappingProxyType

import pytest

from leaflet.model import Library
from leaflet.policies.addresses import address_patterns, find_addresses
from leaflet.read.languages import read_languages
from leaflet.read.sources import read_library

LANGUAGES = ("en", "nl")


@pytest.fixture(scope="module")
def library(repository) -> Library:
    read, _ = read_library(repository)
    assert read
    return read


def _spelled_out(rules) -> Iterator[tuple[str, str]]:
    """(word, text) for each word of a language's `addresses`, in a text that is no address without it."""
    yield from ((dot, f"See inner {dot} com today.") for dot in rules.dot)
    yield from ((dot, f"Write to me@inner [{dot}] dog.") for dot in rules.dot)
    yield from ((at, f"Write to me [{at}] inner.") for at in (*rules.at, *rules.at_sign))
    yield from ((sign, f"Write to me {sign} inner now.") for sign in rules.at_sign)
    for site in rules.before_site:
        yield from ((f"{site} {words}", f"We are {site} Telegram {words} zq-inner.") for words in rules.before_account)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_word_of_a_language_makes_an_address_and_is_needed_for_it(library, repository, language):
    rules = read_languages(repository, LANGUAGES)[0][language].addresses
    texts = list(_spelled_out(rules))
    assert texts
    wordless = address_patterns(replace(library, languages=MappingProxyType({})))
    for word, text in texts:
        (found,) = find_addresses(text, address_patterns(library))
        assert "inner" in found[0], word
        assert not any(len(m[0]) >= len(found[0]) for m in find_addresses(text, wordless)), word


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_only_looks_like_an_account_is_none(library, language):
    rules = library.languages[language].addresses
    for word in rules.no_accounts:
        text = f"We are {rules.before_site[0]} Telegram {rules.before_account[0]} {word} times."
        assert list(find_addresses(text, address_patterns(library))) == [], word
