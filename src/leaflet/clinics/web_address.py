"""Addresses on the web that are printed: a host that is what it looks like, and a page that a reader can type."""

from __future__ import annotations

import re

_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_HOST = re.compile(rf"(?:{_LABEL}\.)+(?:[a-z]{{2,63}}|xn--[a-z0-9-]{{0,57}}[a-z0-9])")
"""Names of letters, digits and hyphens (RFC 1123), the last not a number: so it isn't an IP address in any spelling."""
_PAGE = re.compile(r"[A-Za-z0-9/._~-]*(?:\?[A-Za-z0-9=&._~-]*)?")
"""No percent sign: what it encodes can't be seen."""
_NON_PUBLIC_SUFFIXES = frozenset({"localhost", "local", "internal", "invalid", "test", "onion", "alt", "arpa"})
"""Top-level domains that lead nowhere on the public web (IANA, special-use domain names)."""
BARE_ADDRESS_HINT = "write the address alone: `https://www.example.org/page`"


def web_fault(address: str) -> tuple[str, str] | None:
    """(what `address` must be or not have, hint), or None where it may be printed."""
    scheme, _, rest = address.partition("://")
    host, slash, page = rest.partition("/")
    if scheme != "https":
        is_mail = "@" in address and "//" not in address
        return _MAIL_FAULT if is_mail else _SCHEME_FAULT
    if not host.isascii():
        return "must have only plain letters (a to z) in its host", _idna_hint(host)
    if "@" in host or ":" in host:
        return "must not have a user name, a password or a port", BARE_ADDRESS_HINT
    if "#" in rest:
        return "must not have a fragment", "delete the `#` and what follows it"
    if not _HOST.fullmatch(host) or host.rpartition(".")[2] in _NON_PUBLIC_SUFFIXES:
        return "must name a host of the public web, in small letters", "write a name such as `www.example.org`"
    return None if _PAGE.fullmatch(slash + page) else (_UNTYPABLE, BARE_ADDRESS_HINT)


_SCHEME_FAULT = "must begin with `https://`", "write the whole address in small letters, from `https://` on"
_MAIL_FAULT = "must be an address on the web, not a mail address", BARE_ADDRESS_HINT
_UNTYPABLE = "must name a page that a reader can type: letters, digits and `/ . _ ~ - ? = &`"


def _idna_hint(host: str) -> str:
    try:
        machine = host.encode("idna").decode()
    except UnicodeError:
        return "write it in plain letters, without accents"
    again = "type it again, in letters from a to z"
    return f"{again}; if its letters are right, write it as machines do, `{machine}`: then nobody mistakes one"
