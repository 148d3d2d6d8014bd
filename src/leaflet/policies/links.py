"""Finding links, bare addresses and e-mail addresses in texts."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from urllib.parse import SplitResult, urlsplit

_MARKDOWN = re.compile(r"(?:\[(?P<label>[^\[\]]*))?\]\(\s*<?(?P<target>[^)\s>]*)[^)]*\)")
_BARE = re.compile(r"\b(?:[a-z][a-z0-9+.-]*://|www\.)[^\s<>)\]]+", re.IGNORECASE)
_CLOSING = ".,;:!?'\"’”"


@dataclass(frozen=True)
class SourceLink:
    """An address that a text leads to."""

    label: str
    """The words that a reader sees; '' for a bare address."""
    target: str

    @property
    def host(self) -> str:
        """The host in lower case, without `www.`; '' where it has none or hides which."""
        parts = _split(self.target)
        if parts is None or "@" in parts.netloc or "\\" in self.target:
            return ""
        return (parts.hostname or "").removeprefix("www.")

    @property
    def is_https(self) -> bool:
        """Does it begin with https://?"""
        parts = _split(self.target)
        return parts is not None and parts.scheme == "https"


def find_links(text: str) -> Iterator[SourceLink]:
    """Every link of a Markdown `text`, then every bare address in it."""
    text = html.unescape(text)
    links = (SourceLink(match["label"] or "", match["target"]) for match in _MARKDOWN.finditer(text))
    yield from (link for link in links if not link.target.startswith("term:"))  # which leads nowhere
    for match in _BARE.finditer(_MARKDOWN.sub(r"\g<label>", text)):
        yield SourceLink("", match[0].rstrip(_CLOSING))


def is_in_domain(host: str, domain: str) -> bool:
    """Is `host` the domain or a part of it?"""
    return host == domain or host.endswith(f".{domain}")


def mentions_domain(text: str, domain: str) -> bool:
    """Does `text` name the domain anywhere, as a link, a bare host or the end of an e-mail address?"""
    return _name_of(domain).search(html.unescape(text)) is not None


@cache
def _name_of(domain: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){re.escape(domain)}(?![\w-]|\.\w)", re.IGNORECASE)


def _split(target: str) -> SplitResult | None:
    try:
        return urlsplit(target)
    except ValueError:
        return None
