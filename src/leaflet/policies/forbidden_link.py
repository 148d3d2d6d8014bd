"""A link is forbidden, insecure, unlabelled, or its host isn't listed.

Why: a link in a leaflet is read as a recommendation. Sign-up pages, shops and forums have no place in it; a source
that was not peer-reviewed must be called so in the words of the link; and every address is secure (https).

Fix: take the link out, or add its host to `links:` in `sources/house.yaml` with its kind and the reason. A host that
is listed there as refused may not be named at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from leaflet.model import HOUSE_SCOPE, House, Library, LinkHost
from leaflet.policies.links import SourceLink, find_links, is_in_domain, mentions_domain
from leaflet.policies.quoted_texts import QUOTED_HINT, own_hosts, quoted_texts
from leaflet.policies.terms import find_terms, visible_text
from leaflet.policies.texts import PrintedText, printed_texts
from leaflet.problem import Problem, Span

NAME = "forbidden-link"


def check(library: Library, today: date) -> Iterator[Problem]:
    """Links of every text, contact and reference, and the base URL."""
    for text in (*printed_texts(library), *_contact_sources(library)):
        yield from _refused(library.house, text)
        for link in find_links(text.text):
            yield from _link(library, link, text)
    yield from _check_unlisted_addresses(library)
    yield from _quoted_addresses(library)


def _quoted_addresses(library: Library) -> Iterator[Problem]:
    """Addresses in the titles, publishers and names of references; a reference may name its own host."""
    for text in quoted_texts(library):
        yield from _refused(library.house, text)
        hosts = (*own_hosts(library, text), *(e.host.lower() for e in library.house.links if e.kind != "refused"))
        for link in find_links(text.text):
            if not any(is_in_domain(link.host, host) for host in hosts):
                yield replace(
                    _unlisted(link, text.span), hint=f"{QUOTED_HINT}; or add the host to `links:` in sources/house.yaml"
                )


def _contact_sources(library: Library) -> Iterator[PrintedText]:
    """The contacts' sources, which are printed unchanged in every language."""
    for contact in library.contacts:
        yield PrintedText(contact.source, library.house.source_language, contact.span("source"), "", HOUSE_SCOPE)


def _check_unlisted_addresses(library: Library) -> Iterator[Problem]:
    """Addresses whose host need not be listed: the house's own, and those of references."""
    base = library.house.base_url
    urls = ((r.csl.get("URL"), library.reference_spans[name]) for name, r in library.references.items())
    addresses = [(str(url), span) for url, span in (*urls, (base, library.house.span("base_url"))) if url]
    for address, span in addresses:
        yield from _refused(library.house, PrintedText(address, library.house.source_language, span, "", HOUSE_SCOPE))
        link = SourceLink("", address)
        if not (link.is_https and link.host):
            yield _insecure(link, span)


def _refused(house: House, text: PrintedText) -> Iterator[Problem]:
    for entry in house.links:
        if entry.kind == "refused" and mentions_domain(text.text, entry.host):
            hint = "take it out; a refused host may not be named, neither as a link nor in words"
            yield Problem(NAME, f"`{entry.host}` is refused: {entry.why}", hint, text.span)


def _link(library: Library, link: SourceLink, text: PrintedText) -> Iterator[Problem]:
    entry = next((e for e in library.house.links if is_in_domain(link.host, e.host.lower())), None)
    if not (link.is_https and link.host):
        yield _insecure(link, text.span)
    elif entry is None:
        yield _unlisted(link, text.span)
    elif entry.kind == "not-peer-reviewed":
        yield from _unlabelled(library, link, entry, text)


def _insecure(link: SourceLink, span: Span) -> Problem:
    hint = "write the whole address, from https:// on, without a user name in it, or take the link out"
    return Problem(NAME, f"the address `{link.target}` does not begin with https:// and a host", hint, span)


def _unlisted(link: SourceLink, span: Span) -> Problem:
    hint = "take the link out, or add the host to `links:` in sources/house.yaml with its kind and why it may be linked"
    return Problem(NAME, f"the host `{link.host}` is not among those that may be linked", hint, span)


def _unlabelled(library: Library, link: SourceLink, entry: LinkHost, text: PrintedText) -> Iterator[Problem]:
    word_lists = library.word_lists.get(text.language)
    words = word_lists.not_peer_reviewed if word_lists else ()
    if not find_terms(words, visible_text(link.label)):
        label_hint = f"say so in the words of the link, with one of: {', '.join(words)}"
        hint = (
            label_hint
            if words
            else f"give the words for it in sources/wording.yaml, `{text.language}: not_peer_reviewed:`"
        )
        yield Problem(NAME, f"the link to `{entry.host}` does not say that it was not peer-reviewed", hint, text.span)
