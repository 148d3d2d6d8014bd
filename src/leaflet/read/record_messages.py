"""What is wrong with a value of a record, in words for somebody who doesn't program."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from pydantic_core import ErrorDetails

from leaflet.messages import did_you_mean
from leaflet.model import CITATION_KEY_PATTERN, ID_PATTERN, PathStep
from leaflet.model.answer import REASON
from leaflet.model.brand import CHECKSUM_PATTERN


def allowed_words_hint(word: str, options: Iterable[str]) -> str:
    """A hint that names the allowed words, the likeliest first."""
    known = sorted(options)
    return f"{did_you_mean(word, known)}allowed: {', '.join(known)}"


def message_and_hint(error: ErrorDetails) -> tuple[str, str]:
    """(message, hint) of one of pydantic's errors."""
    name, context = _name(error["loc"]), error.get("ctx", {})
    if error["type"] == "string_too_short" and context["min_length"] > 1:
        return (
            f"{name} must have at least {context['min_length']} characters, and is {_quoted_value(error['input'])}",
            _TOO_SHORT_HINT,
        )
    if error["type"] in ("enum", "literal_error"):
        expected = str(context["expected"])  # words in quotes, or numbers
        words = re.findall(r"'([^']*)'", expected) or re.findall(r"\d+", expected)
        return f"{name} can't be {_quoted_value(error['input'])}", allowed_words_hint(str(error["input"]), words)
    if error["type"] == "string_pattern_mismatch":
        return f"{name} is {_quoted_value(error['input'])}, which doesn't have the required form", _pattern_hint(
            context["pattern"]
        )
    if error["type"] == "string_type":
        return _what_is_no_text(name, error["input"])
    if error["type"] == "value_error":
        return f"{name}: {context['error']}", "see the other records for an example"
    message, hint = _MESSAGES.get(error["type"], (error["msg"][:1].lower() + error["msg"][1:], "see the other records"))
    last = error["loc"][-1] if error["loc"] else ""
    hint = _ADDED_KEYS.get(str(last), hint) if error["type"] == "missing" else hint
    shown = {"name": name, "last": last, "input": _quoted_value(error["input"])}
    return ("{name} " + message).format(**shown, **context), hint.format(**shown, **context)


def _what_is_no_text(name: str, value: object) -> tuple[str, str]:
    """(message, hint) for a text that YAML takes for something else, mostly since it isn't in quotes."""
    if isinstance(value, dict):
        words = ", ".join(f"{key}: {'' if inner is None else inner}".rstrip() for key, inner in value.items())
        shown = _quoted_value(f'"{words}"')
        hint = f"quote it: a text that holds `: `, or ends in a colon, must stand in quotes: {shown}"
        return f"{name} must be text, and its colon makes it a key with a value", hint
    if isinstance(value, list):
        hint = "quote it: a text that begins with `[` or `- ` must stand in quotes; instead of a list, write one text"
        return f"{name} must be text, and is a list", hint
    if value is None:
        return f"{name} must be text, and is empty", "write a text, or remove the key where it may be left out"
    return f"{name} must be text, not {_quoted_value(value)}", 'put what is meant as text in quotes: "113"'


def _name(loc: Sequence[PathStep]) -> str:
    """How a message names the value at `loc`."""
    words = [step for step in loc if isinstance(step, str)]
    inside = f"`{words[-1]}`" if words else "the record"
    return f"item {loc[-1] + 1} of {inside}" if loc and isinstance(loc[-1], int) else inside


def _quoted_value(value: object) -> str:
    text = " ".join(str(value).split())
    return f"`{text[:57]}…`" if len(text) > 60 else f"`{text}`"


def _pattern_hint(pattern: str) -> str:
    return _PATTERN_HINTS.get(pattern, f"it must match {pattern}")


DOI = r"^10\.\d{4,9}(?:\.\d+)*/\S+$"
"""The form of a DOI (ANSI/NISO Z39.84): what follows the slash may hold any sign, and is percent-encoded in a link."""
URL = r"^\S+$"
"""No more than this is asked of an address here: where it may lead is a policy's matter."""
PMID = r"^[1-9]\d{0,8}$"
PMCID = r"^PMC[1-9]\d{0,8}$"
"""Numbers of PubMed and of PubMed Central (NLM, “PMIDs and PMCIDs”)."""
_PATTERN_HINTS: Mapping[str, str] = {
    f"^{ID_PATTERN}$": "use small letters and digits, words joined by single hyphens: `blood-pressure`",
    r"^[0-9]+\.[0-9]+$": 'write two numbers with a dot, in quotes: "1.0"',
    PMID: 'write the number alone, in quotes: "29898390"',
    PMCID: "write PMC and the number: `PMC6082376`",
    URL: "write the whole address, from https:// on, without spaces",
    CITATION_KEY_PATTERN: "give the entry a Citation Key in your reference manager, letters and digits: `smith2020`",
    DOI: "write the identifier alone, without https://doi.org/: `10.1000/xyz123`",
    REASON: "write ten letters or more: somebody who reads it in a year must understand it",
    CHECKSUM_PATTERN: "write the 64 digits that `sha256sum` prints for the file",
    r"^[0-9a-f]{64}$": "it is written by `leaflet sign-off`; don't change it by hand",
}
_ADDED_KEYS: Mapping[str, str] = {
    "categories": "write `categories: [NAME]`, of sources/categories; `leaflet upgrade` adds it in an older house"
}
"""Keys that records of earlier versions lack, and what to write."""
_TOO_SHORT_HINT = "write more: somebody who reads it in a year must understand it"
_LIST = ("must be a list", "write every item on a line of its own after `- `, or all in brackets: `[one, two]`")
_MAPPING = ("must be a record of keys and values, not {input}", "write `key: value`, each on a line of its own")
_NUMBER = ("must be a number, not {input}", "write digits, with a dot for decimals")
_INTEGER = ("must be a whole number, not {input}", "write digits only")
_BOOLEAN = ("must be true or false, not {input}", "write `true` or `false`")
_DATE = ("must be a date, not {input}", "write year-month-day, for example 2026-11-24")
_MESSAGES: Mapping[str, tuple[str, str]] = {
    "missing": ("is missing from this record", "add a line `{last}: …`"),
    "string_too_short": ("must not be empty", "write a text, or remove the key where it may be left out"),
    "string_too_long": ("must not have more than {max_length} characters", "shorten it, or split it in two"),
    "too_short": ("must have at least {min_length} items, and has {actual_length}", "add what is missing"),
    "too_long": ("must not have more than {max_length} items, and has {actual_length}", "remove the least important"),
    "tuple_type": _LIST,
    "list_type": _LIST,
    "dict_type": _MAPPING,
    "mapping_type": _MAPPING,
    "model_type": _MAPPING,
    "model_attributes_type": _MAPPING,
    "bool_type": _BOOLEAN,
    "bool_parsing": _BOOLEAN,
    "int_type": _INTEGER,
    "int_parsing": _INTEGER,
    "int_from_float": _INTEGER,
    "float_type": _NUMBER,
    "float_parsing": _NUMBER,
    "date_type": _DATE,
    "date_parsing": _DATE,
    "date_from_datetime_parsing": _DATE,
    "date_from_datetime_inexact": _DATE,
    "greater_than": ("must be more than {gt}, and is {input}", "write a larger number"),
    "greater_than_equal": ("must be {ge} or more, and is {input}", "write a larger number"),
    "less_than": ("must be less than {lt}, and is {input}", "write a smaller number"),
    "less_than_equal": ("must be {le} or less, and is {input}", "write a smaller number"),
}
