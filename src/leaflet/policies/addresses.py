"""Finding web and mail addresses and accounts in a text, be they spelled out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from leaflet.language.word_patterns import any_of
from leaflet.model import Library
from leaflet.policies.host_endings import COMMON_ENDS, COUNTRY_ENDS

Patterns = tuple[re.Pattern[str], ...]
"""What addresses look like: see `address_patterns`."""
_WordTuple = tuple[str, ...]
_LABEL = r"[^\W_](?:[\w-]*[^\W_])?"
_SITES = (
    "Insta|Instagram|IG|TikTok|Telegram|Facebook|Snap|Snapchat|Signal|WhatsApp|Discord|Twitter|Threads|Wickr|Threema|LinkedIn"
    "|YouTube|Skype|Mastodon|Bluesky|Reddit|insta|instagram|tiktok|telegram|facebook|snapchat|whatsapp|discord|twitter|skype"
)
_SITE = rf"(?:{_SITES}|{_SITES.upper()})"
"""Where people have accounts."""
_IN_ANY_LANGUAGE = (
    re.compile(r"(?<![\w@])\w[\w-]*(?:\s\.|\.\s)(?:com|org|net|nl|eu|be)(?![\w-])"),
    re.compile(r"(?<![\w.@-])\d{1,3}(?:\.\d{1,3}){3}(?![\w.])"),
    re.compile(r"(?<![\w@/])@\s?\w[\w.]*\w"),
    re.compile(r"(?<![\w&])#[^\W\d_]\w{2,}"),
    re.compile(r"(?<![\w/])/?[ru]/\w{3,}"),
    re.compile(rf"(?<!\w){_SITE}\s?[:=]\s?[\w.-]*[\w](?!\w)"),
)
"""A host that has a space in it, an address in digits, accounts."""
_NO_HOST = re.compile(
    rf"(?:[^\W\d_]{{1,2}}\.)+[^\W\d_]{{1,2}}|[^\W\d_]\.(?!(?i:{COMMON_ENDS})$)[^\W\d_]{{3,}}|[A-Z]\w{{1,4}}\.[A-Z][a-z]{{2,}}"
    rf"|[A-Z]{{1,4}}\.NET|.*\.(?!(?i:{COUNTRY_ENDS})$)[^\W\d_]{{2}}"
)
"""As `e.g` or `o.a`, a species (`e.coli`), a title before a name (`Mr.Smith`), a platform (`ASP.NET`) or a file."""
_PATH = re.compile(r"/\w")


def address_patterns(library: Library) -> Patterns:
    """What addresses look like, with the words of every language of the house: an address is of no language."""
    rules = tuple(rules.addresses for rules in library.languages.values())

    def words(name: str) -> _WordTuple:
        return tuple(word for each in rules for word in getattr(each, name))

    spelled = _spelled_out(words("dot"), words("at"), words("at_sign"))
    accounts = _named_accounts(words("before_site"), words("before_account"), words("no_accounts"))
    return (*spelled, *accounts, *_IN_ANY_LANGUAGE)


def find_addresses(text: str, patterns: Patterns) -> Iterator[re.Match[str]]:
    """Each web or mail address, account or host in `text`, once, be it spelled out; see `address_patterns`."""
    taken = 0
    found = sorted((m for pattern in patterns for m in pattern.finditer(text)), key=lambda m: (m.start(), -m.end()))
    for match in found:
        is_host = "@" not in match[0] and not _PATH.match(match.string, match.end())
        if match.start() >= taken and not (is_host and _NO_HOST.fullmatch(match[0])):
            taken = match.end()
            yield match


@cache
def _spelled_out(dots: _WordTuple, at: _WordTuple, at_signs: _WordTuple) -> Patterns:
    """A mail address, a host, and either with words for its signs."""
    dot = rf"(?:[.。]|\s?[\[({{<]\s?(?:{any_of(dots)}|\.)\s?[\])}}>]\s?)"
    sign = rf"(?:@|\s?[\[({{<]\s?(?:{any_of((*at, *at_signs))}|@)\s?[\])}}>]\s?|\s{any_of(at_signs)}\s)"
    expressions = (
        rf"(?<![\w.@])[\w.+-]+{sign}{_LABEL}(?:{dot}{_LABEL})*",
        rf"(?<![\w.@])[\w.+-]+\s@\s{_LABEL}{dot}{_LABEL}",
        rf"(?<![\w.@-])(?:{_LABEL}{dot})+[^\W\d_]{{2,24}}(?![\w@])",
        rf"(?<![\w@])\w[\w-]*\s(?:{any_of(dots)}|\.)\s(?:{COMMON_ENDS})(?!\w)",
    )
    return tuple(re.compile(expression, re.IGNORECASE) for expression in expressions)


@cache
def _named_accounts(before_site: _WordTuple, before_account: _WordTuple, no_accounts: _WordTuple) -> Patterns:
    """An account after the name of its site: on Telegram as example."""
    before = "|".join(rf"(?<=\b(?i:{re.escape(word)})\s)" for word in before_site)
    others = "|".join(map(re.escape, no_accounts)) or "(?!)"
    end = rf"\s{any_of(before_account)}\s(?!(?:{others})\b)[\w.-]{{2,}}\w"
    return (re.compile(rf"(?:{before}){_SITE}{end}"),) if before_site else ()
