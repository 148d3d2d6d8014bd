"""A link leads where a leaflet must not send anybody, or nobody said where it leads.

Why: a link in a leaflet is read as a recommendation. Sign-up pages, shops and forums have no place in it; a source
that was not peer-reviewed must be called so in the words of the link; and every address is secure (https).

Fix: take the link out, or add its host to `links:` in `sources/house.yaml` with its kind and the reason. A host that
is listed there as refused may not be named at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leaflet.model import SOURCE_LANGUAGE, House, Library, LinkHost
from leaflet.policies.links import Link, links, mentions, within
from leaflet.policies.terms import find, plain
from leaflet.policies.texts import Shown, shown
from leaflet.problem import Problem, Span

NAME = "link-gate"


def check(library: Library, today: date) -> Iterator[Problem]:
    """Links of every text, contact and reference, and the base URL."""
    for text in (*shown(library), *_facts(library)):
        yield from _refused(library.house, text)
        for link in links(text.text):
            yield from _link(library, link, text)
    yield from _elsewhere(library)


def _facts(library: Library) -> Iterator[Shown]:
    """What is printed as it stands, in every language."""
    for contact in library.contacts:
        yield Shown(contact.source, SOURCE_LANGUAGE, contact.span("source"), "")


def _elsewhere(library: Library) -> Iterator[Problem]:
    """Addresses that need not be listed: our own, and those of references."""
    base = library.house.base_url
    urls = ((r.csl.get("URL"), library.reference_spans[name]) for name, r in library.references.items())
    addresses = [(str(url), span) for url, span in (*urls, (base, library.house.span("base_url"))) if url]
    for address, span in addresses:
        yield from _refused(library.house, Shown(address, SOURCE_LANGUAGE, span, ""))
        link = Link("", address)
        if not (link.is_https and link.host):
            yield _insecure(link, span)


def _refused(house: House, text: Shown) -> Iterator[Problem]:
    for entry in house.links:
        if entry.kind == "refused" and mentions(text.text, entry.host):
            hint = "take it out; a refused host may not be named, neither as a link nor in words"
            yield Problem(NAME, f"`{entry.host}` is refused: {entry.why}", hint, text.span)


def _link(library: Library, link: Link, text: Shown) -> Iterator[Problem]:
    entry = next((e for e in library.house.links if within(link.host, e.host.lower())), None)
    if not (link.is_https and link.host):
        yield _insecure(link, text.span)
    elif entry is None:
        yield _unlisted(link, text.span)
    elif entry.kind == "not-peer-reviewed":
        yield from _unlabelled(library, link, entry, text)


def _insecure(link: Link, span: Span) -> Problem:
    hint = "write the whole address, from https:// on, without a user name in it, or take the link out"
    return Problem(NAME, f"the address `{link.target}` does not begin with https:// and a host", hint, span)


def _unlisted(link: Link, span: Span) -> Problem:
    hint = "take the link out, or add the host to `links:` in sources/house.yaml with its kind and why it may be linked"
    return Problem(NAME, f"the host `{link.host}` is not among those that may be linked", hint, span)


def _unlabelled(library: Library, link: Link, entry: LinkHost, text: Shown) -> Iterator[Problem]:
    wording = library.word_lists.get(text.language)
    words = wording.not_peer_reviewed if wording else ()
    if not find(words, plain(link.label)):
        say = f"say so in the words of the link, with one of: {', '.join(words)}"
        hint = say if words else f"give the words for it in sources/wording.yaml, `{text.language}: not_peer_reviewed:`"
        yield Problem(NAME, f"the link to `{entry.host}` does not say that it was not peer-reviewed", hint, text.span)
