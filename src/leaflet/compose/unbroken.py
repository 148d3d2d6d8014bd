"""What no line may end within: an amount and its unit (`1 mg`), a short address (`drugs-test.nl`), a name (`5-HT2A`).

A reader who meets `1` at the end of a line and `mg` on the next reads a number without its unit; who types an address
that was cut at its hyphen leaves the hyphen out. Units that are signs are looked for: they are the same in every
language. What is longer than half a narrow column is left alone, for a line must hold it.
"""

from __future__ import annotations

import re

_LONG_LINK = r"<a\b[^>]*>(?![\w.-]+</a>)[^<]*</a>"
"""Left alone: the renderer tags no part of a link that stands in an element of its own on the link's next line."""
_NOT_TEXT = re.compile(rf"(<style\b.*?</style>|<title\b.*?</title>|<svg\b.*?</svg>|{_LONG_LINK}|<[^>]*>)", re.DOTALL)
_MAX_LETTERS = 24
_UNITS = ("mg", "g", "kg", "[µμ]g", "mcg", "ml", "l", "mm", "cm", "mmHg", "°C")
_AMOUNT = re.compile(rf"(?<![\w.,])(\d[\d.,]*)[ \u00a0]((?:{'|'.join(_UNITS)})(?!\w))")
_SHORT = rf"(?<![\w&;./-])(?=[\w.-]{{3,{_MAX_LETTERS}}}(?!\.?[\w-]))"
_ADDRESS = r"(?=[\w.]*-)[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?![\w-])"
_NAME = r"(?:\d+-[A-Z]\w*|[A-Z]{2,}-\w+)(?!\w)"
UNBROKEN = '<span class="unbroken">'
_HYPHENATED = re.compile(f"{_SHORT}(?:{_ADDRESS}|{_NAME})")


def with_unbroken_words(html: str) -> str:
    """`html` with a no-break space in each amount, and each of the others in an element of the class `unbroken`."""
    parts = _NOT_TEXT.split(html)
    parts[::2] = map(_unbroken, parts[::2])
    return "".join(parts)


def _unbroken(text: str) -> str:
    return _HYPHENATED.sub(rf"{UNBROKEN}\g<0></span>", _AMOUNT.sub("\\1\u00a0\\2", text))
