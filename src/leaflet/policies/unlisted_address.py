"""A text names a web site, a mail address or an account that isn't listed.

Why: an address in a leaflet is read as a recommendation, be it a link, a bare name or spelled out (“example dot com”,
“@example”). Sites change hands, and nobody who maintains the list of links sees one in the running text.

Fix: take it out, or add the host (or the `@account`) to `links:` in `sources/house.yaml` with its kind and the reason.
A host that the `source:` of a contact in `sources/contacts.yaml` names is listed, too. What references print is looked
at as well, but for their own host and key words (“#…”, “r/…”).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from urllib.parse import urlsplit

from leaflet.model import Library
from leaflet.policies.addresses import address_patterns, find_addresses
from leaflet.policies.links import is_in_domain
from leaflet.policies.phrases import running_words
from leaflet.policies.quoted_texts import QUOTED_HINT, own_hosts, quoted_texts
from leaflet.policies.terms import match_context
from leaflet.policies.texts import PrintedText, printed_texts
from leaflet.problem import Problem

NAME = "unlisted-address"
HINT = "take it out, or add it to `links:` in sources/house.yaml with its kind and why it may be named"


def check(library: Library, today: date) -> Iterator[Problem]:
    """Addresses in every text and language that is printed, that neither links nor contacts have."""
    listed, patterns = tuple(_listed(library)), address_patterns(library)
    for text in (*printed_texts(library), *quoted_texts(library)):
        for match in find_addresses(running_words(_without_links(text.text)), patterns):
            if not (_is_listed(match[0], (*listed, *own_hosts(library, text))) or _is_keyword(text, match[0])):
                message = f"“{match[0].strip()}” isn't a listed address: {match_context(match)}"
                hint = f"{QUOTED_HINT}; or add it to `links:` in sources/house.yaml" if text.is_quoted else HINT
                yield Problem(NAME, message, hint, text.span)


def _is_keyword(text: PrintedText, address: str) -> bool:
    """Is it what many people write under, as a study of them is called: `#MeToo`, `r/running`?"""
    return text.is_quoted and address.startswith(("#", "r/", "/r/"))


def _without_links(markdown: str) -> str:
    """The text without the targets of its links, and without whole addresses: `forbidden-link` looks at those."""
    return re.sub(r"\]\([^)]*\)|(?:https?://|www\.)\S+", "] ", markdown)


def _listed(library: Library) -> Iterator[str]:
    yield from (entry.host.casefold() for entry in library.house.links if entry.kind != "refused")
    if library.house.base_url:
        yield (urlsplit(library.house.base_url).hostname or "").casefold()
    patterns = address_patterns(library)
    for contact in library.contacts:
        yield from (match[0].casefold() for match in find_addresses(contact.source, patterns))


def _is_listed(address: str, listed: tuple[str, ...]) -> bool:
    name = address.casefold()
    host = name.rpartition("@")[2].removeprefix("www.")
    return name in listed or (name[0] != "@" and any(host and is_in_domain(host, entry) for entry in listed))
