"""What a clinic's own words must not hold in any house: signs for words, markup, and what belongs into other columns.

Each function takes a text and gives its faults; what needs the house's word lists is in `list_checks`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from itertools import chain

from leaflet.clinics.phones import find_phones
from leaflet.clinics.spreadsheet_faults import Fault
from leaflet.policies.addresses import Patterns, find_addresses
from leaflet.policies.host_endings import COMMON_ENDS, COUNTRY_ENDS
from leaflet.running_text.plain import plain_text_faults
from leaflet.telephone import DIGIT_GROUPS

WORDS_HINT = "write it in words"
_PLAIN_SYMBOLS = frozenset("+|=©®™°№´¨")
"""Symbols that names and addresses have: `A+`, `n°`."""
_TYPED_ARROW = re.compile(r"<?[-=–—]{1,2}>|<[-=–—]{1,2}(?=\s|$)|\[[ xXvV✓]?\]")
"""An arrow or a box to tick, typed with letters and punctuation."""
_RANK = re.compile(r"(?<!\w)(?:#|№) ?1(?!\w)")
_PLACEHOLDER = re.compile(r"\{[^{}]*\}")
_PLAIN_HOST = re.compile(r"[^\W_][\w.-]*\.([^\W\d_]+)")
_HOST_ENDS = frozenset(f"{COMMON_ENDS}|{COUNTRY_ENDS}".split("|"))
"""`Zorg.punt` and `St.Anna` aren't hosts."""
_TIMES = re.compile(
    r"(?<!\d)(?:[01]?[0-9]|2[0-4])[.:h]?[0-5][05]\s?[-–—/]\s?(?:[01]?[0-9]|2[0-4])[.:h]?[0-5][05](?!\d)"
)
"""`0800-1700`, which is also how a number for free calls looks."""


def misleading_sign_faults(text: str, ladder: Collection[str]) -> Iterator[Fault]:
    """Signs that readers take for evidence, approval or directions; `ladder` are the symbols of the house's levels."""
    levels = [sign for sign in ladder if sign in text and not sign.isalnum() and (len(sign) > 1 or not sign.isascii())]
    yield from ((f"must not have the sign `{sign}` of the evidence ladder", WORDS_HINT) for sign in sorted(levels))
    for sign in dict.fromkeys(c for c in text if _is_symbol(c) and c not in levels):
        name = unicodedata.name(sign, "a sign").lower()
        yield f"must not have the sign `{sign}` ({name}): a shape, tick, arrow or the like", WORDS_HINT
    typed = _TYPED_ARROW.search(text)
    if typed:
        yield f"must not have the sign `{typed[0]}`, an arrow or a box to tick", WORDS_HINT


def _is_symbol(character: str) -> bool:
    return (
        not character.isascii()
        and unicodedata.category(character) in ("So", "Sm", "Sk")
        and character not in _PLAIN_SYMBOLS
    )


def markup_faults(text: str) -> Iterator[Fault]:
    """Markup and placeholders: nothing reads them here, so they would be printed as they are typed."""
    placeholders = (found[0] for found in _PLACEHOLDER.finditer(text))
    first = next(chain((fault.signs for fault in plain_text_faults(text)), placeholders), "")
    if first:
        yield f"must not hold markup, `{first[:30]}`", "delete it: a list of clinics holds plain text"


def rank_faults(name: str, text: str) -> Iterator[Fault]:
    """“#1” in the words of the column `name`; in an address it may be a door."""
    if name != "address" and (found := _RANK.search(text)):
        yield f"must not say “{found[0]}”, a rank that nobody can check", "take it out"


def address_faults(text: str, patterns: Patterns) -> Iterator[Fault]:
    """Web and mail addresses and accounts among words, be they spelled out: only the column `web` holds one."""
    for found in find_addresses(text, patterns):
        is_linked = text[: found.start()].endswith("://") or found[0].lower().startswith("www.")
        plain = None if is_linked else _PLAIN_HOST.fullmatch(found[0])
        end = plain[1] if plain else ""
        if not plain or (end.lower() if len(end) == 2 else end) in _HOST_ENDS:
            yield (
                f"must not hold the address `{found[0].strip()[:40]}`",
                "take it out; `web` has room for an https address",
            )


def phone_faults_in(name: str, text: str, countries: Collection[str]) -> Iterator[Fault]:
    """A telephone number among the words of the column `name`, as it is dialled in one of `countries`."""
    phone = phone_in(name, text, countries)
    if phone:
        yield f"must not hold the telephone number `{phone}`", "write it into `phone` or `emergency`"


def without_times(name: str, text: str) -> str:
    """The `text` of the column `name`, of hours without spans such as `0800-1700`."""
    return _TIMES.sub(" ", text) if name == "hours" else text


def phone_in(name: str, text: str, countries: Collection[str]) -> str:
    """The first telephone number in the `text` of the column `name`, '' where there is none; hours are none."""
    for match in DIGIT_GROUPS.finditer(without_times(name, text)):
        asked = (find_phones(match["number"], country, strictly=not match["trunk"]) for country in countries)
        phones = next((phones for phones in asked if phones), ())
        if phones:
            return phones[0]
    return ""
