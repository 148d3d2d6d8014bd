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
from leaflet.policies.host_endings import COMMON_ENDS, COUNTRY_ENDS
from leaflet.policies.links import is_in_domain
from leaflet.policies.phrases import running_words
from leaflet.policies.quoted_texts import QUOTED_HINT, own_hosts, quoted_texts
from leaflet.policies.terms import match_context
from leaflet.policies.texts import PrintedText, printed_texts
from leaflet.problem import Problem

NAME = "unlisted-address"
HINT = "take it out, or add it to `links:` in sources/house.yaml with its kind and why it may be named"
_LABEL = r"[^\W_](?:[\w-]*[^\W_])?"
_DOT = r"(?:[.。]|\s?[\[({<]\s?(?:dot|punt|\.)\s?[\])}>]\s?)"
_AT = r"(?:@|\s?[\[({<]\s?(?:at|ape(?:n)?staartje|@)\s?[\])}>]\s?|\s(?:ape(?:n)?staartje|at sign)\s)"
_HOSTS_OF_ACCOUNTS = (
    "Insta|Instagram|IG|TikTok|Telegram|Facebook|Snap|Snapchat|Signal|WhatsApp|Discord|Twitter|Threads|Wickr|Threema|LinkedIn"
    "|YouTube|Skype|Mastodon|Bluesky|Reddit|insta|instagram|tiktok|telegram|facebook|snapchat|whatsapp|discord|twitter|skype"
)
_HOST = rf"(?:{_LABEL}{_DOT})+[^\W\d_]{{2,24}}"
_PATTERNS = (
    re.compile(rf"(?<![\w.@])[\w.+-]+{_AT}{_LABEL}(?:{_DOT}{_LABEL})*", re.IGNORECASE),
    re.compile(rf"(?<![\w.@])[\w.+-]+\s@\s{_LABEL}{_DOT}{_LABEL}", re.IGNORECASE),
    re.compile(rf"(?<![\w.@-]){_HOST}(?![\w@])", re.IGNORECASE),
    re.compile(rf"(?<![\w@])\w[\w-]*\s(?:dot|punt|\.)\s(?:{COMMON_ENDS})(?!\w)", re.IGNORECASE),
    re.compile(r"(?<![\w@])\w[\w-]*(?:\s\.|\.\s)(?:com|org|net|nl|eu|be)(?![\w-])"),
    re.compile(r"(?<![\w.@-])\d{1,3}(?:\.\d{1,3}){3}(?![\w.])"),
    re.compile(r"(?<![\w@/])@\s?\w[\w.]*\w"),
    re.compile(r"(?<![\w&])#[^\W\d_]\w{2,}"),
    re.compile(r"(?<![\w/])/?[ru]/\w{3,}"),
    re.compile(rf"(?<!\w)(?:{_HOSTS_OF_ACCOUNTS}|{_HOSTS_OF_ACCOUNTS.upper()})\s?[:=]\s?[\w.-]*[\w](?!\w)"),
    re.compile(
        rf"(?<=\b[oO][npNP]\s)(?:{_HOSTS_OF_ACCOUNTS}|{_HOSTS_OF_ACCOUNTS.upper()})\s(?i:at|as|under|op|als|onder)\s"
        r"(?!(?:the|an?|our|your|any|all|least|night|work|home|school|once|well|de|het|een|ons|je|school|zoek|werk)\b)[\w.-]{2,}\w"
    ),
)
"""A mail address, a host, one that is spelled out or has a space in it, an address in digits, accounts."""
_NO_HOST = re.compile(
    rf"(?:[^\W\d_]{{1,2}}\.)+[^\W\d_]{{1,2}}|[^\W\d_]\.(?!(?i:{COMMON_ENDS})$)[^\W\d_]{{3,}}|[A-Z]\w{{1,4}}\.[A-Z][a-z]{{2,}}"
    rf"|[A-Z]{{1,4}}\.NET|.*\.(?!(?i:{COUNTRY_ENDS})$)[^\W\d_]{{2}}"
)
"""As `e.g` or `o.a`, a species (`e.coli`), a title before a name (`Mr.Smith`), a platform (`ASP.NET`) or a file."""
_PATH = re.compile(r"/\w")


def check(library: Library, today: date) -> Iterator[Problem]:
    """Addresses in every text and language that is printed, that neither links nor contacts have."""
    listed = tuple(_listed(library))
    for text in (*printed_texts(library), *quoted_texts(library)):
        for match in find_addresses(running_words(_without_links(text.text))):
            if not (_is_listed(match[0], (*listed, *own_hosts(library, text))) or _is_keyword(text, match[0])):
                message = f"“{match[0].strip()}” isn't a listed address: {match_context(match)}"
                hint = f"{QUOTED_HINT}; or add it to `links:` in sources/house.yaml" if text.is_quoted else HINT
                yield Problem(NAME, message, hint, text.span)


def _is_keyword(text: PrintedText, address: str) -> bool:
    """Is it what many people write under, as a study of them is called: `#MeToo`, `r/microdosing`?"""
    return text.is_quoted and address.startswith(("#", "r/", "/r/"))


def _without_links(markdown: str) -> str:
    """The text without the targets of its links, and without whole addresses: `forbidden-link` looks at those."""
    return re.sub(r"\]\([^)]*\)|(?:https?://|www\.)\S+", "] ", markdown)


def _listed(library: Library) -> Iterator[str]:
    yield from (entry.host.casefold() for entry in library.house.links if entry.kind != "refused")
    if library.house.base_url:
        yield (urlsplit(library.house.base_url).hostname or "").casefold()
    for contact in library.contacts:
        yield from (match[0].casefold() for match in find_addresses(contact.source))


def find_addresses(text: str) -> Iterator[re.Match[str]]:
    """Each web or mail address, account or host in `text`, once, be it spelled out."""
    taken = 0
    found = sorted((m for pattern in _PATTERNS for m in pattern.finditer(text)), key=lambda m: (m.start(), -m.end()))
    for match in found:
        is_host = "@" not in match[0] and not _PATH.match(match.string, match.end())
        if match.start() >= taken and not (is_host and _NO_HOST.fullmatch(match[0])):
            taken = match.end()
            yield match


def _is_listed(address: str, listed: tuple[str, ...]) -> bool:
    name = address.casefold()
    host = name.rpartition("@")[2].removeprefix("www.")
    return name in listed or (name[0] != "@" and any(host and is_in_domain(host, entry) for entry in listed))
