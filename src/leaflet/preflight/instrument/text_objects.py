"""A page's text objects (BT … ET), as WeasyPrint writes them.

Whatever is written in another way makes the page one whose text objects aren't known: nobody guesses.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

_TEXT_OBJECT = re.compile(rb"\bBT\b.*?\bET\b", re.DOTALL)
_COMMAND = re.compile(rb"\b(?:BT|Tf|TJ|ET)\b")
_ORDER = re.compile(rb"(?:BT(?:Tf(?:TJ)*)*ET)*")
"""Each text object names its font before it shows anything, shows it with `TJ`, and names no font for the next one."""
_OTHER_FORM = re.compile(rb"[(%'\"#{]|<<|\b(?:Tj|BI)\b")
"""Texts, comments, escaped names, properties, and other ways to show something."""
_MARK = re.compile(rb"<<\s*/MCID \d+\s*>>")
_CODES = re.compile(rb"<(?:[0-9a-f]{4})*>")
_SHOWN = re.compile(rb"\[[^\]]*\] ?TJ\b")
_PLACE = re.compile(rb"(?:[-\d.]+ ){6}Tm\b")
_NAME = re.compile(rb"/([^\s/<>\[\](){}%]+)")


@dataclass(frozen=True)
class TextObjects:
    """A page's commands, taken apart."""

    rest: bytes
    """All commands; those of `aside` without what they show and where they begin."""
    names: frozenset[bytes]
    """Every name that is in the commands."""
    aside: tuple[bytes, ...]
    """The text objects that are set aside."""


def text_objects(content: bytes, count: int, aside: Collection[int]) -> TextObjects | None:
    """The commands `content`, with the text objects that have the numbers `aside`, from 1, set aside.

    None where one isn't as WeasyPrint writes it, or there are others than `count` of them.
    """
    found = [match.span() for match in _TEXT_OBJECT.finditer(content)]
    if len(found) != count or _is_other_form(content):
        return None
    taken = [content[start:end] for number, (start, end) in enumerate(found, 1) if number in aside]
    rest, at = b"", 0
    for number in sorted(aside):
        start, end = found[number - 1]
        rest += content[at:start] + _PLACE.sub(b"Tm", _SHOWN.sub(b"TJ", content[start:end]))
        at = end
    return TextObjects(rest + content[at:], frozenset(_NAME.findall(content)), tuple(taken))


def _is_other_form(content: bytes) -> bool:
    plain = _MARK.sub(b"", content)
    order = b"".join(_COMMAND.findall(plain))
    has_other_codes = plain.count(b"<") != len(_CODES.findall(plain))
    return has_other_codes or bool(_OTHER_FORM.search(plain)) or not _ORDER.fullmatch(order)


def count_text_objects(content: bytes) -> int:
    """How many text objects there are in the commands `content`."""
    return len(_TEXT_OBJECT.findall(content))


def without_texts(content: bytes) -> bytes:
    """The commands `content` without text objects."""
    return only(content, ())


def only(content: bytes, wanted: Sequence[bytes]) -> bytes:
    """The commands `content` without any text object but those `wanted`."""
    return _TEXT_OBJECT.sub(lambda match: match[0] if match[0] in wanted else b"", content)
