"""A page's text objects (BT … ET), as WeasyPrint writes them: what each shows, and in which font.

Whatever is written in another way makes the page one whose text objects aren't known: nobody guesses.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

_TEXT_OBJECT = re.compile(rb"\bBT\b.*?\bET\b", re.DOTALL)
_COMMAND = re.compile(rb"\b(?:BT|Tf|TJ|ET)\b")
_ORDER = re.compile(rb"(?:BT(?:Tf(?:TJ)*)*ET)*")
"""Each text object names its font before it shows anything, shows it with `TJ`, and names no font for the next one."""
_OTHER_FORM = re.compile(rb"[(%'\"#{]|<<|\b(?:Tj|BI)\b")
"""Texts, comments, escaped names, properties, and other ways to show something."""
_MARK = re.compile(rb"<<\s*/MCID \d+\s*>>")
_FONT = re.compile(rb"/(\S+) [-\d.]+ Tf\b")
_CODES = re.compile(rb"<((?:[0-9a-f]{4})*)>")
_BETWEEN = rb"(?:>[-\d.\s]*<)?"
"""Between two codes: nothing, or an adjustment of their distance."""
_SHOWN = re.compile(rb"\[[^\]]*\] ?TJ\b")
_PLACE = re.compile(rb"(?:[-\d.]+ ){6}Tm\b")
_NAME = re.compile(rb"/([^\s/<>\[\](){}%]+)")

Codes = Mapping[bytes, frozenset[bytes]]
"""By the name of a font: codes, four hexadecimal digits each."""


@dataclass(frozen=True)
class TextObjects:
    """A page's commands, taken apart."""

    rest: bytes
    """All commands; those of `aside` without what they show and where they begin."""
    names: frozenset[bytes]
    """Every name that is in the commands."""
    aside: tuple[bytes, ...]
    """The text objects that are set aside."""
    codes: Codes
    """What the others show."""
    all_codes: Codes
    """What all of them show."""


def text_objects(content: bytes, aside: Mapping[bytes, re.Pattern[bytes] | None]) -> TextObjects | None:
    """The text objects in the commands `content`; None where one is not as WeasyPrint writes it.

    By the name of each font: what the commands of one look like that is to be set aside; None where none can be.
    """
    if _is_other_form(content):
        return None
    kept: defaultdict[bytes, set[bytes]] = defaultdict(set)
    taken: defaultdict[bytes, set[bytes]] = defaultdict(set)
    set_aside: list[bytes] = []

    def without_aside(match: re.Match[bytes]) -> bytes:
        runs = _FONT.split(match[0])
        pairs = list(zip(runs[1::2], runs[2::2], strict=True))
        is_aside = any(pattern.search(run) for name, run in pairs if (pattern := aside.get(name)))
        for name, run in pairs:
            (taken if is_aside else kept)[name].update(_codes(run))
        if not is_aside:
            return match[0]
        set_aside.append(match[0])
        return _PLACE.sub(b"Tm", _SHOWN.sub(b"TJ", match[0]))

    rest = _TEXT_OBJECT.sub(without_aside, content)
    names = frozenset(_NAME.findall(content))
    both = {name: frozenset(kept[name] | taken[name]) for name in (*kept, *taken)}
    return TextObjects(rest, names, tuple(set_aside), {n: frozenset(c) for n, c in kept.items()}, both)


def _is_other_form(content: bytes) -> bool:
    plain = _MARK.sub(b"", content)
    order = b"".join(_COMMAND.findall(plain))
    has_other_codes = plain.count(b"<") != len(_CODES.findall(plain))
    return has_other_codes or bool(_OTHER_FORM.search(plain)) or not _ORDER.fullmatch(order)


def shown_codes(text_object: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The name of a font and a code, for everything that `text_object` shows, in its order."""
    runs = _FONT.split(text_object)
    for name, run in zip(runs[1::2], runs[2::2], strict=True):
        for codes in _CODES.findall(run):
            yield from ((name, codes[n : n + 4]) for n in range(0, len(codes), 4))


def _codes(run: bytes) -> set[bytes]:
    shown = set(_CODES.findall(run))
    return {codes[n : n + 4] for codes in shown for n in range(0, len(codes), 4)}


def showing(ways: list[list[list[bytes]]]) -> re.Pattern[bytes]:
    """What commands look like that show a text, by the ways to spell it: for each part the codes that stand for it."""
    spelled = (_BETWEEN.join(b"(?:%s)" % b"|".join(those) for those in codes) for codes in ways)
    return re.compile(b"|".join(spelled))


def all_text_objects(content: bytes) -> tuple[bytes, ...]:
    """Every text object in the commands `content`."""
    return tuple(_TEXT_OBJECT.findall(content))


def without_texts(content: bytes) -> bytes:
    """The commands `content` without text objects."""
    return only(content, ())


def only(content: bytes, wanted: Sequence[bytes]) -> bytes:
    """The commands `content` without any text object but those `wanted`."""
    return _TEXT_OBJECT.sub(lambda match: match[0] if match[0] in wanted else b"", content)
