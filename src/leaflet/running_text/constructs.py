"""The signs that Markdown, or a dialect of it, takes for more than signs: one table for text.md and all other texts.

A text holds words, escapes, what `SUPPORTED` names, and nothing that `REFUSED` names. Each is a pattern for one line of
running text, its wrapped lines joined by a space and line breaks that were asked for given as a line feed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.entities import html5

PLACEHOLDER = "{emergency}"
"""Stands for the country's emergency number, wherever a text may stand."""


@dataclass(frozen=True)
class Construct:
    """Signs that would be taken for more than signs."""

    name: str
    pattern: str
    message: str
    hint: str
    rule: str = "unsupported-prose"


ESCAPE = r"\\(?P<sign>[!-/:-@\[-`{-~])"
"""A backslash and the sign that it keeps from meaning anything (ASCII punctuation, as in CommonMark)."""
LINK = r"""\[(?!\s*\])(?P<words>(?:\\.|(?!<https://)[^\[\]\\])+)\]
    \((?P<target>(?:https://|tel:)(?:[^\s()<>\\\x00-\x1f]|\([^\s()<>\\\x00-\x1f]*\))+)\)
  | <(?P<bare>https://[^\s<>\\\x00-\x1f]+)>"""
TERM = r"(?<![^\W_])\[(?!\s)(?P<marked>(?:\\.|[^\[\]\\*_<>\n])+)(?<!\s)\]\(term:(?P<term_id>[^()\s<>\\]+)\)(?![^\W_])"
"""A term of the glossary: whole words without markup, and its id."""
ADDRESS = r"\[(?!\s*\])(?:(?!<https://)[^\[\]\\])+\]\((?!(?i:https|tel|term):)[^()\s<>\\]+\)"
"""A link to elsewhere, printed as it is written: the policy `forbidden-link` refuses it."""
SUPPORTED: tuple[tuple[str, str], ...] = (
    ("escape", ESCAPE),
    ("link", LINK),
    ("term", TERM),
    ("picture", r"!\[[^\[\]]*\](?=[(\[])"),
    ("address", ADDRESS),
    ("placeholder", re.escape(PLACEHOLDER)),
    ("break", r"\n"),
    ("run", r"\*+|_+"),
)
"""Markup that running text may hold, and signs to which an own rule applies (`picture`, `address`, `run`)."""
REFUSED: tuple[Construct, ...] = (
    Construct(
        "code",
        "`+[^`\\n]+`+|`+",
        "code has no place in running text",
        r"take the backticks away, or write \` for the sign",
    ),
    Construct(
        "remark",
        r"<!--(?:[^\n]*?-->)?",
        "a remark can't stand here",
        "put it into text.md or, in another file, on a line of its own that begins with `#`",
        "raw-html",
    ),
    Construct(
        "HTML",
        r"<(?:/?[A-Za-z][^<>]*|[!?][^<>]*)>",
        "HTML is not printed as HTML",
        "use Markdown: **bold**, *emphasis*, [words](https://…)",
        "raw-html",
    ),
    Construct(
        "end of a remark",
        "-->",
        "a remark ends here that doesn't begin",
        "begin a remark with `<!--`; remarks can't stand in remarks",
    ),
    Construct(
        "entity",
        r"&(?:\#\d+|\#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);",
        "a character is not written as an entity",
        r"type the character itself, or write \& for the sign",
    ),
    Construct(
        "deletion",
        r"~~+[^~\n]+~~+|~~+|~(?=\S)[^~\n]*(?<=\S)~",
        "words can't be struck out or lowered",
        r"leave `~` out, or write \~ for the sign",
    ),
    Construct(
        "highlight",
        r"={2,}[^=\n]+={2,}|={2,}",
        "words can't be highlighted",
        r"leave `==` out, or write \= for the sign",
    ),
    Construct(
        "insertion",
        r"\+\+(?=\S)[^+\n]*(?<=\S)\+\+",
        "words can't be marked as inserted",
        r"leave `++` out, or write \+ for the sign",
    ),
    Construct(
        "note",
        r"\[\^|\^\[|\[@",
        "running text has no notes",
        r"say it in the text, or cite a reference in a claim; write \[ and \^ for the signs",
    ),
    Construct(
        "raised sign",
        r"\^(?=\S)[^\s^]+\^|(?<=\w)\^(?=[\w({+-])",
        "signs can't be raised by `^`",
        r"type the raised sign itself, such as ²; write \^ for the sign",
    ),
    Construct(
        "claim",
        r"\[\[[^\[\]]*\]\]",
        "a claim or a snippet must stand alone on its line",
        "put a line break before and after `[[…]]`",
    ),
    Construct(
        "marked term",
        r"\[(?:\\.|[^\[\]\\\n])*\]\((?i:term):|\]\((?i:term):",
        "a term must be whole words in brackets, without markup, and its id in parentheses",
        "write `[words](term:its-id)` with letters and spaces on its two sides only; stars stand around it",
    ),
    Construct(
        "link",
        r"\[(?:\\.|[^\[\]\\\n])*\]\(|\]\((?:(?i:https|tel):|(?![^()\s<>]+\)))|\]\[",
        "a link must be words in brackets and an address in parentheses, and nothing else",
        "write `[words](https://…)`, `https` in small letters, without a title and spaces",
    ),
    Construct(
        "braces",
        r"\{[^{}\n]*\}|[{}]",
        f"braces can hold nothing but `{PLACEHOLDER}`",
        f"write `{PLACEHOLDER}` for the emergency number, or leave the braces out",
        "unknown-placeholder",
    ),
)
"""What is refused, in running text and in all other texts; `\\` before the sign prints the sign in running text."""
PICTURE = Construct(
    "picture",
    "",
    "a figure must stand alone on its line",
    "put `![](figures/name.svg)` on a line of its own",
)
EMPHASIS = Construct(
    "emphasis",
    "",
    "emphasis must begin before a word and end behind one, with the same signs",
    r"write `*words*` or `**words**`; write \* or \_ for the sign itself",
)
STARTS: tuple[Construct, ...] = (
    Construct(
        "bare table",
        r"(?=[^\n-]*-)(?=[^\n|:]*[|:])[-:|\ \t]+$|\+(?:[-=:]{2,}\+)+$",
        "a line of dashes and bars makes a table elsewhere",
        "begin and end each row of the table with a bar: `| one | two |`, and write no colons in the line of dashes",
    ),
    Construct(
        "heading",
        r"\#{1,6}(?:[ \t]|$)",
        "a heading must stand alone, and not inside anything",
        "put it on a line of its own",
    ),
    Construct(
        "rule",
        r"(?:\*[ \t]*){3,}$|(?:-[ \t]*){3,}$|(?:_[ \t]*){3,}$|[-=]+[ \t]*$",
        "running text has no rules and no underlined headings",
        "write a heading as `### Title`, and leave lines of signs out",
    ),
    Construct(
        "definition",
        r"\*?\[[^\]\n]+\]:",
        "running text can't define links, notes or abbreviations",
        "write a link as `[words](https://…)`",
    ),
    Construct(
        "term", r":(?:[ \t]+|$)", "running text has no lists of terms", "write a list: `- **Term:** what it means`"
    ),
    Construct(
        "box",
        r"!!!|\?\?\?|:::|///|\[!\w+\]",
        "a box must begin with `> [!TIP]`, `> [!NOTE]` or `> [!WARNING]` on a line of its own",
        "write `> [!NOTE]` after an empty line, without a title, and `> ` before each line of the box below it",
    ),
    Construct("contents", r"\[TOC\]$", "running text has no table of contents", "leave it out"),
    Construct(
        "checkbox",
        r"\[[ xX]\](?:[ \t]|$)",
        "running text has no boxes to tick",
        "leave the brackets out",
    ),
    Construct(
        "list",
        r"(?:[-*+]|\d+[.)])[ \t]+",
        "a line must not begin like an item of a list in the middle of a paragraph",
        "put an empty line before a list; else end the line before in another place, or write \\- and 1986\\.",
    ),
    Construct(
        "quotation",
        ">",
        "a quotation must stand apart from other lines",
        r"put an empty line before and after it, or write \> for the sign",
    ),
    Construct(
        "table",
        r"\|",
        "a table must stand apart from other lines",
        r"put an empty line before and after it, or write \| for the sign",
    ),
)
"""What no line of a paragraph, an item or a quotation may begin with."""
BARE_STARTS = re.compile(r"#{1,6}[ \t]|[*-][ \t]+(?!\d)")
"""What a text that isn't Markdown must not begin with."""

TOKEN = re.compile(
    "|".join(f"(?P<{name}>{pattern})" for name, pattern in SUPPORTED)
    + "".join(f"|(?P<refused_{n}>{construct.pattern})" for n, construct in enumerate(REFUSED)),
    re.VERBOSE,
)
"""The next thing in a text that isn't plain words."""
START = re.compile("|".join(f"(?P<start_{n}>{c.pattern})" for n, c in enumerate(STARTS)), re.VERBOSE)


def refused(match: re.Match[str]) -> Construct | None:
    """Which of `REFUSED` or `STARTS` it is that `match` has found; None where `&` and `;` stand around no entity."""
    kind, _, number = str(match.lastgroup).partition("_")
    construct = (REFUSED if kind == "refused" else STARTS)[int(number)]
    is_entity = construct.name != "entity" or match[0][1] == "#" or match[0][1:] in html5
    return construct if is_entity else None
